"""A tenancy feed as a file: CSV or a workbook, with a limit on everything in it."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from core.delimited import BYTES_MAX, COLUMNS_MAX, BadFile, Table, read_table, table_of_cells
from core.refusal import Refusal

UNPACKED_MAX = 1024 * 1024 * 1024
_ENTRIES_MAX = 2_000
_CELLS_MAX = 30_000_000  # a workbook's sheet is laid out whole: rows times columns
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{1,4})\$?[0-9]")
_ROW = re.compile(rb"\br\s*=\s*[\"']\$?[A-Za-z]{0,4}\$?([0-9]{1,20})[\"']")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FeedFile:
    """The rows of a file, and the sha256 of its bytes in hex, by which it is known again."""

    table: Table
    digest: str


def read_feed_file(path: Path) -> FeedFile:
    """Reads a CSV or XLSX file. Raises Refusal `bad_file` with what is wrong and the way out."""
    try:
        if path.stat().st_size > BYTES_MAX:
            raise BadFile("file_too_large", f"over {BYTES_MAX // 1024 // 1024} MB: split the file")
        content = path.read_bytes()
        table = _table(content)
    except OSError as error:
        says = f"{path.name} cannot be read: {error.strerror or error}"
        raise Refusal("bad_file", says, "unreadable") from None
    except BadFile as bad:
        raise Refusal("bad_file", f"{path.name}: {bad.says}", bad.code) from None
    return FeedFile(table, hashlib.sha256(content).hexdigest())


def _table(content: bytes) -> Table:
    if content.startswith(_OLD_WORKBOOK):
        raise BadFile(
            "workbook_old", "an old or locked workbook: save it as .xlsx without password"
        )
    if not content.startswith(_WORKBOOK):
        return read_table(content)
    _weigh_workbook(content)
    return _read_workbook(content)


def _read_workbook(content: bytes) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if not book.sheet_names:
            raise BadFile("file_empty", "the workbook has no sheet: is it the right one?")
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError:
        raise BadFile(
            "workbook_broken", "not a readable workbook: save it again as .xlsx"
        ) from None
    return table_of_cells(rows)


def _weigh_workbook(content: bytes) -> None:
    """Unpacks it once, keeping nothing, to see that it is as small as it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > _ENTRIES_MAX or size > UNPACKED_MAX:
                raise _too_large()
            for entry in entries:
                _weigh_entry(packed, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError):
        raise BadFile(
            "workbook_broken", "not a readable workbook: save it again as .xlsx"
        ) from None


def _weigh_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rows = columns = 1
    tail = b""
    is_sheet = bool(_SHEET.fullmatch(entry.filename))
    with packed.open(entry) as stream:  # it stops at the size declared and proves the checksum
        while chunk := stream.read(_CHUNK):
            if not is_sheet:
                continue
            text = tail + chunk
            rows = max([rows, *(int(row) for row in set(_ROW.findall(text)))])
            columns = max([columns, *map(_column, set(_CELL.findall(text)))])
            tail = text[-64:]
            if columns > COLUMNS_MAX or rows * columns > _CELLS_MAX:
                raise _too_large()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_large() -> BadFile:
    return BadFile("file_too_large", "the workbook unpacks to far too much: save it as CSV (UTF-8)")
