"""Open batches, mine and my colleagues', each opened by Enter."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import pounds
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import age, now
from tui.page import Page
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.batch_lists import Listed

_COLUMNS = (
    Column("batch", 6, "right"),
    Column("stream", 15, grows=True),
    Column("cashbook", 9),
    Column("held by", 13, grows=True),
    Column("opened", 11, "right"),
    Column("lines", 6, "right"),
    Column("keyed", 10, "pence"),
    Column("control", 12, "pence", from_width=100),
    Column("of", 5, "right", from_width=100),
    Column("book date", 11, "right", from_width=100),
)


class BatchesRead(Answered["list[Listed]"]):
    """The open batches, read from the book."""


class OpenBatches(Page):
    """Enter opens the batch under the cursor."""

    ACTIONS = (
        Action("choose", "enter", "open", "Open it; take a colleague's, key a blind one again",
               when=lambda page: page.lines and page.desk.has_page("keying"), needs="assistant"),
        Action("find", "slash", "", "Find a tenant, account or address",
               when=lambda page: page.desk.has_page("find")),
        Action("again", "r", "again", "Read the list again"),
    )  # fmt: skip

    def __init__(self, *, holder: str = "") -> None:
        """`holder`: only the batches of this operator."""
        super().__init__()
        self.holder = holder
        self.lines: list[Listed] = []
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the open batches…"
        self.reading = Asking(self, BatchesRead)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Open batches", self.holder)

    def book_ready(self) -> None:
        """Read the list; keys wait, for Enter opens what it shows."""
        self.reading.ask(None, partial(_open_ones, self.desk.book), holds="reading the batches")

    def on_screen_resume(self) -> None:
        """Back from a batch: it may be posted."""
        if self.desk.book is not None and self.lines:
            self.book_ready()

    def on_batches_read(self, event: BatchesRead) -> None:
        """Show them, the latest first."""
        if not self.has_come(event.fault, self.grid, "The batches"):
            return
        self.lines = [one for one in event.result if self.holder in ("", one.holder)]
        self.grid.empty = "No batch is open." + (
            " K on the desk keys one." if self.may("assistant") else ""
        )
        cursor = max(0, self.grid.cursor) if self.lines else NO_CURSOR
        self.grid.show(len(self.lines), cursor=cursor)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The batches that show; a colleague's keyed total is for those who may look into it."""
        today = now()
        mine = self.desk.book.about.login
        return [
            Row(
                (
                    str(one.number),
                    one.stream,
                    one.cashbook,
                    "me" if one.holder == mine else one.holder,
                    age(one.opened_at, today),
                    "" if one.count is None else str(one.count),
                    _keyed(one),
                    "" if one.control is None else pounds(one.control),
                    "" if one.control_count is None else str(one.control_count),
                    f"{one.book_date:%a %-d %b}",
                ),
                Tone.PLAIN if one.holder == mine else Tone.DIM,
            )
            for one in self.lines[start:stop]
        ]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a batch."""
        self.act_choose()

    def act_choose(self) -> None:
        """Keying, or the page of its file; both ask for the reason where it is a colleague's."""
        if not self.may("assistant"):
            self.app.bell()
        elif self.desk.has_page("keying") and 0 <= self.grid.cursor < len(self.lines):
            here = self.lines[self.grid.cursor]
            if here.blind and not here.held and self.desk.has_page("second"):
                self.open("second", batch=here.number)
            elif here.file is None:
                self.open("keying", batch=here.number)
            else:
                self.open("file", file=here.file)

    def act_find(self) -> None:
        """Find anybody."""
        self.open("find")

    def act_again(self) -> None:
        """Read it again."""
        self.book_ready()


def _keyed(one: "Listed") -> str:
    """Of a blind batch that may not be read: that it is to be keyed again."""
    if one.keyed is None:
        return "key again" if one.blind else ""
    return pounds(one.keyed)


def _open_ones(book: Any) -> "list[Listed]":
    from db.batch_lists import batches
    from tui.reaching import reach

    return reach(book, partial(batches, open_only=True))
