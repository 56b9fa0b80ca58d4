"""The cut-off of go-live: what the bank held, and what the old books had and the bank had not."""

from dataclasses import dataclass
from datetime import date

from core.money import Pence
from db.acting import act, derived_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class BroughtForward:
    """An item not yet at the bank: a receipt not credited above nil, a payment below."""

    day: date
    pence: Pence
    words: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A cashbook's cut-off: the bank's balance that evening, items and open suspense with it."""

    cashbook: str
    day: date
    bank: Pence
    items: tuple[BroughtForward, ...] = ()
    suspense: tuple[tuple[date, Pence], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The entry that opens the cashbook, and the cashbook's balance by it."""

    posting: str
    items: int
    cashbook: Pence


def open_cashbook(book: Book, opening: Opening, key: str | None = None) -> Opened:
    """Posts the opening balance and each item, once.

    Raises Refusal: opened_already, matched_already, date_in_future, book_date_closed, doc_wrong.
    """
    document = {
        "cashbook": opening.cashbook,
        "day": opening.day.isoformat(),
        "bank_pence": opening.bank,
        "items": [
            {"day": one.day.isoformat(), "pence": one.pence, "words": one.words}
            for one in opening.items
        ],
        "suspense": [{"day": day.isoformat(), "pence": pence} for day, pence in opening.suspense],
    }
    with book.session() as session:
        key = key or derived_key("open cashbook", *document.values())
        told = act(session, "open_cashbook", key, document)
    return Opened(told["posting"], told["items"], Pence(told["cashbook_pence"]))
