"""What is written on an account that is not money: caller checks, notes, authority, contacts."""

from datetime import date
from typing import Any

from db.acting import act, new_key
from db.book import Book

# What a caller may be asked; two of them, different ones, make a check.
CHECK_ITEMS = {
    "n": "name",
    "a": "address",
    "p": "postcode",
    "b": "born",
    "f": "phone",
    "l": "payment",
    "r": "reference",
}


def check_caller(book: Book, account: int, items: tuple[str, ...], key: str | None = None) -> None:
    """Logs that the caller got these items right (values of CHECK_ITEMS)."""
    _act(book, "check_caller", key, account, list(items))


def add_note(
    book: Book, account: int, words: str, *, kind: str = "note", key: str | None = None
) -> None:
    """Writes a note (kind note) or a warning marker (kind warning)."""
    _act(book, "add_note", key, account, {"words": words, "kind": kind})


def add_authority(book: Book, account: int, who: str, scope: str, until: date | None) -> None:
    """Says who else may discuss the account, about what, until when."""
    document = {"who": who, "scope": scope, "until": until.isoformat() if until else None}
    _act(book, "add_authority", None, account, document)


def correct_contact(book: Book, customer: int, kind: str, value: str) -> None:
    """Another phone, email or address of a person; the old one is kept with its dates."""
    _act(book, "correct_contact", None, customer, kind, value)


def reveal(book: Book, account: int, why: str, key: str | None = None) -> dict[str, Any]:
    """Opens a restricted person's rows to this operator for a quarter of an hour, and logs it."""
    return _act(book, "reveal", key, account, why)


def _act(book: Book, name: str, key: str | None, *arguments: object) -> dict[str, Any]:
    with book.session() as session:
        return act(session, name, key or new_key(), *arguments)
