"""A walk against its batch: each line to what was expected of its account, the rest is new."""

from dataclasses import replace
from datetime import date

import pytest

from core.batch import Line, LineState
from core.money import Pence
from core.walk import Came, Item, total_of, walked

DAY = date(2026, 11, 23)
ITEMS = [
    Item(1, 11, Pence(9820), DAY),
    Item(2, 12, Pence(10475), DAY),
    Item(3, 11, Pence(500), DAY),
    Item(4, 13, Pence(42553), DAY, may_rest=True),
]

WALKS = [
    ("nothing yet", "", "missing missing missing rests", "1 2 3 4"),
    ("all", "11:9820 12:10475 11:500 13:42553", "as expected " * 4, ""),
    ("a line for each of one account's", "11:9820 11:500", "as expected missing as expected rests",
     "2 4"),
    ("another amount", "12:10400", "missing changed missing rests", "1 3 4"),
    ("struck out", "12:10475~", "missing missing missing rests", "1 2 3 4"),
    ("the one of its amount", "11:500", "missing missing as expected rests", "1 2 4"),
    ("a third of an account", "11:1 11:2 11:3", "changed missing changed rests new", "2 4"),
    ("to suspense", "0:77", "missing missing missing rests new", "1 2 3 4"),
    ("somebody new", "99:5", "missing missing missing rests new", "1 2 3 4"),
]  # fmt: skip


def lines(text: str) -> list[Line]:
    found = []
    for number, one in enumerate(text.split(), 1):
        account, _, pence = one.rstrip("~").partition(":")
        state = LineState.STRUCK if one.endswith("~") else LineState.KEPT
        found.append(Line(number, Pence(int(pence)), int(account) or None, state=state))
    return found


@pytest.mark.parametrize(("event", "keyed", "came", "left"), WALKS)
def test_what_became_of_each_expected_payment(event: str, keyed: str, came: str, left: str) -> None:
    found = walked(ITEMS, lines(keyed))
    assert " ".join(step.came for step in found.steps) == came.strip()
    assert " ".join(str(item.number) for item in found.left) == left


def test_a_walk_says_what_did_not_come_and_who_is_new() -> None:
    found = walked(ITEMS, lines("12:10400 99:500 0:700"))
    assert found.says == "2 missing 103.20, 1 rests 425.53, 1 changed, 2 new 12.00"
    assert walked(ITEMS[:1], lines("11:9820")).says == ""
    assert total_of(found.that(Came.NEW, Came.MISSING)) == 1200 + 10320


def test_what_is_passed_over_is_missing_and_not_walked_to_again() -> None:
    passed = [replace(ITEMS[0], skipped=True), *ITEMS[1:]]
    found = walked(passed, ())
    assert [item.number for item in found.left] == [2, 3, 4]
    assert found.steps[0].came is Came.MISSING
    otherwise = walked(passed, lines("11:77"))
    assert [step.came for step in otherwise.steps[:3]] == ["missing", "missing", "changed"]
    assert walked(passed, lines("11:9820")).steps[0].came is Came.AS_EXPECTED
