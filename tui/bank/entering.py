"""A bank line without an entry becomes one by a key: receipt, fee, transfer, return, note."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from core.cashbook import Reason
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.bank import forms
from tui.bank.acting import Deed
from tui.bank.choosing import money_words
from tui.bank.matching import MatchesDay
from tui.messages import Answered
from tui.reaching import lost, reach
from tui.terminal.question import Question
from tui.theme import Tone

if TYPE_CHECKING:
    from datetime import date

    from core.cashbook import Difference
    from db.bank.receipts import Receipt
    from db.bank.reconciling import BankLine
    from db.files.settling import Choice

Given = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """A bank line whose receipt is looked for."""

    line: "BankLine"


class CandidatesRead(Answered["tuple[Receipt, ...]"]):
    """Receipts that may have come back."""


class EntersLines(MatchesDay):
    """C, F, T, R, S, N and F10, for the page that shows the day."""

    def __init__(self, cashbook: str, day: "date | None") -> None:
        """As the page that shows the day."""
        super().__init__(cashbook, day)
        self.looking = Asking(self, CandidatesRead)

    # -- money in

    def act_receipt(self) -> None:
        """C: whose it is is found, then the line is kept in one's batch of bank lines."""
        line = self._incoming()
        if line is not None:
            self.open("find", partial(self._receipt_found, line), pick=True,
                  asks="whose money it is")  # fmt: skip

    def _receipt_found(self, line: "BankLine", account: int | None) -> None:
        if account is not None:
            self._keep_receipt(line, account, "")

    def act_suspend(self) -> None:
        """F8: nobody is known; it is kept for suspense with a reason."""
        line = self._incoming()
        if line is not None:
            self._ask_form(forms.suspense_form(line), partial(self._suspended, line))

    def _suspended(self, line: "BankLine", values: Mapping[str, str]) -> None:
        self._keep_receipt(line, None, values["reason"])

    def _keep_receipt(self, line: "BankLine", account: int | None, reason: str) -> None:
        from db.files.settling import Choice

        work = partial(_receipt, self.cashbook, line, Choice(account, reason))
        self.do(Deed(("receipt", line.line, account, reason), work, "keeping the receipt"))

    def act_await(self) -> None:
        """S: a credit before its schedule waits in the payer's clearing."""
        line = self._incoming()
        if line is not None:
            form = forms.stream_form(("hb", "uc", "card-agency", "telephone", "direct-debit"))
            self._ask_form(form, partial(self._await, line))

    def _await(self, line: "BankLine", values: Mapping[str, str]) -> None:
        work = partial(_await_schedule, self.cashbook, line.line, values["stream"])
        self.do(Deed(("await", line.line, values["stream"]), work, "putting it to wait"))

    def act_post(self) -> None:
        """F10: one's batch of bank lines, posted as any batch is."""
        waiting = self.seen.waiting if self.seen is not None else None
        if waiting is None:
            self.app.bell()
            return
        many = f"{waiting.count} receipt{'' if waiting.count == 1 else 's'}"
        says = f"post {many}, {money_words(waiting.pence)}, batch {waiting.batch}? F10 posts"
        self.ask(Question(says, "f10", partial(self._post_or_not, waiting.batch), drops=True))

    def _post_or_not(self, batch: int, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self.do(Deed(("post", batch), partial(_post, batch), "posting"))
        else:
            self.say("not posted", Tone.DIM)

    # -- money either way

    def act_fee(self) -> None:
        """F: posted to bank charges."""
        self._ask_posting("fee", "a bank charge")

    def act_transfer(self) -> None:
        """T: posted to transfers between bank accounts."""
        self._ask_posting("transfer", "a transfer between bank accounts")

    def _ask_posting(self, reason: str, what: str) -> None:
        if (line := self._line_or_bell()) is not None:
            says = f"post {money_words(line.pence)} of {line.day:%-d %b} as {what}? Enter posts"
            then = partial(self._posting_or_not, line, reason)
            self.ask(Question(says, "enter", then, drops=True))

    def _posting_or_not(self, line: "BankLine", reason: str, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            work = partial(_explain, self.cashbook, line.line, (reason, "", ""))
            self.do(Deed((reason, line.line), work, "posting"))
        else:
            self.say("Nothing posted.")

    def act_return(self) -> None:
        """R: receipts of the amount are looked for, then asked which came back and why."""
        if (line := self._line_or_bell()) is not None:
            work = partial(reach, self.desk.book, _came_back, self.cashbook, line)
            self.looking.ask(ReturnOf(line), work, holds="looking for the receipt")

    def on_candidates_read(self, event: CandidatesRead) -> None:
        """Ask which."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        assert isinstance(event.query, ReturnOf)
        line = event.query.line
        self._ask_form(forms.return_form(line, event.result), partial(self._returned, line))

    def _returned(self, line: "BankLine", values: Mapping[str, str]) -> None:
        number, _, place = values["posting"].upper().rpartition(".")
        kind = forms.KINDS[values["kind"].lower()]
        work = partial(_return, self.cashbook, line.line, (number, int(place), kind, values["why"]))
        self.do(Deed(("return", line.line, *sorted(values.items())), work, "reversing the receipt"))

    def act_note(self) -> None:
        """N: why a line or an entry stands open, and who sees to it."""
        item = self.line or self.entry
        if item is None:
            self.app.bell()
            return
        reasons = forms.LINE_REASONS if self.line is not None else forms.ENTRY_REASONS
        line, entry = self.line, self.entry
        about = line.line if line is not None else (entry.entry, entry.line) if entry else 0
        form = forms.note_form(item, reasons, self.desk.book.about.login)
        self._ask_form(form, partial(self._noted, about, reasons))

    def _noted(self, about: Any, reasons: dict[str, str], values: Mapping[str, str]) -> None:
        told = (reasons[values["reason"].lower()], values["words"], values["owner"])
        work = partial(_explain, self.cashbook, about, told)
        self.do(Deed(("note", about, *told), work, "writing it down"))

    def act_lacking(self) -> None:
        """G: what the balances and lines of a statement are apart, explained."""
        item = self.lacking
        if item is None:
            self.app.bell()
            self.say("A statement is missing here: rentbook bank load brings it.", Tone.WARN)
            return
        form = forms.lacking_form(item, self.desk.book.about.login)
        self._ask_form(form, partial(self._lacking_explained, int(item.what.split()[-1])))

    def _lacking_explained(self, statement: int, values: Mapping[str, str]) -> None:
        from db.bank.matching import OwnDifference

        reason = forms.STATEMENT_REASONS[values["reason"].lower()]
        told = (reason, values["words"], values["owner"])
        work = partial(_explain, self.cashbook, OwnDifference(statement), told)
        self.do(Deed(("lacking", statement, *told), work, "writing it down"))

    @property
    def lacking(self) -> "Difference | None":
        """A statement's own difference of the day shown: one not explained, else one that is."""
        day = self.seen.now.day if self.seen is not None else None
        items = (*day.unexplained, *day.explained) if day is not None else ()
        return next((each for each in items if each.what.startswith("statement ")), None)

    @property
    def has_gap(self) -> bool:
        """Whether statements leave something out that day."""
        gap = Reason.GAP
        missing = self.seen is not None and any(
            each.reason is gap for each in self.seen.now.day.unexplained
        )
        return missing or self.lacking is not None

    # -- what the keys share

    def _ask_form(self, form: AskedFor, then: Given) -> None:
        def given(values: Mapping[str, str] | None) -> None:
            if values:
                then(values)

        self.asked_by_form = True
        self.open("form", given, title=form.title, fields=form.fields, lines=form.lines)

    def _incoming(self) -> "BankLine | None":
        line = self._line_or_bell()
        if line is not None and line.pence < 0:
            self.app.bell()
            self.say("It goes out: R a return, F a fee, T a transfer, N a note.", Tone.WARN)
            return None
        return line

    def _line_or_bell(self) -> "BankLine | None":
        if self.line is None:
            self.app.bell()
            self.say("The bank's side first: Tab goes there.", Tone.WARN)
        return self.line


def _receipt(cashbook: str, line: "BankLine", choice: "Choice", book: Any, key: str) -> str:
    from db.bank.receipts import key_receipt

    kept = key_receipt(book, cashbook, line, choice, key)
    return f"{money_words(kept.pence)} is line {kept.line} of batch {kept.batch}: F10 posts it"


def _await_schedule(cashbook: str, line: int, stream: str, book: Any, key: str) -> str:
    from db.bank.matching import await_schedule

    made = await_schedule(book, cashbook, (line,), stream, key)
    return f"{money_words(made.pence)} waits for its {stream} schedule, {made.posting}"


def _post(batch: int, book: Any, key: str) -> str:
    from db.batches import post

    done = post(book, batch, key)
    return f"{done.number}: {done.lines} of the bank's lines are receipts"


def _explain(cashbook: str, about: Any, told: tuple[str, str, str], book: Any, key: str) -> str:
    from db.bank.matching import Explanation, explain

    made = explain(book, cashbook, about, Explanation(*told), key)
    if made is None:
        return f"explained: {told[0]}, {told[2]} sees to it"
    return f"{told[0]} posted, {made.posting}"


def _came_back(book: Any, cashbook: str, line: "BankLine") -> "tuple[Receipt, ...]":
    from db.bank.receipts import came_back

    return came_back(book, cashbook, line)


def _return(cashbook: str, line: int, told: tuple[str, int, str, str], book: Any, key: str) -> str:
    from db.bank.returned import Return, return_money

    number, place, kind, why = told
    done = return_money(book, cashbook, Return(line, number, place, kind, why), key)
    return f"{done.reverses} reversed by {done.posting}; case {done.case} stands on the desk"
