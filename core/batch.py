"""A batch is a bundle of receipts that is posted whole once it agrees with its controls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.money import Pence, pounds
from core.outcome import SAYS, Outcome
from core.reference import digit_sum


class BatchState(StrEnum):
    """Open until posted or abandoned, and never again after."""

    OPEN = "open"
    POSTED = "posted"
    ABANDONED = "abandoned"


class LineState(StrEnum):
    """A line counts while kept; a struck one stays visible and counts for nothing."""

    KEPT = "kept"
    STRUCK = "struck"


class Mark(StrEnum):
    """The sign of a line on the screen; ASCII_MARKS has its ASCII twin, MARK_WORDS its word."""

    KEPT = "✓"
    KEEPING = "…"
    UNUSUAL = "!"
    DUPLICATE = "✗"
    SUSPENSE = "S"
    SPLIT = "/"
    STRUCK = "~"


ASCII_MARKS: dict[Mark, str] = {
    Mark.KEPT: "ok",
    Mark.KEEPING: "..",
    Mark.UNUSUAL: "!",
    Mark.DUPLICATE: "x",
    Mark.SUSPENSE: "S",
    Mark.SPLIT: "/",
    Mark.STRUCK: "~",
}
MARK_WORDS: dict[Mark, str] = {
    Mark.KEPT: "kept",
    Mark.KEEPING: "keeping",
    Mark.UNUSUAL: "unusual",
    Mark.DUPLICATE: "duplicate",
    Mark.SUSPENSE: "suspense",
    Mark.SPLIT: "2 ways",
    Mark.STRUCK: "struck",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One receipt of a batch as its lists show it; a line without account is in suspense.

    `reference` is the payment reference as resolved, `quoted` what was typed or written,
    `colour` the corroboration (green, amber, red), `parts` how many ways it is split.
    """

    number: int
    amount: Pence
    account: int | None = None
    reference: str = ""
    state: LineState = LineState.KEPT
    parts: int = 1
    colour: str = "green"
    reason: str = ""
    quoted: str = ""
    name: str = ""
    address: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """What the batch must come to, with where the figures are from."""

    total: Pence
    count: int
    hash_total: int | None = None
    source: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the kept lines come to."""

    total: Pence
    count: int
    hash_total: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a batch does not prove; `by` is keyed less control, pence or number."""

    code: Outcome
    says: str
    by: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with its lines as its holder sees it; `held_by` is the login that may key into it."""

    number: int
    cashbook: str
    landlord: str
    stream: str
    value_date: date
    book_date: date
    held_by: str
    state: BatchState = BatchState.OPEN
    control: Control | None = None
    lines: tuple[Line, ...] = ()
    entry: str = ""


def tally(lines: Iterable[Line]) -> Tally:
    """Total, count and hash total of the kept lines (suspense has no digits, a split is one)."""
    total = count = hashed = 0
    for line in lines:
        if line.state is LineState.KEPT:
            total += line.amount
            count += 1
            hashed += 0 if line.account is None else digit_sum(line.reference)
    return Tally(Pence(total), count, hashed)


def proof(control: Control | None, keyed: Tally) -> tuple[Fault, ...]:
    """Every reason why what is keyed may not be posted, in order of precedence; none proves it."""
    faults: list[Fault] = []
    if control is None:
        faults.append(Fault(Outcome.CONTROL_MISSING, SAYS[Outcome.CONTROL_MISSING], 0))
    if keyed.count == 0:
        faults.append(Fault(Outcome.BATCH_EMPTY, SAYS[Outcome.BATCH_EMPTY], 0))
    if control is None:
        return tuple(faults)
    if by := keyed.count - control.count:
        says = f"the count is {abs(by)} {'over' if by > 0 else 'short'}: {_lines(keyed.count)}"
        faults.append(Fault(Outcome.CONTROL_COUNT, f"{says} keyed, {control.count} expected", by))
    if by := keyed.total - control.total:
        says = f"{difference_words(Pence(by))}: {pounds(keyed.total)} keyed"
        faults.append(Fault(Outcome.CONTROL_TOTAL, f"{says}, {pounds(control.total)} expected", by))
    if control.hash_total is not None and (by := keyed.hash_total - control.hash_total):
        says = f"the hash total is {keyed.hash_total}, not {control.hash_total}"
        faults.append(Fault(Outcome.HASH_TOTAL, f"{says}: a line is on another account", by))
    return tuple(faults)


def difference_words(by: Pence) -> str:
    """Keyed less control in words: `over by 238.00`, `short by 12.00`, `agrees`."""
    if by == 0:
        return "agrees"
    return f"{'over' if by > 0 else 'short'} by {pounds(Pence(abs(by)))}"


def tally_words(control: Control | None, keyed: Tally) -> str:
    """What is left to key, as the tally line ends: `over by 238.00, 3 to go`."""
    if control is None:
        return "no control yet"
    left = control.count - keyed.count
    by = keyed.total - control.total
    words = difference_words(Pence(by))
    if left > 0 > by:
        return f"{pounds(Pence(-by))} left, {left} to go"
    if left == 0:
        return "proves" if words == "agrees" else words
    return f"{words}, {left} to go" if left > 0 else f"{words}, {-left} too many"


def mark_of(line: Line, *, keeping: bool = False) -> tuple[Mark, str]:
    """The sign and the word a line shows; the word of suspense is its reason."""
    if keeping:
        return Mark.KEEPING, MARK_WORDS[Mark.KEEPING]
    if line.state is LineState.STRUCK:
        return Mark.STRUCK, MARK_WORDS[Mark.STRUCK]
    if line.parts > 1:
        return Mark.SPLIT, f"{line.parts} ways"
    if line.account is None:
        return Mark.SUSPENSE, line.reason or MARK_WORDS[Mark.SUSPENSE]
    mark = {"amber": Mark.UNUSUAL, "red": Mark.DUPLICATE}.get(line.colour, Mark.KEPT)
    return mark, MARK_WORDS[mark]


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"
