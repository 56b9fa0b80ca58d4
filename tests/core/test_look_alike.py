"""Look-alikes found all at once are those that one_slip_apart and equal names find one by one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.corroboration import Candidate
from core.look_alike import look_alikes
from core.money import Pence
from core.reference import one_slip_apart

AMOUNTS = st.sampled_from([Pence(9820), Pence(10475), None])
LIVE = st.lists(
    st.builds(
        Candidate,
        account=st.just(0),
        reference=st.text("0178AB", min_size=1, max_size=5),
        name=st.sampled_from(["Mr Nowak", "Ms Okafor", "Dr Iqbal"]),
        landlord=st.just("CLY"),
        usual=AMOUNTS,
    ),
    max_size=8,
).map(lambda found: [replace(one, account=number) for number, one in enumerate(found, 10001)])


@given(LIVE, st.sampled_from([Pence(9820), Pence(10475)]))
def test_whoever_is_alike_and_pays_the_amount_is_found(
    live: list[Candidate], amount: Pence
) -> None:
    found = look_alikes([(one, amount) for one in live], live)
    for one, alike in zip(live, found, strict=True):
        expected = {
            other.account
            for other in live
            if other.account != one.account
            and other.usual == amount
            and (other.name == one.name or one_slip_apart(other.reference, one.reference))
        }
        told = {each.account for each in alike}
        assert one.account not in told
        assert all(each.usual == amount for each in alike)
        assert expected <= told or len(told) == 4


def test_a_line_of_another_amount_meets_the_neighbour_that_pays_it() -> None:
    mine = Candidate(1, "10236218", "Mr Nowak", "CLY", Pence(9820))
    theirs = Candidate(2, "10236281", "Mrs Novak", "CLY", Pence(5000))
    assert look_alikes([(mine, 5000), (mine, 9820)], [mine, theirs]) == [(theirs,), ()]


def test_nobody_is_alike_where_nobody_pays() -> None:
    mine = Candidate(1, "10236218", "Mr Nowak", "CLY")
    assert look_alikes([(mine, 5000)], [mine]) == [()]
    assert look_alikes([], []) == []
