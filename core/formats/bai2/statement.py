"""A BAI2 file read as statements, every total and count of its trailers held against it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from core.bank_statement import (
    BankLine,
    BankStatement,
    Faults,
    StatementFault,
    StatementReading,
    told,
)
from core.dates import BadDate
from core.file_text import text_lines
from core.file_values import read_day
from core.formats.bai2.entry import amount_of, funds_rest, read_entry
from core.formats.bai2.record import Record, read_records
from core.money import BadAmount, Pence, pounds
from core.stated_account import stated_account
from core.stated_amount import whole_pence

FORMAT = "bai2"
_OPENING, _CLOSING = "010", "015"
_AGAIN = "ask for the file again"
_PARENTS = {"01": "", "02": "01", "03": "02", "16": "03", "49": "03", "98": "02", "99": "01"}
_TRAILERS = {"49": "03", "98": "02", "99": "01"}
_NAMES = {"01": "file", "02": "group", "03": "account"}
_INTERIM = ("1", "3")
_STATUS = {"2": "a deletion", "3": "a correction", "4": "a test"}


@dataclass(slots=True)
class _Level:
    """A file, group or account under way: what its trailer will declare."""

    line: int
    total: int = 0
    children: int = 0
    rows: int = 0


@dataclass(slots=True)
class _File:
    faults: list[StatementFault]
    levels: dict[str, _Level] = field(default_factory=dict)
    day: date | None = None
    currency: str = ""
    remark: str = ""
    statements: list[BankStatement] = field(default_factory=list)
    account: Record | None = None
    balances: dict[str, Pence] = field(default_factory=dict)
    entries: list[BankLine] = field(default_factory=list)

    def tell(self, line: int, what: str, rule: str, says: str) -> None:
        self.faults.append(StatementFault(line, what, rule, says))


def read_bai2(content: bytes) -> StatementReading:
    """Every account of every group. Raises BadFile where the bytes are no text or another file."""
    file = _File(Faults())
    records = read_records(text_lines(content), file.faults)
    for record in records:
        _take(file, record)
    for code in ("03", "02", "01"):
        if code in file.levels:
            says = f"no record ends the {_NAMES[code]}: it is cut short, {_AGAIN}"
            file.tell(records[-1].line, _NAMES[code], "control_missing", says)
    return StatementReading(FORMAT, tuple(file.statements), tuple(file.faults))


def _take(file: _File, record: Record) -> None:
    code, parent = record.code, _PARENTS.get(record.code)
    if parent is None or (parent and parent not in file.levels):
        says = f"a record {code} in the wrong place: the file is cut or mixed, {_AGAIN}"
        file.tell(record.line, "record", "record_outside", says)
        return
    if code == "16":
        _take_entry(file, record)
    elif code in _TRAILERS:
        _end(file, record, _TRAILERS[code])
    else:
        _begin(file, record, code)


def _begin(file: _File, record: Record, code: str) -> None:
    if code in file.levels:
        says = f"a {_NAMES[code]} begins before the last one ends: {_AGAIN}"
        file.tell(record.line, _NAMES[code], "control_missing", says)
    file.levels[code] = _Level(record.line, rows=record.rows)
    if code == "02":
        _take_group(file, record)
    elif code == "03":
        file.account, file.entries = record, []
        file.balances = dict(_summaries(file, record))


def _take_group(file: _File, record: Record) -> None:
    fields = [one.strip() for one in (*record.fields, *[""] * 7)]
    file.currency, file.remark = fields[5].upper(), ""
    if fields[2] in _STATUS and fields[2] != "3":
        says = f"the group is {_STATUS[fields[2]]}, no statement: ask the bank"
        file.tell(record.line, "group status", "status_wrong", says)
    elif fields[2] == "3":
        file.remark = "the bank calls it a correction: was the first one booked?"
    elif fields[6] in _INTERIM:
        file.remark = "an interim statement: the bank may still change it"
    try:
        file.day = read_day(fields[3], ("yymmdd",))
    except BadDate as bad:
        file.day = None
        file.tell(record.line, "as-of date", bad.code, bad.says)


def _summaries(file: _File, record: Record) -> Iterator[tuple[str, Pence]]:
    """Each type code of an account record with its amount, which its trailer sums too."""
    rest = list(record.fields[2:])
    while len(rest) > 1 or (rest and rest[0].strip()):
        code, written = rest[0].strip(), [*rest, ""][1]
        try:
            amount = amount_of(written)
            _, rest = funds_rest([*rest, "", "", "", ""][3].strip(), rest[4:])
        except BadAmount as bad:
            file.tell(record.line, f"summary {code[:10]}", bad.code, bad.says)
            return
        file.levels["03"].total += amount
        if code and written.strip():
            yield code, amount


def _take_entry(file: _File, record: Record) -> None:
    level = file.levels["03"]
    level.rows += record.rows
    with suppress(BadAmount):  # read_entry tells it
        level.total += amount_of((*record.fields, "")[1])
    entry = read_entry(record, file.day or date.min, file.faults)
    if entry is not None:
        file.entries.append(entry)


def _end(file: _File, record: Record, code: str) -> None:
    level = file.levels.pop(code)
    level.rows += record.rows
    declared = [_number(file, record, place) for place in range(2 if code == "03" else 3)]
    found = [level.total, level.rows] if code == "03" else [level.total, level.children, level.rows]
    names = ["control total", "record count"]
    if code != "03":
        names.insert(1, "account count" if code == "02" else "group count")
    for what, told_, seen in zip(names, declared, found, strict=True):
        if told_ is not None and told_ != seen:
            says = f"the bank declares {_shown(what, told_)}, the file has {_shown(what, seen)}"
            file.tell(record.line, what, "control_wrong", f"{says}: {_AGAIN}")
    if code == "03":
        file.statements.append(_statement(file, controls=declared == found))
    above = file.levels.get(_PARENTS[code])
    if above is not None:
        above.total += level.total
        above.children += 1
        above.rows += level.rows


def _number(file: _File, record: Record, place: int) -> int | None:
    written = (*record.fields, "", "", "")[place].strip()
    try:
        sign = -1 if written[:1] == "-" else 1
        return sign * whole_pence(written.lstrip("+-"))
    except BadAmount:
        says = f"field {place + 2} of the trailer is not a number: {_AGAIN}"
        file.tell(record.line, "trailer", "control_not_read", says)
        return None


def _shown(what: str, number: int) -> str:
    return pounds(Pence(number)) if what == "control total" else str(number)


def _statement(file: _File, *, controls: bool) -> BankStatement:
    record = file.account
    assert record is not None, "an account that ends has begun"
    currency = (*record.fields, "")[1].strip().upper() or file.currency
    remarks = []
    if file.remark:
        remarks.append(StatementFault(record.line, "group", "statement_unusual", file.remark))
    if not currency:
        says = "the file names no currency: is it the cashbook's?"
        remarks.append(StatementFault(record.line, "currency", "currency_unknown", says))
    return BankStatement(
        line=record.line,
        account=stated_account(record.fields[0]),
        currency=told(currency, 10),
        lines=tuple(file.entries),
        opening=file.balances.get(_OPENING),
        closing=file.balances.get(_CLOSING),
        first_day=file.day,
        last_day=file.day,
        controls=controls,
        remarks=tuple(remarks),
    )
