"""Proof sheets: signed, countersigned, refused, and read back as they were signed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.money import Pence
from core.proof_sheet import Behind, Chain, ProofSheet, Signature
from core.refusal import Refusal
from db.acting import act, new_key
from db.bank.days import day_of
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Signed:
    """A sheet after an act on it: who signed so far; `single` where nobody else is there to."""

    sheet: int
    cashbook: str
    day: date
    version: int
    signed_by: str
    countersigned_by: str | None
    digest: str
    single: bool


def sign(book: Book, cashbook: str, day: date, key: str | None = None) -> Signed:
    """Signs every day up to this one as its preparer, which shuts them.

    Raises Refusal: unexplained, batches_open, no_statement, signed_already, date_in_future,
    no_period, before_cut_off, busy.
    """
    return _act(book, "sign_sheet", key, cashbook, day)


def countersign(book: Book, cashbook: str, day: date, key: str | None = None) -> Signed:
    """Puts a second person's name to the sheet. Raises Refusal: own_sheet, no_sheet, …."""
    return _act(book, "countersign_sheet", key, cashbook, day)


def refuse(book: Book, cashbook: str, day: date, why: str, key: str | None = None) -> Signed:
    """Will not countersign: the version stays, its days are open again.

    Raises Refusal: own_sheet, no_sheet, signed_after, reason_needed, book_date_closed.
    """
    return _act(book, "refuse_sheet", key, cashbook, day, why)


def proof_sheet(book: Book, cashbook: str, day: date, version: int | None = None) -> ProofSheet:
    """The sheet of a day, its last version unless another is named. Raises Refusal: no_sheet."""
    wanted = {"cashbook": cashbook, "day": day, "version": version}
    with book.session() as session, translated():
        row = session.execute(_SHEET, wanted).fetchone()
    if row is None:
        words = f"there is no sheet of {cashbook} for {day}: proof sign makes one"
        raise Refusal("no_sheet", words, day.isoformat())
    return _sheet(row, is_demo=book.about.is_demo)


def versions(book: Book, cashbook: str) -> tuple[tuple[date, int, str], ...]:
    """(day, version, how it stands) of every sheet of a cashbook, newest first."""
    with book.session() as session, translated():
        rows = session.execute(_VERSIONS, (cashbook,)).fetchall()
    return tuple((day, version, state) for day, version, state in rows)


def _act(book: Book, name: str, key: str | None, cashbook: str, *given: object) -> Signed:
    with book.session() as session:
        told = act(session, name, key or new_key(), cashbook, *given)
    return Signed(
        told["sheet"],
        told["cashbook"],
        date.fromisoformat(told["day"]),
        told["version"],
        told["signed_by"],
        told["countersigned_by"],
        told["digest"],
        told["single"],
    )


def _sheet(row: tuple[Any, ...], *, is_demo: bool) -> ProofSheet:
    (cashbook, landlord, facts, version, number, digest, previous, seal) = row[:8]
    (single, ended, why, *signatures) = row[8:]
    first, second = signatures[:3], signatures[3:]
    return ProofSheet(
        day_of(facts, cashbook, landlord),
        version,
        Signature(*first),
        None if second[0] is None else Signature(*second),
        Chain(number, digest, previous, seal),
        Pence(facts["suspense"]["before"]),
        Pence(facts["suspense"]["after"]),
        tuple(_behind(each) for each in facts["behind"]),
        tuple(facts["reconciled_by"]),
        single,
        ended,
        why,
        is_demo,
    )


def _behind(told: dict[str, Any]) -> Behind:
    pence = None if told["pence"] is None else Pence(told["pence"])
    return Behind(told["kind"], told["number"], told["what"], told["count"], pence, told["who"])


_SHEET = """
SELECT c.code, l.code, rb.sheet_told(s.id), s.version, s.number, encode(s.hash, 'hex'),
  CASE WHEN s.number = 1 THEN '' ELSE encode(s.prev, 'hex') END, encode(k.hash, 'hex'),
  s.single, coalesce(s.ended, ''), coalesce(s.ended_why, ''),
  s.signed_by::text, coalesce(o.name, s.signed_by::text), s.signed_at AT TIME ZONE 'Europe/London',
  s.countersigned_by::text, coalesce(p.name, s.countersigned_by::text),
  s.countersigned_at AT TIME ZONE 'Europe/London'
FROM rb.proof_sheet s JOIN rb.cashbook c ON c.id = s.cashbook_id
JOIN rb.landlord l ON l.id = c.landlord_id JOIN rb.seal k ON k.id = s.seal_id
LEFT JOIN rb.operator o ON o.login = s.signed_by
LEFT JOIN rb.operator p ON p.login = s.countersigned_by
WHERE c.code = %(cashbook)s AND s.day = %(day)s
  AND (s.version = %(version)s::int OR %(version)s::int IS NULL)
ORDER BY s.version DESC LIMIT 1
"""

_VERSIONS = """
SELECT s.day, s.version, CASE WHEN s.ended IS NOT NULL THEN s.ended WHEN s.single THEN 'signed'
  WHEN s.countersigned_by IS NULL THEN 'signed' ELSE 'countersigned' END
FROM rb.proof_sheet s JOIN rb.cashbook c ON c.id = s.cashbook_id
WHERE c.code = %s ORDER BY s.day DESC, s.version DESC LIMIT 400
"""
