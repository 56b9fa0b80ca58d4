"""A payment file is what a payer says it paid, line by line, with the totals it declares."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from core.delimited import RowFault
from core.money import Pence
from core.payment_file.row_number import row_words

FileFault = RowFault  # line, field, rule, and why with the way out


class LineType(StrEnum):
    """What one line of a payment file is; a clawback is a type, never only a sign."""

    PAY = "PAY"  # credits the account
    RECOVER_SELF = "RECOVER_SELF"  # an overpayment taken back from the account that had it
    RECOVER_OTHER = "RECOVER_OTHER"  # taken out of one tenant's payment, owed by another
    ARREARS_PAY = "ARREARS_PAY"  # a back-dated award
    DHP = "DHP"  # discretionary housing payment
    RETURN = "RETURN"  # money that came and went back: unpaid, refused, repaid
    CHARGE = "CHARGE"  # a debit of the housing system's own run
    IGNORE = "IGNORE"  # stands in the file, moves no money of ours
    TOTAL = "TOTAL"  # a control, not a payment
    UNKNOWN = "UNKNOWN"  # money nobody could type: it goes to suspense


CREDITS = frozenset({LineType.PAY, LineType.ARREARS_PAY, LineType.DHP, LineType.UNKNOWN})
DEBITS = frozenset(
    {LineType.RECOVER_SELF, LineType.RECOVER_OTHER, LineType.RETURN, LineType.CHARGE}
)
UNMOVING = frozenset({LineType.IGNORE, LineType.TOTAL})


class LineKey(NamedTuple):
    """One thing a line says whose it is: `kind` as the profile names it, `value` normalised."""

    kind: str  # reference, claim, creditor, card, roll, payer_account, nino …
    value: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """One movement on one account; a row that pays and recovers is two lines of one number.

    `gross` and `recovery` are never negative and `net` is gross − recovery: what it adds to the
    bank credit. `keys`, name, address and postcode are those of whose account moves: of the
    debtor on RECOVER_OTHER, where `beside` is the key of the tenant whose payment was cut.
    """

    line: int  # as an editor counts; of a workbook the row
    raw: str  # as it came but for bank cards' numbers; clean before a screen
    type: LineType
    gross: Pence
    recovery: Pence
    net: Pence
    keys: tuple[LineKey, ...] = ()  # in the profile's order of trust
    payer_key: LineKey | None = None  # the payer's own: claim, creditor, payer account
    name: str = ""
    address: str = ""
    postcode: str = ""
    narrative: str = ""
    day: date | None = None  # when the money moved; None means the file's own date
    period_from: date | None = None
    period_to: date | None = None
    stream: str = ""  # a stream of the book, such as hb
    code: str = ""  # a transaction code; empty means the stream's own
    part: int = 0  # 1 for the recovery of a row that also pays
    beside: LineKey | None = None
    bank_account: str = ""  # ours that received it: sort code, space, account number

    @property
    def row(self) -> str:
        """What the line is called by everywhere."""
        return row_words(self.line, self.part)


@dataclass(frozen=True, slots=True)
class Totals:
    """Count and pence of a file; None where nothing is declared.

    The count is of the payer's rows: those that move nothing too, a row in two parts once.
    """

    count: int | None = None
    gross: Pence | None = None
    recovery: Pence | None = None
    net: Pence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as its profile reads it; only one without faults may be staged."""

    profile: str
    version: int
    lines: tuple[FileLine, ...]  # in the file's order, those that move no money among them
    declared: Totals
    computed: Totals
    faults: tuple[FileFault, ...] = ()

    @property
    def moving(self) -> tuple[FileLine, ...]:
        """The lines that move money."""
        return tuple(line for line in self.lines if line.type not in UNMOVING)


def totals_of(lines: tuple[FileLine, ...]) -> Totals:
    """What the lines that move money come to, and how many rows there are, moving or not."""
    moving = [line for line in lines if line.type not in UNMOVING]
    return Totals(
        sum(line.part == 0 for line in lines if line.type is not LineType.TOTAL),
        Pence(sum(line.gross for line in moving)),
        Pence(sum(line.recovery for line in moving)),
        Pence(sum(line.net for line in moving)),
    )
