"""Files: every payment file, those to settle first; L loads another."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.asking import Asking
from tui.files import file_words
from tui.files.loading import LoadsFiles
from tui.files.reading import listed
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import now
from tui.reaching import reach
from tui.widgets.grid import NO_CURSOR, Grid, Row

if TYPE_CHECKING:
    from db.files.lists import FileAtHand

_NOTHING = "No file yet. Here stand the payers' files, those to settle first: L loads one."


class FilesRead(Answered["tuple[FileAtHand, ...]"]):
    """The files, read from the book."""


class Files(LoadsFiles):
    """Enter opens the file under the cursor."""

    ACTIONS = (
        Action("choose", "enter", "open", "Open the file: its exceptions, its post",
               when=lambda page: page.files),
        Action("load", "l", "load a file", "Load a payment file",
               when=lambda page: page.desk.book is not None, needs="assistant"),
        Action("find", "slash", "", "Find a tenant, account or address",
               when=lambda page: page.desk.has_page("find")),
        Action("again", "r", "again", "Read the list again"),
    )  # fmt: skip

    def __init__(self, *, load: bool = False) -> None:
        """`load`: begin with the form."""
        super().__init__()
        self.begins_loading = load
        self.files: tuple[FileAtHand, ...] = ()
        self.is_read = False
        self.grid = Grid(file_words.COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the files…"
        self.reading = Asking(self, FilesRead)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Files",)

    def book_ready(self) -> None:
        """Read the list; keys wait, for Enter opens what it shows."""
        self.read()
        if self.begins_loading:
            self.begins_loading = False
            self.act_load()

    def on_screen_resume(self) -> None:
        """Back from a file: it may be posted, or there is one more."""
        if self.desk.book is not None and self.is_read:
            self.read()

    def read(self) -> None:
        """Read the list again."""
        self.reading.ask(None, partial(reach, self.desk.book, listed), holds="reading the files")

    def on_files_read(self, event: FilesRead) -> None:
        """Show them; the cursor stays on its file."""
        if not self.has_come(event.fault, self.grid, "The files"):
            return
        self.is_read = True
        here = self.files[self.grid.cursor].file if self.files else None
        self.files = event.result
        places = [place for place, one in enumerate(self.files) if one.file == here]
        self.grid.empty = _NOTHING
        cursor = places[0] if places else 0
        self.grid.show(len(self.files), cursor=cursor if self.files else NO_CURSOR)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The files that show."""
        login, today = self.desk.book.about.login, now()
        return [file_words.row(one, login, today) for one in self.files[start:stop]]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a file."""
        self.act_choose()

    def act_choose(self) -> None:
        """Its own page."""
        if 0 <= self.grid.cursor < len(self.files):
            self.open("file", file=self.files[self.grid.cursor].file)

    def act_find(self) -> None:
        """Find anybody."""
        self.open("find")

    def act_again(self) -> None:
        """Read it again."""
        if self.desk.book is not None:
            self.read()
