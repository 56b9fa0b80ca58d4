"""Rent weeks stand beside a landlord's financial periods, with what moved in each of both."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.refusal import Refusal
from core.rent_year import WEEK, rent_year
from db.book import Book
from db.rent_weeks import periods, rent_weeks
from db.trial_balance import ledger_controls
from tests.db.test_proof_sheets import FRIDAY, MONDAY, posted
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def test_the_weeks_kept_of_a_landlord_are_the_weeks_of_the_rent_year_52_or_53(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened("assistant.1")
    with book.session() as session:
        rows = session.execute(
            "SELECT w.year, w.number, w.first FROM rb.rent_week w"
            " JOIN rb.landlord l ON l.id = w.landlord_id AND l.code = 'CLY' ORDER BY w.first"
        ).fetchall()
    years = sorted({year for year, _, _ in rows})
    assert years[0] == 2024 and 2030 in years
    for year in years:
        whole = rent_year(year)
        kept = [(number, first) for of, number, first in rows if of == year]
        ought = [(n, whole.first + (n - 1) * WEEK) for n in range(1, whole.weeks + 1)]
        assert kept == ought, "2024 and 2030 have 53"
    with small_book.open() as su:
        su.execute(
            "INSERT INTO rb.policy VALUES ('rent_free_weeks', '{\"2098\": [39]}')"
            " ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value"
        )
        su.execute("SELECT rb.lay_rent_weeks()")
        query = "SELECT DISTINCT year, number FROM rb.rent_week WHERE free"
        assert su.execute(query).fetchall() == [(2098, 39)]


def test_what_moves_is_told_by_rent_week_and_adds_up_to_what_is_owed(opened: Opened) -> None:
    book = opened("assistant.1")
    posted(book, 15_000, MONDAY)
    posted(book, 500, MONDAY + timedelta(days=6))
    posted(book, 7_000, FRIDAY)
    before, week, after = rent_weeks(book, "CLY", MONDAY - WEEK, MONDAY + WEEK)
    assert [(one.year, one.number, one.periods) for one in (before, week, after)] == [
        (2025, 28, "2025-10"),
        (2025, 29, "2025-10"),
        (2025, 30, "2025-10 2025-11"),
    ]
    assert [one.receipts for one in (before, week, after)] == [-7_000, -15_500, 0]
    assert week.owed == before.owed - 15_500
    assert after.owed == week.owed + after.charges + after.receipts + after.adjustments
    (control,) = (one for one in ledger_controls(book) if one.landlord == "CLY")
    (now,) = rent_weeks(book, "CLY", *_this_week(book.about.today))
    assert now.owed == control.accounts
    with pytest.raises(Refusal) as met:
        rent_weeks(book, "NONE", MONDAY, MONDAY)
    assert met.value.code == "unknown_landlord"


def test_a_period_names_the_rent_weeks_that_begin_in_it(opened: Opened) -> None:
    found = periods(opened("assistant.1"), "CLY", date(2025, 10, 31))
    assert [(one.name, one.weeks, one.closed_by) for one in found[:2]] == [
        ("2025-10", "27 to 30", ""),
        ("2025-09", "22 to 26", ""),
    ]


def _this_week(today: date) -> tuple[date, date]:
    monday = today - timedelta(days=today.weekday())
    return monday, monday
