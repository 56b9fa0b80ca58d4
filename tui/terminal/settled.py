"""Whether everything that was done so far has had its effect; a fact, not a guess.

- No callback waits in the event loop: screens being mounted or popped, focus changes, posted
  messages and tasks that have not begun are all callbacks of the loop.
- The app, the active screen and every widget on it wait for a message, with none in their queues:
  a handler in the middle of an await is not settled, though the loop may be idle.
- The screen has no work queued for after its next paint.

Threads are not seen: whoever waits for one holds the key gate.
"""

import asyncio
from typing import Any

from textual._queue import Queue
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump


def is_settled(app: App[Any]) -> bool:
    """Whether nothing is left to happen but by a key, a timer or a thread."""
    if _loop_has_work() or not app.screen_stack:
        return False
    screen = app.screen
    if not screen.is_running or screen._callbacks:
        return False
    return _is_waiting(app) and all(map(_is_waiting, screen.walk_children(with_self=True)))


def _loop_has_work() -> bool:
    """Whether any callback is due to run in this loop (asyncio's own queue, 3.11 to 3.14)."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]  # no public way


def _is_waiting(pump: MessagePump) -> bool:
    """Whether a widget has nothing queued and is not in the middle of a message."""
    queue: Queue[Message | None] = pump._message_queue
    if queue.values or pump._pending_message is not None or pump._next_callbacks:
        return False
    return bool(queue.ready_event._waiters) or not pump.is_running
