"""A BAI2 detail record (16) is one entry: type code, amount, funds, references, narrative."""

from datetime import date

from core.bank_statement import REFERENCE_MAX, BankLine, StatementFault, told
from core.dates import BadDate
from core.file_values import read_day
from core.formats.bai2.record import Record
from core.money import NIL, BadAmount, Pence
from core.stated_amount import whole_pence

_YYMMDD = ("yymmdd",)
_NOTHING = "890"  # a message that moves no money
_CREDITS = (range(100, 400), range(920, 960))
_DEBITS = (range(400, 700), range(960, 1000))
_NO_REFERENCE = ("", "0", "NONREF", "NONE")


def amount_of(written: str) -> Pence:
    """An amount with or without a sign; blank is nil. Raises BadAmount."""
    text = written.strip()
    if not text:
        return NIL
    pence = whole_pence(text.lstrip("+-") if text[:1] in "+-" else text)
    return Pence(-pence) if text[0] == "-" else pence


def read_entry(record: Record, day: date, faults: list[StatementFault]) -> BankLine | None:
    """The entry booked on `day`; None where it moves nothing or is a fault."""
    fields = [*record.fields, "", "", ""]
    code = fields[0].strip()
    way = _way(code)
    try:
        amount = amount_of(fields[1])
        value_day, rest = _funds(fields[2].strip(), fields[3:])
    except BadAmount as bad:
        faults.append(StatementFault(record.line, "amount", bad.code, bad.says))
        return None
    except BadDate as bad:
        faults.append(StatementFault(record.line, "value date", bad.code, bad.says))
        return None
    if way is None:
        says = f"the type code {code[:10]!a} is neither credit nor debit: ask the bank"
        faults.append(StatementFault(record.line, "type code", "code_unknown", says))
    if not way or not amount:
        return None
    bank_id, reference = (_reference(one) for one in [*rest, "", ""][:2])
    return BankLine(
        line=record.line,
        day=day,
        pence=Pence(way * amount),
        kind=code,
        narrative=told(",".join(rest[2:]).strip(" ,")),
        reference=reference,
        bank_id=bank_id,
        value_day=value_day,
    )


def _way(code: str) -> int | None:
    if code == _NOTHING:
        return 0
    number = int(code) if len(code) == 3 and code.isascii() and code.isdigit() else 0
    if any(number in codes for codes in _CREDITS):
        return 1
    return -1 if any(number in codes for codes in _DEBITS) else None


def funds_rest(kind: str, fields: list[str]) -> tuple[list[str], list[str]]:
    """What a funds type says of availability, and the fields behind it. Raises BadAmount."""
    if kind == "S":
        return fields[:3], fields[3:]
    if kind == "V":
        return fields[:2], fields[2:]
    if kind == "D":
        count = whole_pence((fields or [""])[0].strip())
        return fields[1 : 1 + 2 * count], fields[1 + 2 * count :]
    return [], fields


def _funds(kind: str, fields: list[str]) -> tuple[date | None, list[str]]:
    said, rest = funds_rest(kind, fields)
    if kind == "V" and said and said[0].strip():
        return read_day(said[0].strip(), _YYMMDD), rest
    return None, rest


def _reference(written: str) -> str:
    text = told(written, REFERENCE_MAX)
    return "" if text.upper() in _NO_REFERENCE else text
