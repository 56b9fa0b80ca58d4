"""F9: the day signed by its preparer or countersigned by somebody else, refused, shown, printed."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from core.dates import day_words
from core.money import pounds
from tui.bank import forms
from tui.bank.acting import Deed
from tui.bank.entering import EntersLines
from tui.terminal.question import Question
from tui.theme import Tone


class SignsDay(EntersLines):
    """F9, X and P, for the page that shows the day."""

    def act_sign(self) -> None:
        """F9: ask for a first or a second name; nobody's second name is their own."""
        if self.seen is None:
            self.app.bell()
            return
        now, day = self.seen.now, self.seen.now.day
        told = f"{day.cashbook} {day_words(day.day)}"
        if now.signed_by is None:
            if not day.proves:
                self.app.bell()
                self.say("Not signed: match, enter or explain what is unexplained first.", Tone.BAD)
                return
            since = "" if day.first == day.day else f" and all days since {day.first:%-d %b}"
            says = f"sign {told}{since}, bank {pounds(day.bank.closing)}? The days shut. F9 signs"
            self.ask(Question(says, "f9", self._sign_or_not, drops=True))
        elif now.countersigned_by is not None:
            self.say(f"{told} is signed and countersigned: P shows its sheet.", Tone.DIM)
        elif now.signed_by == self.desk.book.about.login:
            self.app.bell()
            self.say(f"You signed {told}: somebody else countersigns it.", Tone.WARN)
        else:
            says = f"countersign {told}, signed by {now.signed_by}? F9 countersigns"
            self.ask(Question(says, "f9", self._countersign_or_not, drops=True))

    def _sign_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        self._sign("sign", yes=yes)

    def _countersign_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        self._sign("countersign", yes=yes)

    def _sign(self, what: str, *, yes: bool) -> None:
        if yes:
            work = partial(_signed, what, self.cashbook, self.day)
            self.do(Deed((what, self.cashbook, self.day), work, f"{what}ing"))
        else:
            self.say("not signed", Tone.DIM)

    def act_refuse(self) -> None:
        """X: will not countersign, and says why."""
        assert self.day is not None
        form = forms.refuse_form(day_words(self.day))
        self._ask_form(form, self._refused)

    def _refused(self, values: Mapping[str, str]) -> None:
        why = values["why"]
        work = partial(_refuse, self.cashbook, self.day, why)
        self.do(Deed(("refuse", self.cashbook, self.day, why), work, "refusing"))

    def act_sheet(self) -> None:
        """P: the sheet as it was signed, to read and to print."""
        from tui.bank.sheet_page import SheetPage

        assert self.day is not None
        self.desk.push_screen(SheetPage(self.cashbook, self.day))

    @property
    def may_refuse(self) -> bool:
        """Whether the sheet shown waits for this operator's name."""
        if self.seen is None or not self.is_signed:
            return False
        now = self.seen.now
        return now.countersigned_by is None and now.signed_by != self.desk.book.about.login


def _signed(what: str, cashbook: str, day: Any, book: Any, key: str) -> str:
    from db.bank.proof_sheets import countersign, sign

    done = (sign if what == "sign" else countersign)(book, cashbook, day, key)
    second = f", countersigned by {done.countersigned_by}" if done.countersigned_by else ""
    if done.single:
        second = ", single operator: not countersigned"
    return f"{day_words(done.day)} signed by {done.signed_by}{second}. P prints the sheet"


def _refuse(cashbook: str, day: Any, why: str, book: Any, key: str) -> str:
    from db.bank.proof_sheets import refuse

    done = refuse(book, cashbook, day, why, key)
    return f"version {done.version} is refused and kept; {day_words(done.day)} is open again"
