"""The whole explanation of one line, over the page that shows it in short."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from tui.keymap import Action
from tui.page import KEY_CARD, Overlay
from tui.widgets.grid import Column, Grid, Row


class WhyPage(Overlay):
    """Every candidate with every feature and its weight; ↑↓ where it is long."""

    ACTIONS = (
        KEY_CARD,
        Action("back", ("escape", "enter", "question_mark"), "back", "Back to the line"),
    )

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = lines
        self.grid = Grid((Column("", 76, grows=True),), self.rows, listener=self, titles=False)

    def body(self) -> Iterable[Widget]:
        """The explanation."""
        yield self.grid

    def on_mount(self) -> None:
        """All is known already."""
        self.grid.show(len(self.lines), cursor=0)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """What shows of it."""
        return [Row((line,)) for line in self.lines[start:stop]]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter closes."""
        self.leave()
