"""An item is one open bank line or cashbook entry; a proposal says which of both are one money."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from core.money import Pence

# A number of four digits and more, alone or behind letters, is somebody's reference.
_REFERENCE = re.compile(r"[0-9A-Z]*[0-9]{4,}[0-9A-Z]*")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# A day and month stand alone; behind a letter it is a slip's number (PS2611).
_DAY_MONTH = re.compile(r"(?<![0-9A-Za-z])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(?![0-9])")
_PERSONAL_MIN = 7  # digits: shorter numbers are batches, slips and postings


@dataclass(frozen=True)
class Item:
    """Money in (above nil) or out on one side, still unmatched; `key` is unique on its side.

    `stream` is how a cashbook entry's money came, or what a bank line says it is; empty: unknown.
    """

    key: int
    day: date
    pence: Pence
    words: str = ""
    stream: str = ""

    @cached_property
    def references(self) -> frozenset[str]:
        """The references in its words, without the letters around them (PS1042 is slip 1042).

        Four digits may be a slip's number or a day and month: both are looked for.
        """
        return frozenset(one.strip(_LETTERS) for one in _REFERENCE.findall(self.words.upper()))

    @cached_property
    def personal(self) -> frozenset[str]:
        """Those of them that may be an account's: long, and digits alone."""
        return frozenset(
            one for one in self.references if len(one) >= _PERSONAL_MIN and one.isdigit()
        )

    @cached_property
    def named_days(self) -> frozenset[tuple[int, int]]:
        """Days (month, day) written as DDMM: the day whose takings an acquirer settles."""
        found = _DAY_MONTH.findall(self.words)
        return frozenset((int(month), int(day)) for day, month in found)


class Kind(StrEnum):
    """How many items stand on each side of a proposal."""

    ONE_TO_ONE = "one to one"
    ONE_TO_MANY = "one bank line, many entries"
    MANY_TO_ONE = "many bank lines, one entry"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Bank lines and cashbook entries of the same sum, by their keys, in ascending order.

    An `exact` one may be accepted with all the others; `why` says in words what decided.
    """

    kind: Kind
    bank: tuple[int, ...]
    book: tuple[int, ...]
    pence: Pence
    exact: bool
    why: str


def of_many(kind: Kind, one: Item, many: Iterable[Item], *, exact: bool, why: str) -> Proposal:
    """The proposal of one item against many of the other side."""
    single, keys = (one.key,), tuple(sorted(item.key for item in many))
    bank, book = (single, keys) if kind is Kind.ONE_TO_MANY else (keys, single)
    return Proposal(kind, bank, book, one.pence, exact, why)


@dataclass(frozen=True, slots=True)
class Window:
    """How far apart the days may be: the bank so many days before or after the cashbook."""

    before: int = 4
    after: int = 10

    def holds(self, bank: date, book: date) -> bool:
        """Whether a bank line of that day may be an entry of this one."""
        return -self.before <= (bank - book).days <= self.after
