"""The session hears that a request was made or decided: what shows of them is read again."""

import time
from collections.abc import Mapping
from contextlib import suppress
from threading import Thread
from typing import Any

from textual.app import App

from core.refusal import Refusal, Unreached

_AGAIN_S = 15  # until a lost hint line is tried again


class HearsRequests(App[Any]):
    """App mixin: pages with `requests_moved` hear of each hint; a missed one costs only time."""

    book: Any
    pages: Mapping[str, Any]
    _hearing: Thread | None = None

    def hear_requests(self) -> None:
        """Begin to listen, once a session that shows requests; the thread ends with it."""
        if self._hearing is None and "requests" in self.pages:
            self._hearing = Thread(target=self._hear, name="request hints", daemon=True)
            self._hearing.start()

    def requests_moved(self) -> None:
        """Tell the open screens."""
        for page in self.screen_stack:
            moved = getattr(page, "requests_moved", None)
            if moved is not None:
                moved()

    def _hear(self) -> None:
        from db.requests.hint import listen

        while self._running:
            with suppress(Refusal, Unreached):
                listen(self.book, self._heard)
            time.sleep(_AGAIN_S)

    def _heard(self) -> bool:
        loop = self._loop
        if loop is None or not self._running:
            return False
        with suppress(RuntimeError):  # the session ended meanwhile: nobody is left to tell
            loop.call_soon_threadsafe(self.call_later, self.requests_moved)
        return True
