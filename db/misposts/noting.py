"""What the radar found is kept in view: noted after a post and at night, dismissed for a reason."""

from collections.abc import Iterable

from db.acting import act, derived_key, new_key
from db.book import Book
from db.misposts.radar import DAYS, Mispost, proposals


def look(book: Book, *, days: int = DAYS) -> tuple[Mispost, ...]:
    """Every receipt of the last days looked at; what is found stands on the desk, nothing else.

    Safe to repeat; the night's run. Raises Refusal: not_permitted.
    """
    found = proposals(book, days=days)
    _note(book, found, new_key(), whole=True)
    return found


def look_at(book: Book, entry: str) -> tuple[Mispost, ...]:
    """What was just posted looked at, and what is found of it noted."""
    found = proposals(book, entry=entry)
    if found:
        _note(book, found, derived_key("note_misposts", entry, *_pairs(found)), whole=False)
    return found


def dismiss(book: Book, posting: str, account: int, why: str, key: str | None = None) -> None:
    """Says that the receipt stands where it should: that pair is never proposed again.

    Raises Refusal: reason_needed, unknown_posting, interest_declared, ….
    """
    sent = key or derived_key("dismiss_mispost", posting, account)
    with book.session() as session:
        act(session, "dismiss_mispost", sent, posting, account, why)


def _note(book: Book, found: Iterable[Mispost], key: str, *, whole: bool) -> None:
    doc = {"found": [list(pair) for pair in _pairs(found)], "whole": whole}
    with book.session() as session:
        act(session, "note_misposts", key, doc)


def _pairs(found: Iterable[Mispost]) -> list[tuple[str, int]]:
    return sorted((one.posting, one.to) for one in found)
