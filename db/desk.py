"""What waits for an operator today, each line with its count, its age and the way in."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.month import Month, first_asked, month_of
from db.book import Book
from db.desk_lines import QUERIES
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the desk: `count` things since `oldest`, of which the first few are `items`.

    `kind` names the feature it is of (db/desk_lines), `who` the operator it is about, "" if nobody;
    `items` holds up to four of (number, name): open batches by stream, files by name, oldest first.
    """

    kind: str
    who: str
    count: int
    pence: Pence | None
    oldest: datetime | None
    items: tuple[tuple[int, str], ...] = ()


def waiting(book: Book) -> list[Waiting]:
    """All that waits for this operator, by kind.

    The book's day is read along: a desk left open overnight says the new date.
    """
    with book.session() as session, translated():
        row = session.execute(_TODAY).fetchone()
        rows = session.execute(_WAITING, prepare=True).fetchall()
    assert row is not None, "a book knows its day"
    book.about = replace(book.about, today=row[0])
    return [_waiting(row) for row in rows]


def landlords(book: Book) -> tuple[str, ...]:
    """The names of the landlords whose accounts this operator sees."""
    with book.session() as session, translated():
        rows = session.execute(_LANDLORDS, prepare=True).fetchall()
    return tuple(name for (name,) in rows)


def month(book: Book) -> Month:
    """This month's receipts by book date, and the usual by today."""
    today = book.about.today
    with book.session() as session, translated():
        rows: list[tuple[date, int]] = session.execute(_RECEIPTS, (first_asked(today),)).fetchall()
    return month_of({day: Pence(pence) for day, pence in rows}, today)


_TODAY = "SELECT (clock_timestamp() AT TIME ZONE 'Europe/London')::date"

_LANDLORDS = "SELECT name FROM rb.landlord WHERE id = ANY (rb.my_landlords()) ORDER BY code"

_WAITING = "\nUNION ALL\n".join(QUERIES) + "\nORDER BY 1, 2"

_RECEIPTS = """
SELECT p.book_date, sum(p.pence)::bigint FROM rb.posting p
JOIN rb.txn_code c ON c.id = p.code_id AND c.class = 'receipt'
WHERE p.book_date >= %s AND p.credit_account >= 10000 AND p.cashbook_id IS NOT NULL
GROUP BY p.book_date
"""


def _waiting(row: tuple[Any, ...]) -> Waiting:
    kind, who, count, pence, oldest, items = row
    money = None if pence is None else Pence(pence)
    return Waiting(kind, who, int(count), money, oldest, tuple(map(tuple, items or ())))
