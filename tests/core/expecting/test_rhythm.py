"""How often an account pays, told from its days: one row a history."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.expecting.rhythm import STEP, Rhythm, due_days, rhythm_of, working_day

MON = date(2026, 11, 23)


def days(*texts: str) -> list[date]:
    """`2/11` of 2026, or `29/12/25`."""
    read = [text.split("/") for text in texts]
    return [date(int(f"20{y[0]}") if y else 2026, int(m), int(d)) for d, m, *y in read]


RHYTHMS = [
    ("every Monday", ["23/11", "16/11", "9/11"], "weekly", "30/11"),
    ("a week left out", ["23/11", "9/11", "2/11", "26/10"], "weekly", "30/11"),
    ("a bank holiday moved one", ["1/9", "24/8", "17/8", "10/8"], "weekly", "7/9"),
    ("every other Friday", ["20/11", "6/11", "23/10"], "fortnightly", "4/12"),
    ("four-weekly", ["17/11", "20/10", "22/9"], "four-weekly", "15/12"),
    ("the 20th, Saturdays on Monday", ["20/11", "20/10", "21/9", "20/8"], "monthly", "20/12"),
    ("the first, over February", ["1/4", "1/3", "2/2"], "monthly", "1/5"),
    ("the last of the month", ["31/8", "31/7", "30/6", "31/5"], "monthly", "30/9"),
    ("a month left out", ["20/11", "20/9", "20/8"], "monthly", "20/12"),
    ("one day alone", ["20/11"], "monthly", "20/12"),
    ("28 days, either", ["1/3", "1/2"], "monthly", "1/4"),
    ("twice on a day", ["23/11", "23/11", "16/11"], "weekly", "30/11"),
    ("over the year's end", ["5/1", "29/12/25", "22/12/25"], "weekly", "12/1"),
]


@pytest.mark.parametrize(("event", "paid", "rhythm", "due"), RHYTHMS)
def test_the_rhythm_and_the_next_due_day_follow_from_the_days(
    event: str, paid: list[str], rhythm: str, due: str
) -> None:
    known = days(*paid)
    assert rhythm_of(known, Rhythm.MONTHLY) == rhythm
    assert next(due_days(Rhythm(rhythm), known)) == days(due)[0]


def test_one_day_or_two_28_apart_leave_it_to_what_is_likely() -> None:
    assert rhythm_of([MON], Rhythm.FOUR_WEEKLY) == "four-weekly"
    assert rhythm_of(days("1/3", "1/2"), Rhythm.FOUR_WEEKLY) == "four-weekly"


WEEKENDS = [
    ("20/11", "20/11", "20/11"),
    ("21/11", "20/11", "23/11"),
    ("22/11", "20/11", "23/11"),
    ("23/11", "23/11", "23/11"),
]


@pytest.mark.parametrize(("day", "before", "after"), WEEKENDS)
def test_benefit_of_a_weekend_comes_before_it_and_all_else_after(
    day: str, before: str, after: str
) -> None:
    (there,) = days(day)
    assert working_day(there, before=True) == days(before)[0]
    assert working_day(there, before=False) == days(after)[0]


@given(st.sampled_from([*STEP]), st.dates(date(2019, 1, 1), date(2031, 1, 1)), st.integers(3, 6))
def test_a_rhythm_kept_is_found_and_kept_on(rhythm: Rhythm, first: date, count: int) -> None:
    if rhythm is Rhythm.MONTHLY:
        first = first.replace(day=min(first.day, 28))
        made = [_month_on(first, each) for each in range(count + 3)]
    else:
        made = [first + timedelta(days=STEP[rhythm] * each) for each in range(count + 3)]
    paid = made[:count][::-1]
    assert rhythm_of(paid, rhythm) == rhythm
    assert list(islice(due_days(rhythm, paid), 3)) == made[count:]


def _month_on(day: date, by: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, day.day)
