"""A cashbook's days: as they stand now or as they were signed, and which are to be proved."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.cashbook import BankMovement, CashbookDay, Difference, Reason, ThirdLeg
from core.money import Pence
from db.book import Book, Session
from db.errors import translated

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DayNow:
    """A cashbook day with who signed it; `signed_to` is the last day that is shut."""

    day: CashbookDay
    signed_by: str | None
    countersigned_by: str | None
    signed_to: date | None


@dataclass(frozen=True, slots=True)
class Unproved:
    """A cashbook with what waits for a signature: its next day, and up to where the bank tells.

    `to_countersign` are the days signed by one person only, oldest first.
    """

    cashbook: str
    landlord: str
    signed_to: date | None
    next_day: date | None
    told_to: date | None
    to_countersign: tuple[date, ...]


def cashbook_day(book: Book, cashbook: str, day: date) -> DayNow:
    """The day as signed where it is, else as it stands now, with every day since the last sheet.

    Raises Refusal: unknown_cashbook, date_in_future, no_sheet (it stands on a later day's sheet).
    """
    with book.session() as session, translated():
        row = session.execute("SELECT rb.cashbook_day(%s, %s)", (cashbook, day)).fetchone()
    assert row is not None, "a function answers"
    facts: Facts = row[0]
    return DayNow(
        day_of(facts, facts["cashbook"], facts["landlord"]),
        facts["signed_by"],
        facts["countersigned_by"],
        _day(facts["signed_to"]),
    )


def unproved(book: Book) -> tuple[Unproved, ...]:
    """Every cashbook this operator sees, by code, with what of it is still to be proved."""
    with book.session() as session, translated():
        return tuple(_unproved(session, row) for row in session.execute(_CASHBOOKS).fetchall())


def day_of(facts: Facts, cashbook: str, landlord: str) -> CashbookDay:
    """The record behind what the book tells of a day, or a sheet keeps of it."""
    bank, legs = facts["bank"], facts["legs"]
    return CashbookDay(
        cashbook,
        landlord,
        date.fromisoformat(facts["first"]),
        date.fromisoformat(facts["day"]),
        BankMovement(*(Pence(bank[name]) for name in ("opening", "in", "out", "closing"))),
        Pence(facts["book"]),
        _items(facts["timing"]),
        _items(facts["explained"]),
        _items(facts["unexplained"]),
        ThirdLeg(
            _pairs(legs["streams"]),
            Pence(legs["rent"]),
            Pence(legs["suspense"]),
            _pairs(legs["others"]),
        ),
        facts["matched"],
        facts["unmatched"],
        _items(facts.get("tolerated", [])),
    )


def _items(told: list[Facts]) -> tuple[Difference, ...]:
    return tuple(
        Difference(
            each["what"],
            date.fromisoformat(each["day"]),
            Pence(each["pence"]),
            Reason(each["reason"]),
            each["owner"],
            each["words"],
        )
        for each in told
    )


def _pairs(told: list[list[Any]]) -> tuple[tuple[str, Pence], ...]:
    return tuple((name, Pence(pence)) for name, pence in told)


def _unproved(session: Session, row: tuple[Any, ...]) -> Unproved:
    number, code, landlord, signed_to, begins, told_to = row
    since = signed_to or begins
    found = None
    if since is not None:
        found = session.execute(_NEXT, {"cashbook": number, "since": since}).fetchone()
    waiting = session.execute(_TO_COUNTERSIGN, (number,)).fetchall()
    next_day = found[0] if found else None
    return Unproved(code, landlord, signed_to, next_day, told_to, tuple(day for (day,) in waiting))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


ONE_DAY = timedelta(days=1)

_CASHBOOKS = """
SELECT c.id, c.code, l.code, c.signed_to,
  coalesce((SELECT o.day FROM rb.cashbook_opening o WHERE o.cashbook_id = c.id),
    (SELECT coalesce(t.from_day, t.to_day) - 1 FROM rb.bank_statement t WHERE t.cashbook_id = c.id
     ORDER BY t.to_day, t.id LIMIT 1)),
  (SELECT max(t.to_day) FROM rb.bank_statement t WHERE t.cashbook_id = c.id)
FROM rb.cashbook c JOIN rb.landlord l ON l.id = c.landlord_id ORDER BY c.code
"""

_NEXT = """
SELECT least(
  (SELECT min(b.day) FROM rb.bank_line b
   WHERE b.cashbook_id = %(cashbook)s AND b.day > %(since)s),
  (SELECT min(p.book_date) FROM rb.posting p
   WHERE p.book_date > %(since)s AND p.cashbook_id = %(cashbook)s))
"""

_TO_COUNTERSIGN = """
SELECT s.day FROM rb.proof_sheet s
WHERE s.cashbook_id = %s AND s.ended IS NULL AND s.countersigned_by IS NULL AND NOT s.single
ORDER BY s.day
"""
