"""The book reached again where the session that was to be used had ended meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar

from core.refusal import Refusal, Unknown, Unreached

T = TypeVar("T")
Fault = Refusal | Unknown | Unreached


def reach(book: Any, work: Callable[..., T], *given: object) -> T:
    """`work(book, *given)`, once more on a new session where the first one was lost.

    A session that the server ended tells so only when it is used: the first fault proves nothing.
    For reads, and for acts that are given their key: both may be repeated.
    """
    try:
        return work(book, *given)
    except (Unreached, Unknown):
        book.forget_sessions()
        return work(book, *given)


def lost(fault: Fault) -> str:
    """Why nothing could be read: the way out first, for what a server says may be long."""
    return str(fault) if isinstance(fault, Refusal) else f"R reads again. Not read: {fault}"
