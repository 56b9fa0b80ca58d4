"""The demo's bank statements: its last days as the bank has them, loaded and not yet reconciled."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.estate.banking import ShownLine, Taking, late, shown_by_bank
from core.money import Pence
from db.acting import act
from db.bank.stage import StagedLine, stage, sums
from db.book import Book, Session

DAYS = 8  # of each statement, weekends counted


@dataclass(frozen=True, slots=True)
class _Told:
    """What a statement covers; `lacking` had been taken before it and was not credited yet."""

    first: date
    last: date
    lacking: Pence


def load_statements(book: Book, today: date) -> None:
    """A statement for each cashbook with takings, of the days before today; once, by their keys."""
    first, last = today - timedelta(days=DAYS), today - timedelta(days=1)
    with book.session() as session:
        rows = session.execute("SELECT code FROM rb.cashbook ORDER BY code").fetchall()
        for (cashbook,) in rows:
            takings = _takings(session, cashbook, first - timedelta(days=4))
            lines = shown_by_bank(takings, first, last)
            if takings and lines:
                lacking = late(takings, first, last)
                _load(session, cashbook, lines, _Told(first, last, lacking))


def _takings(session: Session, cashbook: str, since: date) -> list[Taking]:
    found: dict[tuple[int, str], list[tuple[Any, ...]]] = {}
    for row in session.execute(_RECEIPTS, {"cashbook": cashbook, "since": since}):
        found.setdefault((row[0], row[1]), []).append(row)
    return [
        Taking(stream, rows[0][2], rows[0][3], tuple((Pence(r[4]), r[5], r[6]) for r in rows))
        for (_, stream), rows in found.items()
    ]


def _load(session: Session, cashbook: str, lines: list[ShownLine], told: _Told) -> None:
    row = session.execute(_ACCOUNT, {"cashbook": cashbook, "first": told.first}).fetchone()
    assert row is not None, "a cashbook has its bank account"
    account, held = row
    opening = held - told.lacking
    staged = [
        StagedLine(1, place, line.day, line.pence, line.words, line.kind)
        for place, line in enumerate(lines, 1)
    ]
    load = str(uuid.uuid4())
    stage(session, load, staged)
    name = f"{cashbook.lower()}-{told.last:%Y-%m-%d}.sta"
    document = {
        "load": load,
        "cashbooks": [cashbook],
        "name": name,
        "file": hashlib.sha256(name.encode()).hexdigest(),
        "format": "mt940",
        "accept_difference": False,
        "statements": [
            {
                "part": 1,
                "bank_account": account,
                "from_day": told.first.isoformat(),
                "to_day": told.last.isoformat(),
                "opening_pence": opening,
                "closing_pence": opening + sum(line.pence for line in lines),
            }
        ],
        **sums(staged),
    }
    act(session, "load_statement", f"demo statement {cashbook}", document)


_RECEIPTS = """
SELECT p.entry_id, CASE WHEN t.code = 'DDUN' THEN 'unpaid' ELSE s.code END, p.book_date,
  coalesce(b.control_ref, ''),
  CASE WHEN k.id = p.debit_account THEN p.pence ELSE -p.pence END, coalesce(a.ref, ''),
  coalesce(l.payer, '')
FROM rb.posting p
JOIN rb.cashbook c ON c.id = p.cashbook_id AND c.code = %(cashbook)s
JOIN rb.account k ON k.id IN (p.debit_account, p.credit_account) AND k.cashbook_id = c.id
  AND k.kind IN ('bank', 'card-clearing', 'hb-clearing', 'uc-clearing', 'dd-clearing')
JOIN rb.txn_code t ON t.id = p.code_id
JOIN rb.entry e ON e.id = p.entry_id
LEFT JOIN rb.batch b ON b.id = e.batch_id
LEFT JOIN rb.batch_line l ON l.batch_id = b.id AND l.line = p.line
LEFT JOIN rb.stream s ON s.id = b.stream_id OR b.id IS NULL AND s.code_id = p.code_id
LEFT JOIN rb.account a ON a.id IN (p.debit_account, p.credit_account) AND a.status <> 'control'
WHERE p.book_date >= %(since)s ORDER BY p.entry_id, p.line, p.part
"""

# What the cashbook held before the statement begins, its clearings included: but for what the bank
# shows late, that is the bank's opening.
_ACCOUNT = """
SELECT a.id,
  (SELECT coalesce(sum(CASE WHEN p.debit_account = k.id THEN p.pence ELSE -p.pence END), 0)
  FROM rb.account k JOIN rb.posting p ON k.id IN (p.debit_account, p.credit_account)
    AND p.book_date < %(first)s
  WHERE k.cashbook_id = c.id AND k.status = 'control'
    AND k.kind IN ('bank', 'card-clearing', 'hb-clearing', 'uc-clearing', 'dd-clearing'))::bigint
FROM rb.cashbook c JOIN rb.bank_account a ON a.cashbook_id = c.id WHERE c.code = %(cashbook)s
ORDER BY a.id LIMIT 1
"""
