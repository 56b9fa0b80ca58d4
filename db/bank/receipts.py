"""Bank lines keyed as receipts: into this operator's own open batch of stream bank."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.batch import Control
from core.money import Pence
from db.acting import derived_key, new_key
from db.bank.reconciling import BankLine
from db.bank.taking import take_line
from db.batches import Header, open_batch, set_control
from db.book import Book
from db.errors import translated
from db.files.settling import Choice

STREAM = "bank"


@dataclass(frozen=True, slots=True)
class Kept:
    """A bank line that became a line of a batch; not money of anybody until the batch is posted."""

    batch: int
    line: int
    pence: Pence


@dataclass(frozen=True, slots=True)
class Waiting:
    """One's own open batch of bank lines: how many, and what they come to."""

    batch: int
    count: int
    pence: Pence


@dataclass(frozen=True, slots=True)
class Receipt:
    """A posted receipt that may be what came back: its posting's number and line, whose it was."""

    entry: str
    line: int
    day: date
    reference: str
    stream: str


def key_receipt(
    book: Book, cashbook: str, line: BankLine, choice: Choice, key: str | None = None
) -> Kept:
    """Keeps the bank line in one's open batch of bank lines, or in a new one.

    The batch's control follows the bank: its total and count are those of the lines taken.
    Raises Refusal: receipt_already, matched_already, goes_out, interest_declared, and those of
    keeping a line.
    """
    key = key or new_key()
    if (kept := _kept(book, line)) is not None:  # asked again: the first answer was lost
        return kept
    waiting = open_receipts(book, cashbook)
    if waiting is None:
        control = _control(line, line.pence, 1)
        header = Header(cashbook, STREAM, control=control)
        number = open_batch(book, header, derived_key("bank batch", key))
    else:
        number = waiting.batch
        total, count = Pence(waiting.pence + line.pence), waiting.count + 1
        control = _control(line, total, count)
        set_control(book, number, control, derived_key("bank control", key))
    place = take_line(book, number, line.line, choice, derived_key("bank line", key))
    return Kept(number, place, line.pence)


def open_receipts(book: Book, cashbook: str) -> Waiting | None:
    """One's own open batch of bank lines in the cashbook, the oldest."""
    with book.session() as session, translated():
        row = session.execute(_WAITING, (cashbook, STREAM)).fetchone()
    return None if row is None else Waiting(row[0], row[1], Pence(row[2]))


def came_back(book: Book, cashbook: str, line: BankLine) -> tuple[Receipt, ...]:
    """Receipts of the amount that went out again, of the months before it, the latest first."""
    wanted: dict[str, Any] = {"cashbook": cashbook, "pence": abs(line.pence), "day": line.day}
    with book.session() as session, translated():
        rows = session.execute(_CAME_BACK, wanted).fetchall()
    return tuple(Receipt(*row) for row in rows)


def _control(line: BankLine, total: Pence, count: int) -> Control:
    return Control(total, count, source="bank statement", reference=f"line {line.line}")


def _kept(book: Book, line: BankLine) -> Kept | None:
    with book.session() as session, translated():
        row = session.execute(_KEPT, (line.line,)).fetchone()
    return None if row is None else Kept(row[0], row[1], line.pence)


_KEPT = """
SELECT r.batch_id, r.line FROM rb.bank_receipt r JOIN rb.batch b ON b.id = r.batch_id
WHERE r.line_id = %s AND r.live AND b.holder = session_user AND b.state = 'open'
"""

_WAITING = """
SELECT b.id, count(l.line), coalesce(sum(l.pence), 0)::bigint
FROM rb.batch b JOIN rb.cashbook c ON c.id = b.cashbook_id AND c.code = %s
JOIN rb.stream s ON s.id = b.stream_id AND s.code = %s
LEFT JOIN rb.batch_line l ON l.batch_id = b.id AND l.state = 'kept'
WHERE b.state = 'open' AND b.holder = session_user
  AND EXISTS (SELECT FROM rb.bank_receipt r WHERE r.batch_id = b.id AND r.live)
GROUP BY b.id ORDER BY b.id LIMIT 1
"""

_CAME_BACK = """
SELECT rb.entry_number(h.series, e.number), p.line, p.effective_date,
  CASE WHEN a.status = 'control' THEN 'suspense' ELSE a.ref END, s.code
FROM rb.posting p JOIN rb.entry e ON e.id = p.entry_id JOIN rb.chain h ON h.login = e.login
JOIN rb.batch b ON b.id = e.batch_id JOIN rb.stream s ON s.id = b.stream_id
JOIN rb.account a ON a.id = p.credit_account
WHERE p.cashbook_id = (SELECT c.id FROM rb.cashbook c WHERE c.code = %(cashbook)s)
  AND p.pence = %(pence)s AND p.part = 1
  AND p.book_date BETWEEN %(day)s::date - 120 AND %(day)s::date + 10
  AND NOT EXISTS (SELECT FROM rb.reversal r
    WHERE (r.original_entry, r.original_line) = (p.entry_id, p.line))
ORDER BY p.effective_date DESC, p.entry_id DESC LIMIT 6
"""
