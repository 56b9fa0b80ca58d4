"""References are compared in one shape, and their slips are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reference import digit_sum, normalise, one_slip_apart, slips, split_part

REFERENCES = st.text("0123456789ABOSIZ", min_size=1, max_size=11)


def test_a_reference_is_compared_without_spaces_dashes_and_case() -> None:
    assert normalise(" t-044 17\u2013a ") == "T04417A"
    assert normalise("10234417") == "10234417"


def test_a_part_behind_a_stroke_names_a_sub_account() -> None:
    assert split_part("10234417/Garage") == ("10234417", "garage")
    assert split_part("10234417") == ("10234417", "")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("10234417", "10234418", True),
        ("10234417", "10234471", True),
        ("10234417", "1O234417", True),
        ("T0S123", "T05123", True),
        ("B1", "81", True),
        ("10234417", "10234417", False),
        ("1023-4417", "10234417", False),
        ("10234417", "10234428", False),
        ("10234417", "1023441", False),
        ("10234417", "14230417", False),
        ("A1", "C1", False),
    ],
)
def test_one_slip_is_a_digit_a_misreading_or_a_swap(one: str, other: str, apart: bool) -> None:
    assert one_slip_apart(one, other) is apart


@given(REFERENCES)
def test_every_slip_is_one_slip_apart_both_ways(reference: str) -> None:
    for slip in slips(reference):
        assert one_slip_apart(reference, slip)
        assert one_slip_apart(slip, reference)
        assert len(slip) == len(reference)
    assert normalise(reference) not in slips(reference)


@given(REFERENCES, REFERENCES)
def test_what_is_one_slip_apart_is_among_the_slips(one: str, other: str) -> None:
    assert one_slip_apart(one, other) == (normalise(other) in slips(one))


@given(st.text(max_size=20))
def test_only_plain_digits_count_for_the_hash(text: str) -> None:
    assert digit_sum(text) == sum(ord(one) - 48 for one in text if "0" <= one <= "9")
