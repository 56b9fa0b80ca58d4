"""One payment file: its sums, its exceptions with candidates and reasons, its post."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tui.asking import Asking
from tui.files import file_words, line_words
from tui.files.tying import TiesFiles
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import now
from tui.reaching import reach
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from db.bank.ties import Tie
    from db.files.lists import FileAtHand, LineAtHand

_CANDIDATES = 2  # in the panel; five from a taller screen on
_REASONS = 3  # lines below them: why one or the other, and what the line waits for
_TALL = 30
_DIGITS = ("1", "2", "3", "4", "5")


class FileRead(Answered["tuple[FileAtHand, tuple[LineAtHand, ...], Tie]"]):
    """A file with its exceptions, or with all its lines, and how it stands to the bank."""


def _may(page: "FilePage") -> bool:
    return page.may_settle


def _chooses(page: "FilePage") -> bool:
    return page.may_settle and page.line is not None and len(line_words.near(page.line)) > 0


def _mine(page: "FilePage") -> bool:
    return page.is_open and page.file is not None and page.file.holder == page.login


def _in(*states: str) -> Any:
    return lambda page: page.file is not None and page.file.state in states


class FilePage(TiesFiles):
    """The exceptions first; Tab shows every line."""

    ACTIONS = (
        Action("again", "r", "again", "Read the file again", when=lambda page: page.is_lost),
        Action("move", ("up", "down", "pageup", "pagedown", "home", "end"), "line",
               "Another line", shown="↑↓", takes_key=True, when=lambda page: page.lines),
        Action("take", "enter", "take", "Take the line: binds the payer's own key to the account",
               when=_chooses),
        Action("remember", "m", "take+remember", "Take the line, and remember the name too",
               when=_chooses),
        Action("why", "question_mark", "why", "The whole explanation of this line",
               when=lambda page: page.line is not None),
        Action("suspense", "f8", "suspense", "Send the line to suspense with a reason", when=_may),
        Action("put_back", "ctrl+z", "undo", "Put the line back as matching left it",
               when=lambda page: page.may_settle and bool(page.line.settled_by)),
        Action("post", "f10", "post", "Post the file once every line is settled", when=_mine),
        Action("reverse", "r", "reverse", "Reverse the posted file whole, with a reason",
               when=_in("posted"), needs="assistant"),
        Action("tie", "b", "tie to credit", "Tie the file to the bank credit that agrees with it",
               when=lambda page: page.may_tie, needs="assistant"),
        Action("load", "l", "load again", "Load a corrected file in its place",
               when=_in("reversed", "abandoned"), needs="assistant"),
        Action("take_over", "t", "take the file", "Take a colleague's file, with a reason",
               when=lambda page: page.is_open and not _mine(page), needs="assistant"),
        Action("candidate", ("left", "right"), "other", "Choose another candidate of this line",
               shown="←→", takes_key=True, when=_chooses),
        Action("number", _DIGITS, "", "Choose the candidate of that number", shown="1-5",
               takes_key=True, when=_chooses),
        Action("find", ("slash", "f2"), "find", "Find another account, and take that",
               when=lambda page: page.desk.has_page("find")),
        Action("look", "f7", "go", "Go to the next line that waits", when=lambda page: page.lines),
        Action("every", "tab", "all lines", "Every line, or the exceptions only",
               when=lambda page: page.file is not None),
        Action("abandon", "a", "", "Abandon the open file, with a reason", when=_mine),
    )  # fmt: skip

    def __init__(self, *, file: int) -> None:
        """`file` is the file's number."""
        super().__init__()
        self.number = file
        self.shows_all = False
        self.top = TextLines(file_words.HEAD_LINES)
        self.grid = Grid(line_words.COLUMNS, self.rows, listener=self)
        self.grid.can_focus = False  # every key is the page's: letters choose, arrows move
        self.grid.empty = "Reading the file…"
        self.panel = TextLines(_CANDIDATES + _REASONS)
        self.reading = Asking(self, FileRead)

    @property
    def actions(self) -> tuple[Action, ...]:
        """As on every screen, but F2 finds an account for the line."""
        own = {action.name for action in self.ACTIONS}
        every = super().actions
        mine = len(self.ACTIONS) + 1
        return (*every[:mine], *(each for each in every[mine:] if each.name not in own))

    def body(self) -> Iterable[Widget]:
        """Head, lines, reasons."""
        yield self.top
        yield RuleLine()
        yield self.grid
        yield RuleLine()
        yield self.panel

    def header_left(self) -> Iterable[str]:
        """Which file, whose."""
        if self.file is None:
            return (f"File {self.number}",)
        return (f"File {self.number}", self.file.name, self.file.payer)

    # -- reading

    def book_ready(self) -> None:
        """Read it; keys wait, for they mean what it shows."""
        self.read()

    def read(self) -> None:
        """Read the file and the lines that are to show."""
        if self.desk.book is not None:
            work = partial(reach, self.desk.book, _read, self.number, self.shows_all)
            self.reading.ask(None, work, holds="reading the file")

    def on_file_read(self, event: FileRead) -> None:
        """Show it; the cursor stays on its line, or begins on the first that waits."""
        if not self.has_come(event.fault, self.grid, "The file"):
            return
        here = self.line.item if self.line is not None else None
        first = self.file is None
        self.file, lines, self.tie = event.result
        self.lines = list(lines)
        self.grid.empty = "No exception: every line was matched. Tab shows them all."
        self.show_lines(here)
        if first and self.line is not None and not self.line.waits and self.is_open:
            self.next_waiting()
        self.refresh_header()
        self.show_words()
        self.refresh_keys()

    def show_lines(self, item: int | None) -> None:
        """The rows anew, the cursor on the line of this item."""
        places = [place for place, one in enumerate(self.lines) if one.item == item]
        cursor = places[0] if places else 0
        self.grid.show(len(self.lines), cursor=cursor if self.lines else NO_CURSOR)

    # -- showing

    def on_resize(self) -> None:
        """A taller screen shows more candidates, a wider one more reasons."""
        self.panel.styles.height = self.candidates + _REASONS
        self.show_words()

    @property
    def candidates(self) -> int:
        """How many candidates the panel has room for."""
        return len(_DIGITS) if self.size.height >= _TALL else _CANDIDATES

    def show_words(self) -> None:
        """The head, and the panel of the line under the cursor."""
        if self.file is None:
            return
        head = file_words.head(self.file, self.login, now())
        self.top.say(*head[:-1], self.credit_words(), head[-1])
        line = self.line
        if line is None:
            self.panel.say()
            return
        width = self.size.width - 3
        shown = line_words.candidate_lines(line, self.picked, width, self.candidates)
        self.panel.say(*shown, (line_words.remark(line, self.picked),))

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines that show."""
        return [line_words.row(line, self.picked) for line in self.lines[start:stop]]

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """The reasons go with the cursor, and what may be done."""
        self.show_words()
        self.refresh_keys()

    @property
    def at(self) -> int:
        """The place of the line under the cursor."""
        return self.grid.cursor

    def go(self, place: int) -> None:
        """Put the cursor on a line."""
        self.grid.go(place)
        self.show_words()

    def changed(self, place: int) -> None:
        """A line is not what it was."""
        self.grid.refresh_row(place)
        self.show_words()
        self.refresh_keys()

    # -- keys

    def act_move(self, key: str) -> None:
        """The arrows go from line to line."""
        page, count = self.grid.page, len(self.lines)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -count}
        self.say("")
        self.grid.move(steps.get(key, count))

    def act_why(self) -> None:
        """`?`: the whole explanation."""
        from tui.files.why_page import WhyPage

        if self.line is not None:
            self.desk.push_screen(WhyPage(line_words.explained(self.line, self.picked)))

    def act_every(self) -> None:
        """Tab: every line, or the exceptions only."""
        self.shows_all = not self.shows_all
        self.say("Every line of the file." if self.shows_all else "The exceptions only.", Tone.DIM)
        self.read()

    def act_load(self) -> None:
        """L: a corrected file in the place of one reversed or given up."""
        self.load(replaces=self.number)

    def act_again(self) -> None:
        """Read it again."""
        self.read()


def _read(book: Any, file: int, every: bool) -> "tuple[FileAtHand, tuple[LineAtHand, ...], Tie]":  # noqa: FBT001 - passed on through a partial
    from db.bank.ties import tie_of
    from db.files.lists import file_at_hand, file_exceptions, file_lines

    lines = file_lines if every else file_exceptions
    return file_at_hand(book, file), lines(book, file), tie_of(book, file)
