"""Bank statements: read whole, booked once, each line its row; how each stands afterwards."""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.bank_statement import BankLine, BankStatement, StatementFault, spanned
from core.bank_statement_read import read_bank_statement
from core.money import Pence
from core.refusal import Refusal
from core.starred import starred
from core.text import clean
from db.acting import act, derived_key
from db.bank.owner import OwnAccount, accounts_of, whose
from db.bank.stage import StagedLine, stage, sums
from db.bank.standing import Standing, standing
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Arrival:
    """A statement's file, its own name, and the cashbooks whose accounts it may be of.

    `accepts` says that what the bank's own figures lack has been seen and is taken as it is.
    """

    content: bytes
    name: str
    cashbooks: tuple[str, ...]
    format: str = ""
    accepts: bool = False


@dataclass(frozen=True, slots=True)
class Booking:
    """What became of a file: its statements as they stand, or its faults and nothing booked.

    `again` says that it was booked before; `pending` lines are not booked; `remarks` are what the
    file itself has against it, a balance that does not follow from the one before for instance.
    """

    format: str
    statements: tuple[Standing, ...] = ()
    faults: tuple[StatementFault, ...] = ()
    pending: int = 0
    again: bool = False
    remarks: tuple[StatementFault, ...] = ()


def load_statement(book: Book, arrival: Arrival, key: str | None = None) -> Booking:
    """Books every statement of the file, or with a fault none; sent again it says how they stand.

    Raises Refusal: other_account, other_currency, statement_difference (subject: pence),
    statement_elsewhere,
    lines_refused, unknown_cashbook, no_day; Unknown with the key to send again.
    """
    reading = read_bank_statement(arrival.content, arrival.format)
    if reading.faults:
        return Booking(reading.format, (), reading.faults)
    pending = sum(len(one.pending) for one in reading.statements)
    digest = hashlib.sha256(arrival.content).hexdigest()
    with book.session() as session:
        with translated():
            own = accounts_of(session, arrival.cashbooks)
            parts = _parts(reading.statements, own)
            before = standing(session, digest=digest, accounts=_ids(parts))
        again = len(before) == len(parts) > 0
        if not again:
            again = not _book(session, arrival, _Whole(reading.format, digest, parts), key)
            before = standing(session, digest=digest, accounts=_ids(parts))
    remarks = tuple(remark for one in reading.statements for remark in one.remarks)
    return Booking(reading.format, before, (), pending, again, remarks)


def statements(book: Book, cashbook: str | None = None) -> tuple[Standing, ...]:
    """Every statement of a cashbook, or of all, the latest first."""
    with book.session() as session, translated():
        return standing(session, cashbook=cashbook)


@dataclass(frozen=True, slots=True)
class _Part:
    """One statement with the account it is booked into."""

    part: int
    statement: BankStatement
    account: OwnAccount


@dataclass(frozen=True, slots=True)
class _Whole:
    """A file read, with each of its statements placed."""

    format: str
    digest: str
    parts: tuple[_Part, ...]


def _ids(parts: Sequence[_Part]) -> list[int]:
    return [one.account.number for one in parts]


def _parts(every: Sequence[BankStatement], own: tuple[OwnAccount, ...]) -> tuple[_Part, ...]:
    placed = []
    for number, told in enumerate(map(spanned, every), 1):
        if told.last_day is None:
            says = f"the statement at line {told.line} names no day and has no line: leave it out"
            raise Refusal("no_day", says, told.line)
        placed.append(_Part(number, told, whose(told, own)))
    return tuple(placed)


def _book(session: Session, arrival: Arrival, whole: _Whole, key: str | None) -> bool:
    """Books it; False where somebody booked the same file at this moment."""
    load = str(uuid.uuid4())
    lines = [line for part in whole.parts for line in _staged(part)]
    document: dict[str, Any] = {
        "load": load,
        "cashbooks": sorted(arrival.cashbooks),
        "name": clean(arrival.name),
        "file": whole.digest,
        "format": whole.format,
        "accept_difference": arrival.accepts,
        "statements": list(map(_statement, whole.parts)),
        **sums(lines),
    }
    with translated():
        row = session.execute(_WITHDRAWN, (bytes.fromhex(whole.digest),)).fetchone()
        told = (whole.digest, *document["cashbooks"], whole.format, arrival.accepts, *(row or ()))
        stage(session, load, lines)
    try:
        act(session, "load_statement", key or derived_key("statement", *told), document)
    except Refusal as refusal:
        if refusal.code != "statement_loaded":
            raise
        return False
    return True


def _statement(one: _Part) -> dict[str, Any]:
    told = one.statement
    days = [line.day for line in told.lines]
    return {
        "part": one.part,
        "bank_account": one.account.number,
        "from_day": min(filter(None, (told.first_day, *days))).isoformat() if days else _day(told),
        "to_day": max(filter(None, (told.last_day, *days))).isoformat(),
        "opening_pence": told.opening if told.closing is not None else None,
        "closing_pence": told.closing if told.opening is not None else None,
    }


def _day(told: BankStatement) -> str | None:
    day: date | None = told.first_day or told.last_day
    return day.isoformat() if day else None


def _staged(part: _Part) -> Iterator[StagedLine]:
    for item, line in enumerate(part.statement.lines, 1):
        yield StagedLine(
            part.part,
            item,
            line.day,
            Pence(line.pence),
            starred(line.narrative or line.name or line.reference or line.kind),
            line.kind,
            starred(line.reference),
            starred(line.name),
            _other(line),
            starred(line.bank_id),
            line.value_day,
        )


def _other(line: BankLine) -> str:
    if line.other is None:
        return ""
    return line.other.iban or f"{line.other.sort_code} {line.other.number}".strip()


# One more withdrawal of a file makes loading it again a new act.
_WITHDRAWN = """
SELECT max(statement_id) FROM rb.withdrawn_statement WHERE digest = %s HAVING count(*) > 0
"""
