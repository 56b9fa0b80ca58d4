"""Matches that stand and may still be undone, the latest first."""

from dataclasses import dataclass

from core.money import Pence
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Standing:
    """A match with what it holds; `posting` is true where undoing it posts a reversal."""

    match: int
    kind: str
    pence: Pence
    lines: int
    entries: int
    login: str
    posts: bool


def last_match(book: Book, cashbook: str) -> Standing | None:
    """The latest match of this operator's in a cashbook that no sheet rests on."""
    with book.session() as session, translated():
        row = session.execute(_LAST, (cashbook,)).fetchone()
    return None if row is None else Standing(row[0], row[1], Pence(row[2]), *row[3:])


_LAST = """
SELECT m.id, m.kind, m.pence,
  (SELECT count(*) FROM rb.bank_match_line l WHERE l.match_id = m.id AND l.live),
  (SELECT count(*) FROM rb.bank_match_entry e WHERE e.match_id = m.id AND e.live),
  m.login::text, m.entry_id IS NOT NULL
FROM rb.bank_match m JOIN rb.cashbook c ON c.id = m.cashbook_id AND c.code = %s
WHERE m.live AND m.sheet IS NULL AND m.login = session_user
  AND m.kind NOT IN ('receipts', 'returned', 'contra')
ORDER BY m.id DESC LIMIT 1
"""
