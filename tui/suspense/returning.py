"""Asking from the screen that money in suspense goes back to who paid it; somebody else decides."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import parse_amount
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.messages import Answered
from tui.reaching import reach
from tui.requests.forms import payee_said, sender_form
from tui.suspense.tending import TendsSuspense
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from db.requests.asking import Asked

_NOT_KEPT = "not asked yet: the book does not answer. Enter tries again, Esc gives it up"


class ReturnAsked(Answered["Asked"]):
    """A payment to the sender was asked for, or not; `query`: item, form, values, document."""


class ReturnsToSender(TendsSuspense):
    """The key that asks for a payment out of suspense, for the page that shows the cases."""

    def __init__(self, view: str, item: int | None) -> None:
        """As the page that shows them."""
        super().__init__(view, item)
        self.returning = Asking(self, ReturnAsked, lane="write", keep_all=True)

    def act_sender(self) -> None:
        """B: how much, why, and to whom."""
        if self.case is not None:
            item = self.case.item
            self._ask_for(item.item, sender_form(item.item, item.left, self.case.words))

    def _ask_for(self, item: int, form: AskedFor) -> None:
        given = {"title": form.title, "fields": form.fields, "lines": form.lines}
        self.open("form", partial(self._typed, item, form), refused=form.refused, **given)

    def _typed(self, item: int, form: AskedFor, values: Mapping[str, str] | None) -> None:
        if values:
            doc: dict[str, Any] = {"item_id": item, "pence": parse_amount(values["amount"])}
            doc |= {"why": values["why"], **payee_said(values)}
            work = partial(reach, self.desk.book, _ask, doc, self.once.key(doc))
            self.returning.ask((item, form, values, doc), work, holds="asking")

    def on_return_asked(self, event: ReturnAsked) -> None:
        """Say its number and who decides; what was refused is asked again with what was typed."""
        assert isinstance(event.query, tuple), "as it was asked"
        item, form, values, doc = event.query
        self.once.answered(event.fault, doc)
        if event.fault is None:
            told = event.result
            says = f"{sign(Sign.KEPT)} request {told.request}: a {told.level} decides it"
            self.say(says, Tone.GOOD)
            self.read()
            return
        says = event.fault.says if isinstance(event.fault, Refusal) else _NOT_KEPT
        self._ask_for(item, form.again(values, says))


def _ask(book: Any, doc: dict[str, Any], key: str) -> "Asked":
    from db.requests.asking import ask

    return ask(book, "payment", doc, key)
