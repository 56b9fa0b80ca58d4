"""One row of a bank's CSV is an entry with its running balance, or it is a fault."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from core.bank_statement import CURRENCY, REFERENCE_MAX, BankLine, told
from core.dates import BadDate
from core.file_text import FileRow
from core.file_values import read_day
from core.formats.bank_csv.amount import csv_pence
from core.formats.bank_csv.layout import Layout
from core.money import BadAmount, Pence
from core.stated_account import StatedAccount, stated_account

_DAYS = (
    "dd/mm/yyyy", "dd/mm/yy", "yyyy-mm-dd", "yyyy/mm/dd", "dd mon yyyy", "dd mon yy", "yyyymmdd",
)  # fmt: skip
_CLOCK = re.compile(r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?Z?$")
_OUT_MARKS = ("DR", "D", "DEBIT", "DBIT")
_IN_MARKS = ("CR", "C", "CREDIT", "CRDT")
_PENDING = ("pending", "authorised", "authorized")
_NOT_DONE = ("declined", "reverted", "failed", "cancelled", "canceled", "rejected")
_AGAIN = "ask for the file again"

Tell = Callable[[int, str, str, str], None]  # line, field, rule, why with the way out


class Entry(NamedTuple):
    """A row read: its line (nil where only a balance stands in it) and what stands beside it."""

    line: BankLine
    account: StatedAccount
    currency: str
    balance: Pence | None
    status: str


class EntryReader:
    """Rows of one layout; `day` is the file's own, where rows have none."""

    def __init__(self, layout: Layout, day: date | None, tell: Tell) -> None:
        self._layout, self._day, self._tell = layout, day, tell
        self._accounts: dict[tuple[str, str], StatedAccount] = {}

    def read(self, row: FileRow) -> Entry | None:
        """The entry of a row; None where it is a fault, which is told."""
        if len(row.cells) < self._layout.width - 1 or any(
            cell.strip() for cell in row.cells[self._layout.width :]
        ):
            says = f"{len(row.cells)} fields where the layout has {self._layout.width}: {_AGAIN}"
            self._tell(row.line, "row", "fields", says)
            return None
        day, pence = self._day_of(row), self._pence(row)
        balance = self._money(row, "balance")
        if day is None or pence is None:
            return None
        line = BankLine(
            line=row.line,
            day=day,
            pence=pence,
            kind=told(self._text(row, "kind"), 40),
            narrative=told(" ".join(self._cell(row, place) for place in self._layout.narrative)),
            reference=told(self._text(row, "reference"), REFERENCE_MAX),
            name=told(self._text(row, "name"), REFERENCE_MAX),
            bank_id=told(self._text(row, "bank_id"), REFERENCE_MAX),
            value_day=self._value_day(row),
        )
        currency = self._text(row, "currency").upper() or CURRENCY
        return Entry(line, self._account(row), told(currency, 10), balance, self._status(row))

    def _cell(self, row: FileRow, place: int) -> str:
        """A cell as it is; an apostrophe before it keeps spreadsheets from changing it."""
        cell = row.cells[place].strip() if place < len(row.cells) else ""
        return cell[1:].strip() if cell.startswith("'") else cell

    def _text(self, row: FileRow, what: str) -> str:
        place = self._layout.columns.get(what)
        return "" if place is None else self._cell(row, place)

    def _day_of(self, row: FileRow) -> date | None:
        if "date" not in self._layout.columns:
            if self._day is None:
                says = f"its first line has no date: {_AGAIN}"
                self._tell(row.line, "date", "date_missing", says)
            return self._day
        try:
            return read_day(_CLOCK.sub("", self._text(row, "date")), _DAYS)
        except BadDate as bad:
            says = "not a date as 23/11/2026 or 23 Nov 2026: ask for the file again"
            self._tell(row.line, "date", bad.code, says)
            return None

    def _value_day(self, row: FileRow) -> date | None:
        try:
            return read_day(self._text(row, "value_day"), _DAYS)
        except BadDate:
            return None

    def _pence(self, row: FileRow) -> Pence | None:
        """What moved; nil for a row that only carries a balance."""
        before = None
        if "amount" in self._layout.columns:
            amount = self._money(row, "amount")
            return self._marked(row, amount) if amount is not None else self._none(row)
        before, after = self._money(row, "debit"), self._money(row, "credit")
        if before and after:
            self._tell(row.line, "debit", "sign_wrong", f"money out and in at once: {_AGAIN}")
            return None
        if before is None and after is None:
            return self._none(row)
        return Pence(abs(after) if after else -abs(before or 0))

    def _none(self, row: FileRow) -> Pence | None:
        """No amount: a row with a balance carries one forward, any other is a fault."""
        written = [self._text(row, what) for what in ("amount", "debit", "credit")]
        if any(written):
            return None  # it has been told that the figure cannot be read
        if self._text(row, "balance"):
            return Pence(0)
        self._tell(row.line, "amount", "amount_missing", f"no amount: {_AGAIN}")
        return None

    def _marked(self, row: FileRow, amount: Pence) -> Pence | None:
        if "mark" not in self._layout.columns:
            return amount
        mark = self._text(row, "mark").upper()
        if mark in _OUT_MARKS:
            return Pence(-abs(amount))
        if mark in _IN_MARKS:
            return Pence(abs(amount))
        says = f"{told(mark, 10)!a} is neither CR nor DR: {_AGAIN}"
        self._tell(row.line, "mark", "sign_wrong", says)
        return None

    def _money(self, row: FileRow, what: str) -> Pence | None:
        try:
            return csv_pence(self._text(row, what))
        except BadAmount as bad:
            self._tell(row.line, what, bad.code, bad.says)
            return None

    def _account(self, row: FileRow) -> StatedAccount:
        key = (self._text(row, "account"), self._text(row, "sort_code"))
        if key not in self._accounts:
            self._accounts[key] = stated_account(*key)
        return self._accounts[key]

    def _status(self, row: FileRow) -> str:
        """`booked`, `pending`, or `left` for what never happened."""
        told_ = self._text(row, "status").lower()
        if told_ in _PENDING:
            return "pending"
        return "left" if told_ in _NOT_DONE else "booked"
