"""Periods: named, found, closed for good."""

from dataclasses import dataclass

from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Closed:
    """A period that is closed, and by whom."""

    landlord: str
    name: str
    by: str


def close_period(book: Book, named: str, key: str | None = None) -> Closed:
    """Closes the period called `2026-11`, or `CLY:2026-11` where several landlords have one.

    Raises Refusal: no_period, ambiguous, batches_open, book_date_closed, not_permitted.
    """
    landlord, _, name = named.rpartition(":")
    with book.session() as session:
        with translated():
            rows = session.execute(_FIND, (name, landlord.upper(), landlord.upper())).fetchall()
        if len(rows) != 1:
            raise _refusal(named, [row[1] for row in rows])
        number, code, closed_by = rows[0]
        mine = closed_by == book.about.login
        if key or not mine:  # one's own close answers again as it did
            try:
                act(session, "close_period", key or derived_key("close", number), number)
            except Refusal as refusal:
                if refusal.code != "book_date_closed" or not mine:
                    raise
    return Closed(code, name, book.about.login)


_FIND = """
SELECT p.id, l.code, p.closed_by FROM rb.period p JOIN rb.landlord l ON l.id = p.landlord_id
WHERE p.name = %s AND (%s = '' OR l.code = %s) ORDER BY l.code
"""


def _refusal(named: str, codes: list[str]) -> Refusal:
    if not codes:
        words = f"there is no period {named}: rentbook setup --show lists them"
        return Refusal("no_period", words, named)
    words = f"{' and '.join(codes)} each have a period {named}: write {codes[0]}:{named}"
    return Refusal("ambiguous", words, named)
