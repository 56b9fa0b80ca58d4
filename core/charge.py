"""A charge is what a tenancy owes for a week or a month, or for the days of it that it stood."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.money import Pence
from core.rent_year import WEEK, RentYear, monday_of, rent_year
from core.rent_year import rent_year_of as year_of


class Cycle(StrEnum):
    """How often a tenancy is charged."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a tenancy is charged: the amount a full week or month, from start to end."""

    cycle: Cycle
    amount: Pence
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: its day, its amount above nil, and its words (`Rent week 34`)."""

    day: date
    amount: Pence
    says: str


FreeWeeks = dict[int, tuple[int, ...]]  # rent-free week numbers by rent year


def monthly_from_weekly(weekly: Pence, year: RentYear) -> Pence:
    """A twelfth of the charged weeks: 100.00 in a year of 53 weeks is 441.67 (domain.md 3.1)."""
    return _share(weekly * year.charged_weeks, 1, 12)


def part_week(weekly: Pence, days: int) -> Pence:
    """A seventh of the weekly charge a day, to the nearest penny (domain.md 3.1)."""
    return _share(weekly, days, 7)


def charges(
    terms: Terms, first: date, last: date, free: FreeWeeks | None = None
) -> Iterator[Charge]:
    """Every charge dated from `first` to `last`: Mondays or firsts of months, and part ones.

    The days before the first Monday (or first of a month) are charged on the day the tenancy
    starts, the days after its last one with that last charge.
    """
    weekly = terms.cycle is Cycle.WEEKLY
    run = _weekly(terms, first, last, free or {}) if weekly else _monthly(terms, first, last)
    return (charge for charge in run if charge.amount > 0)


def next_charge(terms: Terms, today: date, free: FreeWeeks | None = None) -> Charge | None:
    """The first charge after today, or None where the tenancy has none within a year."""
    tomorrow = today + timedelta(days=1)
    return next(charges(terms, tomorrow, today + timedelta(days=366), free), None)


def _weekly(terms: Terms, first: date, last: date, free: FreeWeeks) -> Iterator[Charge]:
    day = max(terms.start, monday_of(first))
    until = min(last, terms.end or last)
    while day <= until:
        sunday = monday_of(day) + timedelta(days=6)
        end = min(sunday, terms.end or sunday)
        number = _week(day)
        if day >= first and number not in free.get(year_of(day), ()):
            days = (end - day).days + 1
            amount = terms.amount if days == 7 else part_week(terms.amount, days)
            words = "" if days == 7 else f", {days} days"
            yield Charge(day, amount, f"Rent week {number}{words}")
        day = monday_of(day) + WEEK


def _monthly(terms: Terms, first: date, last: date) -> Iterator[Charge]:
    day = max(terms.start, first.replace(day=1))
    until = min(last, terms.end or last)
    while day <= until:
        length = monthrange(day.year, day.month)[1]
        month_end = day.replace(day=length)
        end = min(month_end, terms.end or month_end)
        days = (end - day).days + 1
        if day >= first:
            amount = terms.amount if days == length else _share(terms.amount, days, length)
            words = "" if days == length else f", {days} days"
            yield Charge(day, amount, f"Rent {day:%m/%Y}{words}")
        day = month_end + timedelta(days=1)


def _week(day: date) -> int:
    start = rent_year(year_of(day)).first
    return (monday_of(day) - start).days // 7 + 1


def _share(amount: int, times: int, of: int) -> Pence:
    """amount × times ÷ of, half a penny up; whole numbers only."""
    return Pence((amount * times * 2 + of) // (of * 2))
