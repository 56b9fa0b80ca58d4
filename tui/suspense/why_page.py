"""The whole explanation of a match, line by line, over the screen that asked."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from tui.keymap import Action
from tui.page import Overlay
from tui.theme import Tone
from tui.widgets.grid import Column, Grid, Row


class WhyPage(Overlay):
    """Lines that scroll; Esc, `?` or Enter closes."""

    ACTIONS = (Action("back", ("escape", "question_mark", "enter"), "close", "Back to the item"),)

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.grid = Grid((Column(title, 76, grows=True),), self.rows, listener=self)

    def body(self) -> Iterable[Widget]:
        """The lines."""
        yield self.grid

    def on_mount(self) -> None:
        """Fill them in."""
        self.grid.show(len(self.lines), cursor=0)

    def rows(self, start: int, stop: int) -> list[Row]:
        """The lines that show; those that begin a candidate stand out."""
        return [
            Row((line,), Tone.PLAIN if line.startswith(" ") else Tone.STRONG)
            for line in self.lines[start:stop]
        ]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter closes, it does nothing more."""
        self.leave()
