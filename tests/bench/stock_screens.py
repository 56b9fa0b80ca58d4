"""The same screens in Textual's own widgets, as a peer: `stock_screens.py LINES entry|find`."""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Input

_SHOWN = 20


class Stock(App[None]):
    """A field over a table that follows it; on `entry` an amount field, the table in between."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+x", "quit", "leave")]

    def __init__(self, lines: list[str], screen: str) -> None:
        super().__init__()
        self.lines = lines
        self.is_entry = screen == "entry"

    def compose(self) -> ComposeResult:
        """The fields and the table."""
        yield Input(placeholder="who", id="who")
        yield DataTable(show_cursor=False)
        if self.is_entry:
            yield Input(placeholder="amount", id="amount")

    def on_mount(self) -> None:
        """The first rows."""
        self.query_one(DataTable).add_columns("reference", "name", "address")
        self.show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key in the field: the rows that hold what is typed."""
        if event.input.id == "who":
            self.show(event.value)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        self.screen.focus_next(Input)

    def show(self, text: str) -> None:
        """The first rows with this text."""
        table = self.query_one(DataTable)
        table.clear()
        found = (line for line in self.lines if text in line)
        for line, _ in zip(found, range(_SHOWN), strict=False):
            table.add_row(*line.split("\t"))


if __name__ == "__main__":
    Stock(Path(sys.argv[1]).read_text().splitlines(), sys.argv[2]).run(mouse=False)
