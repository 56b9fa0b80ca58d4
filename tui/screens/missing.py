"""Payers who missed twice: expected by two walks running, and nothing has come since."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from core.money import Pence, pounds
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.walk.missing import Missing

_COLUMNS = (
    Column("reference", 9),
    Column("name", 20, grows=True),
    Column("stream", 14),
    Column("missed", 7),
    Column("since", 10, "right"),
    Column("amount", 11, "pence"),
)


class MissingRead(Answered["list[Missing]"]):
    """Who missed, read from the book."""


class MissingPayers(Page):
    """Enter opens the account under the cursor."""

    ACTIONS = (
        Action("choose", "enter", "account", "Open the account",
               when=lambda page: page.payers and page.desk.has_page("account")),
        Action("again", "r", "again", "Read the list again"),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.payers: list[Missing] = []
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading who missed…"
        self.reading = Asking(self, MissingRead)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Expected", "payers who missed twice")

    def book_ready(self) -> None:
        """Read the list; keys wait, for Enter opens what it shows."""
        from db.walk.missing import missing

        self.reading.ask(None, partial(missing, self.desk.book), holds="reading who missed")

    def on_missing_read(self, event: MissingRead) -> None:
        """Show them, those who miss longest first."""
        if not self.has_come(event.fault, self.grid, "Who missed"):
            return
        self.payers = event.result
        self.grid.empty = "Nobody has missed two walks running."
        self.grid.show(len(self.payers), cursor=0 if self.payers else NO_CURSOR)
        total = Pence(sum(one.amount for one in self.payers))
        if self.payers:
            self.say(f"{pounds(total)} was expected of them last, by posted walks.", Tone.DIM)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Those that show."""
        return [
            Row(
                (
                    one.reference,
                    one.name or "(name hidden)",
                    one.stream,
                    f"{one.times} times",
                    f"{one.since:%d/%m/%Y}",
                    pounds(one.amount),
                )
            )
            for one in self.payers[start:stop]
        ]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on one of them."""
        self.act_choose()

    def act_choose(self) -> None:
        """Its account's page."""
        if self.desk.has_page("account") and 0 <= self.grid.cursor < len(self.payers):
            self.open("account", account=self.payers[self.grid.cursor].account)

    def act_again(self) -> None:
        """Read it again."""
        self.book_ready()
