"""A working day is one on which the office of a nation works, or on which Bacs moves money.

Bank holidays come from the package holidays: it lists a weekend's day and its substitute, so it is
asked about one day at a time and never counted.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

_SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern-ireland": "NIR"}
BACS = "england"  # Bacs keeps the bank holidays of England, wherever the landlord is
CUT_OFF = time(22, 30)  # of a submission to Bacs; bureaux and banks close earlier
AHEAD_MAX = timedelta(days=30)  # a file may lie at Bacs that long (domain.md 1.4.1)


def is_working_day(day: date, nation: str = BACS) -> bool:
    """Whether banks of that nation (a landlord's) work on the day. ValueError: no such nation."""
    if nation not in _SUBDIVISIONS:
        raise ValueError(f"no nation {nation!r}")
    return bool(_calendar(nation).is_working_day(day))


def working_day_after(day: date, days: int = 1, nation: str = BACS) -> date:
    """The n-th working day after a day."""
    return _moved(day, days, timedelta(days=1), nation)


def working_day_before(day: date, days: int = 1, nation: str = BACS) -> date:
    """The n-th working day before a day."""
    return _moved(day, days, timedelta(days=-1), nation)


@dataclass(frozen=True, slots=True)
class BacsCycle:
    """The three working days of a Bacs payment: handed in, processed, money moved."""

    submitted: date
    processed: date
    moved: date

    @property
    def days(self) -> tuple[date, date, date]:
        """The three in their order."""
        return self.submitted, self.processed, self.moved


def cycle_to(moved: date) -> BacsCycle | None:
    """The cycle that moves the money on that day; None where Bacs does not work then."""
    if not is_working_day(moved):
        return None
    processed = working_day_before(moved)
    return BacsCycle(working_day_before(processed), processed, moved)


def cycle_from(now: datetime, cut_off: time = CUT_OFF) -> BacsCycle:
    """The earliest cycle that a file finished now can still catch; `now` in the office's time."""
    day = now.date()
    if not is_working_day(day) or now.time() >= cut_off:
        day = working_day_after(day)
    processed = working_day_after(day)
    return BacsCycle(day, processed, working_day_after(processed))


def cycle_faults(moved: date, now: datetime, cut_off: time = CUT_OFF) -> list[str]:
    """Why a file finished now cannot move money on that day, each with the way out."""
    earliest = cycle_from(now, cut_off)
    if not is_working_day(moved):
        return [f"{moved} is no Bacs working day: the next one is {working_day_after(moved)}"]
    if moved < earliest.moved:
        return [
            f"{moved} is too soon: handed in by {cut_off:%H:%M} on {earliest.submitted}, "
            f"money moves on {earliest.moved}"
        ]
    if moved - now.date() > AHEAD_MAX:
        return [f"{moved} is more than {AHEAD_MAX.days} days ahead: Bacs takes no file so early"]
    return []


def _moved(day: date, days: int, step: timedelta, nation: str) -> date:
    for _ in range(days):
        day += step
        while not is_working_day(day, nation):
            day += step
    return day


@cache
def _calendar(nation: str) -> "HolidayBase":
    from holidays.countries.united_kingdom import UnitedKingdom

    return UnitedKingdom(subdiv=_SUBDIVISIONS[nation])  # type: ignore[no-untyped-call]  # theirs
