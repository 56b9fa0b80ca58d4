"""A cashbook's day on the page: read, both sides drawn, the difference always in view."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from core.dates import day_words
from tui.asking import Asking
from tui.bank import words
from tui.bank.choosing import Choosing
from tui.bank.reading import Seen, read_day, read_figures
from tui.messages import Answered
from tui.page import Page
from tui.reaching import reach
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.reconciliation import Proposal
    from db.bank.reconciling import BankLine, Entry


class DayRead(Answered["Seen | None"]):
    """The day; None where no cashbook has a bank statement yet."""


class ShowsDay(Page):
    """What stands on the page; the keys are its screen's."""

    DEFAULT_CSS = """
    ShowsDay Horizontal { height: 1fr; }
    ShowsDay Horizontal Grid { width: 1fr; }
    """

    def __init__(self, cashbook: str, day: date | None) -> None:
        """`cashbook` and `day` empty: those that wait longest for a signature."""
        super().__init__()
        self.cashbook = cashbook
        self.day = day
        self.seen: Seen | None = None
        self.choosing = Choosing()
        self.opened: set[int] = set()  # entries whose receipts stand one by one
        self.bank = Grid(words.BANK_COLUMNS, self.bank_rows, listener=self)
        self.book = Grid(words.BOOK_COLUMNS, self.book_rows, listener=self)
        self.bank.empty = "Reading the day…"
        self.top = TextLines(words.TOP_LINES)
        self.chosen = TextLines(2)
        self.signatures = TextLines(1)
        self.reading = Asking(self, DayRead)
        self._topped = (0, 0)  # the day and width that the figures were drawn for
        self.asked_by_form = False  # a form of this page's own stands before it
        self.after_reading: tuple[str, Tone] | None = None  # what an act came to, said once read

    def body(self) -> Iterable[Widget]:
        """The figures, both sides, what is chosen, who signed."""
        yield self.top
        yield RuleLine()
        with Horizontal():
            yield self.bank
            yield self.book
        yield RuleLine()
        yield self.chosen
        yield self.signatures

    def header_left(self) -> Iterable[str]:
        """Which cashbook and day."""
        if self.seen is None:
            return ("Reconcile", self.cashbook)
        day = self.seen.now.day
        return ("Reconcile", f"{day.landlord} {day.cashbook}", day_words(day.day))

    # -- reading

    def book_ready(self) -> None:
        """Read the day; keys wait, for they mean what is shown."""
        self.read()

    def on_screen_resume(self) -> None:
        """Back from another page; a form of its own changes nothing but by an act."""
        asked, self.asked_by_form = self.asked_by_form, False
        if self.desk.book is not None and self.seen is not None and not asked:
            self.read()

    def on_resize(self) -> None:
        """Another width has room for more."""
        self.lay_out()
        self.show_day()

    def lay_out(self) -> None:
        """Both sides beside each other where there is width, else the one that the cursor is on."""
        beside, on_bank = self.size.width >= words.BESIDE_FROM, self.on_bank
        self.bank.display = beside or on_bank
        self.book.display = beside or not on_bank

    def go_to_side(self, side: Grid) -> None:
        """The cursor goes to that side."""
        side.display = True
        self.set_focus(side)
        self.lay_out()
        self.redraw_rows()

    def read(self) -> None:
        """Read the day and what stands open."""
        opened = frozenset(self.opened)
        work = partial(reach, self.desk.book, read_day, self.cashbook, self.day, opened)
        self.reading.ask(None, work, holds="reading the day")

    def read_after(self, lines: Collection[int], entries: Collection[int]) -> None:
        """Read again after a match: of a large day only the figures, the rest is known."""
        left = self.seen.without(lines, entries) if self.seen and self.seen.is_large else None
        if left is None:
            self.read()
            return
        work = partial(reach, self.desk.book, read_figures, left)
        self.reading.ask(None, work, holds="reading the day")

    def on_day_read(self, event: DayRead) -> None:
        """Show it; the cursors stay where they were."""
        if not self.has_come(event.fault, self.bank, "The day"):
            return
        self.seen = event.result
        if self.seen is None:
            self.bank.empty = "No statement yet."
            self.bank.refresh()
            self.say("No bank statement yet: rentbook bank load brings one.")
            return
        self.cashbook, self.day = self.seen.cashbook, self.seen.now.day.day
        today = self.desk.book.about.today
        self.choosing.take(self.seen.found, self.seen.proposed, today)
        self.show_sides()
        if self.after_reading is not None:
            self.say(*self.after_reading)
            self.after_reading = None

    # -- showing

    def show_sides(self) -> None:
        """Both lists anew, and everything about them."""
        found = self.choosing
        self.bank.empty = self._nothing("bank line")
        self.book.empty = self._nothing("entry")
        for grid, items in ((self.bank, found.bank), (self.book, found.book)):
            cursor = min(max(0, grid.cursor), len(items) - 1) if items else NO_CURSOR
            grid.show(len(items), cursor=cursor)
        self.show_day()

    def show_day(self) -> None:
        """Figures, what is chosen, signatures; the rows stay as they are."""
        if self.seen is None:
            return
        now, width = self.seen.now, self.size.width
        if self._topped != (id(self.seen), width):  # thousands of items: not with every key
            self._topped = id(self.seen), width
            self.top.say(*words.top_lines(now.day, width))
        self.chosen.say(
            words.proposed_words(self.choosing, now.day, width),
            words.chosen_line(self.choosing, self.proposal, width),
        )
        waiting = self.seen.waiting
        told = words.signed_line(now, self.desk.book.about.login)
        if waiting is not None:
            told = (
                f"batch {waiting.batch}: {waiting.count} of the bank's lines, F10 posts it · {told}"
            )
        self.signatures.say(((told, Tone.DIM),))
        self.refresh_header()
        self.refresh_keys()

    def redraw_rows(self) -> None:
        """Marks changed on either side."""
        for grid in (self.bank, self.book):
            grid.show(grid.count, cursor=grid.cursor)
        self.show_day()

    def bank_rows(self, start: int, stop: int) -> Sequence[Row]:
        """Bank lines with what is chosen or proposed of them."""
        proposed = self.proposal.bank if self.proposal else ()
        return [
            words.bank_row(
                line,
                self._mark(line.line in self.choosing.lines, line.line in proposed),
                words.meets(self.choosing, line.line),
            )
            for line in self.choosing.bank[start:stop]
        ]

    def book_rows(self, start: int, stop: int) -> Sequence[Row]:
        """Entries likewise."""
        proposed = self.choosing.shown_of(self.proposal) if self.proposal else set()
        chosen = self.choosing.entries
        return [
            words.entry_row(
                entry,
                self._mark(entry.key in chosen, entry.key in proposed),
                words.met_by(self.choosing, entry.key),
            )
            for entry in self.choosing.book[start:stop]
        ]

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """The proposal goes with the cursor."""
        self.redraw_rows()

    # -- where the cursor is

    @property
    def on_bank(self) -> bool:
        """Whether the cursor that acts is on the bank's side."""
        return self.focused is not self.book

    @property
    def line(self) -> "BankLine | None":
        """The bank line under the cursor, while that is on the bank's side."""
        at = self.bank.cursor
        return (
            self.choosing.bank[at] if self.on_bank and 0 <= at < len(self.choosing.bank) else None
        )

    @property
    def entry(self) -> "Entry | None":
        """The entry under the cursor, while that is on the cashbook's side."""
        at = self.book.cursor
        here = not self.on_bank and 0 <= at < len(self.choosing.book)
        return self.choosing.book[at] if here else None

    @property
    def proposal(self) -> "Proposal | None":
        """What the item under the cursor may be the same money as."""
        return self.choosing.proposal_at(line=self.line, entry=self.entry)

    @property
    def is_signed(self) -> bool:
        """Whether the day shown is signed already."""
        return self.seen is not None and self.seen.now.signed_by is not None

    def step_day(self, days: int) -> None:
        """Another day, as far as today."""
        if self.day is None:
            return
        to = self.day + timedelta(days=days)
        if to > self.desk.book.about.today:
            self.app.bell()
            return
        self.day = to
        self.say("")
        self.opened.clear()
        self.choosing.lines.clear()
        self.choosing.entries.clear()
        self.read()

    def _mark(self, chosen: bool, proposed: bool) -> str:  # noqa: FBT001 - two marks, one letter
        return "*" if chosen else "=" if proposed else ""

    def _nothing(self, what: str) -> str:
        if self.choosing.sought:
            return f"No {what} fits."
        return f"No {what} is open."
