"""Looking after a case from the screen: small forms, each sent by its key, kept when refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.messages import Answered
from tui.once import Once
from tui.reaching import reach
from tui.suspense import forms
from tui.suspense.clearing import ClearsSuspense
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Tending:
    """A form on its way into the book: of which item, what was typed, its key."""

    item: int
    form: AskedFor
    values: Mapping[str, str]
    key: str

    @property
    def says(self) -> str:
        """What was kept, in words."""
        until = self.values.get("park_until")
        if until is not None:
            return f"parked until {until}" if until else "in hand again"
        return "owner kept" if "owner" in self.values else "next action kept"


class CaseTended(Answered[None]):
    """A case is looked after otherwise; `query` is its Tending."""


class TendsSuspense(ClearsSuspense):
    """The keys for owner, next action and parking, for the page that shows the cases."""

    def __init__(self, view: str, item: int | None) -> None:
        """As the page that shows them."""
        super().__init__(view, item)
        self.tending = Asking(self, CaseTended, lane="write", keep_all=True)
        self.once = Once()

    def act_owner(self) -> None:
        """Who looks after it."""
        if self.case is not None:
            login = self.desk.book.about.login
            self._open_form(self.case.item.item, forms.owner_form(self.case, login))

    def act_next_action(self) -> None:
        """What happens next."""
        if self.case is not None:
            self._open_form(self.case.item.item, forms.action_form(self.case))

    def act_park(self) -> None:
        """Until when it rests."""
        if self.case is not None:
            self._open_form(self.case.item.item, forms.park_form(self.case, self._today))

    @property
    def _today(self) -> "date":
        today: date = self.desk.book.about.today
        return today

    def _open_form(self, item: int, form: AskedFor) -> None:
        then = partial(self._send, item, form)
        given = {"title": form.title, "fields": form.fields, "refused": form.refused}
        self.open("form", then, **given)

    def _send(self, item: int, form: AskedFor, values: Mapping[str, str] | None) -> None:
        if not values:
            return
        step = Tending(item, form, values, self.once.key(item, values))
        change = forms.change_of(values, self._today)
        work = partial(reach, self.desk.book, _tend, item, change, step.key)
        self.tending.ask(step, work, holds="writing")

    def on_case_tended(self, event: CaseTended) -> None:
        """Say so and read again; what was refused is asked again with what was typed."""
        step = event.query
        assert isinstance(step, Tending)
        self.once.answered(event.fault, step.item, step.values)
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} item {step.item}: {step.says}", Tone.GOOD)
            self.read()
            return
        says = event.fault.says if isinstance(event.fault, Refusal) else _NOT_KEPT
        self._open_form(step.item, step.form.again(step.values, says))


_NOT_KEPT = "not kept yet: the book does not answer. Enter tries again, Esc gives it up"


def _tend(book: Any, item: int, change: dict[str, Any], key: str) -> None:
    from db.suspense.cases import tend

    tend(book, item, change, key)
