"""What is written on an account that is not money: caller checks, notes, authority, contacts.

Every act takes the key that was made where its form was finished, and does it once for that key.
"""

from datetime import date, datetime
from typing import Any

from db.acting import act
from db.book import Book

# What a caller may be asked; two of them, different ones, make a check.
CHECK_ITEMS = ("name", "address", "postcode", "born", "phone", "payment", "reference")


def check_caller(book: Book, key: str, account: int, items: tuple[str, ...]) -> datetime:
    """Logs that the caller got these items of CHECK_ITEMS right; when."""
    told = _act(book, key, "check_caller", account, list(items))
    return datetime.fromisoformat(told["at"])


def add_note(book: Book, key: str, account: int, words: str) -> None:
    """Writes a note of at most 2,000 characters."""
    _act(book, key, "add_note", account, {"words": words, "kind": "note"})


def add_warning(book: Book, key: str, account: int, words: str) -> None:
    """Puts a marker on the account that meets everybody who opens it."""
    _act(book, key, "add_note", account, {"words": words, "kind": "warning"})


def add_authority(book: Book, key: str, account: int, of: tuple[str, str, date | None]) -> None:
    """Says who else may discuss the account, about what, until when."""
    who, scope, until = of
    document = {"who": who, "scope": scope, "until": until.isoformat() if until else None}
    _act(book, key, "add_authority", account, document)


def correct_contact(book: Book, key: str, customer: int, kind: str, value: str) -> None:
    """Another phone, email or address of a person; the old one is kept with its dates."""
    _act(book, key, "correct_contact", customer, kind, value)


def reveal(book: Book, key: str, account: int, why: str) -> datetime:
    """Opens a restricted person's rows to this operator for a quarter of an hour; until when."""
    told = _act(book, key, "reveal", account, why)
    return datetime.fromisoformat(told["expires_at"])


def _act(book: Book, key: str, name: str, *arguments: object) -> dict[str, Any]:
    with book.session() as session:
        return act(session, name, key, *arguments)
