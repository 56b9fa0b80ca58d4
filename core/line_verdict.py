"""A verdict on a line of a lines file: kept, kept with something to look at, or a fault."""

from dataclasses import dataclass
from datetime import date

from core.corroboration import Candidate, Cell, Colour, Corroboration, Receipt, corroborate
from core.delimited import RowFault
from core.lines_file import ReceiptRow
from core.outcome import Outcome

_OR_SUSPENSE = "or give a reason and it goes to suspense"
# What the book says to a screen names keys; a file's author has columns instead.
_SAYS = {
    "ambiguous": "names several accounts: write another of its references, or LANDLORD:REFERENCE",
    Outcome.UNKNOWN_ACCOUNT: f"names no account: find it (rentbook find), {_OR_SUSPENSE}",
    Outcome.WRONG_LANDLORD: f"is another landlord's account: use their cashbook, {_OR_SUSPENSE}",
    Outcome.ACCOUNT_CLOSED: f"is closed: find the open account, {_OR_SUSPENSE}",
}
_REVERSAL = "a line that takes money back is a request: rentbook reverse POSTING --why TEXT"
_INTEREST = "the account is declared yours or a relative's: a colleague must key it"
_REASON = "give a reason in that column, or suspense as its reference"


@dataclass(frozen=True, slots=True)
class Named:
    """What the written reference names; without candidate `code` says why."""

    candidate: Candidate | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands beside a line: look-alikes, the same receipt elsewhere, what the house forbids.

    `needs` are the fields that the stream demands, `mine` the accounts declared the operator's.
    """

    landlord: str
    day: date
    neighbours: tuple[Candidate, ...] = ()
    earlier: tuple[Receipt, ...] = ()
    needs: tuple[str, ...] = ()
    mine: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line to be kept on `account` (None: in suspense) with what to look at, or its fault."""

    row: ReceiptRow
    account: int | None
    day: date
    look: str = ""
    fault: RowFault | None = None


def verdict(row: ReceiptRow, named: Named, standing: Standing) -> Verdict:
    """Decide on a line as if it were keyed with its whole reference: green and amber are kept.

    Red ones and references that name nothing are faults; a reason keeps the red ones, and sends
    to suspense what has no account of this landlord.
    """
    fault = _fault_of(row, standing)
    if fault is not None:
        return Verdict(row, None, standing.day, fault=fault)
    candidate = named.candidate
    if row.to_suspense:
        return Verdict(row, None, standing.day)
    if candidate is None:
        return _nowhere(row, named.code, standing)
    if candidate.account in standing.mine:
        return _faulty(row, standing, "reference", "interest_declared", _INTEREST)
    return _corroborated(row, candidate, standing)


def _fault_of(row: ReceiptRow, standing: Standing) -> RowFault | None:
    if row.amount < 0 or row.corrects:
        field = "corrects" if row.corrects else "amount"
        return RowFault(row.line, field, Outcome.NEGATIVE_NEEDS_REQUEST, _REVERSAL)
    for field in standing.needs:
        if not getattr(row, field, ""):
            says = f"this stream asks for {field} on each line: fill in that column"
            return RowFault(row.line, field, Outcome.STREAM_NEEDS_FIELD, says)
    return None


def _nowhere(row: ReceiptRow, code: str, standing: Standing) -> Verdict:
    says = f"{written(row)} {_SAYS.get(code, _SAYS[Outcome.UNKNOWN_ACCOUNT])}"
    if row.reason:
        return Verdict(row, None, standing.day, says.partition(":")[0])
    return _faulty(row, standing, "reference", code, says)


def _corroborated(row: ReceiptRow, candidate: Candidate, standing: Standing) -> Verdict:
    cell = Cell(
        standing.landlord,
        (candidate,),
        row.amount,
        neighbours=standing.neighbours,
        earlier=standing.earlier,
    )
    found = corroborate(cell)
    look = _look(found)
    if found.colour is Colour.RED and not row.reason:
        says = f"{look}: {_REASON}"
        return _faulty(row, standing, "reason", Outcome.REASON_NEEDED, says)
    return Verdict(row, candidate.account, standing.day, look)


def _look(found: Corroboration) -> str:
    """What is unusual about the line, without the keys a screen would offer."""
    return found.says.rpartition(": ")[0]


def _faulty(row: ReceiptRow, standing: Standing, field: str, rule: str, says: str) -> Verdict:
    return Verdict(row, None, standing.day, fault=RowFault(row.line, field, str(rule), says))


def written(row: ReceiptRow) -> str:
    """The reference as the file has it, its sub-account behind a slash."""
    return f"{row.reference}/{row.part}" if row.part else row.reference
