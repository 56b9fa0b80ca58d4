"""Refunds that go back to the card: what waits for the provider, and that it paid."""

from dataclasses import dataclass
from datetime import date

from core.money import Pence
from db.acting import act, derived_key
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class CardRefund:
    """An approved refund to a card, by the provider's reference of the payment it gives back."""

    request: int
    reference: str  # of the account
    card: str
    pence: Pence
    maker: str


def cards_waiting(book: Book) -> list[CardRefund]:
    """What is approved and the provider has not yet paid, oldest first."""
    with book.session() as session, translated():
        rows = session.execute(_WAITING).fetchall()
    return [CardRefund(*row) for row in rows]


def card_paid(book: Book, request: int, told: dict[str, str], key: str | None = None) -> str:
    """The provider paid it: the entry's number. `told`: reference, and cashbook, paid_on.

    Raises Refusal: not_of_a_card, request_ended, own_request, reference_needed, reference_used,
    unknown_cashbook, date_ahead.
    """
    with book.session() as session:
        key = key or derived_key("card paid", book.about.login, request, sorted(told.items()))
        return str(act(session, "card_paid", key, request, told)["number"])


def paid_on_of(day: date | None) -> dict[str, str]:
    """The document's day, where one was given."""
    return {} if day is None else {"paid_on": day.isoformat()}


_WAITING = """
SELECT r.id, coalesce(a.ref, '')::text, r.terms ->> 'card', r.pence, r.maker::text
FROM rb.request r LEFT JOIN rb.account a ON a.id = r.account_id
WHERE r.state = 'approved' AND r.terms ? 'card' AND r.entry_id IS NOT NULL ORDER BY r.id
"""
