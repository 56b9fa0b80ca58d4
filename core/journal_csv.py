"""A journal as a table with a line for each posting, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.journal import LedgerAccount, LedgerPosting, decimal
from core.text import sheet_cell

COLUMNS = (
    "posting", "landlord", "cashbook", "code", "debit", "credit", "amount", "effective_date",
    "book_date", "posted_at", "batch", "reverses",
)  # fmt: skip


def head(title: str, accounts: Iterable[LedgerAccount]) -> Iterator[str]:
    """The names of the columns."""
    del title, accounts  # a table has neither
    yield _row(COLUMNS)


def transaction(posting: LedgerPosting, names: Mapping[int, str]) -> str:
    """One posting; amounts are pounds with two decimals, times are ISO 8601."""
    return _row(
        (
            posting.name,
            posting.landlord,
            posting.cashbook,
            posting.code,
            names[posting.debit],
            names[posting.credit],
            decimal(posting.amount),
            posting.effective.isoformat(),
            posting.booked.isoformat(),
            posting.posted_at.isoformat(),
            "" if posting.batch is None else str(posting.batch),
            posting.reverses,
        )
    )


def foot(accounts: Iterable[LedgerAccount], last: date) -> Iterator[str]:
    """Nothing: a table asserts nothing."""
    del accounts, last
    yield from ()


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([sheet_cell(cell) for cell in cells])
    return line.getvalue()
