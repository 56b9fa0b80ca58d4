"""A bank statement is what the bank says moved on one account between two balances."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from core.delimited import BadFile, RowFault
from core.money import Pence
from core.stated_account import StatedAccount
from core.text import clean

CURRENCY = "GBP"  # in which books are kept
NARRATIVE_MAX = 500  # characters kept of what the bank writes; a reference has fewer
REFERENCE_MAX = 140

FAULTS_MAX = 1_000  # told one by one; a damaged file may make one of every line

StatementFault = RowFault  # line, field, rule, and why with the way out


class Enough(BadFile):
    """So many faults that no more are looked for; `faults` are those there are."""

    def __init__(self, faults: list[StatementFault]) -> None:
        says = f"over {FAULTS_MAX:,} faults, no more were looked for: is it the right file?"
        super().__init__("faults_more", says)
        self.faults = faults


class Faults(list[StatementFault]):
    """The faults of one file as they are found. Raises Enough when there are too many."""

    def append(self, fault: StatementFault) -> None:
        """One more."""
        if len(self) >= FAULTS_MAX:
            raise Enough(self)
        super().append(fault)

    def extend(self, faults: Iterable[StatementFault]) -> None:
        """Some more."""
        for fault in faults:
            self.append(fault)


@dataclass(frozen=True, slots=True)
class BankLine:
    """One entry of the bank, in above nil and out below; texts are clean.

    `parts` are what a batched entry is made of, where the bank says so and they add up to it;
    where it only counts them, `items` is above one and the entry is matched to a schedule.
    """

    line: int  # where it begins, as an editor counts
    day: date  # booked by the bank
    pence: Pence
    kind: str = ""  # the bank's own code: 99, NTRF, FPI, PMNT/RCDT/ESCT
    narrative: str = ""
    reference: str = ""
    name: str = ""  # the other side's
    other: StatedAccount | None = None  # the other side's account
    bank_id: str = ""  # the bank's own number of it; not always unique
    value_day: date | None = None
    reverses: bool = False  # it takes back an earlier entry
    items: int = 1
    parts: tuple["BankLine", ...] = ()


@dataclass(frozen=True, slots=True)
class BankStatement:
    """Entries of one account in the order they were booked, with the balances the bank states.

    Balances are in credit above nil, overdrawn below, None where the bank gives none. `pending`
    is not booked and in no sum. `remarks` are what to ask about: none of them hides a figure.
    """

    line: int
    account: StatedAccount
    currency: str  # empty where the file names none
    lines: tuple[BankLine, ...]
    opening: Pence | None = None
    closing: Pence | None = None
    number: str = ""  # the bank's own, of the statement
    first_day: date | None = None
    last_day: date | None = None
    pending: tuple[BankLine, ...] = ()
    controls: bool | None = None  # whether sums and counts the bank declares were met
    remarks: tuple[StatementFault, ...] = ()

    @property
    def credits(self) -> Pence:
        """What came in."""
        return Pence(sum(one.pence for one in self.lines if one.pence > 0))

    @property
    def debits(self) -> Pence:
        """What went out, above nil."""
        return Pence(-sum(one.pence for one in self.lines if one.pence < 0))

    @property
    def difference(self) -> Pence | None:
        """Closing less opening less entries; None where a balance is missing."""
        if self.opening is None or self.closing is None:
            return None
        return Pence(self.closing - self.opening - self.credits + self.debits)

    @property
    def proves(self) -> bool | None:
        """Whether the bank's own figures agree; None where it gives nothing to prove by."""
        if self.difference is not None:
            return self.difference == 0 and self.controls is not False
        return self.controls


@dataclass(frozen=True, slots=True)
class StatementReading:
    """A whole file as its format reads it; one with a fault is not booked, in no part."""

    format: str
    statements: tuple[BankStatement, ...] = ()
    faults: tuple[StatementFault, ...] = ()


def expanded(lines: Iterable[BankLine]) -> tuple[BankLine, ...]:
    """The lines with each batched entry as its parts, where the bank gives them."""
    return tuple(part for one in lines for part in one.parts or (one,))


def oldest_first(lines: tuple[BankLine, ...]) -> tuple[BankLine, ...]:
    """The lines turned round where the bank writes the newest first."""
    return lines[::-1] if lines and lines[0].day > lines[-1].day else lines


def spanned(statement: BankStatement) -> BankStatement:
    """The statement with the days its entries reach over, where the bank does not say."""
    days = [one.day for one in statement.lines]
    last = statement.last_day or max(days, default=None)
    first = statement.first_day or min(days, default=last)
    return replace(statement, first_day=first, last_day=last)


def told(text: str, limit: int = NARRATIVE_MAX) -> str:
    """A bank's text clean and with single blanks; banks pad and break it."""
    return clean(" ".join(text.split()), limit)
