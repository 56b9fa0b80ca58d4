"""Suspense: items age, wait, and are ranked again whenever more is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.alias import Aliases, Binding
from core.matching import Matching, Roll, Rules
from core.money import Pence
from core.suspense import Age, Item, age_of, in_hand, past_limit, perhaps_theirs, ranked
from tests.core.test_matching import DAY, KAUR, MOVED, ROLL, line

UNKNOWN = Item(1, line(name="KAUR"), Pence(9820), DAY)
NAMELESS = Item(2, line(narrative="B GRANT"), Pence(9820), DAY)
MATCHING = Matching(ROLL, Rules("CLY"))


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.WEEK), (7, Age.WEEK), (8, Age.MONTH), (30, Age.MONTH), (31, Age.QUARTER),
     (90, Age.QUARTER), (91, Age.OLDER)],
)  # fmt: skip
def test_an_item_grows_into_its_band(days: int, age: Age) -> None:
    assert age_of(UNKNOWN, DAY + timedelta(days=days)) is age


def test_parking_an_item_hides_it_from_work_but_not_from_its_limit() -> None:
    parked = replace(UNKNOWN, item=3, parked=DAY + timedelta(days=40))
    assert in_hand([parked, UNKNOWN], DAY) == [UNKNOWN]
    assert in_hand([parked], DAY + timedelta(days=40)) == [parked]
    assert past_limit([parked], DAY + timedelta(days=31), 30) == [parked]
    assert past_limit([parked], DAY + timedelta(days=30), 30) == []


def test_candidates_are_ranked_and_two_keys_clear_to_the_top_one() -> None:
    found, nobody = ranked([UNKNOWN, NAMELESS], MATCHING)
    assert [each.account for each in found.candidates] == [3, 2]
    assert (found.top, found.certain) == (3, False)
    assert (nobody.top, nobody.candidates) == (None, ())


def test_a_new_tenancy_is_a_fresh_candidate() -> None:
    (first,) = ranked([NAMELESS], MATCHING)
    grant = KAUR._replace(account=77, reference="10239999", names=("Mr Bill Grant",))
    before = {NAMELESS.item: tuple(each.account for each in first.candidates)}
    (again,) = ranked([NAMELESS], Matching(Roll((*ROLL.entries, grant)), Rules("CLY")), before)
    assert again.fresh == (77,)
    (unchanged,) = ranked([UNKNOWN], MATCHING, {UNKNOWN.item: (3, 2)})
    assert unchanged.fresh == ()


def test_a_new_alias_makes_an_item_certain() -> None:
    item = replace(UNKNOWN, line=replace(UNKNOWN.line, name="MUM OF ANN"))
    bound = Binding(MOVED.account, "name", "mum of ann", "", "assistant.1", DAY)
    assert not ranked([item], MATCHING)[0].certain
    assert ranked([item], Matching(ROLL, Rules("CLY"), Aliases([bound])))[0].certain


def test_what_is_left_of_an_item_is_looked_for() -> None:
    item = replace(UNKNOWN, line=replace(UNKNOWN.line, gross=Pence(20295), net=Pence(20295)))
    (part,) = ranked([replace(item, left=Pence(10475))], MATCHING)
    assert part.top == KAUR.account


def test_an_account_is_told_of_money_that_may_be_its_own() -> None:
    told = perhaps_theirs(ranked([UNKNOWN, NAMELESS], MATCHING))
    assert [each.item for each in told[3]] == [UNKNOWN]
    assert 1 not in told
