"""Suspense answers: what a council or the DWP says whose unidentified money is, one item a row."""

from collections.abc import Callable
from dataclasses import dataclass

from core.delimited import Row, RowFault, Table
from core.money import BadAmount, Pence, parse_amount
from core.text import clean

COLUMNS = ("item", "date", "amount", "written", "reference")  # of the query list, and back again
_NEEDED = ("item", "reference")
_ITEM_MAX = 2**63 - 1
_NO_ROOM_FOR_FORMULAS = "'"  # stands before a cell of ours that a sheet would reckon out


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """An item and whose it is said to be; `amount` None is all that is left of it."""

    line: int
    item: int
    reference: str
    amount: Pence | None


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """Every good row, how many were sent back without a reference, and every fault."""

    rows: tuple[AnsweredRow, ...]
    unanswered: int
    faults: tuple[RowFault, ...]


def read_answers(table: Table) -> AnswersFile:
    """Checks the rows `item,reference[,amount]`; other columns may stand there and say nothing."""
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        says = f"the header lacks {' and '.join(missing)}: name the columns in the first line"
        return AnswersFile((), 0, (RowFault(1, missing[0], "column_missing", says),))
    faults = list(table.faults)
    answered = [row for row in table.rows if _cell(row, "reference")]
    read = [_read(row, faults) for row in answered]
    rows = tuple(one for one in read if one is not None)
    blank = len(table.rows) - len(answered)
    return AnswersFile(rows, blank, tuple(sorted(faults, key=lambda one: one.line)))


def _read(row: Row, faults: list[RowFault]) -> AnsweredRow | None:
    before = len(faults)

    def fault(field: str, rule: str, says: str) -> None:
        faults.append(RowFault(row[0], field, rule, says))

    item = _item(_cell(row, "item"), fault)
    amount = _amount(_cell(row, "amount"), fault)
    if len(faults) > before:
        return None
    return AnsweredRow(row[0], item, _cell(row, "reference"), amount)


def _item(written: str, fault: Callable[[str, str, str], None]) -> int:
    if written.isascii() and written.isdigit() and int(written[:20]) <= _ITEM_MAX:
        return int(written)
    says = f"{clean(written, 20) or 'nothing'} is no item: rentbook suspense list shows them"
    fault("item", "unknown_item", says)
    return 0


def _amount(written: str, fault: Callable[[str, str, str], None]) -> Pence | None:
    if not written:
        return None
    try:
        amount = parse_amount(written)
    except BadAmount as bad:
        fault("amount", bad.code, bad.says)
        return None
    if amount <= 0:
        fault("amount", "amount_out_of_range", "clear an amount above nil, or leave it blank")
    return amount


def _cell(row: Row, name: str) -> str:
    return clean(row[1].get(name, "")).strip().removeprefix(_NO_ROOM_FOR_FORMULAS)
