"""F10: the batch is posted once, only when it proves, and never called posted without an answer."""

from dataclasses import replace
from functools import partial
from typing import Any

from core.batch import BatchState, Control
from core.refusal import Refusal, Unknown
from db.batches import Posted
from tui.asking import Asking
from tui.keying.keeping import KeepsPage
from tui.keying.question import post_words
from tui.messages import Answered
from tui.terminal.question import Question
from tui.theme import Tone


class BatchPosted(Answered[Posted]):
    """The number under which the batch was posted."""


class PostsPage(KeepsPage):
    """Controls, and the post."""

    def __init__(self) -> None:
        super().__init__()
        self.posting = Asking(self, BatchPosted, lane="write", keep_all=True)

    def act_post(self) -> None:
        """F10: asks when the batch proves, else says the difference and its likely cause."""
        state = self.state
        assert state is not None
        if state.is_post_unknown:
            self._send()
        elif state.control is None and len(state.lines):
            self.act_control()
        elif words := state.why_not_posted():
            self.app.bell()
            self.desk.gate.discard_held()
            self.refusal = words
            self.draw_slip()
        else:
            kept = state.lines.tally
            where = f"{state.batch.cashbook} {state.batch.stream}, batch {state.batch.number}"
            says = post_words(kept.count, kept.total, where)
            self.ask(Question(says, "f10", self._post_or_not, drops=True))

    def act_control(self) -> None:
        """The control of a live stream at last, or a corrected one."""
        from tui.keying.small_pages import ControlPage

        state = self.state
        assert state is not None
        late = state.control is None and len(state.lines) > 0
        page = ControlPage(state.batch.number, was=state.control, live=late)
        self.desk.push_screen(page, self._controlled)

    def on_batch_posted(self, event: BatchPosted) -> None:
        """The number; a refusal with its cause; or unknown, and F10 asks again."""
        state = self.state
        assert state is not None
        if event.fault is None:
            state.is_post_unknown = False
            state.batch = replace(
                state.batch, state=BatchState.POSTED, entry=event.result.number
            )  # fmt: skip
            self.show_posted()
        elif isinstance(event.fault, Refusal):
            state.is_post_unknown = False
            self.refusal = f"not posted: {event.fault.says}"
            self.read_again()
        else:
            state.is_post_unknown = isinstance(event.fault, Unknown)
            self.desk.book.forget_sessions()
            known = "unknown whether it is posted" if state.is_post_unknown else "not posted"
            self.refusal = f"{known}, the book does not answer: F10 asks again, it posts once only"
        self.draw_slip()
        self.refresh_keys()

    def show_posted(self) -> None:
        """The posted batch, its listing and receipts."""
        from tui.keying.posted_page import PostedPage

        assert self.state is not None
        self.desk.push_screen(PostedPage(self.state.batch.number), self.posted_left)

    def posted_left(self, another: Any) -> None:
        """Back from the posted batch; filled in by the screen."""
        raise NotImplementedError

    def _post_or_not(self, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._send()
        else:
            self.say("not posted", Tone.DIM)

    def _send(self) -> None:
        from db.batches import post

        assert self.state is not None
        self.refusal = ""
        work = partial(post, self.desk.book, self.state.batch.number)
        self.posting.ask(None, work, holds="posting")

    def _controlled(self, control: Control | None) -> None:
        state = self.state
        if control is not None and state is not None:
            state.batch = replace(state.batch, control=control)
            self.draw_all()
