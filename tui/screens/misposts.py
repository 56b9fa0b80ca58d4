"""Receipts that may have gone to the wrong account: who lacked them, corrected by one key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import pounds
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.misposts.asking import SettlesMisposts, reason_fault
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.form import Field
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row
from tui.widgets.lines import TextLines

if TYPE_CHECKING:
    from db.misposts.radar import Corrected, Mispost

_COLUMNS = (
    Column("posting", 13),
    Column("from", 9),
    Column("name", 14, grows=True),
    Column("to", 9),
    Column("name", 14, grows=True),
    Column("amount", 11, "pence"),
)


class MispostsRead(Answered["tuple[Mispost, ...]"]):
    """What may have gone to the wrong account, read from the book."""


class MispostCorrected(Answered["Corrected"]):
    """A receipt is corrected; `query` is its Correcting."""


@dataclass(frozen=True, slots=True)
class Correcting:
    """A correction on its way into the book: of which proposal, why, by which key."""

    one: "Mispost"
    why: str
    key: str


class Misposts(SettlesMisposts):
    """Enter corrects the receipt under the cursor, or asks for its transfer; D dismisses it."""

    ACTIONS = (
        Action("choose", "enter", "correct", "Correct it: taken back here, posted there",
               when=lambda page: page.here and not page.here.ask, needs="assistant"),
        Action("transfer", "t", "ask transfer", "Ask for its transfer: it is not yours to correct",
               when=lambda page: page.here and page.here.may_ask, needs="assistant"),
        Action("dismiss", "d", "dismiss", "It stands where it should: propose it no more",
               when=lambda page: page.here, needs="assistant"),
        Action("received", "o", "from", "Open the account that received it",
               when=lambda page: page.here and page.desk.has_page("account")),
        Action("missed", "i", "to", "Open the account that missed it",
               when=lambda page: page.here and page.desk.has_page("account")),
        Action("again", "r", "again", "Read the list again"),
    )  # fmt: skip
    DEFAULT_CSS = """
    Misposts Grid { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Mispost, ...] = ()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Looking for what went to the wrong account…"
        self.why = TextLines(4)
        self.reading = Asking(self, MispostsRead)
        self.correcting = Asking(self, MispostCorrected, lane="write", keep_all=True)

    @property
    def here(self) -> "Mispost | None":
        """The proposal under the cursor."""
        return self.found[self.grid.cursor] if 0 <= self.grid.cursor < len(self.found) else None

    def body(self) -> Iterable[Widget]:
        """The list, and why the one under the cursor is in it."""
        yield self.grid
        yield self.why

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Wrong account?", "the last 30 days")

    def book_ready(self) -> None:
        """Read the list; keys wait, for Enter corrects what it shows."""
        from db.misposts.radar import proposals

        work = partial(reach, self.desk.book, proposals)
        self.reading.ask(None, work, holds="looking through the receipts")

    def on_misposts_read(self, event: MispostsRead) -> None:
        """Show them, the surest first."""
        if not self.has_come(event.fault, self.grid, "Wrong accounts"):
            return
        self.found = event.result
        self.grid.empty = "Nothing looks posted to the wrong account."
        self.grid.show(len(self.found), cursor=0 if self.found else NO_CURSOR)
        self._explain()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Those that show."""
        return [
            Row((one.posting, one.reference, one.name, one.to_reference, one.to_name,
                 pounds(one.amount)))
            for one in self.found[start:stop]
        ]  # fmt: skip

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """Another one: why it is in the list."""
        self._explain()

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on one of them."""
        self.act_choose()

    def act_choose(self) -> None:
        """Enter: ask why; what is not one's own is asked for instead."""
        if self.here is None:
            return
        if self.here.may_ask:
            self.act_transfer()
            return
        if self.here.ask:
            self.say(self.here.ask, Tone.WARN)
            return
        self._ask(self.here, _form(self.here))

    def act_received(self) -> None:
        """O: the account it stands on."""
        if self.here is not None and self.desk.has_page("account"):
            self.open("account", account=self.here.account)

    def act_missed(self) -> None:
        """I: the account that missed it."""
        if self.here is not None and self.desk.has_page("account"):
            self.open("account", account=self.here.to)

    def act_transfer(self) -> None:
        """T: the request, written already."""
        if self.here is not None:
            self.ask_for("transfer", self.here)

    def act_dismiss(self) -> None:
        """D: why it is none."""
        if self.here is not None:
            self.ask_for("dismiss", self.here)

    def act_again(self) -> None:
        """Read it again."""
        self.book_ready()

    def on_mispost_corrected(self, event: MispostCorrected) -> None:
        """Say so and read again; what was refused is asked again with what was typed."""
        step = event.query
        assert isinstance(step, Correcting)
        self.once.answered(event.fault, "correct", step.one.posting, step.one.to, step.why)
        if event.fault is None:
            done = event.result
            self.say(f"{sign(Sign.KEPT)} {done.posting} corrects {done.corrects}", Tone.GOOD)
            self.book_ready()
            return
        says = event.fault.says if isinstance(event.fault, Refusal) else _NOT_KEPT
        self._ask(step.one, _form(step.one).again({"why": step.why}, says))

    def _explain(self) -> None:
        one = self.here
        if one is None:
            self.why.say()
            return
        way = f"{one.ask}: Enter" if one.may_ask else one.ask
        ask = ((way or "Enter takes it back and posts it there", Tone.DIM),)
        days = f"It came {one.day:%d/%m/%Y}, was due {one.due:%d/%m/%Y} by {one.stream}"
        what, _, alike = one.why.partition("; ")
        self.why.say(f"{what};", alike, days, ask)

    def _ask(self, one: "Mispost", form: AskedFor) -> None:
        given = {"title": form.title, "fields": form.fields, "refused": form.refused}
        self.open("form", partial(self._send_correction, one), **given)

    def _send_correction(self, one: "Mispost", values: Mapping[str, str] | None) -> None:
        if not values:
            return
        why = values["why"]
        step = Correcting(one, why, self.once.key("correct", one.posting, one.to, why))
        self.correcting.ask(step, partial(reach, self.desk.book, _correct, step), holds="writing")


_NOT_KEPT = "not corrected yet: the book does not answer. Enter tries again, Esc gives it up"


def _form(one: "Mispost") -> AskedFor:
    title = f"Correct {one.posting}: {pounds(one.amount)} to {one.to_reference}"
    return AskedFor(title, (Field("why", "why", 66, check=reason_fault),))


def _correct(book: Any, step: Correcting) -> "Corrected":
    from db.misposts.radar import correct

    return correct(book, step.one.posting, step.one.to, step.why, step.key)
