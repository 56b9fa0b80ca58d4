"""Receipts of a month against the usual."""

from datetime import date

from core.money import Pence
from core.month import first_asked, month_of

TODAY = date(2026, 11, 20)


def test_the_usual_is_the_mean_of_earlier_months_up_to_the_same_day() -> None:
    receipts = {
        date(2026, 9, 20): Pence(100),
        date(2026, 9, 21): Pence(900),
        date(2026, 10, 5): Pence(300),
        date(2026, 11, 2): Pence(50),
        date(2026, 11, 21): Pence(7),
    }
    month = month_of(receipts, TODAY)
    assert (month.total, month.usual) == (50, 200)
    assert month.days == ((date(2026, 11, 2), Pence(50)),)


def test_without_history_there_is_no_usual() -> None:
    assert month_of({}, TODAY).usual is None


def test_three_months_before_this_one_are_asked_for() -> None:
    assert first_asked(TODAY) == date(2026, 8, 1)
    assert first_asked(date(2026, 2, 28)) == date(2025, 11, 1)
