"""The lines of a batch as commands list them, and when it was posted."""

from dataclasses import dataclass
from datetime import date, datetime

from core.money import Pence
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a batch, kept or struck; no account means suspense.

    `match` says how its account was found and `score` how surely, None where nobody looked.
    """

    line: int
    state: str
    account: int | None
    reference: str
    tenancy: str
    amount: Pence
    effective: date
    quoted: str
    look: str
    reason: str
    match: str
    score: object
    kept_at: datetime


def items(book: Book, batch: int, line: int | None = None) -> list[Item]:
    """The lines that this operator may see, or one of them, in the order keyed."""
    with book.session() as session, translated():
        rows = session.execute(_ITEMS, {"batch": batch, "line": line}).fetchall()
    return [Item(*row) for row in rows]


def posted_at(book: Book, batch: int) -> datetime | None:
    """When the batch was posted, None while it is not."""
    with book.session() as session, translated():
        row = session.execute(
            "SELECT e.made_at FROM rb.batch b JOIN rb.entry e ON e.id = b.entry_id WHERE b.id = %s",
            (batch,),
        ).fetchone()
    return row[0] if row else None


_ITEMS = """
SELECT x.line, x.state, x.account_id, coalesce(a.ref, ''), coalesce(t.ref, ''),
  CASE WHEN x.debit THEN -x.pence ELSE x.pence END,
  x.effective_date, x.quoted, x.look, x.reason, x.match, x.score, x.kept_at
FROM rb.batch_line x LEFT JOIN rb.account a ON a.id = x.account_id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id
WHERE x.batch_id = %(batch)s AND (%(line)s::int IS NULL OR x.line = %(line)s) ORDER BY x.line
"""
