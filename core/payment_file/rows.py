"""The rows of a payment file, of whatever shape, under the columns it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from core.delimited import COLUMNS_MAX, BadFile, RowFault, cell_text
from core.delimited_rows import delimited_rows
from core.file_text import CONTENT_MAX, LINES_MAX, FileRow, split_lines, text_lines
from core.formats.fixed_rows import fixed_rows
from core.formats.pasted_rows import pasted_rows
from core.formats.standard18.record import read_standard18
from core.profile import STANDARD18_COLUMNS, Place, Profile, Shape, ShapeKind, places_of
from core.text import clean
from core.workbook import SCHEDULE_WEIGHT, is_workbook, workbook_cells


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows after the header, read as they are asked for; columns as the header has them.

    There are no columns where they are numbered. `faults` grows as rows are taken.
    """

    columns: tuple[str, ...]
    rows: Iterator[FileRow]
    faults: list[RowFault]


def rows_of(profile: Profile, content: bytes) -> Rows:
    """Every row of the bytes by the profile's shape. Raises BadFile, also while rows are taken."""
    shape = profile.shape
    if shape.kind is ShapeKind.STANDARD18:
        items, wrong = read_standard18(text_lines(content, shape.encoding or "cp1252"))
        rows = (FileRow(item.line, item.raw, item.cells()) for item in items)
        return Rows(tuple(map(column_key, STANDARD18_COLUMNS)), rows, wrong)
    if shape.kind is ShapeKind.WORKBOOK:
        return _under_header(profile, _workbook_rows(content), [])
    return _of_lines(profile, text_lines(content, shape.encoding))


def rows_of_paste(profile: Profile, text: str) -> Rows:
    """Rows of pasted text, for any profile whose columns have names or numbers."""
    lines = split_lines(text)
    if profile.shape.kind is ShapeKind.FIXED:
        return Rows((), fixed_rows(lines), [])
    faults: list[RowFault] = []
    return _under_header(profile, pasted_rows(lines, profile.shape.skip, faults), faults)


def _of_lines(profile: Profile, lines: list[str]) -> Rows:
    shape, faults = profile.shape, list[RowFault]()
    if shape.kind is ShapeKind.FIXED:
        return Rows((), (row for row in fixed_rows(lines) if row.line > shape.skip), faults)
    if shape.kind is ShapeKind.PASTED:
        return _under_header(profile, pasted_rows(lines, shape.skip, faults), faults)
    return _under_header(profile, delimited_rows(lines, shape.delimiter, faults), faults)


def column_key(name: str) -> str:
    """A column's name as it is compared: small, blanks and underscores alike."""
    return " ".join(clean(name, 60).strip(" '\ufeff").lower().replace("_", " ").split())


def missing_columns(profile: Profile, columns: tuple[str, ...]) -> list[str]:
    """Named columns the header lacks, as the profile writes them."""
    optional = {column_key(name) for name in profile.shape.optional}
    wanted = dict.fromkeys(place.column for place in places_of(profile) if place.column)
    return [
        name
        for name in wanted
        if column_key(name) not in columns and column_key(name) not in optional
    ]


def _workbook_rows(content: bytes) -> Iterator[FileRow]:
    if len(content) > CONTENT_MAX:
        raise BadFile("file_too_large", f"over {CONTENT_MAX >> 20} MB: split the file")
    if not content:
        raise BadFile("file_empty", "the file is empty: is it the right one?")
    if not is_workbook(content):
        raise BadFile("not_workbook", "not a workbook: choose a profile for text, or save as .xlsx")
    sheet = workbook_cells(content, SCHEDULE_WEIGHT)
    if len(sheet) > LINES_MAX:
        raise BadFile("file_too_large", f"over {LINES_MAX:,} rows: split the file")
    return _filled(sheet)


def _filled(sheet: list[Sequence[object]]) -> Iterator[FileRow]:
    for line, cells in enumerate(sheet, 1):
        texts = [cell_text(cell).replace("\0", "") for cell in cells]
        if any(map(str.strip, texts)):
            yield FileRow(line, "\t".join(texts), texts)


def _under_header(profile: Profile, every: Iterator[FileRow], faults: list[RowFault]) -> Rows:
    shape = profile.shape
    rows = (row for row in every if row.line > shape.skip)
    if not shape.header_within:
        return Rows((), rows, faults)
    first = list(islice(rows, shape.header_within))
    if not first:
        raise BadFile("file_empty", "no header and no line: is it the right file?")
    looked = [_columns(row) for row in first]
    lacking = [missing_columns(profile, columns) for columns in looked]
    best = min(range(len(looked)), key=lambda place: len(lacking[place]))
    header, columns = first[best], looked[best]
    faults[:] = [fault for fault in faults if fault.line > header.line]
    wrong = [_lacks(header.line, name) for name in lacking[best]]
    wrong.extend(_twice(profile, header.line, columns))
    if wrong:
        return Rows(columns, iter(()), wrong)
    return Rows(columns, chain(first[best + 1 :], rows), faults)


def _columns(row: FileRow) -> tuple[str, ...]:
    names = [column_key(cell) for cell in row.cells[:COLUMNS_MAX]]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _lacks(line: int, name: str) -> RowFault:
    says = f"the header lacks {name}: choose the profile of this layout, or name the column"
    return RowFault(line, name, "column_missing", says)


def _twice(profile: Profile, line: int, columns: tuple[str, ...]) -> list[RowFault]:
    wanted = {column_key(place.column) for place in places_of(profile) if place.column}
    return [
        RowFault(line, name, "column_twice", f"the header names {name} twice: rename one")
        for name in sorted(wanted)
        if columns.count(name) > 1
    ]


def reads_place(shape: Shape, place: Place) -> bool:
    """Whether a place can be found in rows of this shape."""
    if shape.kind is ShapeKind.FIXED:
        return not place.column and not place.number and place.last > 0
    if shape.kind is ShapeKind.STANDARD18:
        return place.column in STANDARD18_COLUMNS
    return bool(place.column) == bool(shape.header_within)
