"""A delimited file is rows parted by a sign, each with its text as it came."""

import csv
from collections.abc import Iterator

from core.delimited import COLUMNS_MAX, FIELD_MAX, BadFile, RowFault
from core.file_text import LINE_MAX, FileRow


def delimited_rows(lines: list[str], delimiter: str, faults: list[RowFault]) -> Iterator[FileRow]:
    """Rows with the line each begins on, without blank ones. Raises BadFile quotes_wrong.

    They come one by one, for all the cells of a large file at once are many times its size.
    """
    seen: list[str] = []
    reader = csv.reader(_fed(lines, seen), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            raw = seen[0] if len(seen) == 1 else "\n".join(seen)
            seen.clear()
            if cells and any(map(str.strip, cells)):
                if fault := _fault(start, raw, cells):
                    faults.append(fault)
                else:
                    yield FileRow(start, raw, cells)
            start = reader.line_num + 1
    except csv.Error:
        says = f"line {start}: a quotation mark is not closed, or one too many"
        raise BadFile("quotes_wrong", says, start) from None


def _fed(lines: list[str], seen: list[str]) -> Iterator[str]:
    for line in lines:
        seen.append(line)
        yield line + "\n"


def _fault(line: int, raw: str, cells: list[str]) -> RowFault | None:
    if len(raw) > LINE_MAX or len(max(cells, key=len)) > FIELD_MAX:
        says = f"a field is over {FIELD_MAX:,} characters long: is a quotation mark missing?"
        return RowFault(line, "", "field_too_long", says)
    if len(cells) > COLUMNS_MAX:
        return RowFault(line, "", "fields", f"over {COLUMNS_MAX} fields: is the delimiter right?")
    return None
