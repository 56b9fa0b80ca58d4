"""A rent year is its Mondays, numbered from the first of April on, some of them rent-free."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RentYear:
    """The debit weeks of a year: `first` is the Monday of week 1, `free` the rent-free weeks."""

    first: date
    weeks: int
    free: tuple[int, ...] = ()

    @property
    def charged_weeks(self) -> int:
        """How many weeks are charged."""
        return self.weeks - len(self.free)


def rent_year(year: int, free: tuple[int, ...] = ()) -> RentYear:
    """The rent year whose Mondays lie from 1 April of `year` to 31 March after (52 or 53).

    Raises ValueError where a rent-free week is none of the year's.
    """
    first = monday_on_or_after(date(year, 4, 1))
    weeks = (monday_on_or_after(date(year + 1, 4, 1)) - first).days // 7
    if any(not 1 <= week <= weeks for week in free):
        raise ValueError(f"the rent year {year} has weeks 1 to {weeks}")
    return RentYear(first, weeks, tuple(sorted(set(free))))


def rent_year_of(day: date) -> int:
    """The year in whose rent year the week of this day begins."""
    monday = monday_of(day)
    return monday.year if monday >= date(monday.year, 4, 1) else monday.year - 1


def week_number(year: RentYear, day: date) -> int | None:
    """The number of the week that the day lies in, or None outside the year."""
    number = (monday_of(day) - year.first).days // 7 + 1
    return number if 1 <= number <= year.weeks else None


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def monday_on_or_after(day: date) -> date:
    """The day itself where it is a Monday, else the next one."""
    return day + timedelta(days=-day.weekday() % 7)
