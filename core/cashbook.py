"""A cashbook day sets bank, cashbook and rent ledger side by side and names every difference."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.money import NIL, Pence, pounds


class Reason(StrEnum):
    """Why an item stands on one side only (product.md, "Cashbook & reconciliation")."""

    NOT_CREDITED = "not-credited"
    NOT_PRESENTED = "not-presented"
    ENTERED_LATER = "entered-later"
    NO_SCHEDULE = "no-schedule"
    BANK_ERROR = "bank-error"
    NOT_OURS = "not-ours"
    ENQUIRY = "enquiry"
    OTHER = "other"
    NO_ENTRY = "no-entry"
    GAP = "gap"
    OWN_DIFFERENCE = "own-difference"
    BROUGHT_FORWARD = "brought-forward"
    WITHIN_TOLERANCE = "within-tolerance"


_SAYS = {
    Reason.NOT_CREDITED: "not yet credited by the bank",
    Reason.NOT_PRESENTED: "not yet presented to the bank",
    Reason.ENTERED_LATER: "entered in the cashbook on a later day",
    Reason.NO_SCHEDULE: "a lump before its schedule",
    Reason.BANK_ERROR: "the bank's error",
    Reason.NOT_OURS: "not ours",
    Reason.ENQUIRY: "asked about",
    Reason.OTHER: "explained",
    Reason.NO_ENTRY: "no entry in the cashbook",
    Reason.GAP: "the statements leave a gap",
    Reason.OWN_DIFFERENCE: "the statement's own difference",
    Reason.BROUGHT_FORWARD: "brought forward, no cut-off was stated",
    Reason.WITHIN_TOLERANCE: "within the cashbook's tolerance",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that the bank or the cashbook has alone: bank + its `pence` = cashbook.

    `what` names the entry or the bank line by number, never a person; `owner` sees to it.
    """

    what: str
    day: date
    pence: Pence
    reason: Reason
    owner: str = ""
    words: str = ""

    @property
    def says(self) -> str:
        """The reason in words."""
        return _SAYS[self.reason]

    def age(self, on: date) -> int:
        """How many days it is old then."""
        return (on - self.day).days


@dataclass(frozen=True, slots=True)
class BankMovement:
    """The bank's side: balance before the first day covered, in and out since, balance then."""

    opening: Pence
    money_in: Pence
    money_out: Pence
    closing: Pence


@dataclass(frozen=True, slots=True)
class ThirdLeg:
    """What the days' receipts were by stream, and where the same money went in the ledger."""

    streams: tuple[tuple[str, Pence], ...]
    rent: Pence
    suspense: Pence
    others: tuple[tuple[str, Pence], ...] = ()

    @property
    def received(self) -> Pence:
        """All streams together."""
        return total(pence for _, pence in self.streams)

    @property
    def ledger(self) -> Pence:
        """Rent accounts, suspense and whatever else was credited."""
        return Pence(self.rent + self.suspense + total(pence for _, pence in self.others))

    @property
    def agrees(self) -> bool:
        """Whether everything received went somewhere, and nothing else did."""
        return self.received == self.ledger


@dataclass(frozen=True, slots=True)
class CashbookDay:
    """A cashbook as at the end of a day; the days from `first` on have not been signed before.

    `tolerated` is what bank and cashbook were apart in matches, posted to bank differences.
    """

    cashbook: str
    landlord: str
    first: date
    day: date
    bank: BankMovement
    book: Pence
    timing: tuple[Difference, ...]
    explained: tuple[Difference, ...]
    unexplained: tuple[Difference, ...]
    leg: ThirdLeg
    matched: int = 0
    unmatched: int = 0
    tolerated: tuple[Difference, ...] = ()

    @property
    def timing_pence(self) -> Pence:
        """Entries that the bank will show later."""
        return total(each.pence for each in self.timing)

    @property
    def explained_pence(self) -> Pence:
        """Bank lines that somebody has explained."""
        return total(each.pence for each in self.explained)

    @property
    def unexplained_pence(self) -> Pence:
        """What is left: bank + timing + explained + this = cashbook."""
        return Pence(self.book - self.bank.closing - self.timing_pence - self.explained_pence)

    @property
    def proves(self) -> bool:
        """Whether nothing is unexplained, in sum and item by item, and the third leg agrees."""
        return not self.unexplained_pence and not self.unexplained and self.leg.agrees


def total(amounts: Iterable[Pence]) -> Pence:
    """A sum of pence."""
    return Pence(sum(amounts))


def difference_words(day: CashbookDay) -> str:
    """The unexplained difference in words, in and out as the bank says them."""
    pence, count = day.unexplained_pence, len(day.unexplained)
    if not pence and not count:
        return "bank and cashbook agree"
    lines = sum(each.reason is Reason.NO_ENTRY for each in day.unexplained)
    if not pence:
        return f"{_bank_lines(lines)} no entry, though in and out cancel: each needs one"
    side = "more in" if pence < 0 else "less in"
    amount = pounds(Pence(abs(pence)))
    why = f": {_bank_lines(lines)} no entry" if lines else ""
    if not lines and count:
        why = f": {day.unexplained[0].says}"
    return f"the bank has {amount} {side} than is explained{why}"


def _bank_lines(count: int) -> str:
    return f"{count} bank line{'' if count == 1 else 's'} {'has' if count == 1 else 'have'}"


NOTHING = BankMovement(NIL, NIL, NIL, NIL)
