"""What matching holds of a large file: of a plain line its account alone, and no match twice."""

import gc
import tracemalloc
from collections import Counter

import pytest

from core.matching import Decided, Entry, KeyKind, Matching, Roll, Rules
from core.matching.plain import Plainly
from core.payment_file import FileLine
from tests.bench.matched_streams import Streams, estate

HELD_MAX = 40  # bytes of a plain line beyond the line itself: two places in two lists


@pytest.fixture(scope="module")
def streams() -> Streams:
    return estate(11, 3000)


def of_file(streams: Streams) -> list[FileLine]:
    return [one.line for one in streams.files["CLY", "hb"]]


def test_what_is_decided_of_a_file_is_what_matching_tells_however_often_it_is_asked(
    streams: Streams,
) -> None:
    lines = of_file(streams)
    told = Matching(streams.roll, Rules("CLY")).lines(lines)
    decided = Matching(streams.roll, Rules("CLY")).decided(lines)
    assert tuple(decided) == tuple(decided) == told
    assert list(decided.outcomes()) == [match.outcome for match in told]
    assert decided.counted() == Counter(match.outcome for match in told)
    assert list(decided.lines) == lines
    assert len(decided) == len(told) > 300


def test_a_plain_line_is_held_by_its_account_alone(streams: Streams) -> None:
    matching = Matching(streams.roll, Rules("CLY"))
    plainly = Plainly(streams.roll, "CLY")
    few = [line for line in of_file(streams) if plainly.whose(line)]
    many = few * 5
    assert len(few) > 200
    assert _held(matching, few[:10]) > 0  # whatever is made at the first line is made now
    grown = _held(matching, many) - _held(matching, few)
    assert grown / (len(many) - len(few)) <= HELD_MAX


def _held(matching: Matching, lines: list[FileLine]) -> int:
    """The bytes that stay while what was decided of the lines is kept."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        decided: Decided = matching.decided(lines)
        held = tracemalloc.get_traced_memory()[0] - before
        assert len(decided) == len(lines)
    finally:
        tracemalloc.stop()
    return held


def test_a_text_names_every_account_that_bears_it_with_what_it_is_there() -> None:
    tenancy, former = KeyKind.TENANCY, KeyKind.FORMER
    first = Entry(1, "CLY", "1028 0003", ((tenancy, "10280003"), (former, "t-9")))
    second = Entry(2, "CLY", "T9", ((former, "10280003"),))
    roll = Roll([first, second])
    payment = KeyKind.PAYMENT
    assert list(roll.named("10280003")) == [(first, payment), (first, tenancy), (second, former)]
    assert list(roll.named("T9")) == [(first, former), (second, payment)]
    assert list(roll.named("NONE")) == []
