"""A workbook is rows of cells, weighed before it is unpacked so that none is a bomb."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.delimited import COLUMNS_MAX, BadFile

WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_ENTRIES_MAX = 2_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{1,4})\$?[0-9]")
_ROW = re.compile(rb"\br\s*=\s*[\"']\$?[A-Za-z]{0,4}\$?([0-9]{1,20})[\"']")
_SWOLLEN = 100  # times its packed size; sheets of a book come to thirty at the most
_SWOLLEN_MIN = 16 * 1024 * 1024
_CHUNK = 1 << 20
_TEXT_MAX = 1 << 20  # bytes of one cell's text with its markup; 32,767 characters are allowed
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, RuntimeError,
    EOFError, OSError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weight:
    """The most a workbook may come to.

    Bytes unpacked; cells, for a sheet is laid out whole; bytes of shared texts, for each cell that
    shows one has a copy of its own.
    """

    unpacked_max: int
    cells_max: int
    texts_max: int


FEED_WEIGHT = Weight(1024 * 1024 * 1024, 30_000_000, 4 * 1024 * 1024 * 1024)
SCHEDULE_WEIGHT = Weight(128 * 1024 * 1024, 3_000_000, 512 * 1024 * 1024)


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook's, of the old kind too."""
    return content.startswith((WORKBOOK, _OLD_WORKBOOK))


def workbook_cells(content: bytes, weight: Weight) -> list[Sequence[object]]:
    """The cells of the first sheet, row by row from the top, blank where nothing stands.

    Raises BadFile: workbook_old, workbook_broken, file_too_large, file_empty.
    """
    if content.startswith(_OLD_WORKBOOK):
        raise BadFile(
            "workbook_old", "an old or locked workbook: save it as .xlsx without password"
        )
    _weigh_workbook(content, weight)
    return _unpacked(content)


def _unpacked(content: bytes) -> list[Sequence[object]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if not book.sheet_names:
            raise BadFile("file_empty", "the workbook has no sheet: is it the right one?")
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except CalamineError:
        raise _broken() from None
    return list(rows)


def _weigh_workbook(content: bytes, weight: Weight) -> None:
    """Unpacks it once, keeping nothing, to see that it is as small as it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            size = sum(entry.file_size for entry in entries)
            swollen = size > _SWOLLEN_MIN and size > _SWOLLEN * len(content)
            if len(entries) > _ENTRIES_MAX or size > weight.unpacked_max or swollen:
                raise _too_large()
            scale = _Scale()
            for entry in entries:
                for _ in _weigh_entry(packed, entry, scale):
                    if scale.is_over(weight):
                        raise _too_large()
    except BadFile:
        raise
    except _UNREADABLE:
        raise _broken() from None


@dataclass(slots=True)
class _Scale:
    """What has been seen of a workbook so far."""

    rows: int = 1
    columns: int = 1
    cells: int = 0
    shared: int = 0  # cells that show a shared text
    longest: int = 1  # bytes of the longest shared text

    def sheet(self, text: bytes) -> None:
        cells = _CELL.findall(text)
        self.cells += len(cells)
        self.rows = max([self.rows, *(int(row) for row in set(_ROW.findall(text)))])
        self.columns = max([self.columns, *map(_column, set(cells))])
        self.shared += text.count(b't="s"') + text.count(b"t='s'")

    def texts(self, text: bytes) -> bytes:
        """Returns what is left of a text not yet ended."""
        parts = text.split(b"<si")
        self.longest = max(self.longest, *map(len, parts))
        return parts[-1]

    def is_over(self, weight: Weight) -> bool:
        return (
            self.columns > COLUMNS_MAX
            or max(self.cells, self.rows * self.columns) > weight.cells_max
            or self.longest > _TEXT_MAX
            or self.shared * self.longest > weight.texts_max
        )


def _weigh_entry(packed: zipfile.ZipFile, name: zipfile.ZipInfo, scale: _Scale) -> Iterator[None]:
    tail = b""
    is_sheet = bool(_SHEET.fullmatch(name.filename))
    with packed.open(name) as stream:  # it stops at the size declared and proves the checksum
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            if b"<!ENTITY" in text or b"<!DOCTYPE" in text:  # no spreadsheet program writes one
                raise _broken()
            tail = text[-64:]
            if is_sheet:
                scale.sheet(text)
            elif name.filename.lower().endswith("sharedstrings.xml"):
                tail = scale.texts(text)
            yield


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _broken() -> BadFile:
    return BadFile("workbook_broken", "not a readable workbook: save it again as .xlsx")


def _too_large() -> BadFile:
    return BadFile("file_too_large", "the workbook unpacks to far too much: save it as CSV (UTF-8)")
