"""Where a walk stands: who did not come, who paid another amount, who was not expected."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from core.money import pounds
from core.walk import Came, Step, Walked, total_of
from tui.keymap import Action
from tui.page import Page
from tui.theme import Tone
from tui.widgets.drawing import cut_before_end
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

_COLUMNS = (
    Column("", 11),
    Column("reference", 9),
    Column("name", 20, grows=True),
    Column("expected", 11, "pence"),
    Column("came", 11, "pence"),
    Column("why", 36, from_width=120),
)
_LISTED = (Came.MISSING, Came.RESTS, Came.CHANGED, Came.NEW)
_TONES = {Came.MISSING: Tone.WARN, Came.RESTS: Tone.DIM}


def _may_take_up(page: "WalkPage") -> bool:
    step = page.here
    return step is not None and step.item is not None and step.line is None


class WalkPage(Page):
    """Enter on one that did not come takes it up again; Esc goes back to the batch."""

    ACTIONS = (
        Action("take_up", "enter", "it came after all", "Take the payment up again",
               when=_may_take_up),
    )  # fmt: skip

    def __init__(self, batch: int, walk: Walked) -> None:
        super().__init__()
        self.number = batch
        self.walk = walk
        self.steps = [step for came in _LISTED for step in walk.that(came)]
        self.grid = Grid(_COLUMNS, self.rows, listener=self, titles=True)
        self.grid.empty = "Everything came as expected."
        self.why = TextLines(1)

    @property
    def here(self) -> Step | None:
        """The one under the cursor."""
        place = self.grid.cursor
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def body(self) -> Iterable[Widget]:
        """The list, and why the one under the cursor was expected."""
        yield self.grid
        yield RuleLine()
        yield self.why

    def header_left(self) -> Iterable[str]:
        """Of which batch."""
        return ("Keying", f"batch {self.number}", "what did not come as expected")

    def on_mount(self) -> None:
        """Fill the list."""
        cursor = 0 if self.steps else NO_CURSOR
        self.grid.show(len(self.steps), cursor=cursor)
        self.say(cut_before_end(self._total(), self.size.width - 3), Tone.DIM)
        self._explain()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Those that show."""
        return [_row(step) for step in self.steps[start:stop]]

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """The cursor stands on another."""
        self._explain()
        self.refresh_keys()

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on one of the list."""
        if _may_take_up(self):
            self.act_take_up()

    def act_take_up(self) -> None:
        """Enter: back with the number of the payment."""
        step = self.here
        assert step is not None and step.item is not None, "one that did not come"
        self.leave(step.item.number)

    def _explain(self) -> None:
        step = self.here
        says = step.item.says if step is not None and step.item is not None else ""
        if step is not None and step.item is None:
            says = "nothing was expected of this account"
        self.why.say(((says, Tone.DIM),))

    def _total(self) -> str:
        left = len(self.walk.left)
        waits = f"{left} still to be walked, " if left else ""
        kept = self.walk.that(Came.AS_EXPECTED)
        said = f", {self.walk.says}" if self.walk.says else ""
        return f"{waits}{len(kept)} as expected {pounds(total_of(kept))}{said}"


def _row(step: Step) -> Row:
    item, line = step.item, step.line
    name = item.name if item else (line.name or line.quoted) if line else ""
    cells = (
        step.came.value,
        (item.reference if item else line.reference if line else "") or "-",
        name or "(name hidden)",
        pounds(item.amount) if item else "",
        pounds(line.amount) if line else "",
        item.says if item else "",
    )
    return Row(cells, _TONES.get(step.came, Tone.PLAIN))
