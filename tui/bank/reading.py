"""A cashbook's day as it was read: whole, or after a match of a large one only its figures."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.reconciliation import Proposal
    from db.bank.days import DayNow
    from db.bank.receipts import Waiting
    from db.bank.reconciling import Open

_LARGE = 1_000  # open items


@dataclass(frozen=True, slots=True)
class Seen:
    """A day as it was read: figures, open items, proposals, one's own batch of bank lines."""

    cashbook: str
    cashbooks: tuple[str, ...]
    now: "DayNow"
    found: "Open"
    proposed: "tuple[Proposal, ...]"
    waiting: "Waiting | None"

    @property
    def is_large(self) -> bool:
        """Whether reading all of it again after each match would be felt."""
        return len(self.found.bank) + len(self.found.book) > _LARGE

    def without(self, lines: Collection[int], entries: Collection[int]) -> "Seen | None":
        """The same with these matched; None where a receipt of a batch leaves others behind."""
        gone, met = set(lines), set(entries)
        kept = {entry.key for entry in self.found.book}
        if not met <= kept:
            return None
        found = replace(
            self.found,
            bank=tuple(line for line in self.found.bank if line.line not in gone),
            book=tuple(entry for entry in self.found.book if entry.key not in met),
            inside=tuple(entry for entry in self.found.inside if entry.whole not in met),
        )
        proposed = tuple(
            each
            for each in self.proposed
            if gone.isdisjoint(each.bank) and met.isdisjoint(each.book)
        )
        return replace(self, found=found, proposed=proposed)


def read_day(book: Any, cashbook: str, day: date | None, opened: frozenset[int]) -> Seen | None:
    """All of it; None where no cashbook has a bank statement yet."""
    from db.bank.days import cashbook_day, unproved
    from db.bank.receipts import open_receipts
    from db.bank.reconciling import open_items

    every = [each for each in unproved(book) if each.told_to is not None]
    if not every:
        return None
    mine = next((each for each in every if each.cashbook == cashbook), None)
    if mine is None:
        waiting = [each for each in every if each.next_day]
        mine = min(waiting, key=lambda each: each.next_day or date.max, default=every[0])
    wanted = day or mine.next_day or mine.signed_to or mine.told_to or book.about.today
    now = cashbook_day(book, mine.cashbook, min(wanted, book.about.today))
    found = open_items(book, mine.cashbook, now.day.day, opened)
    codes = tuple(each.cashbook for each in every)
    waits = open_receipts(book, mine.cashbook)
    return Seen(mine.cashbook, codes, now, found, found.proposals(), waits)


def read_figures(book: Any, seen: Seen) -> Seen:
    """What changes with a match: the figures, and one's batch of bank lines."""
    from db.bank.days import cashbook_day
    from db.bank.receipts import open_receipts

    now = cashbook_day(book, seen.cashbook, seen.now.day.day)
    return replace(seen, now=now, waiting=open_receipts(book, seen.cashbook))
