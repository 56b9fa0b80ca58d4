"""Dates are read as they are typed, relative to the day given."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import BadDate, day_words, parse_date, read_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("t", TODAY),
        ("-1", date(2026, 11, 22)),
        ("22", date(2026, 11, 22)),
        ("23", TODAY),
        ("24", date(2026, 10, 24)),
        ("31", date(2026, 10, 31)),
        ("22/11", date(2026, 11, 22)),
        ("24/11", date(2025, 11, 24)),
        ("29/2", date(2024, 2, 29)),
        ("22/11/26", date(2026, 11, 22)),
        ("22/11/99", date(1999, 11, 22)),
        ("22.11.2026", date(2026, 11, 22)),
        ("2026-11-22", date(2026, 11, 22)),
    ],
)
def test_a_past_day_is_read_as_it_is_typed(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23", TODAY),
        ("22", date(2026, 12, 22)),
        ("24/11", date(2026, 11, 24)),
        ("1/4", date(2027, 4, 1)),
        ("+7", date(2026, 11, 30)),
    ],
)
def test_where_days_to_come_count_the_next_one_is_meant(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY, past=False) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_missing"),
        ("x", "date_not_read"),
        ("32", "date_not_read"),
        ("0", "date_not_read"),
        ("30/2", "date_not_read"),
        ("22/13", "date_not_read"),
        ("٢٢", "date_not_read"),
        ("22/11/2027", "date_in_future"),
        ("+1", "date_in_future"),
    ],
)
def test_what_is_no_past_day_is_refused_with_a_way_out(typed: str, code: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_date(typed, TODAY)
    assert refused.value.code == code
    assert ":" in refused.value.says


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 31))
def test_a_day_number_never_means_a_day_to_come(today: date, number: int) -> None:
    found = parse_date(str(number), today)
    assert found.day == number
    assert 0 <= (today - found).days < 62


@given(st.dates())
def test_a_date_in_a_file_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year:04}") == day


@pytest.mark.parametrize(
    "written", ["2026-11-22 00:00:00", "22 Nov 2026", "22/11/26", "22-Nov-2026"]
)
def test_a_file_may_write_its_dates_otherwise(written: str) -> None:
    assert read_date(written) == date(2026, 11, 22)


def test_a_two_digit_year_in_a_file_may_be_of_the_last_century() -> None:
    assert read_date("12/05/79") == date(1979, 5, 12)
    assert read_date("12/05/68") == date(2068, 5, 12)


@pytest.mark.parametrize("written", ["", "11/22/2026", "22", "2026-02-30", "20261122", "t", "-1"])
def test_a_file_has_no_half_dates(written: str) -> None:
    with pytest.raises(BadDate):
        read_date(written)


def test_a_day_in_words_is_the_same_in_every_locale() -> None:
    assert day_words(TODAY) == "Mon 23 Nov 2026"
