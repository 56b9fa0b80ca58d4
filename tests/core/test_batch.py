"""A batch is tallied, proves or says why not."""

from hypothesis import given
from hypothesis import strategies as st

from core.batch import (
    ASCII_MARKS,
    MARK_WORDS,
    Control,
    Line,
    LineState,
    Mark,
    Tally,
    difference_words,
    mark_of,
    proof,
    tally,
    tally_words,
)
from core.money import Pence
from core.outcome import Outcome


def line(number: int, pence: int, reference: str = "10234417", **more: object) -> Line:
    account = None if reference == "" else int(reference)
    return Line(number, Pence(pence), account, reference, **more)  # type: ignore[arg-type] # test shorthand


LINES = st.builds(
    line,
    st.integers(1, 999),
    st.integers(1, 1_000_000),
    st.sampled_from(["10234417", "10230055", "99", ""]),
    state=st.sampled_from(LineState),
    parts=st.integers(1, 3),
)


def test_a_struck_line_counts_for_nothing_and_suspense_has_no_digits() -> None:
    lines = [
        line(1, 10475, "10234417"),
        line(2, 9820, "10230055", state=LineState.STRUCK),
        line(3, 12000, ""),
        line(4, 5500, "10230055", parts=2),
    ]
    assert tally(lines) == Tally(Pence(27975), 3, (1 + 2 + 3 + 4 + 4 + 1 + 7) + (1 + 2 + 3 + 5 + 5))


@given(st.lists(LINES), st.lists(LINES))
def test_two_tallies_add_up(some: list[Line], more: list[Line]) -> None:
    one, two, both = tally(some), tally(more), tally(some + more)
    assert both.total == one.total + two.total
    assert both.count == one.count + two.count
    assert both.hash_total == one.hash_total + two.hash_total


@given(st.lists(LINES, min_size=1))
def test_a_batch_proves_by_its_own_tally_and_by_no_other(lines: list[Line]) -> None:
    keyed = tally(lines)
    control = Control(keyed.total, keyed.count, keyed.hash_total)
    faults = proof(control, keyed)
    assert [fault.code for fault in faults] == ([] if keyed.count else [Outcome.BATCH_EMPTY])
    off = Control(Pence(keyed.total + 1), keyed.count + 1, keyed.hash_total + 1)
    wrong = [fault.code for fault in proof(off, keyed) if fault.code is not Outcome.BATCH_EMPTY]
    assert wrong == [Outcome.CONTROL_COUNT, Outcome.CONTROL_TOTAL, Outcome.HASH_TOTAL]


def test_every_fault_is_told_with_its_difference() -> None:
    faults = proof(Control(Pence(218705), 15, 500), Tally(Pence(242505), 12, 480))
    assert [(fault.code, fault.by) for fault in faults] == [
        (Outcome.CONTROL_COUNT, -3),
        (Outcome.CONTROL_TOTAL, 23800),
        (Outcome.HASH_TOTAL, -20),
    ]
    assert faults[1].says == "over by 238.00: 2,425.05 keyed, 2,187.05 expected"
    assert all(len(fault.says) <= 78 for fault in faults)


def test_a_batch_without_control_or_lines_does_not_prove() -> None:
    assert [fault.code for fault in proof(None, Tally(Pence(0), 0, 0))] == [
        Outcome.CONTROL_MISSING,
        Outcome.BATCH_EMPTY,
    ]


def test_the_difference_is_in_words() -> None:
    control = Control(Pence(10000), 3)
    assert difference_words(Pence(-1200)) == "short by 12.00"
    assert difference_words(Pence(1)) == "over by 0.01"
    assert tally_words(control, Tally(Pence(33800), 1, 0)) == "over by 238.00, 2 to go"
    assert tally_words(control, Tally(Pence(4000), 1, 0)) == "60.00 left, 2 to go"
    assert tally_words(control, Tally(Pence(10000), 3, 0)) == "proves"
    assert tally_words(control, Tally(Pence(9000), 4, 0)) == "short by 10.00, 1 too many"
    assert tally_words(None, Tally(Pence(9000), 4, 0)) == "no control yet"


def test_every_state_has_a_mark_a_plain_mark_and_a_word() -> None:
    assert set(ASCII_MARKS) == set(MARK_WORDS) == set(Mark)
    assert all(mark.isascii() for mark in ASCII_MARKS.values())
    assert len(set(ASCII_MARKS.values())) == len(Mark)


def test_a_line_struck_out_stays_visible_as_struck() -> None:
    assert mark_of(line(1, 1, state=LineState.STRUCK)) == (Mark.STRUCK, "struck")
    assert mark_of(line(1, 1, parts=2)) == (Mark.SPLIT, "2 ways")
    assert mark_of(line(1, 1, "", reason="no match")) == (Mark.SUSPENSE, "no match")
    assert mark_of(line(1, 1, colour="amber")) == (Mark.UNUSUAL, "unusual")
    assert mark_of(line(1, 1, colour="red")) == (Mark.DUPLICATE, "duplicate")
    assert mark_of(line(1, 1)) == (Mark.KEPT, "kept")
    assert mark_of(line(1, 1), keeping=True) == (Mark.KEEPING, "keeping")
