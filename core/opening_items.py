"""Items brought forward at the cut-off: what the old cashbook had and the bank had not yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.dates import BadDate, read_date
from core.delimited import Row, RowFault, Table
from core.money import NIL, BadAmount, Pence, parse_amount
from core.text import clean

COLUMNS = ("date", "kind", "amount", "words")
KINDS = ("receipt", "payment", "suspense")
ITEMS_MAX = 5_000

Tell = Callable[[str, str, str], None]  # field, rule, why with the way out


@dataclass(frozen=True, slots=True)
class OpeningItem:
    """A receipt not credited, a payment not presented, or money still in suspense."""

    line: int
    day: date
    kind: str
    pence: Pence  # never below nil
    words: str


def opening_items(
    table: Table, until: date
) -> tuple[tuple[OpeningItem, ...], tuple[RowFault, ...]]:
    """The items up to the cut-off, and every fault of the file."""
    missing = [name for name in COLUMNS if name not in table.columns]
    if missing:
        says = f"missing {', '.join(missing)}: the columns are {', '.join(COLUMNS)}"
        return (), (RowFault(1, missing[0], "column_missing", says),)
    faults = list(table.faults)
    if len(table.rows) > ITEMS_MAX:
        faults.append(RowFault(1, "file", "too_many", f"over {ITEMS_MAX:,} items: is it the file?"))
        return (), tuple(faults)
    items = tuple(_item(row, until, faults) for row in table.rows)
    return items, tuple(faults)


def _item(row: Row, until: date, faults: list[RowFault]) -> OpeningItem:
    line, cells = row

    def tell(field: str, rule: str, says: str) -> None:
        faults.append(RowFault(line, field, rule, says))

    kind = cells["kind"].strip().lower()
    if kind not in KINDS:
        tell("kind", "not_one_of", f"write one of {', '.join(KINDS)}")
    words = clean(cells["words"].strip())
    if len(words) < 3:
        tell("words", "missing", "say what it is: the slip's, cheque's or payment's number")
    return OpeningItem(line, _day(cells["date"], until, tell), kind, _pence(cells, tell), words)


def _day(written: str, until: date, tell: Tell) -> date:
    try:
        day = read_date(written)
    except BadDate as bad:
        tell("date", bad.code, bad.says)
        return until
    if day > until:
        tell("date", "after_cut_off", "after the cut-off: it is keyed, not brought forward")
    return day


def _pence(cells: dict[str, str], tell: Tell) -> Pence:
    try:
        pence = parse_amount(cells["amount"])
    except BadAmount as bad:
        tell("amount", bad.code, bad.says)
        return NIL
    if pence <= 0:
        tell("amount", "not_above_nil", "write it above nil: its kind says which way it goes")
    return pence
