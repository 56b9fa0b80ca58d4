"""Questions put to the book from a screen, answered by a message, the stale ones dropped.

Work runs in a lane, a thread that takes one piece of work after the other: writes keep their
order, and a lane's thread has one database connection's worth of traffic at a time. Lanes are
daemons: a hung network never keeps the program from ending. Work touches no widget.

    class PageRead(Answered[AccountPage]): ...

    class AccountPage(Page):
        def on_mount(self) -> None:
            self.reading = Asking(self, PageRead)
        def show(self, account: int) -> None:
            self.reading.ask(account, partial(accounts.page, self.app.book, account))
        def on_page_read(self, event: PageRead) -> None:
            if event.fault: ...            # Refusal, Unknown or Unreached, with words for the line
            else: ...event.query, event.result

Only the last question of an `Asking` is answered; use `keep_all=True` where each answer matters
(lines being kept). `holds="…"` holds the key gate until the answer has been handled: for a
question whose answer decides what the next key means. Ctrl+C meanwhile forgets the question.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.widget import Widget

from core.refusal import Refusal, Unknown, Unreached
from tui.messages import Answered

if TYPE_CHECKING:
    from textual.app import App

    from tui.terminal.key_gate import Hold

T = TypeVar("T")
Job = Callable[[], object]
LANES = ("read", "write", "finder", "matching")


class Lane:
    """One daemon thread that does one piece of work after the other."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._name = name
        self._thread: Thread | None = None

    def put(self, job: Job) -> None:
        """Do `job` when all put before it is done."""
        self._jobs.put(job)
        if self._thread is None:
            self._thread = Thread(target=self._work, name=f"lane {self._name}", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            self._jobs.get()()


class Asking(Generic[T]):
    """One kind of question of one screen: the last one asked is the one that counts."""

    def __init__(
        self,
        owner: "Widget | App[Any]",
        message: type[Answered[T]],
        *,
        lane: str = "read",
        keep_all: bool = False,
    ) -> None:
        """`lane` is one of LANES: short reads, writes, and what may take seconds in its own."""
        self._owner = owner
        self._message = message
        self._lane = lane
        self._keep_all = keep_all
        self._last = 0
        self._holds: dict[int, Hold] = {}
        self._open = 0
        self._home: Any = None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come (also one that will be dropped)."""
        return self._open > 0

    def is_stale(self, ticket: int) -> bool:
        """Whether a later question has taken this one's place."""
        return not self._keep_all and ticket != self._last

    def ask(self, query: object, work: Callable[[], T], *, holds: str = "") -> int:
        """Have `work()` done in the lane and answered by the message; returns a ticket.

        `query` says what was asked and comes back with the answer. A new question lets go of the
        hold of the one before, unless all are kept.
        """
        self._last += 1
        ticket = self._last
        self._open += 1
        if not self._keep_all:
            self._let_go(*self._holds)
        if holds:
            self._holds[ticket] = self._app.gate.hold(holds, give_up=self.forget)
        answer = self._message(self, ticket, query)
        self._app.lane(self._lane).put(lambda: self._work(answer, work))
        return ticket

    def forget(self) -> None:
        """Want no answer any more; holds are let go."""
        self._last += 1
        self._let_go(*self._holds)

    @property
    def _app(self) -> Any:
        if self._home is None:  # kept: a page that has left knows its app no more
            self._home = self._owner.app
        return self._home

    def _work(self, answer: Answered[T], work: Callable[[], T]) -> None:
        try:
            answer.result = work()
        except (Refusal, Unknown, Unreached) as fault:
            answer.fault = fault
        except Exception as bug:  # noqa: BLE001 - raised again in the app, where it is seen
            self._in_loop(self._fail, answer, bug)
            return
        self._in_loop(self._deliver, answer)

    def _in_loop(self, act: Callable[..., object], *arguments: object) -> None:
        loop = self._app._loop
        with suppress(RuntimeError):  # the session ended meanwhile: nobody is left to tell
            if loop is not None:
                loop.call_soon_threadsafe(act, *arguments)

    def _deliver(self, answer: Answered[T]) -> None:
        self._open -= 1
        self._owner.post_message(answer)
        self._let_go(answer.ticket)

    def _fail(self, answer: Answered[T], bug: Exception) -> None:
        self._open -= 1
        self._let_go(answer.ticket)
        self._app.call_later(_raise, bug)

    def _let_go(self, *tickets: int) -> None:
        for ticket in tickets:
            if (hold := self._holds.pop(ticket, None)) is not None:
                hold.release()


def _raise(bug: Exception) -> None:
    raise bug
