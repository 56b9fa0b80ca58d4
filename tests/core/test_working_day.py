"""Working days and the three days of a Bacs payment, by the calendars of four nations."""

from datetime import date, datetime, time

import pytest

from core.working_day import (
    BacsCycle,
    cycle_faults,
    cycle_from,
    cycle_to,
    is_working_day,
    working_day_after,
    working_day_before,
)

SAT, SUN, MON = date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "nation", "works"),
    [
        (date(2026, 11, 27), "england", True),
        (SAT, "england", False),
        (SUN, "scotland", False),
        (MON, "england", True),
        (MON, "scotland", False),  # St Andrew's Day
        (date(2026, 7, 13), "northern-ireland", False),  # the substitute of a Sunday
        (date(2026, 7, 13), "wales", True),
        (date(2026, 4, 6), "wales", False),  # Easter Monday
        (date(2026, 4, 6), "scotland", True),
        (date(2026, 8, 3), "scotland", False),
        (date(2026, 12, 26), "england", False),  # a Saturday …
        (date(2026, 12, 28), "england", False),  # … and the Monday for it
        (date(2026, 12, 29), "england", True),
        (date(2027, 1, 4), "scotland", False),  # for Saturday 2 January
    ],
)
def test_each_nation_has_its_bank_holidays(day: date, nation: str, works: bool) -> None:
    assert is_working_day(day, nation) is works


def test_a_nation_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="no nation"):
        is_working_day(MON, "atlantis")


def test_working_days_are_counted_over_weekends_and_holidays() -> None:
    assert working_day_after(date(2026, 12, 24)) == date(2026, 12, 29)
    assert working_day_before(date(2026, 12, 29), 2) == date(2026, 12, 23)
    assert working_day_after(date(2026, 11, 27), 1, "scotland") == date(2026, 12, 1)


def test_bacs_moves_money_on_scotlands_own_holidays() -> None:
    assert cycle_to(MON) == BacsCycle(date(2026, 11, 26), date(2026, 11, 27), MON)
    assert cycle_to(SAT) is None


def test_before_the_cut_off_today_is_the_first_of_three_days() -> None:
    friday = datetime(2026, 11, 27, 22, 29)  # noqa: DTZ001  # the office's own time
    assert cycle_from(friday).days == (date(2026, 11, 27), MON, date(2026, 12, 1))


def test_after_the_cut_off_or_on_a_weekend_the_next_working_day_is() -> None:
    late = datetime(2026, 11, 27, 22, 30)  # noqa: DTZ001
    weekend = datetime(2026, 11, 28, 9, 0)  # noqa: DTZ001
    assert cycle_from(late).moved == cycle_from(weekend).moved == date(2026, 12, 2)
    early = cycle_from(datetime(2026, 11, 27, 15, 1), time(15, 0))  # noqa: DTZ001  # a bureau's
    assert early.submitted == MON


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (SAT, "no Bacs working day: the next one is 2026-11-30"),
        (MON, "too soon: handed in by 22:30 on 2026-11-27, money moves on 2026-12-01"),
        (date(2026, 12, 29), "more than 30 days ahead"),
    ],
)
def test_a_day_that_cannot_be_kept_is_refused_with_the_way_out(moved: date, said: str) -> None:
    (fault,) = cycle_faults(moved, datetime(2026, 11, 27, 12, 0))  # noqa: DTZ001
    assert said in fault


def test_the_earliest_day_of_a_cycle_can_be_kept() -> None:
    now = datetime(2026, 11, 27, 12, 0)  # noqa: DTZ001
    assert cycle_faults(cycle_from(now).moved, now) == []
