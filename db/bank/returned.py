"""Money that came and went back: a cheque returned, a card payment charged back, a credit back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.money import Pence
from db.acting import act, new_key
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Return:
    """What came back: the bank line that says so, and the receipt or payment, `A17-000123` line 7.

    `kind` is cheque, chargeback, recalled or unapplied-credit; `why` is the bank's own reason.
    """

    line: int
    entry: str
    entry_line: int
    kind: str
    why: str
    next_action: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A case of returned money, and the reversal that it made."""

    case: int
    posting: str
    reverses: str
    pence: Pence


@dataclass(frozen=True, slots=True)
class ReturnCase:
    """A case as it stands; of a restricted person name and reference are empty."""

    case: int
    cashbook: str
    kind: str
    day: date
    pence: Pence
    why: str
    account: int
    reference: str
    posting: str
    reverses: str
    owner: str
    next_action: str
    by: str
    at: datetime
    ended: bool


def return_money(book: Book, cashbook: str, told: Return, key: str | None = None) -> Returned:
    """Reverses the receipt by the bank's word, matches the reversal to its line, opens a case.

    Raises Refusal: match_differs, unknown_posting, reversed_already, cleared_already,
    interest_declared, reason_needed, and those of matching.
    """
    document = {
        "cashbook": cashbook,
        "line_id": told.line,
        "entry": told.entry,
        "line": told.entry_line,
        "kind": told.kind,
        "why": told.why,
        "next_action": told.next_action,
    }
    with book.session() as session:
        answer = act(session, "return_money", key or new_key(), document)
    pence = Pence(answer["total_pence"])
    return Returned(answer["case"], answer["posting"], answer["reverses"], pence)


def tend(book: Book, case: int, change: dict[str, Any], key: str | None = None) -> None:
    """Changes owner or next_action, or with `ended` true closes the case.

    Raises Refusal: unknown_case, item_ended, unknown_operator.
    """
    with book.session() as session:
        act(session, "tend_return", key or new_key(), case, change)


def return_cases(book: Book, *, open_only: bool = True) -> tuple[ReturnCase, ...]:
    """Cases of returned money, the oldest first."""
    with book.session() as session, translated():
        rows = session.execute(_CASES, {"open": open_only}).fetchall()
    return tuple(_case(row) for row in rows)


def _case(row: tuple[Any, ...]) -> ReturnCase:
    case, cashbook, kind, day, pence, *rest = row
    return ReturnCase(case, cashbook, kind, day, Pence(pence), *rest)


_CASES = """
SELECT r.id, c.code, r.kind, l.day, r.pence, r.why, r.account_id,
  coalesce(CASE WHEN a.status <> 'control' THEN a.ref END, 'suspense'),
  (SELECT rb.entry_number(k.series, e.number) FROM rb.entry e JOIN rb.chain k ON k.login = e.login
   WHERE e.id = r.entry_id) || '.' || r.original_line,
  (SELECT rb.entry_number(k.series, e.number) FROM rb.entry e JOIN rb.chain k ON k.login = e.login
   WHERE e.id = r.original_entry) || '.' || r.original_line,
  coalesce(r.owner, ''), r.next_action, r.login, r.at, r.ended_at IS NOT NULL
FROM rb.returned_money r JOIN rb.cashbook c ON c.id = r.cashbook_id
JOIN rb.bank_line l ON l.id = r.line_id JOIN rb.account a ON a.id = r.account_id
WHERE NOT (%(open)s AND r.ended_at IS NOT NULL) ORDER BY r.ended_at NULLS FIRST, r.at, r.id
"""
