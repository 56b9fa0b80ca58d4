"""Waiting in the event loop for something to become true, with a limit."""

import asyncio
from collections.abc import Callable
from time import monotonic


async def until(holds: Callable[[], bool], limit_s: float = 5) -> None:
    """Give the event loop its turns until the condition holds."""
    end = monotonic() + limit_s
    while not holds():
        assert monotonic() < end, "never came true"
        await asyncio.sleep(0)
