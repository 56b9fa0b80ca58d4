"""A BAI2 record is one line and its continuations, its fields parted by commas.

Layout: domain.md 1.5. A line ends with `/`, or it is full and its text goes on in the next 88.
"""

from typing import NamedTuple

from core.bank_statement import StatementFault
from core.delimited import BadFile

_CODES = frozenset({"01", "02", "03", "16", "49", "88", "98", "99"})
_FIELDS_MAX = 5_000
_WIDTH = 80  # where the header names no other physical length
_WHO = "the file is damaged, ask for it again"


class Record(NamedTuple):
    """One logical record; `rows` is how many lines it has, which the trailers count."""

    line: int
    code: str
    fields: tuple[str, ...]
    rows: int


def read_records(lines: list[str], faults: list[StatementFault]) -> list[Record]:
    """Every record of the file. Raises BadFile not_bai2 where it does not begin with 01."""
    if not lines[0].lstrip().startswith("01,"):
        raise BadFile("not_bai2", "line 1 is no record 01: is it the bank's BAI2 file?", 1)
    width = _width(lines[0])
    records: list[Record] = []
    joined: list[str] = []
    start, code = 0, ""
    for number, line in enumerate(lines, 1):
        if not line.strip("\x1a "):
            continue
        told = line.lstrip()[:2]
        if told not in _CODES or line.lstrip()[2:3] not in (",", "/", ""):
            says = f"{told!a} is no record of BAI2: {_WHO}"
            faults.append(StatementFault(number, "record", "record_unknown", says))
        elif told == "88" and code:
            joined.append(line)
        else:
            if code:
                records.append(_record(start, code, joined, width))
            start, code, joined = number, told, [line]
    records.append(_record(start, code, joined, width))
    return [record for record in records if not _is_endless(record, faults)]


def _is_endless(record: Record, faults: list[StatementFault]) -> bool:
    if len(record.fields) <= _FIELDS_MAX:
        return False
    says = f"a record of over {_FIELDS_MAX:,} fields: {_WHO}"
    faults.append(StatementFault(record.line, "record", "record_too_long", says))
    return True


def _record(start: int, code: str, lines: list[str], width: int) -> Record:
    text = ""
    for place, line in enumerate(lines):
        body = line.lstrip()[3:]
        ended = body.rstrip()
        glue = ""
        if place < len(lines) - 1:
            glue = "," if ended.endswith("/") else ("" if len(line) >= width else " ")
        # A full line is cut wherever it was full: its blanks belong to the text.
        text += (ended[:-1] if ended.endswith("/") else body if glue == "" else ended) + glue
    return Record(start, code, tuple(text.split(",")), len(lines))


def _width(header: str) -> int:
    fields = header.split(",")
    told = fields[6].strip() if len(fields) > 6 else ""
    return int(told) if told.isascii() and told.isdigit() and 0 < int(told) < 1_000 else _WIDTH
