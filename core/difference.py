"""The difference doctor says which line explains why a batch does not prove."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations

from core.batch import Control, Line, LineState, difference_words, tally
from core.money import Pence, pounds
from core.text import clean

FINDINGS_MAX = 10
COLUMNS = 75  # of 80: margins, and the sign before it
TO_THERE = " F7 goes there"  # the key behind words about a line, where there is room for it
_PAIRS_MAX = 60  # unusual lines looked at two by two: 1,770 pairs


class Slip(IntEnum):
    """What may have gone wrong with a line, likeliest first where nothing else decides."""

    TENFOLD = 1
    SWAPPED = 2
    DOUBLED = 3
    MISSING = 4
    SIGN = 5
    MISKEYED = 6
    TWO_LINES = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """One explanation: the line to look at (None: nothing keyed), what it is and should be.

    `says` is one line of at most 75 columns; `usual` tells that the amount it should be is what
    the account pays.
    """

    slip: Slip
    line: int | None
    amount: Pence
    should_be: Pence | None
    usual: bool
    says: str


def diagnose(
    control: Control, lines: Sequence[Line], usual: dict[int, Pence] | None = None
) -> tuple[Finding, ...]:
    """Explain keyed total less control total, likeliest first; nothing where they agree.

    `usual` has what accounts usually pay: a correction that makes a line usual ranks first, one
    that spoils a usual line last.
    """
    keyed = tally(lines)
    gap = keyed.total - control.total
    over = keyed.count - control.count
    if gap == 0:
        return ()
    kept = [line for line in lines if line.state is LineState.KEPT]
    struck = [line for line in lines if line.state is LineState.STRUCK]
    pays = usual or {}
    found = list(_extra(kept, gap, over))
    found += _lacking(kept, struck, gap, over)
    found += _wrong(kept, gap, over, pays)
    found.sort(key=lambda each: (each[0], each[1].line is None, each[1].line or 0))
    return tuple(_first_of_each_line(one for _, one in found))[:FINDINGS_MAX]


def slip_against_usual(amount: Pence, usual: Pence | None) -> Slip | None:
    """The slip of hand by which the usual amount would have become this one, if there is one."""
    if not usual or amount == usual:
        return None
    if amount in _shifted(usual):
        return Slip.TENFOLD
    if amount == -usual:
        return Slip.SIGN
    return Slip.SWAPPED if _swapped(amount, usual) else None


def usual_words(line: Line, usual: Pence | None) -> str:
    """The remark on a line that looks like a slip before the batch is finished; or nothing."""
    slip = slip_against_usual(line.amount, usual)
    if slip is None or usual is None:
        return ""
    told = {
        Slip.SIGN: f"line {line.number} is reversed, this account pays {pounds(usual)}",
        Slip.SWAPPED: f"line {line.number} has digits swapped, this account pays {pounds(usual)}",
    }.get(slip)
    if told is None:
        times = _times(line.amount, usual)
        told = f"line {line.number} is {times} what this account pays ({pounds(usual)})"
    return _told(f"{told}:")


def swaps(amount: Pence) -> frozenset[Pence]:
    """The amounts that two neighbouring digits of this one, swapped, would give."""
    digits = str(abs(amount))
    sign = -1 if amount < 0 else 1
    found = {
        int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])
        for place in range(len(digits) - 1)
    }
    return frozenset(Pence(sign * one) for one in found if one not in (0, abs(amount)))


Ranked = tuple[int, Finding]


def _extra(kept: list[Line], gap: int, over: int) -> Iterator[Ranked]:
    """A line too many: one of the amount of the gap, most likely one that stands there twice."""
    if over < 0:
        return
    seen: dict[tuple[int | None, Pence], int] = {}
    for line in kept:
        twin = seen.setdefault((line.account, line.amount), line.number)
        if line.amount != gap:
            continue
        twice = twin != line.number and line.account is not None
        rank = (0 if over == 1 else 60) + (0 if twice else 8)
        how = f"keyed twice, as line {twin}?" if twice else "one too many?"
        says = _told(f"{difference_words(Pence(gap))} = line {line.number}, {how}")
        yield rank, Finding(Slip.DOUBLED, line.number, line.amount, None, False, says)


def _lacking(kept: list[Line], struck: list[Line], gap: int, over: int) -> Iterator[Ranked]:
    """A line too few: a struck line of that amount, or a receipt that was never keyed."""
    if over > 0 or gap > 0:
        return
    lacking = Pence(-gap)
    far = 0 if over == -1 else 60
    short = difference_words(Pence(gap))
    for line in struck:
        if line.amount == lacking:
            says = _told(f"{short} = line {line.number}, struck out: should it stand?")
            yield far, Finding(Slip.MISSING, line.number, line.amount, lacking, False, says)
    if over == -1:
        says = f"{short}, one to go: a receipt of {pounds(lacking)} is not keyed"
        yield 20, Finding(Slip.MISSING, None, lacking, lacking, False, says)
    elif any(line.amount == lacking for line in kept):
        says = clean(f"{short}: a receipt of that amount missing, and one too many?", COLUMNS)
        yield 90, Finding(Slip.MISSING, None, lacking, lacking, False, says)


def _wrong(kept: list[Line], gap: int, over: int, pays: dict[int, Pence]) -> Iterator[Ranked]:
    """A line keyed wrongly: the count agrees, and one correction makes up the gap."""
    far = 0 if over == 0 else 40
    for line in kept:
        for slip, should_be in _corrections(line, gap, pays):
            good = pays.get(line.account or 0) == should_be
            rank = far + slip + (0 if good else 10) + (20 if _is_usual(line, pays) else 0)
            yield rank, _finding(line, should_be, gap, slip=slip, usual=good)
    yield from _pairs(kept, gap, far, pays)


def _corrections(line: Line, gap: int, pays: dict[int, Pence]) -> Iterator[tuple[Slip, Pence]]:
    should_be = Pence(line.amount - gap)
    if should_be == 0:
        return
    if should_be in _shifted(line.amount) or line.amount in _shifted(should_be):
        yield Slip.TENFOLD, should_be
    elif should_be == -line.amount:
        yield Slip.SIGN, should_be
    elif gap % 9 == 0 and _swapped(line.amount, should_be):
        yield Slip.SWAPPED, should_be
    elif line.account is not None and pays.get(line.account) == should_be:
        yield Slip.MISKEYED, should_be


def _pairs(kept: list[Line], gap: int, far: int, pays: dict[int, Pence]) -> Iterator[Ranked]:
    """Two lines that are both not usual and together make up the gap."""
    odd = [line for line in kept if line.account in pays and not _is_usual(line, pays)]
    for one, two in combinations(odd[:_PAIRS_MAX], 2):
        if one.amount - _pays(one, pays) + two.amount - _pays(two, pays) == gap:
            both = f"lines {one.number} and {two.number} at the usual"
            amounts = f"{pounds(_pays(one, pays))} and {pounds(_pays(two, pays))}"
            says = _told(f"{difference_words(Pence(gap))}: {both} {amounts}?")
            found = Finding(Slip.TWO_LINES, one.number, one.amount, _pays(one, pays), True, says)
            yield far + Slip.TWO_LINES + 2, found


def _finding(line: Line, should_be: Pence, gap: int, *, slip: Slip, usual: bool) -> Finding:
    how = {
        Slip.TENFOLD: f" = {_nines(line.amount, should_be)}",
        Slip.SIGN: f" = 2 × {pounds(Pence(abs(line.amount)))}",
        Slip.SWAPPED: ", digits swapped",
    }.get(slip, "")
    what = f"{pounds(line.amount)} for {pounds(should_be)}"
    says = _told(f"{difference_words(Pence(gap))}{how}: line {line.number}, {what}?")
    return Finding(slip, line.number, line.amount, should_be, usual, says)


def _swapped(one: Pence, other: Pence) -> bool:
    """Whether neighbouring digits swapped make one of the other; 40.01 may have become 4.01."""
    return other in swaps(one) or one in swaps(other)


def _told(words: str) -> str:
    """Words with the key behind them, all of it where the line has room."""
    said = words + TO_THERE
    return said if len(said) <= COLUMNS else clean(f"{words} F7", COLUMNS)


def _nines(amount: Pence, should_be: Pence) -> str:
    small = min(abs(amount), abs(should_be)) or 1
    return f"{abs(amount - should_be) // small} × {pounds(Pence(small))}"


def _times(amount: Pence, usual: Pence) -> str:
    words = {10: "ten times", 100: "a hundred times"}
    if abs(amount) > abs(usual):
        return words[amount // usual]
    return {10: "a tenth of", 100: "a hundredth of"}[usual // amount]


def _shifted(amount: Pence) -> frozenset[Pence]:
    """The amount with the point one or two places further, either way."""
    found = {amount * 10, amount * 100}
    found |= {amount // times for times in (10, 100) if amount % times == 0}
    return frozenset(Pence(one) for one in found if one)


def _is_usual(line: Line, pays: dict[int, Pence]) -> bool:
    return line.account is not None and pays.get(line.account) == line.amount


def _pays(line: Line, pays: dict[int, Pence]) -> Pence:
    return pays[line.account or 0]


def _first_of_each_line(found: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[int | None] = set()
    for one in found:
        if one.line not in seen:
            yield one
        seen.add(one.line)
