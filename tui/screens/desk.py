"""The desk, which opens first: what waits for me today, and the month's receipts."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tui.asking import Asking
from tui.desk_lines import LINES, Way, place, title
from tui.desk_words import month_lines, subject, whose_book
from tui.keymap import Action, live
from tui.messages import Answered
from tui.office_time import age, now
from tui.page import Page
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row
from tui.widgets.lines import TextLines

if TYPE_CHECKING:
    from core.month import Month
    from db.desk import Waiting

_COLUMNS = (
    Column("", 2, "right"),
    Column("To do", 26),
    Column("", 22, grows=True),
    Column("count", 6, "right"),
    Column("oldest or next", 14, "right"),
)
_DIGITS = tuple("123456789")
_CHART_ROWS = 3
_CHART_ROWS_TALL = 10  # from 40 lines on
_NOTHING = "Nothing waits for you. Begin: K keys a batch, L loads a file, / finds."
_NOTHING_TO_READ = "Nothing waits for you. Begin: / finds a tenant, B shows open batches."


class WaitingRead(Answered["tuple[list[Waiting], tuple[str, ...]]"]):
    """What waits, and whose book it is."""


class MonthRead(Answered["Month"]):
    """The month's receipts, read from the book."""


def _opens_some(page: "Desk") -> bool:
    return any(page.way_in(line) for line in page.lines)


def _can_key(page: "Desk") -> bool:
    return page.desk.has_page("keying")


def _can_load(page: "Desk") -> bool:
    return page.desk.has_page("files")


def _can_find(page: "Desk") -> bool:
    return page.desk.has_page("find")


class Desk(Page):
    """Numbers open their line; the month stands below."""

    ACTIONS = (
        Action("key", "k", "", "Key a batch of receipts", when=_can_key, needs="assistant"),
        Action("load", "l", "", "Load a payment file", when=_can_load,
               needs="assistant"),
        Action("find", "slash", "", "Find a tenant, account or address", when=_can_find),
        Action("line", _DIGITS, "", "Open the line of that number", shown="1-9", takes_key=True,
               when=_opens_some),
        Action("batches", "b", "", "Open batches, mine and my colleagues'",
               when=lambda page: page.desk.has_page("batches")),
        Action("audit", "a", "", "Who did what, when, from where and why", opens="audit",
               when=lambda page: page.desk.has_page("audit")),
        Action("misposts", "w", "", "What may have gone to the wrong account", opens="misposts",
               when=lambda page: page.desk.has_page("misposts")),
        Action("again", "r", "", "Read the desk again"),
    )  # fmt: skip
    DEFAULT_CSS = """
    Desk Grid { height: 1fr; min-height: 4; max-width: 110; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Waiting] = []
        self.landlords: tuple[str, ...] = ()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Opening the book…"
        self.month = TextLines(_CHART_ROWS + 4)
        self.shown: Month | None = None
        self.ways = TextLines(1)
        self.reading = Asking(self, WaitingRead)
        self.counting = Asking(self, MonthRead)

    def body(self) -> Iterable[Widget]:
        """The list of what waits, the month, and how to begin."""
        yield self.grid
        yield self.month
        yield self.ways

    def header_left(self) -> Iterable[str]:
        """Whose book, and the day."""
        book = self.desk.book
        if book is None:
            return ("Rentbook",)
        room = self.size.width - len("  ".join(self.desk.header_right)) - 6
        return whose_book(self.landlords, book.about, room)

    def on_mount(self) -> None:
        """Say how to begin before anything is read."""
        self.show_ways()

    # -- reading

    def book_ready(self) -> None:
        """Read what waits, then the month, which may take a second in a large book."""
        self.reading.ask(None, partial(_waiting, self.desk.book))
        self.counting.ask(None, partial(_month, self.desk.book))

    def book_missing(self, says: str) -> None:
        """Say how to try again."""
        self.grid.empty = "The book is not open: R tries again."
        self.grid.refresh()
        self.say(says, Tone.BAD)

    def on_screen_resume(self) -> None:
        """Back on the desk: things may have changed."""
        if self.desk.book is not None:
            self.book_ready()

    def requests_moved(self) -> None:
        """Somebody asked or decided: what waits is read, the month has not moved."""
        if self.desk.book is not None:
            self.reading.ask(None, partial(_waiting, self.desk.book))

    def on_waiting_read(self, event: WaitingRead) -> None:
        """Show what waits; the cursor stays on its line."""
        if not self.has_come(event.fault, self.grid, "What waits"):
            return
        waiting, self.landlords = event.result
        self.lines = sorted((line for line in waiting if line.kind in LINES), key=place)
        self.grid.empty = _NOTHING if self.may("assistant") else _NOTHING_TO_READ
        cursor = max(0, self.grid.cursor) if self.lines else NO_CURSOR
        self.grid.show(len(self.lines), cursor=cursor)
        self.refresh_header()
        self.show_ways()
        self.refresh_keys()

    def on_month_read(self, event: MonthRead) -> None:
        """Show the month; a fault has been said already."""
        if event.fault is None:
            self.shown = event.result
            self.show_month()

    def on_resize(self) -> None:
        """A taller terminal has a taller chart, a wider one room for names."""
        self.show_month()
        self.refresh_header()

    def show_month(self) -> None:
        """The month's total beside the usual, and its days."""
        rows = _CHART_ROWS_TALL if self.size.height >= 40 else _CHART_ROWS
        self.month.styles.height = rows + 4
        if self.shown is not None:
            self.month.say(*month_lines(self.shown, self.size.width - 4, rows))

    def show_ways(self) -> None:
        """The letters that begin something, beside the F-keys of the footer."""
        ways = (("K", "key a batch"), ("L", "load a file"), ("/", "find"), ("B", "batches"))
        keys = ("k", "l", "slash", "b")
        keys_now = {key for action in live(self.ACTIONS, self) for key in action.all_keys}
        parts: list[Part] = []
        for (shown, says), key in zip(ways, keys, strict=True):
            if key in keys_now:
                parts += [(shown, Tone.ACCENT), (f" {says}   ", Tone.DIM)]
        if "1" in keys_now:
            parts.append(("a number opens its line", Tone.DIM))
        self.ways.say(tuple(parts))

    # -- the list

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines of the list, numbered."""
        today = now()
        return [
            Row(
                (
                    str(place + 1),
                    title(line),
                    subject(line),
                    f"{line.count:,}",
                    age(line.oldest, today),
                ),
                tones=((0, Tone.ACCENT if self.way_in(line) else Tone.DIM),),
            )
            for place, line in enumerate(self.lines[start:stop], start)
        ]

    def way_in(self, line: "Waiting") -> Way | None:
        """The screen behind a line and what it is given; None where there is none."""
        way = LINES[line.kind].way(line)
        return way if way is not None and self.desk.has_page(way[0]) else None

    def grid_chosen(self, _grid: Grid, index: int) -> None:
        """Enter opens the line under the cursor."""
        self.open_line(index)

    def open_line(self, index: int) -> None:
        """Open the screen behind a line."""
        way = self.way_in(self.lines[index]) if index < len(self.lines) else None
        if way is None:
            self.app.bell()
            return
        self.grid.go(index)
        self.open(way[0], **way[1])

    # -- keys

    def act_line(self, key: str) -> None:
        """A number opens its line."""
        self.open_line(int(key) - 1)

    def act_key(self) -> None:
        """Key a batch."""
        self.open("keying")

    def act_load(self) -> None:
        """Load a file."""
        self.open("files", load=True)

    def act_find(self) -> None:
        """Find anybody."""
        self.open("find")

    def act_batches(self) -> None:
        """Every open batch."""
        self.open("batches")

    def act_again(self) -> None:
        """Read it again; a book that could not be opened is tried again."""
        if self.desk.book is None:
            self.grid.empty = "Opening the book…"
            self.grid.refresh()
            self.say("")
            self.desk.connect()
        else:
            self.book_ready()


def _waiting(book: Any) -> "tuple[list[Waiting], tuple[str, ...]]":
    from db.desk import landlords, waiting
    from tui.reaching import reach

    return reach(book, waiting), reach(book, landlords)


def _month(book: Any) -> "Month":
    from db.desk import month
    from tui.reaching import reach

    return reach(book, month)
