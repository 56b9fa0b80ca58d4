"""A split loses no penny and has no empty part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.allocation import BadSplit, Debt, Part, Rule, left_to_split, split_by_hand, split_by_rule
from core.money import Pence

RENT, GARAGE, REPAIRS = 1, 2, 3
DEBTS = (
    Debt(RENT, Pence(21040), date(2026, 10, 5)),
    Debt(GARAGE, Pence(1200), date(2026, 9, 1)),
    Debt(REPAIRS, Pence(8650)),
)


def shares(parts: tuple[Part, ...]) -> dict[int, int]:
    return {part.account: part.amount for part in parts}


@pytest.mark.parametrize(
    ("rule", "whole", "found"),
    [
        (Rule.BY_ORDER, 10000, {RENT: 10000}),
        (Rule.BY_ORDER, 22000, {RENT: 21040, GARAGE: 960}),
        (Rule.BY_ORDER, 40000, {RENT: 21040 + 9110, GARAGE: 1200, REPAIRS: 8650}),
        (Rule.OLDEST_FIRST, 1500, {RENT: 300, GARAGE: 1200}),
        (Rule.PROPORTIONAL, 100, {RENT: 68, GARAGE: 4, REPAIRS: 28}),
        (Rule.PROPORTIONAL, 30890, {RENT: 21040, GARAGE: 1200, REPAIRS: 8650}),
    ],
)
def test_a_receipt_is_split_by_rule(rule: Rule, whole: int, found: dict[int, int]) -> None:
    assert shares(split_by_rule(Pence(whole), DEBTS, rule)) == found


def test_where_nobody_owes_the_first_account_takes_all() -> None:
    credit = (Debt(RENT, Pence(-500)), Debt(GARAGE, Pence(0)))
    for rule in Rule:
        assert shares(split_by_rule(Pence(700), credit, rule)) == {RENT: 700}


@given(
    st.integers(1, 10**8).map(Pence),
    st.lists(
        st.builds(
            Debt, st.integers(1, 9), st.integers(-(10**6), 10**7).map(Pence), st.none() | st.dates()
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(Rule),
)
def test_the_parts_are_the_whole_and_none_is_empty(
    whole: Pence, debts: list[Debt], rule: Rule
) -> None:
    parts = split_by_rule(whole, debts, rule)
    assert sum(part.amount for part in parts) == whole
    assert all(part.amount > 0 for part in parts)
    assert len({part.account for part in parts}) == len(parts)
    assert split_by_hand(whole, parts) == parts
    owed = sum(max(debt.balance, 0) for debt in debts)
    if whole <= owed:
        most = {debt.account: 0 for debt in debts}
        for debt in debts:
            most[debt.account] += max(debt.balance, 0)
        assert all(part.amount <= most[part.account] for part in parts)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([], "1 to 99 parts"),
        ([Part(1, Pence(900))], "1.00 left to split"),
        ([Part(1, Pence(900)), Part(2, Pence(200))], "1.00 too much"),
        ([Part(1, Pence(1100)), Part(2, Pence(-100))], "above nil"),
        ([Part(1, Pence(500)), Part(1, Pence(500))], "stands twice"),
    ],
)
def test_parts_by_hand_must_make_up_the_receipt(parts: list[Part], says: str) -> None:
    with pytest.raises(BadSplit, match=says) as refused:
        split_by_hand(Pence(1000), parts)
    assert refused.value.code == "split_wrong"


def test_what_is_left_to_split_is_known_at_any_time() -> None:
    assert left_to_split(Pence(1000), [Part(1, Pence(300))]) == 700


def test_nothing_cannot_be_split() -> None:
    with pytest.raises(BadSplit):
        split_by_rule(Pence(0), DEBTS, Rule.BY_ORDER)
    with pytest.raises(BadSplit):
        split_by_rule(Pence(1), [], Rule.BY_ORDER)
