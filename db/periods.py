"""Periods: named, found, closed for good, and totalled once they are."""

from dataclasses import dataclass

from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Closed:
    """A period that is closed, and by whom."""

    landlord: str
    name: str
    by: str


def close_period(book: Book, named: str, key: str | None = None) -> Closed:
    """Closes the period called `2026-11`, or `CLY:2026-11` where several landlords have one.

    What moved in it is totalled after it is closed, by a close sent again where that was lost.
    Raises Refusal: no_period, ambiguous, period_not_over, earlier_period_open, batches_open,
    sheets_unsigned, book_date_closed, not_permitted.
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
        _total(session, number)
    return Closed(code, name, book.about.login)


def _total(session: Session, period: int) -> None:
    try:
        act(session, "total_period", derived_key("total", period), period)
    except Refusal as refusal:
        if refusal.code != "totalled_already":
            raise


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
