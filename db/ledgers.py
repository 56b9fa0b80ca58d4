"""The ledger of one account: its postings in order, with the balance running along them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.money import Pence
from db.book import Book
from db.errors import translated


class LedgerOrder(StrEnum):
    """By when the money moved, by its cashbook day, or by when it was written."""

    EFFECTIVE = "effective"
    BOOK = "book"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A posting as this account has it: charges above nil, receipts below; balance after it.

    `reverses` and `reversed_by` name postings; what follows is the receipt's, `auth` and `last4`
    of a card paid by telephone. It is empty where this operator may not see the receipt. Of a
    correction the narrative names what it corrects.
    """

    posting: str
    code: str
    title: str
    effective: date
    book_date: date
    posted_at: datetime
    amount: Pence
    balance: Pence
    reverses: str
    reversed_by: str
    payer: str
    quoted: str
    narrative: str
    auth: str
    last4: str
    cheque_number: str


def ledger(
    book: Book, account: int, order: LedgerOrder = LedgerOrder.EFFECTIVE
) -> list[LedgerLine]:
    """Every posting of the account, oldest first in that order, the balance running along it."""
    with book.session() as session, translated():
        rows = session.execute(_OF[order], {"account": account}, prepare=True).fetchall()
    return [_line(row) for row in rows]


_LEDGER = """
WITH mine AS (
  SELECT p.entry_id, p.line, p.part, p.code_id, p.effective_date, p.book_date, p.pence AS moved
    FROM rb.posting p WHERE p.debit_account >= 10000 AND p.debit_account = %(account)s
  UNION ALL
  SELECT p.entry_id, p.line, p.part, p.code_id, p.effective_date, p.book_date, -p.pence
    FROM rb.posting p WHERE p.credit_account >= 10000 AND p.credit_account = %(account)s)
SELECT n.name, c.code, c.name, m.effective_date, m.book_date, e.made_at, m.moved,
  sum(m.moved) OVER (ORDER BY {order} ROWS UNBOUNDED PRECEDING)::bigint,
  coalesce(o.name, ''), coalesce(v.name, ''),
  coalesce(x.payer, ''), coalesce(x.quoted, ''), coalesce(x.narrative, 'corrects ' || k.name, ''),
  coalesce(x.auth, ''), coalesce(x.last4, ''), coalesce(x.cheque_number, '')
FROM mine m JOIN rb.entry e ON e.id = m.entry_id JOIN rb.txn_code c ON c.id = m.code_id
CROSS JOIN LATERAL ({name_of_m}) n
LEFT JOIN rb.reversal r ON (r.entry_id, r.line, r.part) = (m.entry_id, m.line, m.part)
LEFT JOIN LATERAL ({name_of_r}) o ON r.entry_id IS NOT NULL
LEFT JOIN rb.reversal w
  ON (w.original_entry, w.original_line, w.original_part) = (m.entry_id, m.line, m.part)
LEFT JOIN LATERAL ({name_of_w}) v ON w.entry_id IS NOT NULL
LEFT JOIN rb.correction y ON (y.entry_id, y.line, y.part) = (m.entry_id, m.line, m.part)
LEFT JOIN LATERAL ({name_of_y}) k ON y.entry_id IS NOT NULL
LEFT JOIN rb.batch_line x ON (x.batch_id, x.line) = (e.batch_id, m.line)
ORDER BY {order}
"""

# A17-000123.7, and .7.2 for the second part of a receipt split over several accounts.
_NAME = """SELECT rb.entry_number(h.series, f.number) || '.' || {line}
    || CASE WHEN EXISTS (SELECT FROM rb.posting q
         WHERE (q.entry_id, q.line, q.part) = ({entry}, {line}, 2::smallint))
       THEN '.' || {part} ELSE '' END AS name
  FROM rb.entry f JOIN rb.chain h ON h.login = f.login WHERE f.id = {entry}"""

_WRITTEN = "e.made_at, m.entry_id, m.line, m.part"
_ORDERS = {
    LedgerOrder.EFFECTIVE: f"m.effective_date, {_WRITTEN}",
    LedgerOrder.BOOK: f"m.book_date, {_WRITTEN}",
    LedgerOrder.POSTED: _WRITTEN,
}


def _name(entry: str, line: str, part: str) -> str:
    return _NAME.format(entry=entry, line=line, part=part)


_OF = {
    order: _LEDGER.format(
        order=columns,
        name_of_m=_name("m.entry_id", "m.line", "m.part"),
        name_of_r=_name("r.original_entry", "r.original_line", "r.original_part"),
        name_of_y=_name("y.original_entry", "y.original_line", "y.original_part"),
        name_of_w=_name("w.entry_id", "w.line", "w.part"),
    )
    for order, columns in _ORDERS.items()
}


def _line(row: tuple[Any, ...]) -> LedgerLine:
    return LedgerLine(*row)
