"""The published modulus tables, read: which weights check which sort codes.

The tables belong to who publishes them and are loaded by each office; none ships with the program.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.delimited import BadFile, RowFault
from core.text import clean

STALE_MONTHS = 12  # the tables change several times a year
_VERSION = re.compile(r"v\.?\s*([0-9])\.?([0-9]{2})(?![0-9])", re.IGNORECASE)
_EXCEPTIONS = range(1, 15)


class Method(StrEnum):
    """How the products of digits and weights are summed, and what the sum is divided by."""

    MOD10 = "MOD10"
    MOD11 = "MOD11"
    DBLAL = "DBLAL"


@dataclass(frozen=True, slots=True)
class Weights:
    """One row of valacdos: a range of sort codes, a method, a weight for each of 14 digits."""

    first: str
    last: str
    method: Method
    weights: tuple[int, ...]
    exception: int = 0


@dataclass(frozen=True, slots=True)
class ModulusTable:
    """The rows of both files; `rows` in the order of the file, at most two for a sort code."""

    rows: tuple[Weights, ...] = ()
    stand_ins: tuple[tuple[str, str], ...] = ()

    def checks(self, sort_code: str) -> tuple[Weights, ...]:
        """The rows that check this sort code, in the file's order; none: it cannot be checked."""
        return tuple(row for row in self.rows if row.first <= sort_code <= row.last)

    def stand_in(self, sort_code: str) -> str:
        """The sort code to compute with under exception 5."""
        return dict(self.stand_ins).get(sort_code, sort_code)


def is_stand_ins(text: str) -> bool:
    """Whether the text is the table of stand-ins (scsubtab) rather than of weights (valacdos)."""
    cells = next((line.split() for line in text.splitlines() if line.strip()), [])
    return len(cells) == 2


def read_weights(text: str) -> tuple[Weights, ...]:
    """The rows of valacdos. Raises BadFile table_wrong with the first lines that are none."""
    rows: list[Weights] = []
    faults: list[RowFault] = []
    for number, line in _lines(text):
        row = _weights(line)
        if row is None:
            says = "is no row of valacdos: range, range, method, 14 weights, exception"
            faults.append(RowFault(number, "", "row_wrong", says))
        else:
            rows.append(row)
    faults += _crowded(rows)
    _refuse(faults, empty=not rows)
    return tuple(rows)


def read_stand_ins(text: str) -> tuple[tuple[str, str], ...]:
    """The pairs of scsubtab. Raises BadFile table_wrong."""
    pairs: list[tuple[str, str]] = []
    faults: list[RowFault] = []
    for number, line in _lines(text):
        cells = line.split()
        if len(cells) == 2 and all(_is_code(cell) for cell in cells):
            pairs.append((cells[0], cells[1]))
        else:
            faults.append(RowFault(number, "", "row_wrong", "is no pair of sort codes"))
    _refuse(faults, empty=not pairs)
    return tuple(pairs)


def version_in(name: str) -> str:
    """The version a file's name tells, such as 7.90 in valacdos-v790.txt; empty where none."""
    found = _VERSION.search(name)
    return f"{found[1]}.{found[2]}" if found else ""


def months_between(dated: date, today: date) -> int:
    """Whole months from one day to the other, none where it lies ahead."""
    months = (today.year - dated.year) * 12 + today.month - dated.month
    return max(0, months - (today.day < dated.day))


def is_stale(dated: date, today: date) -> bool:
    """Whether the tables are older than twelve months."""
    return months_between(dated, today) >= STALE_MONTHS and (today - dated).days > 365


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip("\x1a \t"):
            yield number, line


def _weights(line: str) -> Weights | None:
    cells = line.split()
    if len(cells) not in (17, 18) or cells[2] not in Method.__members__:
        return None
    if not (_is_code(cells[0]) and _is_code(cells[1]) and cells[0] <= cells[1]):
        return None
    if not all(re.fullmatch(r"[0-9]{1,3}", cell) for cell in cells[3:]):
        return None
    exception = int(cells[17]) if len(cells) == 18 else 0
    if len(cells) == 18 and exception not in _EXCEPTIONS:
        return None
    weights = tuple(int(cell) for cell in cells[3:17])
    return Weights(cells[0], cells[1], Method(cells[2]), weights, exception)


def _is_code(cell: str) -> bool:
    return re.fullmatch(r"[0-9]{6}", cell) is not None


def _crowded(rows: list[Weights]) -> Iterator[RowFault]:
    """A sort code with more than two rows: the rules know of two."""
    starts = sorted(row.first for row in rows)
    ends = sorted(row.last for row in rows)
    for first in dict.fromkeys(starts):
        ended = bisect_right(ends, str(int(first) - 1).zfill(6))
        if bisect_right(starts, first) - ended > 2:
            says = f"sort code {first} has more than two rows: is it one file, once?"
            yield RowFault(0, "", "row_wrong", says)


def _refuse(faults: list[RowFault], *, empty: bool) -> None:
    if empty and not faults:
        raise BadFile("table_wrong", "the file has no rows: is it the published table?")
    if faults:
        told = "; ".join(f"line {one.line} {one.says}" for one in faults[:5])
        more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
        raise BadFile("table_wrong", clean(f"{told}{more}", 1_000))
