"""Bank lines as they stand: open, matched, a receipt of some batch, or explained."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A bank line, in above nil; `words` are empty where they name somebody restricted.

    `stands` is open, lump, matched, or `batch 1042` while it is a receipt not posted yet; of an
    open one `reason` and `owner` say who sees to it and why, where somebody said so.
    """

    line: int
    cashbook: str
    day: date
    pence: Pence
    words: str
    reference: str
    name: str
    stands: str
    match: int | None
    reason: str
    owner: str


def bank_lines(
    book: Book, cashbook: str | None = None, *, open_only: bool = True, limit: int = 500
) -> tuple[LineStanding, ...]:
    """Bank lines of a cashbook, or of all, the oldest first; those before a cut-off are none."""
    given = {"cashbook": cashbook, "open": open_only, "limit": limit, "line": None}
    with book.session() as session, translated():
        return tuple(map(_line, session.execute(_LINES, given).fetchall()))


def bank_line(book: Book, line: int) -> LineStanding:
    """One bank line. Raises Refusal: unknown_line."""
    given = {"cashbook": None, "open": False, "limit": 1, "line": line}
    with book.session() as session, translated():
        row = session.execute(_LINES, given).fetchone()
    if row is None:
        raise Refusal("unknown_line", f"there is no bank line {line}: rentbook bank lines", line)
    return _line(row)


def _line(row: tuple[Any, ...]) -> LineStanding:
    line, cashbook, day, pence, *rest = row
    return LineStanding(line, cashbook, day, Pence(pence), *rest)


_LINES = """
SELECT l.id, c.code, l.day, l.pence, coalesce(w.narrative::text, ''),
  coalesce(w.reference::text, ''), coalesce(w.name::text, ''),
  CASE WHEN m.kind = 'lump' THEN 'lump' WHEN m.id IS NOT NULL THEN 'matched'
    WHEN r.batch_id IS NOT NULL THEN 'batch ' || r.batch_id ELSE 'open' END, m.id,
  coalesce(x.reason || ': ' || x.words, ''), coalesce(x.owner::text, '')
FROM rb.bank_line l JOIN rb.cashbook c ON c.id = l.cashbook_id
LEFT JOIN rb.bank_words w ON w.line_id = l.id
LEFT JOIN rb.bank_match_line i ON i.line_id = l.id AND i.live
LEFT JOIN rb.bank_match m ON m.id = i.match_id
LEFT JOIN rb.bank_receipt r ON r.line_id = l.id AND r.live
LEFT JOIN rb.bank_explained x ON x.line_id = l.id AND x.live
LEFT JOIN rb.cashbook_opening o ON o.cashbook_id = l.cashbook_id
WHERE (%(cashbook)s::text IS NULL OR c.code = %(cashbook)s)
  AND (%(line)s::bigint IS NULL OR l.id = %(line)s)
  AND NOT (%(open)s AND (m.id IS NOT NULL OR r.batch_id IS NOT NULL))
  AND (o.day IS NULL OR l.day > o.day)
ORDER BY l.day, l.id LIMIT %(limit)s
"""
