"""What waits for an operator today, each line with its count, its age and the way in."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.month import Month, first_asked, month_of
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the desk: `count` things since `oldest`, of which the first few are `items`.

    `kind` is "batch" (my own open ones), "others" (those of the operator `who`), "files" (lines
    to settle in open files), "suspense" or, for supervisors, "suspense_late" (of it what is past
    its limit); `items` holds (batch number, stream) of open batches,
    (file number, name) of files, oldest first; those of a file are no batches here.
    """

    kind: str
    who: str
    count: int
    pence: Pence | None
    oldest: datetime | None
    items: tuple[tuple[int, str], ...] = ()


def waiting(book: Book) -> list[Waiting]:
    """Open batches and files, this operator's and for supervisors others', and suspense.

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

_WAITING = """
SELECT CASE WHEN b.holder = session_user THEN 'batch' ELSE 'others' END, b.holder, count(*),
  NULL::bigint, min(b.opened_at),
  (array_agg(jsonb_build_array(b.id, s.code) ORDER BY b.opened_at, b.id))[:4]
FROM rb.batch b JOIN rb.stream s ON s.id = b.stream_id
WHERE b.state = 'open' AND (b.holder = session_user OR rb.in_group('supervisor'))
  AND NOT EXISTS (SELECT FROM rb.payment_file f WHERE f.batch_id = b.id)
GROUP BY b.holder
UNION ALL
SELECT 'files', '', sum(b.control_count - (SELECT count(*) FROM rb.batch_line k
    WHERE k.batch_id = b.id AND k.state = 'kept')), NULL::bigint, min(f.at),
  (array_agg(jsonb_build_array(f.id, f.name) ORDER BY f.at, f.id))[:4]
FROM rb.payment_file f JOIN rb.batch b ON b.id = f.batch_id
WHERE b.state = 'open' AND (b.holder = session_user OR rb.in_group('supervisor'))
HAVING count(*) > 0
UNION ALL
SELECT 'suspense', '', count(*), sum(i.pence - i.cleared_pence)::bigint,
  min(i.effective_date)::timestamp AT TIME ZONE 'Europe/London', NULL
FROM rb.suspense_item i WHERE i.ended IS NULL HAVING count(*) > 0
UNION ALL
SELECT 'suspense_late', '', count(*), sum(i.pence - i.cleared_pence)::bigint,
  min(i.effective_date)::timestamp AT TIME ZONE 'Europe/London', NULL
FROM rb.suspense_item i WHERE i.ended IS NULL AND rb.in_group('supervisor')
  AND i.effective_date < (clock_timestamp() AT TIME ZONE 'Europe/London')::date
    - coalesce((SELECT value::text::int FROM rb.policy WHERE name = 'suspense_days'), 30)
HAVING count(*) > 0
ORDER BY 1, 2
"""

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
