"""Who missed twice: expected by two posted walks running, and nothing has come since."""

from dataclasses import dataclass
from datetime import date

from core.money import Pence
from core.names import parse_names, short_names
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Missing:
    """An account that missed `times` payments of a stream running, the last due on `day`."""

    account: int
    reference: str
    name: str
    cashbook: str
    stream: str
    times: int
    since: date
    day: date
    amount: Pence


def missing(book: Book, *, times: int = 2) -> list[Missing]:
    """Everybody who missed so many, those who miss longest first."""
    with book.session() as session, translated():
        rows = session.execute(_MISSING, {"times": times}).fetchall()
    return [
        Missing(account, ref, short_names(parse_names(names)) if names else "", *rest)
        for account, ref, names, *rest in rows
    ]


# A payment that stood in several walks, for it was late, is one; whatever came from three days
# before it on has ended the row.
ROWS = """
WITH walked AS (
  SELECT w.account_id, b.stream_id, b.cashbook_id, w.day, w.pence
  FROM rb.walk_item w JOIN rb.batch b ON b.id = w.batch_id
  WHERE b.state = 'posted' AND NOT w.may_rest AND b.effective_date > current_date - 200
    AND NOT EXISTS (SELECT FROM rb.batch_line x WHERE x.batch_id = w.batch_id
      AND x.state = 'kept' AND x.account_id = w.account_id)),
since AS (
  SELECT w.* FROM walked w JOIN rb.stream s ON s.id = w.stream_id
  WHERE NOT EXISTS (SELECT FROM rb.posting p WHERE p.credit_account >= 10000
    AND p.credit_account = w.account_id AND p.code_id = s.code_id
    AND p.effective_date >= w.day - 3
    AND NOT EXISTS (SELECT FROM rb.reversal r WHERE
      (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part)))),
told AS (
  SELECT account_id, stream_id, cashbook_id, count(DISTINCT day)::int AS times, min(day) AS first,
    max(day) AS last, (array_agg(pence ORDER BY day DESC))[1]::bigint AS pence
  FROM since GROUP BY account_id, stream_id, cashbook_id)
"""

_MISSING = f"""{ROWS}
SELECT a.id, a.ref, (SELECT string_agg(u.name, ' + ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer u ON u.id = n.customer_id
    WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL),
  c.code, s.code, t.times, t.first, t.last, t.pence
FROM told t JOIN rb.account a ON a.id = t.account_id
JOIN rb.cashbook c ON c.id = t.cashbook_id JOIN rb.stream s ON s.id = t.stream_id
WHERE t.times >= %(times)s ORDER BY t.times DESC, t.first, a.ref
"""  # noqa: S608 - our own text
