"""What is not one's own to correct: a transfer asked for, already written; or a pair dismissed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from core.money import pounds
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.messages import Answered
from tui.once import Once
from tui.page import Page
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.misposts.radar import Mispost

_SHORTEST = 3  # letters of a reason, as the book wants
_LOST = "the book does not answer. Enter tries again, it is done once only; Esc gives it up"


@dataclass(frozen=True, slots=True)
class Step:
    """What is on its way into the book: of which proposal, as typed, by which key."""

    kind: str  # "dismiss" or "transfer"
    one: "Mispost"
    values: Mapping[str, str]
    key: str


class MispostSettled(Answered[str]):
    """What became of it in words; `query` is its Step."""


class SettlesMisposts(Page):
    """D dismisses; Enter asks for the transfer of what is not one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.settling = Asking(self, MispostSettled, lane="write", keep_all=True)
        self.once = Once()

    def form_of(self, kind: str, one: "Mispost") -> AskedFor:
        """The form of a kind, its reason written already where one asks."""
        if kind == "dismiss":
            title = f"{one.posting} stands where it should: not {one.to_reference}'s, ask no more"
            return AskedFor(title, (Field("why", "why", 66, check=reason_fault),))
        to = f"{one.reference} to {one.to_reference}"
        title = f"Ask for a transfer: {pounds(one.amount)} from {to}"
        why = f"{one.posting} reached {one.reference} by mistake, {one.to_reference} missed it"
        fields = (
            Field("why", "why", 66, initial=why, check=reason_fault),
            Field("override", "more than its credit", 40, hint="why; empty if it will do"),
        )
        return AskedFor(title, fields)

    def ask_for(self, kind: str, one: "Mispost", form: AskedFor | None = None) -> None:
        """Open the form; again with what was typed where the book said no."""
        shown = form or self.form_of(kind, one)
        given = {"title": shown.title, "fields": shown.fields, "refused": shown.refused}
        self.open("form", partial(self._send, kind, one), **given)

    def _send(self, kind: str, one: "Mispost", values: Mapping[str, str] | None) -> None:
        if not values:
            return
        step = Step(kind, one, values, self.once.key(kind, one.posting, one.to, values))
        self.settling.ask(step, partial(reach, self.desk.book, _settled, step), holds="writing")

    def on_mispost_settled(self, event: MispostSettled) -> None:
        """Say so and read again; what was refused is asked again with what was typed."""
        step = event.query
        assert isinstance(step, Step)
        said = (step.kind, step.one.posting, step.one.to, step.values)
        self.once.answered(event.fault, *said)
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} {event.result}", Tone.GOOD)
            self.book_ready()
            return
        says = event.fault.says if isinstance(event.fault, Refusal) else _LOST
        form = self.form_of(step.kind, step.one).again(step.values, says)
        self.ask_for(step.kind, step.one, form)


def reason_fault(text: str) -> str | None:
    """What is wrong with a reason."""
    return None if len(text.strip()) >= _SHORTEST else "say why; Esc goes back"


def _settled(book: Any, step: Step) -> str:
    from db.misposts.noting import dismiss
    from db.requests.asking import ask

    one, why = step.one, step.values["why"]
    if step.kind == "dismiss":
        dismiss(book, one.posting, one.to, why, step.key)
        return f"{one.posting} stands where it should"
    doc = {"account_id": one.account, "to_account_id": one.to, "pence": one.amount, "why": why,
           "effective_date": one.day.isoformat()}  # fmt: skip
    if override := step.values["override"].strip():
        doc["override"] = override
    asked = ask(book, "transfer", doc, step.key)
    return f"request {asked.request}: a {asked.level} decides it"
