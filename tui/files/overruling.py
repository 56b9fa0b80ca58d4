"""Overruling: a line matched for certain goes elsewhere for a reason, both accounts named."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tui.asking import Asking
from tui.files import line_words
from tui.files.loading import LoadsFiles
from tui.keying.reasons import SUSPENSE, BadReason, reason_of
from tui.messages import Answered
from tui.reaching import lost, reach
from tui.theme import Tone
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.files.lists import LineAtHand, Proposal
    from db.files.settling import Choice


@dataclass(frozen=True, slots=True)
class Overruling:
    """A line matched for certain, and where it is to go instead."""

    line: "LineAtHand"
    choice: "Choice"


class AccountNamed(Answered["Proposal"]):
    """Whose the account is that a certain line is to go to; `query` is the Overruling."""


class Overrules(LoadsFiles):
    """Asks why; what follows is its page's."""

    def __init__(self) -> None:
        super().__init__()
        self.naming = Asking(self, AccountNamed)

    def take_with(self, line: "LineAtHand", choice: "Choice", reason: str) -> None:
        """Take the line with the reason that was asked for."""
        raise NotImplementedError

    def overrule(self, line: "LineAtHand", choice: "Choice") -> None:
        """Name the account that it is to go to instead, then ask why."""
        work = partial(reach, self.desk.book, _proposed, choice.account)
        self.naming.ask(Overruling(line, choice), work, holds="reading the account")

    def on_account_named(self, event: AccountNamed) -> None:
        """A line matched for certain goes elsewhere for a reason: both accounts are named."""
        assert isinstance(event.query, Overruling)
        line, choice = event.query.line, event.query.choice
        if event.fault is not None:
            self.refuse(lost(event.fault))
            return
        title = f"Row {line.row} is matched for certain to {line_words.stands(line)}"
        lines = (f"To {line_words.who(event.result)} instead? Say why; Esc leaves it there.",)
        self.ask_reason(title, lines, partial(self.take_with, line, choice))

    def refuse(self, says: str) -> None:
        """Say why not; what was typed ahead was meant for another line."""
        self.app.bell()
        self.desk.gate.discard_held()
        self.say(says, Tone.WARN)

    def ask_reason(self, title: str, lines: tuple[str, ...], then: Any) -> None:
        """A small form with one reason; a standard one's letter will do where lines name them."""
        field = Field("why", "why", 66, check=_reason_fault)
        self.open("form", partial(_given, then), title=title, fields=(field,), lines=lines)


def _proposed(book: Any, account: int) -> "Proposal":
    from db.files.lists import proposal_of

    return proposal_of(book, account)


def _given(then: Any, values: Mapping[str, str] | None) -> None:
    if values:
        then(values["why"])


def _reason_fault(typed: str) -> str | None:
    try:
        reason_of(typed, SUSPENSE)
    except BadReason as bad:
        return bad.says
    return None
