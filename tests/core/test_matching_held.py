"""What matching holds of a large file: of a plain line its account alone, and no match twice."""

import gc
import tracemalloc
from collections import Counter

import pytest

from core.matching import Columns, Entry, KeyKind, LineMatch, Matching, Roll, Rules
from core.matching.plain import Plainly
from core.payment_file import FileLine
from core.stream import SubAccountKind
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
        decided = matching.decided(lines)
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


def test_a_roll_in_columns_has_the_same_entries_and_answers_the_same(streams: Streams) -> None:
    columns = Columns()
    for entry in streams.roll.entries:
        columns.add(entry)
    rent = [entry._replace(kind=SubAccountKind.RENT) for entry in streams.roll.entries]
    assert list(columns) == [columns[place] for place in range(len(columns))]
    assert {(*entry[:3], frozenset(entry.refs), *entry[4:]) for entry in columns} == {
        (*entry[:3], frozenset(entry.refs), *entry[4:]) for entry in rent
    }
    lines = of_file(streams)
    of_columns = Matching(Roll(columns), Rules("CLY")).lines(lines)
    told = [_told(match) for match in Matching(Roll(rent), Rules("CLY")).lines(lines)]
    assert [_told(match) for match in of_columns] == told
    assert len({outcome for outcome, *_ in told}) > 1


def _told(match: LineMatch) -> tuple[object, ...]:
    candidates = [one for one in (match.first, match.second, *match.others) if one]
    return match.outcome, match.account, match.holds, [(c.account, c.score) for c in candidates]
