"""The desk, which opens first: what waits for me today, and the month's receipts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from core.money import Pence, pounds
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.theme import Tone
from tui.widgets.chart import month_chart
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import TextLines

if TYPE_CHECKING:
    from core.month import Month
    from db.desk import Waiting

_COLUMNS = (
    Column("", 2, "right"),
    Column("To do", 30),
    Column("", 18, grows=True),
    Column("count", 6, "right"),
    Column("oldest or next", 14, "right"),
)
_SAYS = {
    "batch": "Batch left open",
    "others": "Open batches of",
    "suspense": "In suspense",
}
_DIGITS = tuple("123456789")
_CHART_HEIGHT = 7


class WaitingRead(Answered["list[Waiting]"]):
    """What waits, read from the book."""


class MonthRead(Answered["Month"]):
    """The month's receipts, read from the book."""


class Desk(Page):
    """Numbers open their line; the month stands below."""

    ACTIONS = (
        Action("key", "k", "key a batch", "Key a batch of receipts"),
        Action("find", "slash", "find", "Find a tenant, account or address"),
        Action(
            "line",
            _DIGITS,
            "opens its line",
            "Open the line of that number",
            shown="1-9",
            takes_key=True,
            when=lambda page: any(line.opens for line in page.lines),
        ),
        Action("again", "r", "", "Read the desk again", when=lambda page: page.desk.book),
    )
    DEFAULT_CSS = """
    Desk Grid { height: 1fr; min-height: 6; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Waiting] = []
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Opening the book…"
        self.month = TextLines(_CHART_HEIGHT)
        self.reading = Asking(self, WaitingRead)
        self.counting = Asking(self, MonthRead)

    def body(self) -> Iterable[Widget]:
        """The list of what waits, and the month."""
        yield self.grid
        yield self.month

    def header_left(self) -> Iterable[str]:
        """Whose book, and the day."""
        book = self.desk.book
        if book is None:
            return ("Rentbook",)
        return ("Rentbook", " and ".join(book.about.landlords), f"{book.about.today:%a %-d %b %Y}")

    def book_ready(self) -> None:
        """Read what waits, then the month, which may take a second in a large book."""
        from db import desk

        self.refresh_header()
        self.reading.ask(None, partial(desk.waiting, self.desk.book))
        self.counting.ask(None, partial(desk.month, self.desk.book))

    def on_screen_resume(self) -> None:
        """Back on the desk: things may have changed."""
        if self.desk.book is not None:
            self.book_ready()

    def on_waiting_read(self, event: WaitingRead) -> None:
        """Show what waits."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        self.lines = event.result
        self.grid.empty = "Nothing waits for you. K keys a batch, / finds a tenant."
        self.grid.show(len(self.lines), cursor=0 if self.lines else -1)
        self.refresh_keys()

    def on_month_read(self, event: MonthRead) -> None:
        """Show the month."""
        if event.fault is None:
            self.month.say(*_month_lines(event.result, self.size.width - 4))

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines of the list, numbered."""
        now = datetime.now().astimezone()
        return [
            Row(
                (
                    str(place + 1),
                    f"{_SAYS[line.kind]} {line.who}".strip(),
                    line.subject or (pounds(line.pence) if line.pence else ""),
                    str(line.count),
                    _age(line.oldest, now),
                ),
                tones=((0, Tone.ACCENT),) if line.opens else (),
            )
            for place, line in enumerate(self.lines[start:stop], start)
        ]

    def grid_chosen(self, _grid: Grid, index: int) -> None:
        """Enter opens the line under the cursor."""
        self._open_line(index)

    def act_line(self, key: str) -> None:
        """A number opens its line."""
        self._open_line(int(key) - 1)

    def act_key(self) -> None:
        """Key a batch."""
        self.open("keying")

    def act_find(self) -> None:
        """Find anybody."""
        self.open("find")

    def act_again(self) -> None:
        """Read it again."""
        self.book_ready()

    def _open_line(self, index: int) -> None:
        if index >= len(self.lines):
            return
        line = self.lines[index]
        if not line.opens or not self.desk.has_page(line.opens):
            self.say(f"{_SAYS[line.kind]} {line.who}: nothing to open here yet.".replace("  ", " "))
            return
        self.open(line.opens, **dict(line.given))


def _month_lines(month: "Month", width: int) -> Iterable[str | tuple[tuple[str, Tone], ...]]:
    usual = "" if month.usual is None else f"     usual by today  £{pounds(month.usual)}"
    yield ""
    yield (
        (f"Receipts in {month.today:%B}  ", Tone.PLAIN),
        (f"£{pounds(Pence(month.total))}", Tone.STRONG),
        (usual, Tone.DIM),
    )
    yield from month_chart(month.days, width)


def _age(oldest: datetime | None, now: datetime) -> str:
    if oldest is None:
        return ""
    here = oldest.astimezone()
    if here.date() == now.date():
        return f"today {here:%H:%M}"
    if now - here < timedelta(days=7):
        return f"{here:%a %H:%M}"
    return f"{(now - here).days} days"
