"""A layout says which column of a bank's CSV is what: by its header, or by the shape of its rows.

Headers and shapes: domain.md 1.5.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.text import clean

# what a column is: the names banks give it, the likeliest first
_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "transaction date", "posting date", "booking date", "entry date",
             "posted date"),
    "value_day": ("value date",),
    "kind": ("transaction type", "type", "subcategory", "transaction code"),
    "sort_code": ("sort code",),
    "account": ("account number", "account", "account no", "iban"),
    "narrative": ("transaction description", "description", "memo", "details", "narrative",
                  "particulars"),
    "reference": ("reference", "customer reference", "payment reference", "number",
                  "cheque number", "cheque no"),
    "name": ("counter party", "counterparty", "payee"),
    "debit": ("debit amount", "debit", "paid out", "money out", "debits", "withdrawals"),
    "credit": ("credit amount", "credit", "paid in", "money in", "credits", "deposits"),
    "amount": ("amount", "value", "amount (gbp)", "transaction amount"),
    "mark": ("cr/dr", "dr/cr", "credit/debit", "debit/credit", "credit/debit indicator"),
    "balance": ("balance", "balance (gbp)", "running balance", "ledger balance"),
    "currency": ("currency", "ccy"),
    "status": ("status", "state"),
    "bank_id": ("transaction id", "bank reference", "fitid"),
}  # fmt: skip
_MORE_NARRATIVE = re.compile(r"narrative #?[1-9]")  # Bankline has five

_DATE = r"'?[0-9]{1,2}([/.-][0-9]{1,2}[/.-]|[ -][A-Za-z]{3,9}[ -])([0-9]{4}|[0-9]{2})"
_ACCOUNT = r"'?[0-9]{6}-[0-9]{8,9}"
_SORT = r"'?[0-9]{2}-?[0-9]{2}-?[0-9]{2}"
_NUMBER = r"'?[0-9]{8}"
_MONEY = r"[(+-]?£?[0-9,]{1,15}(\.[0-9]{1,2})?[)-]?( ?(CR|DR))?"
_MAYBE = rf"({_MONEY})?"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is what, from 0; `width` is how many columns a row has at least."""

    name: str
    columns: Mapping[str, int]
    narrative: tuple[int, ...]
    width: int
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """Rows without header: what columns must look like, by their place from 1."""

    layout: Layout
    looks: Mapping[int, str]

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row looks like this."""
        return len(cells) >= self.layout.width and all(
            re.fullmatch(look, cells[place - 1].strip()) for place, look in self.looks.items()
        )


def _shape(name: str, width: int, looks: Mapping[int, str], **columns: int) -> Shape:
    narrative = tuple(place - 1 for what, place in columns.items() if what.startswith("narrative"))
    told = {what: place - 1 for what, place in columns.items() if not what.startswith("narrative")}
    return Shape(Layout(name, told, narrative, width), looks)


SHAPES = (
    _shape("bankline", 18, {1: _SORT, 2: _NUMBER, 5: "[A-Z]{3}", 10: _DATE, 17: _MAYBE, 18: _MAYBE},
           sort_code=1, account=2, currency=5, date=10, narrative=11, narrative2=12, narrative3=13,
           narrative4=14, narrative5=15, kind=16, debit=17, credit=18),
    _shape("hsbcnet", 6, {1: _ACCOUNT, 2: _DATE, 3: "[A-Z]{3}", 4: _MONEY},
           account=1, date=2, currency=3, amount=4, narrative=5, kind=6),
    _shape("lloyds-commercial", 7, {1: _DATE, 2: _ACCOUNT, 3: "", 5: _MONEY},
           date=1, account=2, kind=4, amount=5, reference=6, narrative=7),
    _shape("barclays-daily", 9, {2: _SORT, 3: _NUMBER, 5: _MONEY, 6: "CR|DR|C|D"},
           sort_code=2, account=3, amount=5, mark=6, narrative=7, reference=8, narrative2=9),
    _shape("clydesdale", 9, {1: "[0-9]{4}/[0-9]{2}/[0-9]{2}", 3: "'?[0-9]{14}", 8: _MONEY},
           date=1, account=3, narrative=7, amount=8, narrative2=9),
    _shape("hsbc-personal", 3, {1: _DATE, 2: ".*[^0-9].*", 3: _MONEY},
           date=1, narrative=2, amount=3),
)  # fmt: skip
BARCLAYS_DAILY = "barclays-daily"


def column_key(name: str) -> str:
    """A column's name as it is compared."""
    return " ".join(clean(name, 60).strip(" '\ufeff").lower().replace("_", " ").split())


def layout_of_header(cells: Sequence[str]) -> Layout | None:
    """The layout a header row names; None where it names no day and no amount, or one twice."""
    keys = [column_key(cell) for cell in cells]
    while keys and not keys[-1]:
        keys.pop()
    columns: dict[str, int] = {}
    for what, names in _NAMES.items():
        found = next((keys.index(name) for name in names if keys.count(name) == 1), None)
        if found is not None:
            columns[what] = found
    more = tuple(place for place, key in enumerate(keys) if _MORE_NARRATIVE.fullmatch(key))
    first = (columns.pop("narrative"),) if "narrative" in columns else ()
    is_pair = "debit" in columns and "credit" in columns
    if "date" not in columns or is_pair == ("amount" in columns) or not (first or more):
        return None
    return Layout("header", columns, (*first, *more), len(keys), tuple(keys))
