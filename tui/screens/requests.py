"""Requests: those that await me, mine, the decided ones, each with its page."""

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
    from db.requests.reading import Request

_COLUMNS = (
    Column("no", 5, "right"),
    Column("asks for", 12),
    Column("reference", 10),
    Column("about", 20, grows=True),
    Column("amount", 11, "pence"),
    Column("stands", 10),
    Column("asked", 9, "right", from_width=100),
    Column("by", 14, from_width=92),
    Column("why", 24, grows=True, from_width=120),
)
VIEWS = ("awaiting", "mine", "decided", "all")
_SAYS = {"awaiting": "awaiting me", "mine": "mine", "decided": "decided", "all": "all"}
_EMPTY = {
    "awaiting": "No request awaits you. V shows yours and those decided.",
    "mine": "You have asked for nothing. On an account R asks for a refund, T a transfer.",
    "decided": "Nothing has been decided yet.",
    "all": "There are no requests. On an account R asks for a refund, T for a transfer.",
}
_TONES = {"submitted": Tone.ACCENT, "rejected": Tone.WARN, "returned": Tone.BAD}


class RequestsRead(Answered["tuple[str, tuple[Request, ...]]"]):
    """The view that was read, and its requests."""


class Requests(Page):
    """Enter opens the request under the cursor with its evidence."""

    ACTIONS = (
        Action("choose", "enter", "open", "The request with its evidence, and to decide it",
               when=lambda page: bool(page.lines)),
        Action("view", "v", "view", "Awaiting me, mine, decided, all"),
        Action("again", "r", "again", "Read the requests again"),
    )  # fmt: skip

    def __init__(self, *, view: str = "") -> None:
        """`view` is one of VIEWS; empty: what awaits me, and where that is nothing, mine."""
        super().__init__()
        self.view = view
        self.lines: tuple[Request, ...] = ()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the requests…"
        self.reading = Asking(self, RequestsRead)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """Which of them."""
        return ("Requests", _SAYS.get(self.view, ""))

    def book_ready(self) -> None:
        """Read them; keys wait, for Enter opens what the list shows."""
        self.read(holds="reading the requests")

    def on_screen_resume(self) -> None:
        """Back from one: it may be decided."""
        if self.desk.book is not None and self.view:
            self.read()

    def requests_moved(self) -> None:
        """Somebody asked or decided."""
        if self.desk.book is not None:
            self.read()

    def read(self, holds: str = "") -> None:
        """Read the view that shows."""
        work = partial(_read, self.desk.book, self.view, decides=self.may("supervisor"))
        self.reading.ask(self.view, work, holds=holds)

    def on_requests_read(self, event: RequestsRead) -> None:
        """Show them; the cursor stays on its request."""
        if not self.has_come(event.fault, self.grid, "The requests"):
            return
        here = self.grid.cursor
        number = self.lines[here].number if 0 <= here < len(self.lines) else 0
        self.view, self.lines = event.result
        numbers = [one.number for one in self.lines]
        cursor = numbers.index(number) if number in numbers else min(max(here, 0), len(numbers) - 1)
        self.grid.empty = _EMPTY[self.view]
        self.grid.show(len(numbers), cursor=cursor if numbers else NO_CURSOR)
        self.refresh_header()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The requests that show."""
        today = now()
        return [
            Row(
                (
                    str(one.number),
                    one.kind,
                    one.reference,
                    one.names or one.subject or one.target or f"item {one.item or ''}",
                    "" if one.pence is None else pounds(one.pence),
                    one.state,
                    age(one.asked, today),
                    "me" if one.mine else one.maker,
                    one.why,
                ),
                tones=((5, _TONES.get(one.state, Tone.DIM)),),
            )
            for one in self.lines[start:stop]
        ]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a request."""
        self.act_choose()

    def act_choose(self) -> None:
        """Its page; PageUp and PageDown there follow this list."""
        if 0 <= self.grid.cursor < len(self.lines):
            numbers = tuple(one.number for one in self.lines)
            self.open("approval", request=numbers[self.grid.cursor], among=numbers)

    def act_view(self) -> None:
        """V: the next view."""
        if self.view:
            self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
            self.lines = ()
            self.read(holds="reading the requests")

    def act_again(self) -> None:
        """R."""
        self.read()


def _read(book: Any, view: str, *, decides: bool) -> "tuple[str, tuple[Request, ...]]":
    from db.requests.reading import requests
    from tui.reaching import reach

    if view:
        return view, reach(book, requests, view)
    waiting = reach(book, requests, "awaiting") if decides else ()
    return ("awaiting", waiting) if waiting else ("mine", reach(book, requests, "mine"))
