"""The app shell: gate, frames, themes, screens by name; the book after the first paint.

    RentbookApp(pages, first="desk", connect=open_it, header_right=("DEMO",)).run(mouse=False)

`pages` maps a name to "package.module:Class" (imported when opened) or to a callable; each is
given the keywords of `open`. `connect` is called in a lane after the first paint, may import what
it likes, and what it returns is `app.book`; pages hear of it through `book_ready`.
"""

import gc
import os
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from tui.asking import LANES, Asking, Lane
from tui.finding import Finds
from tui.keymap import ANYBODY, Action
from tui.messages import Connected
from tui.opening import Opens, OpensPages
from tui.page import Page
from tui.requests.hearing import HearsRequests
from tui.suspense.ranking import Ranks
from tui.terminal.frame_diff import FrameDiff
from tui.terminal.key_gate import Gate, GatedApp
from tui.terminal.last_words import LastWords
from tui.terminal.tty import TtyDriver, driver_class
from tui.theme import MONO, SIXTEEN, THEMES, choose_theme
from tui.whose import whose


def _open(name: str, key: str, word: str, says: str, needs: str = ANYBODY) -> Action:
    """The way to a screen, alive where the session has it and it is not open yet."""

    def when(page: Page) -> bool:
        return page.desk.has_page(name) and not page.desk.is_open(name)

    return Action(name, key, word, says, opens=name, when=when, needs=needs)


class RentbookApp(
    FrameDiff, GatedApp, LastWords, OpensPages, Finds, Ranks, HearsRequests, inherit_bindings=False
):
    """Rentbook in a terminal."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        _open("find", "f2", "find", "Find a tenant, account or address"),
        _open("keying", "f3", "key", "Key a batch of receipts", "assistant"),
        _open("files", "f4", "files", "Load a payment file"),
        _open("reconcile", "f5", "bank", "Cashbook and bank"),
        _open("requests", "f6", "requests", "Requests and approvals"),
        _open("suspense", "f8", "suspense", "Money in suspense, and whose it may be"),
        Action("palette", "ctrl+p", "all", "Every action, by name", shown="Ctrl+P"),
        Action("quit", "ctrl+x", "leave", "Leave Rentbook", when=lambda page: page.is_first),
        Action("redraw", "ctrl+l", "", "Draw the screen again"),
        Action("hint", ("ctrl+c", "ctrl+x"), "", "Nothing here: Ctrl+X leaves from the desk"),
    )

    def __init__(
        self,
        pages: Mapping[str, Opens],
        *,
        first: str = "desk",
        connect: Callable[[], object] | None = None,
        header_right: tuple[str, ...] = (),
    ) -> None:
        """`header_right` names the book (LIVE or DEMO) and the operator, on every screen."""
        theme = choose_theme(os.environ)
        super().__init__(driver_class=driver_class(), ansi_color=theme in (MONO, SIXTEEN))
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.gate = Gate(self)
        self.book: Any = None
        self.header_right = header_right
        self.pages = dict(pages)
        self.first = first
        self._connect = connect
        self._connecting = Asking(self, Connected)
        self._lanes = {name: Lane(name) for name in LANES}

    def lane(self, name: str) -> Lane:
        """The thread in which "read", "write", "finder" or "matching" work is done."""
        return self._lanes[name]

    def on_mount(self) -> None:
        """Paint first; then the book."""
        self.app_resume_signal.subscribe(self, lambda _: self.forget_frame())
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        gc.collect()
        gc.freeze()  # what start-up made stays: collections look at the rest only
        self.connect()

    def connect(self) -> None:
        """Open the book, or try again where that failed."""
        if self._connect is not None and not self._connecting.is_waiting:
            self._connecting.ask(None, self._connect)

    def on_connected(self, event: Connected) -> None:
        """Tell every open screen."""
        if event.fault is not None:
            for page in self.open_pages:
                page.book_missing(str(event.fault))
            return
        self.book = event.result
        if about := getattr(self.book, "about", None):
            self.header_right = whose(about)
        for page in self.open_pages:
            page.refresh_header()
            page.book_ready()
            page.refresh_keys()
        if self.has_page("find"):
            self.open_finder()
        self.hear_requests()

    def key_settled(self) -> None:
        """After every key: only keys that work now stand in the footer."""
        if isinstance(self.screen, Page):
            self.screen.refresh_keys()

    def frame_sent(self) -> None:
        """A question begins to count when its frame has been written."""
        question = self.gate.question
        if question is None or question.painted_at is not None:
            return
        if isinstance(self.screen, Page) and self.screen.question_line.drawn_question is question:
            if isinstance(self._driver, TtyDriver):
                self._driver.tell_when_written(self.gate.question_painted)
            else:
                self.gate.question_painted()

    def act_quit(self) -> None:
        """Ctrl+X on the desk."""
        self.exit()

    def act_redraw(self) -> None:
        """Ctrl+L: whatever the terminal shows, draw it whole."""
        self.forget_frame()

    def act_hint(self) -> None:
        """Ctrl+C ends nothing here; it says what does."""
        self.bell()
        self.open_pages[-1].say("Ctrl+X leaves from the desk; Esc goes back one step.")
