"""Waiting in the event loop for something to become true, with a limit."""

import asyncio
from collections.abc import Callable
from time import monotonic

_BUSY_TURNS = 20
_PAUSE_S = 0.002


async def until(holds: Callable[[], bool], limit_s: float = 5) -> None:
    """Give the event loop its turns until the condition holds.

    After some turns it lets the thread or the server work that it waits for: a loop that spins
    takes their processor.
    """
    end = monotonic() + limit_s
    turns = 0
    while not holds():
        assert monotonic() < end, "never came true"
        turns += 1
        await asyncio.sleep(0 if turns < _BUSY_TURNS else _PAUSE_S)
