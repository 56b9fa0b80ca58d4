"""One key at a time: each key or paste is delivered when the one before has had its effect.

Stock Textual forwards a queued key to whatever has the focus now, while the Enter that moves the
focus is still on its way: keys that arrive together (SSH packets, scanners, pastes, repeat) land
in the wrong place. The gate holds them and delivers the next when all is settled
(tui/terminal/settled.py).

What a settled program cannot know of is a thread that has yet to answer. Whoever asked it and
needs the answer to know what the next key means holds the gate (a handler never waits itself):

    with self.app.gate.held("opening the account"): ...      # inside one coroutine
    hold = self.app.gate.hold("opening the account")         # across messages
    hold.release()                                           # twice is harmless

`Asking.ask(…, holds="…")` (tui/asking.py) does this for a question to the database.

    self.app.gate.ask(Question("Post 12 lines, 2,187.05?", "f10", self.post_or_not, drops=True))

asks about money (tui/terminal/question.py): keys go to nobody else until it is answered.
`then(yes)` runs in the app's own queue; keys held before the paint follow after Yes.

`gate.discard_held()` drops what was typed ahead, with a bell: after an error the held keys are
not poured into the wrong field. A key's read time is when the driver read it (`event.time`).
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual import events
from textual.app import App

from tui.keymap import typed
from tui.terminal.question import QUIET_S, Question, Verdict
from tui.terminal.settled import is_settled

Press = events.Key | events.Paste
_SPINS = 256  # turns of the loop before a waiting gate begins to sleep between looks
_NAP_S = 0.001


@dataclass(slots=True, eq=False)
class Hold:
    """A reason why no key may be delivered yet."""

    reason: str
    gate: "Gate"
    give_up: Callable[[], object] | None = None

    def release(self) -> None:
        """Let keys pass again; a second release does nothing."""
        self.gate._release(self)


class Gate:
    """The queue of keys between the driver and the app, and who may open it."""

    def __init__(self, app: "GatedApp", clock: Callable[[], float] = monotonic) -> None:
        """`clock` must be the one that stamps events (`textual._time.time` is monotonic)."""
        self.clock = clock
        self.question: Question | None = None
        self._app = app
        self._queue: deque[Press] = deque()
        self._holds: list[Hold] = []
        self._passing: Press | None = None
        self._task: asyncio.Task[None] | None = None
        self._listeners: list[Callable[[], object]] = []
        self._deaf_until = float("-inf")

    # -- what screens use

    @property
    def waiting_for(self) -> str | None:
        """Why keys are held now, in the holder's words; None where they pass."""
        return self._holds[-1].reason if self._holds else None

    @property
    def typed_ahead(self) -> str:
        """What has been typed and not delivered, to be shown dim; Enter is `⏎`."""
        return "".join(_as_text(press) for press in self._queue)

    def hold(self, reason: str, give_up: Callable[[], object] | None = None) -> Hold:
        """Deliver no key until the hold is released.

        With `give_up`, Ctrl+C meanwhile drops what was typed ahead, lets go and calls it: a
        question to a book that does not answer must not take the keyboard away for good.
        """
        hold = Hold(reason, self, give_up)
        self._holds.append(hold)
        if self._queue:
            self._tell()
        return hold

    @contextmanager
    def held(self, reason: str) -> Iterator[None]:
        """Deliver no key while the block runs (also across its awaits)."""
        hold = self.hold(reason)
        try:
            yield
        finally:
            hold.release()

    def discard_held(self) -> int:
        """Drop the keys not yet delivered, with a bell if there were any; how many."""
        dropped = len(self._queue)
        self._queue.clear()
        if dropped:
            self._app.bell()
            self._tell()
        return dropped

    def ask(self, question: Question) -> None:
        """Put a question about money: no key reaches anybody until it is answered.

        A second question takes the place of the first, which is answered No.
        """
        if self.question is not None:
            self._answer(yes=False)
        self.question = question
        if question.drops:
            self.discard_held()
        self._tell()

    def withdraw(self, question: object) -> None:
        """The question's screen has gone: it is answered No, if it still stands."""
        if question is not None and question is self.question:
            self._answer(yes=False)

    def question_painted(self) -> None:
        """The question stands on the terminal: from now on it can be answered."""
        if self.question is not None and self.question.painted_at is None:
            self.question.painted_at = self.clock()

    def watch(self, listener: Callable[[], object]) -> None:
        """Call `listener` when the question or the keys typed ahead change."""
        self._listeners.append(listener)

    def unwatch(self, listener: Callable[[], object]) -> None:
        """Stop calling a listener; one that was never called is no fault."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    # -- what the app uses

    def passes(self, press: Press) -> bool:
        """Whether this event was let through by the gate, and may be handled now."""
        return press is self._passing

    def arrive(self, press: Press) -> None:
        """Take in a key or paste in the order it was read."""
        if self.question is not None:
            self._judge(self.question, press)
            return
        if press.time < self._deaf_until:  # the rest of what was typed without having seen it
            self._deaf_until = press.time + QUIET_S
            self._app.bell()
            return
        if isinstance(press, events.Key) and press.key == "ctrl+c" and self._give_up():
            return
        self._queue.append(press)
        if self._holds:
            self._tell()
        self._wake()

    async def settled(self) -> None:
        """Wait until every key that can be delivered has had its effect."""
        while self._task is not None:
            await asyncio.wait([self._task])
        await self._until_settled()

    # -- how it works

    def _wake(self) -> None:
        if self._task is None and self._queue and not self._holds and self.question is None:
            self._task = asyncio.create_task(self._deliver_all(), name="key gate")
            self._task.add_done_callback(self._delivered)

    def _delivered(self, task: "asyncio.Task[None]") -> None:
        self._task = None
        if not task.cancelled() and (fault := task.exception()) is not None:
            self._app.call_later(_raise, fault)
            return
        self._wake()

    async def _deliver_all(self) -> None:
        while True:
            await self._until_settled()
            if self._passing is not None:
                self._passing = None
                self._app.key_settled()
            if not self._queue or self._holds or self.question is not None:
                return
            self._passing = self._queue.popleft()
            self._app.post_message(self._passing)

    async def _until_settled(self) -> None:
        spins = 0
        await asyncio.sleep(0)
        while not is_settled(self._app):
            await asyncio.sleep(0 if spins < _SPINS else _NAP_S)
            spins += 1

    def _give_up(self) -> bool:
        given_up = [hold for hold in self._holds if hold.give_up is not None]
        if given_up:
            self._queue.clear()
            self._app.bell()
        for hold in given_up:
            hold.release()
            assert hold.give_up is not None
            self._app.call_later(hold.give_up)
        self._tell()
        return bool(given_up)

    def _release(self, hold: Hold) -> None:
        if hold in self._holds:
            self._holds.remove(hold)
            if self._queue:
                self._tell()
            self._wake()

    def _judge(self, question: Question, press: Press) -> None:
        key = press.key if isinstance(press, events.Key) else "<paste>"
        match question.judge(key, press.time):
            case Verdict.HOLD:
                self._queue.append(press)
                self._tell()
            case Verdict.DROP:
                self._app.bell()
            case Verdict.YES:
                self._answer(yes=True)
            case Verdict.NO:
                self._answer(yes=False)
                if question.is_early(press.time) and _as_text(press) != "·":
                    self._deaf_until = press.time + QUIET_S
            case Verdict.NO_AND_ON:
                self._answer(yes=False)
                self._queue.append(press)
                self._wake()

    def _answer(self, *, yes: bool) -> None:
        question, self.question = self.question, None
        assert question is not None
        if not yes:
            self.discard_held()
        self._app.call_later(question.then, yes)
        self._tell()
        self._wake()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


class GatedApp(App[Any]):
    """App mixin: keys and pastes pass the gate. `key_settled` is called after each."""

    gate: Gate

    def key_settled(self) -> None:
        """Called when a key has had its effect and before the next is delivered."""

    async def on_event(self, event: events.Event) -> None:
        """Hold what was pressed; handle what the gate lets through, and all else, as ever."""
        if isinstance(event, Press) and not event.is_forwarded and not self.gate.passes(event):
            self.gate.arrive(event)
            return
        await super().on_event(event)


def _raise(fault: BaseException) -> None:
    raise fault


def _as_text(press: Press) -> str:
    if isinstance(press, events.Paste):
        return "[paste]"
    if press.key == "enter":
        return "⏎"
    return typed(press.key, press.character) or "·"
