"""A row of a payment file becomes the lines it moves accounts by, or faults with the way out."""

from dataclasses import dataclass, replace
from datetime import date
from sys import intern

from core.dates import BadDate
from core.file_text import FileRow
from core.file_values import read_day
from core.money import Pence
from core.payment_file import FileFault, FileLine, LineKey, LineType
from core.payment_file.amounts import Movement, Sums, Tell, movements_of, sums_of
from core.payment_file.keys import account_words, keys_of
from core.payment_file.layout import Cells, Layout, keys_found
from core.starred import starred
from core.text import clean


@dataclass(slots=True)
class Written:
    """What a file's gross and deduction columns come to as written, whatever type a row has."""

    gross: int = 0
    recovery: int = 0


def lines_of(
    layout: Layout, row: FileRow, told: LineType, written: Written, faults: list[FileFault]
) -> tuple[FileLine, ...]:
    """The lines of one row of a type; what is wrong with it is added to `faults`."""

    def tell(field: str, rule: str, says: str) -> None:
        faults.append(FileFault(row.line, field, rule, says))

    if told is LineType.IGNORE:
        return (_idle(layout, row),)
    sums = sums_of(layout, row.cells, tell)
    written.gross += sums.gross
    written.recovery += sums.recovery
    movements = movements_of(layout, told, sums, tell)
    first = _line(layout, row, movements[0], tell)
    if movements[-1].type is LineType.RECOVER_SELF or movements[-1].is_deduction:
        return _deducted(layout, row.cells, first, movements)
    if first.type is LineType.RECOVER_OTHER:
        return (_of_debtor(layout, row.cells, first),)
    return (first,)


def _idle(layout: Layout, row: FileRow) -> FileLine:
    """A row that is kept to be seen; nothing in it can be wrong."""
    sums = sums_of(layout, row.cells, _unheard)
    (movement,) = movements_of(layout, LineType.IGNORE, Sums(*sums[:2], None), _unheard)
    return _line(layout, row, movement, _unheard)


def has_width(layout: Layout, row: FileRow, faults: list[FileFault]) -> bool:
    """Whether a line has the cells its header promises; a fault says which way it has not."""
    cells = row.cells
    if isinstance(cells, str):
        return True
    says = ""
    if len(cells) < layout.width:
        says = f"{len(cells)} fields, {layout.width} needed: the line is torn off"
    elif layout.columns and len(cells) > layout.columns and any(cells[layout.columns :]):
        says = f"{len(cells)} fields where the header has {layout.columns}: quote those with commas"
    if says:
        faults.append(FileFault(row.line, "", "fields", says))
    return not says


def _line(layout: Layout, row: FileRow, movement: Movement, tell: Tell) -> FileLine:
    cells = row.cells
    name, address, narrative = (_text(layout, name, cells) for name in _TEXTS)
    keys, start, end = keys_found(layout.keys, cells), None, None
    if "period_to" in layout.fields or "period_from" in layout.fields:
        start, end = _period(layout, cells, tell)
    stream, code = _posted_as(layout, cells, movement.type, tell)
    return FileLine(
        row.line,
        starred(row.raw),
        movement.type,
        movement.gross,
        movement.recovery,
        movement.gross if not movement.recovery else Pence(movement.gross - movement.recovery),
        keys,
        _payer_key(layout, cells, keys),
        name,
        address,
        intern(_text(layout, "postcode", cells)),  # neighbours share it
        narrative,
        _effective(layout, cells, end, tell),
        start,
        end,
        stream,
        code,
        bank_account=_bank_account(layout, cells),
    )


def _payer_key(layout: Layout, cells: Cells, keys: tuple[LineKey, ...]) -> LineKey | None:
    """The payer's own key: the same object where it stands among the line's keys too."""
    if not layout.payer_key:
        return None
    found = keys_of(layout.payer_key[0], layout.payer_key[1](cells))
    if not found:
        return None
    return next((key for key in keys if key == found[0]), found[0])


_TEXTS = ("name", "address", "narrative")


def _deducted(
    layout: Layout, cells: Cells, first: FileLine, movements: tuple[Movement, ...]
) -> tuple[FileLine, ...]:
    """What was paid, then what was taken out of it: from the same account or for a debtor's."""
    taken = movements[-1]
    is_others = taken.is_deduction and _names_another(layout, cells, first)
    told = LineType.RECOVER_OTHER if is_others else taken.type
    line = FileLine(
        first.line, first.raw, told, taken.gross, taken.recovery, Pence(-taken.recovery),
        first.keys, first.payer_key, first.name, first.address, first.postcode, first.narrative,
        first.day, first.period_from, first.period_to, first.stream, layout.codes[told],
        part=len(movements) - 1, bank_account=first.bank_account,
    )  # fmt: skip
    line = _of_debtor(layout, cells, line) if is_others else line
    return (line,) if len(movements) == 1 else (first, line)


def _names_another(layout: Layout, cells: Cells, first: FileLine) -> bool:
    told = layout.profile.types.recovery
    if told != "debtor":
        return told == LineType.RECOVER_OTHER
    keys = keys_found(layout.debtor_keys, cells)
    named = _text(layout, "debtor_name", cells)
    return not set(keys) & set(first.keys) if keys else bool(named) and named != first.name


def _of_debtor(layout: Layout, cells: Cells, line: FileLine) -> FileLine:
    """The recovery under the keys and name of whose debt it is, where the row gives any."""
    keys = keys_found(layout.debtor_keys, cells)
    name = _text(layout, "debtor_name", cells)
    if not keys and not name and not line.part:
        return line  # a row of its own has the debtor in its usual places
    beside: LineKey | None = line.keys[0] if line.keys else None
    return replace(
        line, keys=keys, name=name, address="", postcode="", payer_key=None, beside=beside
    )


def _text(layout: Layout, field: str, cells: Cells) -> str:
    take = layout.fields.get(field)
    written = take(cells).strip(" '") if take else ""
    if not written:
        return ""
    if not (written.isascii() and written.isprintable() and len(written) <= 200):
        written = clean(written)
    if "  " in written:
        written = " ".join(written.split())
    return starred(written) if len(written) > 12 else written


def _period(layout: Layout, cells: Cells, tell: Tell) -> tuple[date | None, date | None]:
    start = _day(layout, "period_from", cells, tell)
    end = _day(layout, "period_to", cells, tell)
    if start and end and end < start:
        tell("period_to", "ends_before_start", "the period ends before it begins: ask the payer")
    return start, end


def _effective(layout: Layout, cells: Cells, end: date | None, tell: Tell) -> date | None:
    told = layout.profile.posting.effective
    if told == "period_to":
        return end
    return _day(layout, "date", cells, tell) if told == "date" else None


def _day(layout: Layout, field: str, cells: Cells, tell: Tell) -> date | None:
    written = layout.text(field, cells)
    if not written:
        return None
    try:
        return read_day(written, layout.profile.dates) if written.strip() else None
    except BadDate as bad:
        tell(field, bad.code, bad.says)
        return None


def _posted_as(layout: Layout, cells: Cells, told: LineType, tell: Tell) -> tuple[str, str]:
    """Stream and code: by the receipting system's type and source, else by the line's type."""
    if not layout.receipts:
        return layout.streams[told], layout.codes[told]
    kind, source = layout.text("receipt_type", cells), layout.text("receipt_source", cells)
    for fits_kind, fits_source, rule in layout.receipts:
        if fits_kind(kind) and fits_source(source):
            return rule.stream, rule.code or layout.codes[told]
    says = (
        f"receipt type {clean(kind, 20)!r} from {clean(source, 20)!r} is in no [[receipt]]: add it"
    )
    tell("receipt_type", "receipt_type_unknown", says)
    return layout.streams[told], ""


def _bank_account(layout: Layout, cells: Cells) -> str:
    written = layout.text("bank_account", cells)
    return account_words(written) if written else ""


def _unheard(field: str, rule: str, says: str) -> None:
    """For rows that are only shown: nothing in them can be wrong."""
