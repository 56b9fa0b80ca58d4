"""The journal for the finance system: by code and landlord, each posting in one export only."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.journal import decimal
from core.money import Pence
from core.text import sheet_cell
from db.acting import act, new_key
from db.book import Book
from db.errors import translated
from db.new_file import new_file

COLUMNS = ("export", "landlord", "month", "code", "name", "debit", "credit", "postings", "amount")


@dataclass(frozen=True, slots=True)
class Exported:
    """One export by its number; `lines` is how many the file has."""

    export: int
    postings: int
    pence: Pence
    lines: int


def export_finance(
    book: Book, out: Path, again: int | None = None, key: str | None = None
) -> Exported:
    """Writes what no export has given yet to a new file, or an earlier export once more.

    Raises Refusal: nothing_new, not_permitted, no_export, file_exists, busy.
    """
    with new_file(out) as file:
        if again is None:
            with book.session() as session:
                again = int(act(session, "export_finance", key or new_key())["export"])
        lines = _lines(book, again)
        file.writelines(_table(again, lines))
    postings, pence = (sum(line[place] for line in lines) for place in (6, 7))
    return Exported(again, postings, Pence(pence), len(lines))


def _lines(book: Book, export: int) -> list[tuple[Any, ...]]:
    with book.session() as session, translated():
        query = (
            "SELECT landlord, month, code, name, debit, credit, postings, pence"
            " FROM rb.finance_lines(%s)"
        )
        return session.execute(query, (export,)).fetchall()


def _table(export: int, lines: list[tuple[Any, ...]]) -> Iterator[str]:
    yield _row(COLUMNS)
    for *words, postings, pence in lines:
        yield _row((str(export), *words, str(postings), decimal(Pence(pence))))


def _row(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([sheet_cell(cell) for cell in cells])
    return line.getvalue()
