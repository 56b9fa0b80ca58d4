"""The session's finder: opened after the first paint, kept fresh while somebody is looking."""

from functools import partial
from typing import Any

from textual.app import App

from tui.asking import Asking
from tui.messages import Answered

# What vanished or was hidden must be gone within a second of looking (docs/architecture.md).
_FRESH_FOR = 1.0


class FinderOpened(Answered[Any]):
    """The finder is open; `result` answers `.search(text, limit)`."""


class FinderFreshened(Answered[bool]):
    """The finder has read what changed in the book; `result`: whether anything did."""


class Finds(App[Any]):
    """App mixin: `finder` is None until it is open; pages with `finder_ready` hear of it.

    They hear as well when it could not be opened: `finder_fault` says why.
    """

    finder: Any = None
    finder_fault = ""
    book: Any
    _opening: Asking[Any] | None = None

    def open_finder(self) -> None:
        """Open the book's finder in a lane of its own: building it may take seconds.

        Asked again it does nothing, unless the last attempt failed.
        """
        if self._opening is not None and not self.finder_fault:
            return
        self.finder_fault = ""
        self._opening = Asking(self, FinderOpened, lane="finder")
        self._freshening = Asking(self, FinderFreshened, lane="finder")
        self._opening.ask(None, partial(self.finder_of, self.book))

    def finder_of(self, book: Any) -> Any:
        """The finder over a book, kept between sessions; done in the lane."""
        from db.finder_store import open_finder

        return open_finder(book)

    def on_finder_opened(self, event: FinderOpened) -> None:
        """Tell the open screens, and look for changes from now on."""
        if event.fault is not None:
            self.finder_fault = f"The finder cannot be opened: {event.fault}"
            self._tell_ready()
            return
        self.finder = event.result
        self.set_interval(_FRESH_FOR, self.freshen_finder)
        self._tell_ready()

    def on_finder_freshened(self, event: FinderFreshened) -> None:
        """What is shown is found again where something changed."""
        if event.fault is None and event.result:
            self._tell_ready()

    def freshen_finder(self) -> None:
        """Read what changed in the book, if the screen on top looks for anybody."""
        if not self.screen_stack or self.finder is None:  # the session is ending, or begins
            return
        looking = getattr(self.screen, "finder_ready", None)
        if looking is not None and not self._freshening.is_waiting:
            self._freshening.ask(None, self.finder.freshen)

    def _tell_ready(self) -> None:
        for page in self.screen_stack:
            ready = getattr(page, "finder_ready", None)
            if ready is not None:
                ready()
