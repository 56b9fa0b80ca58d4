"""Deciding: a second person's yes or no, once, of what was on the page."""

from dataclasses import dataclass

from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Decided:
    """Where a request stands after a decision; `number` is the entry it posted, or empty."""

    request: int
    state: str
    number: str


def approve(
    book: Book, request: int, seen: str, *, why: str = "", key: str | None = None
) -> Decided:
    """Approves what was seen (`Standing.seen`); the last approval performs it.

    Raises Refusal: own_request, over_limit, over_day_limit, stale, moved, council,
    interest_declared, decided_already, request_ended, request_expired, single_operator, ….
    """
    return _decide(book, request, "approve", why, (key, seen))


def reject(book: Book, request: int, why: str, key: str | None = None) -> Decided:
    """Rejects it with a reason; what it reserved is free again. Raises Refusal as `approve`."""
    return _decide(book, request, "reject", why, (key, None))


def _decide(
    book: Book, request: int, verdict: str, why: str, sent: tuple[str | None, str | None]
) -> Decided:
    key, seen = sent
    with book.session() as session:
        told = act(session, "decide", key or new_key(), request, verdict, why, seen)
    if told["request"] != request:
        raise Refusal("key_reused", "that key was used for another request: take a new key")
    return Decided(request, told["state"], told["number"] or "")
