"""Requests: those that await me, mine, the decided ones, each with its page."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import now
from tui.requests.bundles import COLUMNS, Bundle, bundled, row_of
from tui.requests.drafts import DRAFTS, ListsDrafts, Meant
from tui.requests.several import SEVERAL, ApprovesSeveral
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row

if TYPE_CHECKING:
    from db.requests.drafts import Draft
    from db.requests.reading import Request

VIEWS = ("awaiting", "mine", "decided", "all")
_SAYS = {"awaiting": "awaiting me", "mine": "mine", "decided": "decided", "all": "all"}
_EMPTY = {
    "awaiting": "No request awaits you. V shows yours and those decided.",
    "mine": "You have asked for nothing. On an account R asks for a refund, T a transfer.",
    "decided": "Nothing has been decided yet.",
    "all": "There are no requests. On an account R asks for a refund, T for a transfer.",
}


class RequestsRead(Answered["tuple[str, tuple[Draft, ...], tuple[Request, ...]]"]):
    """The view that was read, its drafts and its requests."""


class Requests(ApprovesSeveral, ListsDrafts):
    """Enter opens the request under the cursor with its evidence, or a schedule's lines."""

    ACTIONS = (
        Action("choose", "enter", "open", "The request with its evidence, and to decide it",
               when=lambda page: bool(page.lines)),
        *SEVERAL,
        *DRAFTS,
        Action("payments", "p", "payments", "What is to be paid, pay runs, what came back",
               opens="payments", needs="supervisor"),
        Action("write_offs", "w", "", "Ask for many write-offs at once, found by a filter",
               needs="assistant"),
        Action("view", "v", "view", "Awaiting me, mine, decided, all"),
        Action("again", "r", "again", "Read the requests again"),
    )  # fmt: skip

    def __init__(self, *, view: str = "") -> None:
        """`view` is one of VIEWS; empty: what awaits me, and where that is nothing, mine."""
        super().__init__()
        self.view = view
        self.lines: tuple[Request | Bundle | Meant, ...] = ()
        self.grid = Grid(COLUMNS, self.rows, listener=self)
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
        number = _place_of(self.lines[here]) if 0 <= here < len(self.lines) else 0
        self.view, meant, found = event.result
        self.lines = (*map(Meant, meant), *bundled(found))
        listed = {one.number for one in found}
        self.marked = {each: pence for each, pence in self.marked.items() if each in listed}
        numbers = [_place_of(one) for one in self.lines]
        cursor = numbers.index(number) if number in numbers else min(max(here, 0), len(numbers) - 1)
        self.grid.empty = _EMPTY[self.view]
        self.grid.show(len(numbers), cursor=cursor if numbers else NO_CURSOR)
        self.refresh_header()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The requests that show."""
        today = now()
        return [
            row_of(one, today, marked=_place_of(one) in self.marked)
            for one in self.lines[start:stop]
        ]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a request."""
        self.act_choose()

    def act_choose(self) -> None:
        """Its page; PageUp and PageDown there follow this list."""
        one = self.under_cursor()
        if isinstance(one, Bundle):
            self.open("schedule", schedule=one.schedule)
        elif isinstance(one, Meant):
            self.go_on_with(one)
        elif one is not None:
            asked = (each for each in self.lines if not isinstance(each, Bundle | Meant))
            numbers = tuple(each.number for each in asked)
            self.open("approval", request=one.number, among=numbers)

    def act_view(self) -> None:
        """V: the next view."""
        if self.view:
            self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
            self.lines = ()
            self.marked.clear()
            self.read(holds="reading the requests")

    def act_write_offs(self) -> None:
        """W: a schedule."""
        self.open("write_offs", self._schedule_made)

    def _schedule_made(self, says: str | None) -> None:
        if says:
            self.say(says, Tone.GOOD)

    def act_again(self) -> None:
        """R."""
        self.read()


def _place_of(one: "Request | Bundle | Meant") -> int:
    """A number of its own for a row: schedules, drafts and requests count apart."""
    return -one.schedule if isinstance(one, Bundle) else one.number


def _read(
    book: Any, view: str, *, decides: bool
) -> "tuple[str, tuple[Draft, ...], tuple[Request, ...]]":
    from db.requests.drafts import drafts
    from db.requests.reading import requests
    from tui.reaching import reach

    if not view:
        waiting = reach(book, requests, "awaiting") if decides else ()
        if waiting:
            return "awaiting", (), waiting
    view = view or "mine"
    meant = reach(book, drafts) if view in ("mine", "all") else ()
    return view, meant, reach(book, requests, view)
