"""A payment file is read whole through its profile: every line, every fault, every control."""

from dataclasses import replace

from core.delimited import BadFile
from core.file_text import FileRow
from core.money import Pence
from core.payment_file import FileFault, FileLine, LineType, Reading, Totals, totals_of
from core.payment_file.controls import Declared, unproved
from core.payment_file.layout import (
    HEADER,
    IGNORED,
    LINE,
    TRAILER,
    Cells,
    Layout,
    layout_of,
    padded,
    type_of,
)
from core.payment_file.lines import Written, has_width, lines_of
from core.payment_file.rows import Rows, rows_of, rows_of_paste
from core.profile import Profile, ShapeKind, field_places

FAULTS_MAX = 1_000  # told one by one; a wrong profile makes one of every line


def read_payment_file(profile: Profile, content: bytes) -> Reading:
    """The file as its profile reads it; one that cannot be read at all is one fault of line 0."""
    try:
        return _read(profile, rows_of(profile, content))
    except BadFile as bad:
        return _refused(profile, bad)


def read_pasted(profile: Profile, text: str) -> Reading:
    """The same from text pasted out of a PDF or an e-mail, columns parted by blanks or tabs."""
    try:
        return _read(profile, rows_of_paste(profile, text))
    except BadFile as bad:
        return _refused(profile, bad)


def _refused(profile: Profile, bad: BadFile) -> Reading:
    fault = FileFault(0, "file", bad.code, bad.says)
    return Reading(profile.name, profile.version, (), Totals(), Totals(), (fault,))


def _read(profile: Profile, rows: Rows) -> Reading:
    layout = layout_of(profile, rows.columns)
    faults = rows.faults
    declared = Declared(profile, rows.columns, faults)
    lines: list[FileLine] = []
    written = Written()
    last_line = 0
    for row in rows.rows:
        last_line = row.line
        lines.extend(_take(layout, row, declared, written))
    whole = _dated(lines, declared)
    computed = totals_of(whole)
    if last_line or not faults:  # under a header that lacks columns no control was looked for
        faults.extend(unproved(declared, _as_written(profile, computed, written), last_line))
    if not last_line and not faults and profile.shape.kind is not ShapeKind.STANDARD18:
        says = "there is no line in it: is it the right file?"
        faults.append(FileFault(0, "file", "file_empty", says))
    told = _told(faults)
    return Reading(profile.name, profile.version, whole, declared.totals(), computed, told)


def _take(
    layout: Layout, row: FileRow, declared: Declared, written: Written
) -> tuple[FileLine, ...]:
    cells, faults = padded(layout, row.cells), declared.faults
    kind = _kind(layout, row, cells, faults) if layout.records else LINE
    if kind == HEADER:
        declared.header(row)
        return ()
    if kind == IGNORED:
        return ()
    told = LineType.TOTAL if kind == TRAILER else type_of(layout, cells)
    if told is LineType.TOTAL:
        declared.trailer(row)
        return ()
    if declared.trailer_line and told is not LineType.IGNORE:
        says = "a line after the total: two files in one? part them"
        faults.append(FileFault(row.line, "total", "after_total", says))
    if not has_width(layout, row, faults):
        return ()
    whole = row if cells is row.cells else row._replace(cells=cells)
    return lines_of(layout, whole, told, written, faults)


def _kind(layout: Layout, row: FileRow, cells: Cells, faults: list[FileFault]) -> str:
    mark = layout.record(cells)
    for kind, fits in layout.records:
        if fits(mark):
            return kind
    says = f"{mark.strip()[:20]!a} is no record type the profile names: is it the right one?"
    faults.append(FileFault(row.line, "record", "record_unknown", says))
    return IGNORED


def _as_written(profile: Profile, computed: Totals, written: Written) -> Totals:
    """The sums a total row declares: of the columns it stands under, where there are several."""
    if not field_places(profile, "gross"):
        return computed
    return replace(computed, gross=Pence(written.gross), recovery=Pence(written.recovery))


def _dated(lines: list[FileLine], declared: Declared) -> tuple[FileLine, ...]:
    """Lines without a day of their own have the header's."""
    if declared.day is None:
        return tuple(lines)
    return tuple(line if line.day else replace(line, day=declared.day) for line in lines)


def _told(faults: list[FileFault]) -> tuple[FileFault, ...]:
    ordered = sorted(faults, key=lambda fault: fault.line)
    if len(ordered) <= FAULTS_MAX:
        return tuple(ordered)
    more = f"and {len(ordered) - FAULTS_MAX:,} faults more: is it the right profile?"
    return (*ordered[:FAULTS_MAX], FileFault(0, "file", "faults_more", more))
