"""A delimited file is rows of text under a header, whatever its encoding and delimiter."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from core.refusal import Refusal
from core.text import clean

BYTES_MAX = 256 * 1024 * 1024
ROWS_MAX = 1_000_000
COLUMNS_MAX = 200
FIELD_MAX = 2_000  # characters of one field; an unclosed quotation mark runs into it at once
DELIMITERS = ",;\t|"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong in a file: line as an editor counts, column, the rule, the way out."""

    line: int
    field: str
    rule: str
    says: str


class BadFile(Refusal):
    """The file cannot be read at all: refused like anything else, wherever nobody says it better.

    `line` is where it ends to be readable, 0 where it is the file as a whole.
    """

    def __init__(self, code: str, says: str, line: int = 0) -> None:
        super().__init__(code, says, line)
        self.line = line


Row = tuple[int, dict[str, str]]  # line number, text by column


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a file by column; rows with a wrong number of fields are faults, not rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...] = ()


def read_table(content: bytes) -> Table:
    """Read bytes as a table: utf-8, utf-16 or cp1252, parted by comma, semicolon, tab or bar.

    Raises BadFile: file_too_large, file_empty, encoding_unknown, not_text, header_wrong.
    """
    text = decoded(content)
    delimiter = _delimiter(text.partition("\n")[0])
    return _table(_numbered(text, delimiter))


def table_of_cells(rows: Iterable[Sequence[object]]) -> Table:
    """The same from a workbook's cells, row by row, its header first. Raises BadFile."""
    numbered = ((line, [cell_text(cell) for cell in row]) for line, row in enumerate(rows, 1))
    return _table(iter(numbered))


def cell_text(cell: object) -> str:
    """A workbook's cell as a person reads it: whole numbers without point, dates as 2026-11-22."""
    if cell is None:
        return ""
    if isinstance(cell, float):  # 15 digits are what a workbook keeps of a number
        return format(cell, ".15g")
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def decoded(content: bytes) -> str:
    """The text of a file by its byte order mark, else utf-8, else cp1252. Raises BadFile."""
    if len(content) > BYTES_MAX:
        raise BadFile("file_too_large", f"over {BYTES_MAX // 1024 // 1024} MB: split the file")
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise BadFile(
            "encoding_unknown",
            f"line {line} is not text: save the file as UTF-8 and try again",
            line,
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        says = f"line {line} has a zero byte: save the file as CSV (UTF-8)"
        raise BadFile("not_text", says, line)
    if not text.strip():
        raise BadFile("file_empty", "the file is empty: is it the right one?")
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    start = content[:200]
    if start[1::2].count(0) * 4 > len(start):  # half the bytes of plain letters in utf-16
        return "utf-16-le"
    if start[0::2].count(0) * 4 > len(start):
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(header: str) -> str:
    """The sign that parts the header most often; a comma where none does."""
    plain = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=plain.count)


def _numbered(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Fields of each row with the line it starts on. Raises BadFile on a broken quotation."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            fields = next(reader, None)
        except csv.Error:
            raise BadFile(
                "quotes_wrong",
                f"line {start}: a quotation mark is not closed, or one too many",
                start,
            ) from None
        if fields is None:
            return
        yield start, fields
        start = reader.line_num + 1


def _table(numbered: Iterator[tuple[int, list[str]]]) -> Table:
    columns = _columns(next(numbered, (1, []))[1])
    rows: list[Row] = []
    faults: list[RowFault] = []
    width = len(columns)
    for line, fields in numbered:
        if not any(fields) or not "".join(fields).strip():
            continue
        if len(rows) + len(faults) >= ROWS_MAX:
            raise BadFile("file_too_large", f"over {ROWS_MAX:,} rows: split the file")
        if fault := _row_fault(line, fields, width):
            faults.append(fault)
        else:
            rows.append((line, dict(zip(columns, fields, strict=False))))
    return Table(columns, tuple(rows), tuple(faults))


def _row_fault(line: int, fields: list[str], width: int) -> RowFault | None:
    if len(fields) != width and (len(fields) < width or any(fields[width:])):
        says = f"{len(fields)} fields where the header has {width}: quote fields with delimiters"
        return RowFault(line, "", "fields", says)
    if max(map(len, fields)) > FIELD_MAX:
        return RowFault(line, "", "field_too_long", f"a field is over {FIELD_MAX} characters long")
    return None


def _columns(header: list[str]) -> tuple[str, ...]:
    names = [clean(name.strip(), 60).lower().replace(" ", "_") for name in header]
    while names and not names[-1]:
        names.pop()
    if not names or len(names) > COLUMNS_MAX:
        raise BadFile("header_wrong", f"the first line must name 1 to {COLUMNS_MAX} columns")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadFile("header_wrong", f"the header names {twice[0] or 'a blank column'} twice")
    return tuple(names)
