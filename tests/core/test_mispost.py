"""The mispost radar: what A received and B missed, one pair a row."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mispost import Alike, Missed, Party, Received, misposts
from core.money import Pence

DAY = date(2026, 11, 20)
A = Party(1, "CLY", "10236218", ("Mr Tomasz Nowak",))
B = Party(2, "CLY", "10236281", ("Mrs Teresa Novak",))
SON = Party(3, "CLY", "10239900", ("Mr Ian Nowak",))
FAR = Party(4, "CLY", "10230005", ("Dr Sara Iqbal",))
OTHERS = Party(5, "MER", "10236219", ("Mr Tomasz Nowak",))
TOOK = Received(A, 71, Pence(9820), DAY, "card-agency", (Pence(5000),))
MISSED = Missed(B, Pence(9820), DAY, "card-agency")

PAIRS = [
    ("one slip apart", TOOK, MISSED, Alike.SLIP),
    ("the same surname", TOOK, replace(MISSED, party=SON), Alike.NAME),
    ("both", TOOK, replace(MISSED, party=replace(B, names=("Ms A Nowak",))), Alike.SLIP_AND_NAME),
    ("missed three days before", TOOK, replace(MISSED, day=date(2026, 11, 17)), Alike.SLIP),
    ("missed a month before", TOOK, replace(MISSED, day=date(2026, 10, 20)), None),
    ("a penny less", TOOK, replace(MISSED, amount=Pence(9819)), None),
    ("another stream", TOOK, replace(MISSED, stream="cheque"), None),
    ("nothing alike", TOOK, replace(MISSED, party=FAR), None),
    ("another landlord's", TOOK, replace(MISSED, party=OTHERS), None),
    ("an amount A usually pays", replace(TOOK, usual=(Pence(9820),)), MISSED, None),
    ("the payer's own key named A", replace(TOOK, vouched=True), MISSED, None),
    ("money that went back", replace(TOOK, amount=Pence(-9820)), MISSED, None),
    ("A itself missed it", TOOK, replace(MISSED, party=A), None),
]


@pytest.mark.parametrize(("event", "received", "missed", "alike"), PAIRS)
def test_a_pair_is_proposed(
    event: str, received: Received, missed: Missed, alike: Alike | None
) -> None:
    found = misposts([received], [missed])
    assert [each.alike for each in found] == ([] if alike is None else [alike])


def test_a_proposal_has_two_legs_and_says_why_without_names() -> None:
    (found,) = misposts([TOOK], [MISSED])
    assert found.legs == ((1, 9820), (2, -9820))
    assert found.says == (
        "98.20 reached 10236218, which never pays it; 10236281 missed it: references one slip apart"
    )


def test_two_that_missed_it_and_are_as_near_are_left_to_a_person() -> None:
    third = replace(MISSED, party=Party(6, "CLY", "10236211"))
    assert misposts([TOOK], [MISSED, third]) == ()
    nearer = replace(third, party=replace(third.party, names=A.names))
    assert [each.missed.party.account for each in misposts([TOOK], [MISSED, nearer])] == [6]


@given(
    st.permutations([A, B, SON, FAR, OTHERS]),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([9820, 5000])), max_size=6),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([9820, 5000])), max_size=6),
)
def test_proposals_come_to_nil_stay_with_one_landlord_and_use_a_posting_once(
    parties: list[Party], took: list[tuple[int, int]], lacked: list[tuple[int, int]]
) -> None:
    received = [
        Received(parties[who], 70 + n, Pence(pence), DAY, "bank")
        for n, (who, pence) in enumerate(took)
    ]
    missed = [Missed(parties[who], Pence(pence), DAY, "bank") for who, pence in set(lacked)]
    found = misposts(received, missed)
    assert all(sum(pence for _, pence in each.legs) == 0 for each in found)
    assert all(each.received.party.landlord == each.missed.party.landlord for each in found)
    assert len({each.received.posting for each in found}) == len(found)
