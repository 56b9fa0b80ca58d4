"""A batch opened: its header first, or its next line again, or taken from a colleague."""

from functools import partial
from typing import Any, cast

from core.batch import BatchState
from tui.keying.bringing import BringsPage
from tui.keying.keeping import BatchRead
from tui.keying.state import KeyingState, Search
from tui.theme import Tone

BY_PHONE = "telephone"  # the stream of whoever pays while on the phone


class OpensPage(BringsPage):
    """`batch`: opened again at its next line; None: the header of a new one comes first.

    `account`: the payer is on the phone, so the header's stream is theirs and they stand in the
    first line.
    """

    def __init__(self, batch: int | None = None, account: int | None = None) -> None:
        super().__init__()
        self.number = batch
        self.caller = account

    def book_ready(self) -> None:
        """Open the batch that was asked for, or a header."""
        if self.state is not None:
            return
        if self.number is not None:
            self._open(self.number)
            return
        from tui.keying.header_page import HeaderPage

        stream = "" if self.caller is None else BY_PHONE
        self.desk.push_screen(HeaderPage(stream), self._headed)

    def finder_ready(self) -> None:
        """The finder is open, or knows more: what is typed is looked for again."""
        state = self.state
        if state is None:
            return
        was = state.search
        state.search = self._search()
        if was is None or not state.slip.hits:
            state.refresh_hits()
            self.peek()
            self.draw_slip()

    def _headed(self, batch: int | None) -> None:
        if batch is None:
            self.leave()
        else:
            self._open(batch)

    def _open(self, batch: int) -> None:
        from db.keying_batch import open_again

        self.number = batch
        work = partial(open_again, self.desk.book, batch)
        self.reading.ask("open", work, holds="opening the batch")

    def on_batch_read(self, event: BatchRead) -> None:
        """Begin at the line after the last; a colleague's batch must be taken first."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        if event.query != "open":
            self.took_in(event.result)
            return
        from db.acting import new_key

        about, opened = self.desk.book.about, event.result
        self.state = KeyingState.of(opened, about.today, about.login, new_key)
        self.state.search = self._search()
        self.refresh_header()
        if opened.batch.state is BatchState.POSTED:
            self.show_posted()
        elif opened.batch.state is BatchState.OPEN and opened.batch.held_by != about.login:
            from tui.keying.small_pages import TakePage

            self.desk.push_screen(TakePage(opened.batch.number, opened.batch.held_by), self._taken)
        self.learn_usual()
        self.draw_all()
        if opened.batch.state is BatchState.OPEN and opened.batch.held_by == about.login:
            caller, self.caller = self.caller, None
            self.bring(caller)

    def _taken(self, taken: bool | None) -> None:  # noqa: FBT001 - a screen's result
        assert self.number is not None
        if taken:
            self._open(self.number)
        else:
            self.leave()

    def _search(self) -> Search | None:
        finder = getattr(self.desk, "finder", None)
        return None if finder is None else cast("Search", finder.search)

    def posted_left(self, another: Any) -> None:
        """After the posted batch: another header, or back to where this began."""
        number = self.state.batch.number if self.state is not None else None
        if not another:
            self.leave(number)
            return
        self.state, self.number = None, None
        self.grid.show(0)
        self.book_ready()
