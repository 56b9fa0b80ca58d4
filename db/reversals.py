"""Reversals: a posted receipt taken back by a posting linked to it, once."""

from dataclasses import dataclass

from core.money import Pence
from db.acting import act, derived_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Reversed:
    """The reversal's number, what it reverses, and what that came to."""

    posting: str
    reverses: str
    total: Pence


def reverse(book: Book, entry: str, line: int, why: str, key: str | None = None) -> Reversed:
    """Reverses one receipt of an entry, all its parts; line 0 is the whole entry.

    Raises Refusal: unknown_posting, reversal_needs_request, reversed_already, over_limit, ….
    """
    sent = key or derived_key("reverse", entry, line)
    with book.session() as session:
        told = act(session, "reverse", sent, entry, line, why)
    return Reversed(told["posting"], told["reverses"], Pence(told["total_pence"]))
