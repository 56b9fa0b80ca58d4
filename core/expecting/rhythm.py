"""A rhythm is how often an account pays: its due days follow from the days it paid on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

DAYS_LOOKED_AT = 6
_SLACK = 3  # days by which weekends and bank holidays move a payment
_MISSED = 4  # what a cycle left out weighs against days out of step
_UNFIT = 12


class Rhythm(StrEnum):
    """The intervals that standing orders, benefits and collections come in."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four-weekly"
    MONTHLY = "monthly"


STEP: dict[Rhythm, int] = {
    Rhythm.WEEKLY: 7,
    Rhythm.FORTNIGHTLY: 14,
    Rhythm.FOUR_WEEKLY: 28,
    Rhythm.MONTHLY: 30,
}


def rhythm_of(days: Sequence[date], likely: Rhythm) -> Rhythm:
    """The interval that the days (latest first) keep best; `likely` where two keep it as well.

    A cycle left out counts little against an interval, days out of step count more. One day
    alone tells nothing: `likely` it is.
    """
    return _rhythm_of(tuple(sorted(set(days), reverse=True)[:DAYS_LOOKED_AT]), likely)


@lru_cache(maxsize=16_384)  # payers of one run share their days; a pure function may remember
def _rhythm_of(known: tuple[date, ...], likely: Rhythm) -> Rhythm:
    gaps = [(later, earlier) for later, earlier in pairwise(known)]
    if not gaps:
        return likely
    costs = {each: sum(_cost(each, *gap) for gap in gaps) for each in Rhythm}
    return min(Rhythm, key=lambda each: (costs[each], each is not likely, -STEP[each]))


def due_days(rhythm: Rhythm, days: Sequence[date]) -> Iterator[date]:
    """Every day due after the latest of `days` (latest first), on which no weekend has a say.

    The day of the week or month is the one most of them were on, so that one payment which a
    bank holiday moved does not move the next.
    """
    known = days[:DAYS_LOOKED_AT]
    if rhythm is Rhythm.MONTHLY:
        yield from _monthly(known)
        return
    step = STEP[rhythm]
    phase = _most(day.toordinal() % step for day in known)
    latest = known[0]
    ahead = (phase - latest.toordinal()) % step
    nominal = latest + timedelta(days=ahead if ahead <= step // 2 else ahead - step)
    while True:
        nominal += timedelta(days=step)
        yield nominal


def _monthly(known: Sequence[date]) -> Iterator[date]:
    number = _most(day.day for day in known)
    latest = known[0]
    near = [_in_month(latest.year * 12 + latest.month - 1 + by, number) for by in (-1, 0, 1)]
    nominal = min(near, key=lambda day: abs((day - latest).days))
    months = nominal.year * 12 + nominal.month - 1
    while True:
        months += 1
        yield _in_month(months, number)


def working_day(day: date, *, before: bool) -> date:
    """The day itself, or of a weekend the Friday before or the Monday after."""
    over = day.weekday() - 4
    if over <= 0:
        return day
    return day - timedelta(days=over) if before else day + timedelta(days=3 - over)


def _cost(rhythm: Rhythm, later: date, earlier: date) -> int:
    """How badly two days running keep an interval, cycles left out allowed."""
    if rhythm is Rhythm.MONTHLY:
        months = max(1, ((later - earlier).days * 24 + 365) // 730)
        meant = _in_month(earlier.year * 12 + earlier.month - 1 + months, earlier.day)
        out, cycles = abs((later - meant).days), months
    else:
        step = STEP[rhythm]
        cycles = max(1, ((later - earlier).days * 2 + step) // (step * 2))
        out = abs((later - earlier).days - cycles * step)
    return _UNFIT if out > _SLACK else out + _MISSED * (cycles - 1)


def _in_month(months: int, number: int) -> date:
    """The day of that number, or the last of a shorter month; months counted from year 0."""
    year, month = divmod(months, 12)
    after = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (after - timedelta(days=1)).day
    return date(year, month + 1, min(number, last))


def _most(values: Iterator[int]) -> int:
    """The most frequent value, of several the first."""
    return Counter(values).most_common(1)[0][0]
