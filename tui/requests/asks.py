"""Asking from an account's page: refund, transfer, write-off, reversal, each a form over it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from core.refusal import Refusal
from tui.account_forms import AskedFor, Unfinished
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.once import Once
from tui.reaching import reach
from tui.requests import forms
from tui.requests.asked import ask_or_read_again, document_of, facts_for, reversed_now
from tui.requests.drafts import KEEPS, KeepsDrafts, draft_document, typed_before
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.accounts import Account
    from db.ledgers import LedgerLine
    from db.requests.asking import Asked

Values = Mapping[str, str]
Facts = dict[str, Any]
_NOT_KEPT = "not asked yet: the book does not answer. Enter tries again, Esc gives it up"
# What the book refuses because a second person must say so.
NEEDS_A_REQUEST = ("reversal_needs_request", "over_limit")


class FactsRead(Answered[Facts]):
    """What a request would rest on; `query` says of which kind, and to whom."""


class RequestAsked(Answered["Asked"]):
    """A request was made or refused; `query` is (kind, document, how to ask again)."""


class ReversalTried(Answered[Any]):
    """One's own reversal was done, or is for somebody else to decide; `query` is (posting, why)."""


def _is_open(page: Any) -> bool:
    return page.shown is not None and not page.shown.hidden


ASKS = (
    Action("refund", "r", "refund", "Ask for a refund of the credit", when=_is_open,
           needs="assistant"),
    Action("transfer", "t", "transfer", "Ask for a transfer of credit to another account",
           when=lambda p: _is_open(p) and p.desk.has_page("find"), needs="assistant"),
    Action("write_off", "f", "", "Ask for the debt to be written off", when=_is_open,
           needs="assistant"),
    Action("reverse", "v", "", "Reverse the posting under the cursor, or ask for it",
           when=lambda p: _is_open(p) and bool(p.lines), needs="assistant"),
)  # fmt: skip


class AsksOnAccount(KeepsDrafts):
    """The keys of an account's page that ask, for the page that shows it."""

    shown: "Account | None"
    lines: "Sequence[LedgerLine]"
    at: int

    def __init__(self) -> None:
        super().__init__()
        self.looking = Asking(self, FactsRead)
        self.asking = Asking(self, RequestAsked, lane="write", keep_all=True)
        self.reversing = Asking(self, ReversalTried, lane="write", keep_all=True)
        self.asked_once = Once()
        self.sure_of: set[str] = set()  # account numbers that fail their check and were read again

    def read(self, holds: str = "") -> None:
        """Read the account again; keys wait where `holds` says why."""
        raise NotImplementedError

    def posting_under_cursor(self) -> str:
        """The posting that the ledger's cursor stands on."""
        raise NotImplementedError

    def requests_moved(self) -> None:
        """Somebody asked or decided: what is pending here may have moved."""
        if self.desk.book is not None and self.shown is not None:
            self.read()

    # -- keys

    def act_refund(self) -> None:
        """R: the evidence first, then the form."""
        self._look("refund", "credit_facts")

    def act_write_off(self) -> None:
        """F: a debt given up."""
        self._look("write-off", "debt_facts")

    def act_transfer(self) -> None:
        """T: to whom, then how much."""
        self.open("find", self._found, pick=True, asks="who gets the transfer")

    def act_reverse(self) -> None:
        """V: one's own at once; another's becomes a request by one key more."""
        posting = self.posting_under_cursor()
        form = forms.reason_form(f"Reverse {posting}")
        self.open("form", partial(self._reverse, posting), title=form.title, fields=form.fields)

    def go_on_with_draft(self) -> None:
        """The form of the draft that the page was opened with, over what it rests on now."""
        if self.draft is not None:
            reads = "debt_facts" if self.draft.kind == "write-off" else "credit_facts"
            self._look(self.draft.kind, reads, self.draft.to)

    # -- what it would rest on

    def _found(self, account: int | None) -> None:
        if account is not None and account != self.at:
            self._look("transfer", "credit_facts", account)

    def _look(self, kind: str, reads: str, to: int | None = None) -> None:
        work = partial(reach, self.desk.book, facts_for, reads, self.at, to)
        self.looking.ask((kind, to), work, holds="reading what it rests on")

    def on_facts_read(self, event: FactsRead) -> None:
        """The form of the kind, with what to go by above its fields."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        assert isinstance(event.query, tuple), "as it was asked"
        kind, to = event.query
        facts, whose = event.result, self._whose
        make: dict[str, Callable[[], AskedFor]] = {
            "refund": partial(forms.refund_form, whose, facts),
            "write-off": partial(forms.write_off_form, whose, facts),
            "transfer": partial(forms.transfer_form, whose, facts, facts.get("to", "")),
        }
        form = make[kind]()
        if self.draft is not None and self.draft.kind == kind:
            form = form.again(typed_before(self.draft), "")
        self._ask_for(kind, form, partial(document_of, kind, self.at, to, facts), to)

    # -- asking

    def _ask_for(
        self,
        kind: str,
        form: AskedFor,
        document: Callable[[Values], Facts],
        to: int | None = None,
    ) -> None:
        then = partial(self._typed, kind, form, document, to)
        told = {"lines": form.lines, "refused": form.refused, "keeps": KEEPS}
        self.open("form", then, title=form.title, fields=form.fields, **told)

    def _typed(self, kind: str, form: AskedFor, *asked: Any) -> None:
        document, to, values = asked
        if isinstance(values, Unfinished):
            self.keep_draft(kind, draft_document(kind, self.at, to, values))
        elif values:
            doc = document(values)
            if self.draft is not None and self.draft.kind == kind:
                doc |= {"draft_id": self.draft.number}
            again = partial(self._ask_again, kind, form, document, to, values)
            self._send_request(kind, doc, again)
        else:
            self.draft = None

    def _ask_again(self, kind: str, form: AskedFor, *asked: Any) -> None:
        document, to, values, says = asked
        self._ask_for(kind, form.again(values, says), document, to)

    def _send_request(
        self, kind: str, doc: Facts, again: Callable[[str], None] | None = None
    ) -> None:
        key = self.asked_once.key(kind, doc)
        sure = doc.get("account_number") in self.sure_of
        work = partial(reach, self.desk.book, ask_or_read_again, kind, doc, key, sure)
        self.asking.ask((kind, doc, again), work, holds="asking")

    def on_request_asked(self, event: RequestAsked) -> None:
        """Say its number and who decides; what was refused is asked again with what was typed."""
        assert isinstance(event.query, tuple), "as it was asked"
        kind, doc, again = event.query
        self.asked_once.answered(event.fault, kind, doc)
        if event.fault is None:
            self.draft = None
            told: Asked = event.result
            self.say(
                f"{sign(Sign.KEPT)} request {told.request}: a {told.level} decides it", Tone.GOOD
            )
            self.read(holds="reading the account")
            return
        if isinstance(event.fault, Refusal) and event.fault.code == "check_fails":
            self.sure_of.add(doc["account_number"])
        says = str(event.fault) if isinstance(event.fault, Refusal) else _NOT_KEPT
        if again is None:
            self.say(says, Tone.BAD)
        else:
            again(says)

    # -- reversing

    def _reverse(self, posting: str, values: Values | None) -> None:
        if values:
            entry, _, line = posting.partition(".")
            work = partial(
                reach, self.desk.book, reversed_now, entry, int(line or 0), values["why"]
            )
            self.reversing.ask((posting, values["why"]), work, holds="reversing")

    def on_reversal_tried(self, event: ReversalTried) -> None:
        """Done, or asked for by one key more."""
        assert isinstance(event.query, tuple), "as it was asked"
        posting, why = event.query
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} {event.result.posting} reverses {posting}", Tone.GOOD)
            self.read(holds="reading the account")
        elif isinstance(event.fault, Refusal) and event.fault.code in NEEDS_A_REQUEST:
            says = f"{event.fault.says.partition(':')[0]}. Enter asks for it"
            self.ask(Question(says, "enter", partial(self._ask_reversal, posting, why)))
        else:
            self.say(str(event.fault), Tone.BAD)

    def _ask_reversal(self, posting: str, why: str, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            entry, _, line = posting.partition(".")
            self._send_request("reversal", {"entry": entry, "line": int(line or 0), "why": why})
        else:
            self.say("Nothing asked.")

    @property
    def _whose(self) -> str:
        from tui.account_words import whose

        assert self.shown is not None, "these keys are alive when it is"
        return whose(self.shown)
