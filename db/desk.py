"""What waits for an operator today, each line with its count, its age and the way in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.month import Month, first_asked, month_of
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the desk; `opens` names the screen behind it and `given` what it opens there.

    `who` is the operator it concerns where that is not this one.
    """

    kind: str
    subject: str
    count: int
    pence: Pence | None
    oldest: datetime | None
    opens: str = ""
    given: tuple[tuple[str, Any], ...] = ()
    who: str = ""


def waiting(book: Book) -> list[Waiting]:
    """Open batches of this operator's, of others' for supervisors, and money in suspense."""
    with book.session() as session, translated():
        rows = session.execute(_WAITING).fetchall()
    return [_waiting(row) for row in rows]


def month(book: Book) -> Month:
    """This month's receipts by book date, and the usual by today."""
    today = book.about.today
    with book.session() as session, translated():
        rows: list[tuple[date, int]] = session.execute(_RECEIPTS, (first_asked(today),)).fetchall()
    return month_of({day: Pence(pence) for day, pence in rows}, today)


_WAITING = """
WITH open AS (
  SELECT b.id, b.holder, b.opened_at, c.code AS cashbook, s.code AS stream, b.holder = session_user AS mine
  FROM rb.batch b JOIN rb.cashbook c ON c.id = b.cashbook_id JOIN rb.stream s ON s.id = b.stream_id
  WHERE b.state = 'open')
SELECT 'batch', stream || ' ' || id, 1, NULL::bigint, opened_at, id, '' FROM open WHERE mine
UNION ALL
SELECT 'others', string_agg(stream || ' ' || id, ', ' ORDER BY id), count(*), NULL, min(opened_at),
  min(id), holder FROM open WHERE NOT mine AND rb.in_group('supervisor') GROUP BY holder
UNION ALL
SELECT 'suspense', '', count(*), sum(l.pence), min(b.ended_at), NULL, ''
FROM rb.batch_line l JOIN rb.batch b ON b.id = l.batch_id
WHERE l.account_id IS NULL AND l.state = 'kept' AND b.state = 'posted'
  AND NOT EXISTS (SELECT FROM rb.reversal r WHERE (r.original_entry, r.original_line) = (b.entry_id, l.line))
HAVING count(*) > 0
ORDER BY 1, 5
"""  # noqa: E501

_RECEIPTS = """
SELECT p.book_date, sum(p.pence)::bigint FROM rb.posting p
JOIN rb.txn_code c ON c.id = p.code_id AND c.class = 'receipt'
WHERE p.book_date >= %s AND p.credit_account >= 10000 AND p.cashbook_id IS NOT NULL
GROUP BY p.book_date
"""


def _waiting(row: tuple[Any, ...]) -> Waiting:
    kind, subject, count, pence, oldest, batch, who = row
    opens = "keying" if kind == "batch" else ""
    given = (("batch", batch),) if opens else ()
    money = None if pence is None else Pence(pence)
    return Waiting(kind, subject, int(count), money, oldest, opens, given, who)
