"""Matches that stand and that no sheet rests on yet, the latest first."""

from dataclasses import dataclass
from datetime import date, datetime

from core.money import Pence
from db.book import Book
from db.errors import translated

NEVER_UNDONE = {
    "receipts": "the lines are receipts themselves: reverse the receipt, or the file as a whole",
    "returned": "the money went back and its receipt is reversed: key the receipt again",
}
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A match with what it holds; `posts` is true where undoing it posts a reversal.

    `day` and `words` are its first bank line's ("" where hidden), those of none where it has none;
    `apart` is what went to bank differences.
    """

    match: int
    kind: str
    pence: Pence
    lines: int
    entries: int
    login: str
    at: datetime
    posts: bool
    day: date | None
    words: str
    apart: Pence


def last_match(book: Book, cashbook: str) -> Standing | None:
    """The latest match of this operator's in a cashbook that may be undone."""
    mine = (each for each in matches(book, cashbook) if each.login == book.about.login)
    return next((each for each in mine if each.kind not in (*NEVER_UNDONE, "contra")), None)


def matches(book: Book, cashbook: str) -> tuple[Standing, ...]:
    """Everybody's matches in a cashbook until they are signed, the latest few hundred."""
    with book.session() as session, translated():
        rows = session.execute(_MATCHES, (cashbook, _SHOWN)).fetchall()
    return tuple(Standing(row[0], row[1], Pence(row[2]), *row[3:]) for row in rows)


_MATCHES = """
SELECT m.id, m.kind, m.pence,
  (SELECT count(*) FROM rb.bank_match_line l WHERE l.match_id = m.id AND l.live),
  (SELECT count(*) FROM rb.bank_match_entry e WHERE e.match_id = m.id AND e.live)
    - (m.apart_pence <> 0)::int,
  m.login::text, m.at AT TIME ZONE 'Europe/London', m.entry_id IS NOT NULL, b.day,
  coalesce(w.narrative, ''), m.apart_pence
FROM rb.bank_match m JOIN rb.cashbook c ON c.id = m.cashbook_id AND c.code = %s
LEFT JOIN LATERAL (SELECT l.line_id FROM rb.bank_match_line l WHERE l.match_id = m.id AND l.live
  ORDER BY l.line_id LIMIT 1) f ON true
LEFT JOIN rb.bank_line b ON b.id = f.line_id
LEFT JOIN rb.bank_words w ON w.line_id = f.line_id
WHERE m.live AND m.sheet IS NULL ORDER BY m.id DESC LIMIT %s
"""
