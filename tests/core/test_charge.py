"""Weeks and months are charged as the tenancy stood."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charge import Cycle, Terms, charges, monthly_from_weekly, next_charge, part_week
from core.money import Pence
from core.rent_year import rent_year, rent_year_of, week_number

WEEKLY = Terms(Cycle.WEEKLY, Pence(9820), date(2024, 1, 1))


def test_a_rent_year_has_53_mondays_when_the_calendar_says_so() -> None:
    long = [year for year in range(2019, 2037) if rent_year(year).weeks == 53]
    assert long == [2019, 2024, 2030, 2035]


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_one_week_of_its_rent_year(day: date) -> None:
    year = rent_year(rent_year_of(day))
    number = week_number(year, day)
    assert number is not None
    assert 0 <= (day - (year.first + timedelta(weeks=number - 1))).days < 7
    assert week_number(rent_year(rent_year_of(day) + 1), day) is None


def test_a_year_that_begins_on_a_monday_begins_on_the_first_of_april() -> None:
    assert rent_year_of(date(2024, 4, 1)) == 2024
    assert rent_year_of(date(2024, 3, 31)) == 2023
    assert week_number(rent_year(2024), date(2024, 4, 1)) == 1


def test_a_rent_free_week_is_one_of_the_year() -> None:
    assert rent_year(2024, (38, 39, 39)).charged_weeks == 51
    with pytest.raises(ValueError, match="weeks 1 to 52"):
        rent_year(2026, (53,))


def test_a_month_is_a_twelfth_of_the_charged_weeks() -> None:
    assert monthly_from_weekly(Pence(10000), rent_year(2024)) == 44167
    assert monthly_from_weekly(Pence(10000), rent_year(2026)) == 43333
    assert monthly_from_weekly(Pence(10000), rent_year(2024, (1, 2, 52, 53))) == 40833


def test_a_part_week_is_a_seventh_a_day() -> None:
    assert [part_week(Pence(9820), days) for days in (1, 3, 7)] == [1403, 4209, 9820]


def test_weekly_rent_is_charged_on_mondays_but_in_rent_free_weeks() -> None:
    first, last = date(2026, 12, 7), date(2027, 1, 11)
    found = list(charges(WEEKLY, first, last, {2026: (38, 39)}))
    assert [(one.day.isoformat(), one.amount) for one in found] == [
        ("2026-12-07", 9820), ("2026-12-14", 9820), ("2027-01-04", 9820), ("2027-01-11", 9820),
    ]  # fmt: skip
    assert found[0].says == "Rent week 36"


def test_a_tenancy_pays_for_its_first_and_last_days_only() -> None:
    terms = Terms(Cycle.WEEKLY, Pence(7000), date(2026, 11, 4), date(2026, 11, 17))
    found = list(charges(terms, date(2026, 1, 1), date(2027, 1, 1)))
    assert [(one.day.day, one.amount, one.says) for one in found] == [
        (4, 5000, "Rent week 31, 5 days"),
        (9, 7000, "Rent week 32"),
        (16, 2000, "Rent week 33, 2 days"),
    ]


def test_a_month_begun_is_charged_by_its_days() -> None:
    terms = Terms(Cycle.MONTHLY, Pence(30000), date(2026, 11, 16), date(2027, 1, 10))
    found = list(charges(terms, date(2026, 1, 1), date(2027, 6, 1)))
    assert [(one.day.isoformat(), one.amount) for one in found] == [
        ("2026-11-16", 15000), ("2026-12-01", 30000), ("2027-01-01", 9677),
    ]  # fmt: skip


def test_a_month_without_an_end_goes_on_and_its_first_counts() -> None:
    terms = Terms(Cycle.MONTHLY, Pence(30000), date(2026, 1, 1))
    found = list(charges(terms, date(2026, 12, 1), date(2027, 2, 1)))
    assert [(one.day.month, one.amount) for one in found] == [(12, 30000), (1, 30000), (2, 30000)]


def test_the_next_charge_is_after_today() -> None:
    monday = date(2026, 11, 23)
    upcoming = next_charge(WEEKLY, monday)
    assert upcoming and upcoming.day == date(2026, 11, 30)
    ended = Terms(Cycle.WEEKLY, Pence(9820), date(2024, 1, 1), monday)
    assert next_charge(ended, monday) is None
    free = next_charge(WEEKLY, monday, {2026: (35,)})
    assert free and free.day == date(2026, 12, 7)


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(0, 900), st.integers(0, 900), st.sampled_from(Cycle))
def test_a_run_cut_in_two_charges_the_same(
    start: date, length: int, cut: int, cycle: Cycle
) -> None:
    terms = Terms(cycle, Pence(9820), start, start + timedelta(days=length))
    first, last = start - timedelta(days=30), start + timedelta(days=930)
    middle = first + timedelta(days=cut)
    whole = list(charges(terms, first, last))
    halves = [
        *charges(terms, first, middle),
        *charges(terms, middle + timedelta(days=1), last),
    ]
    assert halves == whole
    assert len({one.day for one in whole}) == len(whole)


@given(DAYS, st.integers(0, 900))
def test_weekly_charges_come_to_a_seventh_a_day(start: date, length: int) -> None:
    terms = Terms(Cycle.WEEKLY, Pence(700), start, start + timedelta(days=length))
    found = charges(terms, start, start + timedelta(days=1000))
    assert sum(one.amount for one in found) == 100 * (length + 1)
