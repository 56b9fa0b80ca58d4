"""Asking: a request made, questioned, taken back, each once for its key."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.money import Pence
from db.acting import act, new_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking answered: who decides it (`level`, `approvals` of them) and until when."""

    request: int
    state: str
    level: str
    approvals: int
    expires: date
    pence: Pence | None


def ask(book: Book, kind: str, doc: dict[str, Any], key: str | None = None) -> Asked:
    """Makes a request; its amount is reserved from now on.

    `doc` has `why` and, by kind, account_id, pence, to_account_id, item_id, entry and line, payee,
    sort_code, account_number, roll, card, offsets, override, reason, words, documents.
    Raises Refusal: more_than_credit, more_than_refundable, more_than_debt, payee_needed, ….
    """
    with book.session() as session:
        told = act(session, "make_request", key or new_key(), kind, doc)
    pence = None if told["pence"] is None else Pence(told["pence"])
    expires = date.fromisoformat(told["expires_on"])
    return Asked(told["request"], told["state"], told["level"], told["approvals"], expires, pence)


def withdraw(book: Book, request: int, why: str, key: str | None = None) -> None:
    """Takes one's own request back. Raises Refusal: not_your_request, request_ended, …."""
    with book.session() as session:
        act(session, "withdraw", key or new_key(), request, why)


def question(book: Book, request: int, words: str, key: str | None = None) -> None:
    """Writes a question or an answer beside a request."""
    with book.session() as session:
        act(session, "note_request", key or new_key(), request, words)


def council(book: Book, request: int, stands: str, why: str, key: str | None = None) -> None:
    """Says that the council was "asked", or is "clear": it reclaims none of the credit."""
    with book.session() as session:
        act(session, "ask_council", key or new_key(), request, stands, why)
