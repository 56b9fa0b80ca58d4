"""A bank statement is read by the format its content shows, whatever its name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.bank_statement import BankStatement, Enough, StatementFault, StatementReading
from core.delimited import BadFile
from core.file_text import CONTENT_MAX
from core.formats.bai2.statement import read_bai2
from core.formats.bank_csv.statement import read_bank_csv
from core.formats.camt053.statement import read_camt053
from core.formats.mt940.statement import read_mt940
from core.formats.ofx.statement import read_ofx
from core.formats.standard18.statement import read_standard18_statement

_LOOKED_AT = 4_096  # bytes at the start

# name: its reader, and how its content begins; the first that fits is taken
_READERS: Mapping[str, tuple[Callable[[bytes], StatementReading], re.Pattern[str]]] = {
    "standard18": (read_standard18_statement, re.compile(r"VOL1")),
    "bai2": (read_bai2, re.compile(r"\s*01,")),
    "ofx": (read_ofx, re.compile(r"(?s)\s*(OFXHEADER:|.*?<OFX>)")),
    "camt053": (read_camt053, re.compile(r"\s*<(\?xml|!|[A-Za-z]{1,40}:?[A-Za-z]{0,40}[\s>])")),
    "mt940": (read_mt940, re.compile(r"(?s).*?(^|[\r\n}]):(20|25|28C|60F|60M):")),
    "bank-csv": (read_bank_csv, re.compile(r"(?s)(?=.*[,;\t|]).*[0-9]")),
}
FORMATS = tuple(_READERS)


def read_bank_statement(content: bytes, format_: str = "") -> StatementReading:
    """The file as its format reads it, every fault at once; without a format, by its content.

    A file that cannot be read at all is one fault, of the line where that shows or of line 0.
    """
    try:
        _look(content)
        format_ = format_ or _format_of(content)
        reading = _READERS[format_][0](content)
    except Enough as enough:
        told = _in_order(enough.faults)
        return StatementReading(format_, (), (*told, _whole(enough)))
    except BadFile as bad:
        return StatementReading(format_, (), (_whole(bad),))
    faults = reading.faults
    if not reading.statements and not faults:
        faults = (
            StatementFault(0, "file", "file_empty", "no statement in it: is it the right one?"),
        )
    statements = tuple(map(_moving, reading.statements))
    return StatementReading(reading.format, statements, _in_order(faults))


def _moving(statement: BankStatement) -> BankStatement:
    """The statement without entries of nil, which some banks send for a word or a rate."""
    nil = [one for one in statement.lines if not one.pence]
    if not nil:
        return statement
    says = "an entry of nil moves nothing and is left out"
    told = [StatementFault(one.line, "amount", "nil_entry", says) for one in nil]
    lines = tuple(one for one in statement.lines if one.pence)
    return replace(statement, lines=lines, remarks=(*statement.remarks, *told))


def _whole(bad: BadFile) -> StatementFault:
    return StatementFault(bad.line, "file", bad.code, bad.says)


def _in_order(faults: Iterable[StatementFault]) -> tuple[StatementFault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.line))


def _look(content: bytes) -> None:
    """Refuses what is no statement of any format, before anything of it is read."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x1a"):
        raise BadFile("file_empty", "the file is empty: is it the right one?")
    if len(content) > CONTENT_MAX:
        raise BadFile("file_too_large", f"over {CONTENT_MAX >> 20} MB: ask the bank for fewer days")
    if content.startswith(b"%PDF"):
        raise BadFile("is_pdf", "a PDF: download the statement as a file to import, such as CSV")
    if content.startswith(
        (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")
    ):
        raise BadFile("is_packed", "a packed file or a workbook: unpack it, or save it as CSV")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("is_packed", "an old workbook: save it as CSV")


def _format_of(content: bytes) -> str:
    start = _start(content)
    for name, (_, begins) in _READERS.items():
        if begins.match(start):
            return name
    says = f"in none of these formats: {', '.join(FORMATS)}; choose another download at the bank"
    raise BadFile("format_unknown", says)


def _start(content: bytes) -> str:
    """The first letters, whatever the encoding; what is not read here its reader will refuse."""
    start = content[:_LOOKED_AT]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if start.startswith(mark):
            return start[2:].decode(encoding, "replace")
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) * 2 > len(zeros):
            return start.decode(encoding, "replace")
    return start.decode("utf-8-sig", "replace")
