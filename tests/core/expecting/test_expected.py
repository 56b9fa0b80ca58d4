"""What is expected on a day, stream by stream: one history a row, the answer last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charge import Cycle
from core.expecting import Calendar, Came, History, Rule, expected, rule_of
from core.money import Pence
from core.rent_year import WEEK, rent_year
from core.stream import STREAMS

EVERY_WEEK = Calendar()
# Weeks 38 and 39 of the year begun on Mon 6 Apr 2026: 21 and 28 December.
CHRISTMAS = Calendar({2026: (38, 39)})


def came(text: str) -> tuple[Came, ...]:
    """`20/11 98.20, 20/10 98.20`: latest first, of 2026 or `/25`."""
    found: list[Came] = []
    for one in text.split(", "):
        day, amount = one.split()
        number, month, *year = day.split("/")
        when = date(int(f"20{year[0]}") if year else 2026, int(month), int(number))
        found.append(Came(when, Pence(round(float(amount) * 100))))
    return tuple(found)


def day(text: str) -> date:
    return came(f"{text} 1")[0].day


def told(rule: str, text: str, when: str, calendar: Calendar = EVERY_WEEK) -> str:
    """What is expected of one account, as `98.20 monthly, due 20 Nov`."""
    found = expected([History(1, came(text))], day(when), Rule(rule), calendar)
    return "; ".join(f"{one.amount / 100:.2f} {one.says}" for one in found)


WEEKLY = "16/11 98.20, 9/11 98.20, 2/11 98.20"
MONTHLY = "20/10 425.53, 21/9 425.53, 20/8 425.53"
EXPECTED = [
    ("weekly", "standing", WEEKLY, "23/11", "98.20 weekly, due 23 Nov"),
    ("the day before", "standing", WEEKLY, "22/11", ""),
    ("come already", "standing", "23/11 98.20, " + WEEKLY, "23/11", ""),
    ("three days late", "standing", WEEKLY, "26/11", "98.20 weekly, due 23 Nov"),
    ("four days late", "standing", WEEKLY, "27/11", ""),
    ("missed once", "standing", WEEKLY, "30/11", "98.20 weekly, due 30 Nov, missed last time"),
    ("missed twice", "standing", WEEKLY, "7/12", "98.20 weekly, due 7 Dec, missed twice"),
    ("missed three times", "standing", WEEKLY, "14/12", ""),
    ("monthly", "standing", MONTHLY, "20/11", "425.53 monthly, due 20 Nov"),
    ("a Sunday's comes on Monday", "standing", "20/11 425.53, " + MONTHLY, "20/12", ""),
    ("on Monday", "standing", "20/11 425.53, " + MONTHLY, "21/12", "425.53 monthly, due 21 Dec"),
    ("the odd one out", "standing", "16/11 50, 9/11 98.2, 2/11 98.2", "23/11",
     "98.20 weekly, due 23 Nov"),
    ("twice running is a new one", "standing", "16/11 104, 9/11 104, 2/11 98, 26/10 98, 19/10 98",
     "23/11", "104.00 weekly, due 23 Nov"),
    ("a rent-free week", "card", "14/12 98, 7/12 98, 30/11 98", "21/12", ""),
    ("after it", "card", "14/12 98, 7/12 98, 30/11 98", "4/1/27", "98.00 weekly, due 4 Jan"),
    ("a standing order goes on", "standing", "14/12 98, 7/12 98, 30/11 98", "21/12",
     "98.00 weekly, due 21 Dec"),
    ("a debit is what came last", "debit", "16/11 104, 16/10 98, 16/9 98", "16/12",
     "104.00 monthly, due 16 Dec"),
    ("one debit", "debit", "16/11 104", "16/12", "104.00 monthly, due 16 Dec"),
    ("four weeks of benefit", "benefit", "24/11 370, 27/10 370", "22/12",
     "370.00 four-weekly, due 22 Dec"),
    ("two of four weeks are free", "benefit", "22/12 370, 24/11 370", "19/1/27",
     "185.00 four-weekly, due 19 Jan"),
    ("and all four again", "benefit", "19/1/27 185, 22/12 370", "16/2/27",
     "370.00 four-weekly, due 16 Feb"),
    ("a weekly rebate", "benefit", "14/12 92.5, 7/12 92.5, 30/11 92.5", "21/12", ""),
    ("a changed award", "benefit", "24/11 392, 27/10 370", "22/12",
     "392.00 four-weekly, due 22 Dec"),
    ("Universal Credit", "credit", "9/11 425.53, 9/10 425.53, 9/9 425.53", "9/12",
     "425.53 monthly, due 9 Dec"),
    ("before a weekend", "credit", "20/11 425, 20/10 425, 18/9 425, 20/8 425", "18/12",
     "425.00 monthly, due 18 Dec"),
    ("nothing ever came by it", "credit", "9/6 425", "9/12", ""),
]  # fmt: skip


@pytest.mark.parametrize(("event", "rule", "paid", "when", "answer"), EXPECTED)
def test_what_an_account_is_expected_to_pay(
    event: str, rule: str, paid: str, when: str, answer: str
) -> None:
    assert told(rule, paid, when, CHRISTMAS) == answer


CHARGED = [
    ("a week's charge", Cycle.WEEKLY, 9820, "23/11"),
    ("two weeks'", Cycle.WEEKLY, 4910, "30/11"),
    ("four weeks'", Cycle.WEEKLY, 2455, "14/12"),
    ("a twelfth of the year's", Cycle.WEEKLY, 2266, "16/12"),
    ("charged by the month", Cycle.MONTHLY, 9820, "16/12"),
]


@pytest.mark.parametrize(("event", "cycle", "charge", "next_due"), CHARGED)
def test_of_one_receipt_the_charge_tells_how_often_it_comes(
    event: str, cycle: Cycle, charge: int, next_due: str
) -> None:
    one = History(1, came("16/11 98.20"), cycle, Pence(charge))
    assert [each.day for each in expected([one], day(next_due), Rule.STANDING, EVERY_WEEK)] == [
        day(next_due)
    ]


ENDED = [
    ("standing", "7/9", True),
    ("card", "7/9", True),
    ("debit", "7/9", False),
    ("benefit", "20/11", True),
    ("benefit", "7/9", False),
    ("credit", "7/9", False),
]


@pytest.mark.parametrize(("rule", "ended", "is_expected"), ENDED)
def test_after_a_tenancy_has_ended_only_what_may_still_come_is_expected(
    rule: str, ended: str, is_expected: bool
) -> None:
    one = History(1, came("9/11 98.20, 9/10 98.20, 9/9 98.20"), ended=day(ended))
    when = day("9/12")
    assert bool(expected([one], when, Rule(rule), EVERY_WEEK)) is is_expected
    assert not expected([replace(one, deceased=True)], when, Rule(rule), EVERY_WEEK)


def test_a_payer_that_pays_in_runs_says_when_and_what_it_sends_between_them_says_nothing() -> None:
    """A council pays everybody on its Tuesdays: a new claim paid off cycle waits for the next."""
    old = [History(n, came("17/11 370, 20/10 370, 22/9 370"), payer="NLC") for n in range(1, 6)]
    new = History(9, came("29/10 52.86, 20/10 370"), payer="NLC")
    once = History(10, came("20/10 300"), payer="NLC")
    found = expected([*old, new, once], day("15/12"), Rule.BENEFIT, EVERY_WEEK)
    assert {one.day for one in found} == {day("15/12")}
    assert [(one.amount, one.missed) for one in found[-2:]] == [(37000, 1), (30000, 1)]
    other = History(11, came("10/11 400"), payer="SLC")
    assert len(expected([*old, other], day("8/12"), Rule.BENEFIT, EVERY_WEEK)) == 1


def lump(number: int, *left_out: int) -> History:
    """A tenant of DWP's four-weekly lumps since 24 Nov 2025, some runs (from 0 on) left out."""
    runs = [day("24/11/25") + timedelta(days=28 * each) for each in range(13)]
    paid = [Came(run, Pence(42_553)) for each, run in enumerate(runs) if each not in left_out]
    return History(number, tuple(reversed(paid)), payer="DWP")


def test_of_thirteen_lumps_in_a_year_one_pays_a_tenant_nothing() -> None:
    """It is in the list all the same, and may be left out of it unremarked, but not twice."""
    histories = [lump(1), lump(2, 4), lump(3, 12)]
    found = expected(histories, day("23/11"), Rule.CREDIT, EVERY_WEEK)
    assert [(one.account, one.may_rest, one.missed) for one in found] == [
        (1, True, 0),
        (2, False, 0),
        (3, False, 1),
    ]


def test_money_paid_day_by_day_is_expected_of_each_in_their_own_time() -> None:
    """Since 2020 the landlord portal's payments fall on each tenant's own date."""
    each_day = [
        History(n, tuple(Came(date(2026, m, n), Pence(100)) for m in (11, 10, 9)), payer="DWP")
        for n in range(1, 10)
    ]
    found = expected(each_day, day("4/12"), Rule.CREDIT, EVERY_WEEK)
    assert [one.account for one in found] == [1, 2, 3, 4, 5, 6]  # a Saturday's come on Friday


def test_every_shipped_stream_has_a_rule() -> None:
    rules = {stream.name: rule_of(stream.debits) for stream in STREAMS}
    assert rules == {
        "counter": "standing",
        "cheque": "standing",
        "telephone": "card",
        "standing-order": "standing",
        "direct-debit": "debit",
        "hb": "benefit",
        "uc": "credit",
        "card-agency": "card",
        "bank": "standing",
        "debit-run": "standing",
    }


@given(
    year=st.sampled_from([2023, 2024, 2029, 2030]),
    free=st.sampled_from([(), (52,), (38, 39), (25, 26, 51, 52), (1, 2), (50, 51, 52)]),
    weekly=st.integers(1, 40_000),
)
def test_a_year_of_rebates_pays_every_charged_week_of_52_or_53_and_no_other(
    year: int, free: Sequence[int], weekly: int
) -> None:
    weeks = rent_year(year, tuple(free))
    calendar = Calendar({year: weeks.free})
    before = [Came(weeks.first - WEEK * each, Pence(weekly)) for each in (1, 2, 3)]
    paid = 0
    for each in range(weeks.weeks):
        monday = weeks.first + WEEK * each
        for one in expected([History(1, tuple(before))], monday, Rule.BENEFIT, calendar):
            if one.day == monday:
                before.insert(0, Came(monday, one.amount))
                paid += one.amount
    assert paid == weekly * weeks.charged_weeks


@given(
    free=st.lists(st.integers(1, 52), max_size=4, unique=True), weekly=st.integers(1, 40_000),
    start=st.integers(0, 3),
)  # fmt: skip
def test_thirteen_runs_of_benefit_pay_the_charged_weeks_they_are_for(
    free: Sequence[int], weekly: int, start: int
) -> None:
    calendar = Calendar({2026: tuple(free), 2027: tuple(free)})
    first = rent_year(2026).first + timedelta(days=1, weeks=start)
    while not (weeks := calendar.charged_weeks(first - timedelta(days=29), 4)):
        first += WEEK
    history = History(1, (Came(first, Pence(weekly * weeks)),))
    for each in range(1, 13):
        run = first + WEEK * 4 * each
        due = calendar.charged_weeks(run - timedelta(days=29), 4)
        found = expected([history], run, Rule.BENEFIT, calendar)
        assert [one.amount for one in found] == ([weekly * due] if due else [])
        history = replace(history, came=(*(Came(o.day, o.amount) for o in found), *history.came))
