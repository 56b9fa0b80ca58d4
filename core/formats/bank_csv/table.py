"""The rows of a bank's CSV under its layout, found behind a preamble or by their shape."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from core.bank_statement import StatementFault
from core.delimited import DELIMITERS, BadFile
from core.delimited_rows import delimited_rows
from core.file_text import FileRow, text_lines
from core.formats.bank_csv.layout import SHAPES, Layout, column_key, layout_of_header
from core.text import clean

_PREAMBLE_MAX = 30  # rows before the header
_LOOKED_AT = 5  # rows without header that must look alike


class Table(NamedTuple):
    """A layout, what stands before the first row, and the rows."""

    layout: Layout
    preamble: tuple[FileRow, ...]
    rows: tuple[FileRow, ...]


def read_table(content: bytes, faults: list[StatementFault]) -> Table:
    """The rows of the file. Raises BadFile layout_unknown, quotes_wrong, or as text_lines does."""
    lines = text_lines(content)
    for delimiter in DELIMITERS:
        first = _first_rows(lines, delimiter)
        found = _by_header(first) or _by_shape(first)
        if found is not None:
            layout, before = found
            rows = tuple(delimited_rows(lines, delimiter, faults))
            return Table(layout, rows[:before], _under(layout, rows[before:]))
    shown = clean(lines[0].strip(), 60)
    says = f"no header of a bank's statement: it begins {shown!a}; add --format, or a profile"
    raise BadFile("layout_unknown", says, 1)


def _first_rows(lines: list[str], delimiter: str) -> list[FileRow]:
    """The first rows; a quotation not closed among them shows when all are read."""
    try:
        return list(islice(delimited_rows(lines, delimiter, []), _PREAMBLE_MAX))
    except BadFile:
        plain = [FileRow(n, line, line.split(delimiter)) for n, line in enumerate(lines[:60], 1)]
        return [row for row in plain if row.raw.strip()][:_PREAMBLE_MAX]


def _by_header(rows: Sequence[FileRow]) -> tuple[Layout, int] | None:
    for place, row in enumerate(rows):
        layout = layout_of_header(row.cells)
        if layout is not None:
            return layout, place + 1
    return None


def _by_shape(rows: Sequence[FileRow]) -> tuple[Layout, int] | None:
    """The first shape that rows from some row on have; before them is a preamble."""
    for before in range(min(len(rows), _LOOKED_AT)):
        looked = rows[before : before + _LOOKED_AT]
        for shape in SHAPES:
            if all(shape.fits(row.cells) for row in looked):
                return shape.layout, before
    return None


def _under(layout: Layout, rows: Sequence[FileRow]) -> tuple[FileRow, ...]:
    """The rows without a header that is repeated where files were put one behind another."""
    if not layout.header:
        return tuple(rows)
    return tuple(row for row in rows if not _is_header(layout, row))


def _is_header(layout: Layout, row: FileRow) -> bool:
    return tuple(column_key(cell) for cell in row.cells[: layout.width]) == layout.header
