"""Reversing: a posted file is taken back whole, and may then be loaded again."""

from typing import Any

from db.acting import act, derived_key
from db.book import Book


def reverse_file(book: Book, file: int, why: str, key: str | None = None) -> dict[str, Any]:
    """Takes a posted file back whole; it may then be loaded again, corrected.

    Answers file, batch, posting and total_pence. Raises Refusal: unknown_file, file_open,
    reversed_already, reversal_needs_request, reason_needed.
    """
    with book.session() as session:
        return act(session, "reverse_file", key or key_to_reverse(file, why), file, why)


def key_to_reverse(file: int, why: str) -> str:
    """The key of a reversal for that reason."""
    return derived_key("reverse_file", file, why)
