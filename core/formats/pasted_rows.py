"""A pasted schedule is text out of a PDF or an e-mail, its columns parted by runs of blanks."""

import re
from collections.abc import Iterator

from core.delimited import COLUMNS_MAX, RowFault
from core.file_text import FileRow

_CELL = re.compile(r"\S+(?: \S+)*")


def pasted_rows(lines: list[str], skip: int, faults: list[RowFault]) -> Iterator[FileRow]:
    """Rows of cells parted by tabs where a line has any, else by two or more blanks.

    A line with fewer cells than the first after `skip` is laid under that one's columns by where
    its characters stand; where a cell touches two columns or none the line is a fault.
    """
    spans: list[tuple[int, int]] = []
    for number, written in enumerate(lines, 1):
        line = written.replace("\u00a0", " ")
        if number <= skip or not line.strip():
            continue
        found = _cells(line)
        spans = spans or [span for _, span in found]
        cells: list[str] | None = [text for text, _ in found]
        if "\t" not in line and len(found) < len(spans):
            cells = _laid_under(found, spans)
        if cells is None or len(cells) > COLUMNS_MAX:
            says = "its columns cannot be told apart: put a tab between them and paste again"
            faults.append(RowFault(number, "", "columns_unclear", says))
        else:
            yield FileRow(number, written, cells)


Cell = tuple[str, tuple[int, int]]  # text, and where it begins and ends


def _cells(line: str) -> list[Cell]:
    if "\t" in line:
        return [(cell.strip(), (0, 0)) for cell in line.split("\t")]
    return [(found[0], found.span()) for found in _CELL.finditer(line)]


def _laid_under(found: list[Cell], spans: list[tuple[int, int]]) -> list[str] | None:
    """The cells by column of the header, blank where nothing stands; None where it is unclear."""
    cells = [""] * len(spans)
    for text, (start, end) in found:
        touched = [
            place for place, (first, last) in enumerate(spans) if start < last and first < end
        ]
        if len(touched) != 1 or cells[touched[0]]:
            return None
        cells[touched[0]] = text
    return cells
