"""The difference doctor names the line that was keyed wrongly."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from core.batch import Control, Line, LineState, tally
from core.difference import Finding, Slip, diagnose, slip_against_usual, swaps, usual_words
from core.money import Pence

USUALS = st.lists(st.integers(2500, 25_000), min_size=3, max_size=40, unique=True)


def batch(amounts: list[int]) -> list[Line]:
    return [
        Line(place, Pence(amount), 1000 + place, f"1023{place:04}")
        for place, amount in enumerate(amounts, 1)
    ]


def control_of(lines: list[Line]) -> Control:
    keyed = tally(lines)
    return Control(keyed.total, keyed.count)


def usual_of(lines: list[Line]) -> dict[int, Pence]:
    return {line.account or 0: line.amount for line in lines}


def amended(lines: list[Line], at: int, amount: int) -> list[Line]:
    return [*lines[:at], replace(lines[at], amount=Pence(amount)), *lines[at + 1 :]]


def top(control: Control, keyed: list[Line], usual: dict[int, Pence]) -> Finding:
    found = diagnose(control, keyed, usual)
    assert found
    assert all(len(one.says) <= 75 for one in found), [one.says for one in found]
    return found[0]


@given(USUALS, st.data())
def test_a_tenfold_slip_is_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    times = data.draw(st.sampled_from([10, 100]))
    found = top(control_of(lines), amended(lines, at, amounts[at] * times), usual_of(lines))
    assert (found.slip, found.line, found.should_be) == (Slip.TENFOLD, at + 1, amounts[at])


@given(USUALS, st.data())
def test_swapped_digits_are_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    possible = sorted(swaps(lines[at].amount))
    assume(possible)
    keyed = amended(lines, at, data.draw(st.sampled_from(possible)))
    found = top(control_of(lines), keyed, usual_of(lines))
    assert (found.line, found.should_be) == (at + 1, amounts[at])
    assert found.slip in {Slip.SWAPPED, Slip.TENFOLD}


@given(USUALS, st.data())
def test_a_line_keyed_twice_is_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    keyed = [*lines, replace(lines[at], number=len(lines) + 1)]
    found = top(control_of(lines), keyed, usual_of(lines))
    assert (found.slip, found.line) == (Slip.DOUBLED, len(lines) + 1)
    assert f"as line {at + 1}?" in found.says


@given(USUALS, st.data())
def test_a_line_struck_by_mistake_is_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    keyed = [*lines[:at], replace(lines[at], state=LineState.STRUCK), *lines[at + 1 :]]
    found = top(control_of(lines), keyed, usual_of(lines))
    assert (found.slip, found.line) == (Slip.MISSING, at + 1)


@given(USUALS, st.data())
def test_a_receipt_never_keyed_is_told_by_its_amount(
    amounts: list[int], data: st.DataObject
) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    found = top(control_of(lines), [*lines[:at], *lines[at + 1 :]], usual_of(lines))
    assert (found.slip, found.line, found.amount) == (Slip.MISSING, None, amounts[at])


@given(USUALS, st.data())
def test_a_wrong_sign_is_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    found = top(control_of(lines), amended(lines, at, -amounts[at]), usual_of(lines))
    assert (found.slip, found.line, found.should_be) == (Slip.SIGN, at + 1, amounts[at])


@given(USUALS, st.data())
def test_a_miskeyed_usual_amount_is_found(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    keyed = amended(lines, at, data.draw(st.integers(1, 50_000)))
    assume(keyed[at].amount != amounts[at])
    found = top(control_of(lines), keyed, usual_of(lines))
    assert (found.line, found.should_be) == (at + 1, amounts[at])


@given(USUALS, st.data())
def test_two_wrong_lines_are_found_together(amounts: list[int], data: st.DataObject) -> None:
    lines = batch(amounts)
    keyed = amended(amended(lines, 0, amounts[0] + 1300), 2, amounts[2] + 2400)
    found = diagnose(control_of(lines), keyed, usual_of(lines))
    assert any(one.slip is Slip.TWO_LINES and one.line == 1 for one in found)


@given(USUALS, st.data())
def test_without_usual_amounts_the_line_is_still_among_the_findings(
    amounts: list[int], data: st.DataObject
) -> None:
    lines = batch(amounts)
    at = data.draw(st.integers(0, len(lines) - 1))
    found = diagnose(control_of(lines), amended(lines, at, amounts[at] * 10))
    assert at + 1 in {one.line for one in found}


@given(USUALS)
def test_a_batch_that_agrees_has_nothing_to_find(amounts: list[int]) -> None:
    assert diagnose(control_of(batch(amounts)), batch(amounts)) == ()


def test_where_the_count_agrees_a_line_of_the_gap_is_told_all_the_same() -> None:
    lines = batch([10475, 9820, 6105])
    control = Control(Pence(10475 + 6105), 3)
    assert (Slip.DOUBLED, 2) in {(one.slip, one.line) for one in diagnose(control, lines)}
    lacking = Control(Pence(10475 + 9820 + 6105 + 9820), 3)
    assert (Slip.MISSING, None) in {(one.slip, one.line) for one in diagnose(lacking, lines)}


def test_the_finding_reads_as_on_the_screen() -> None:
    lines = batch([10475, 9820, 6105])
    found = top(control_of(lines), amended(lines, 0, 104750), usual_of(lines))
    assert found.says == ("over by 942.75 = 9 × 104.75: line 1, 1,047.50 for 104.75? F7 goes there")
    swapped = top(control_of(lines), amended(lines, 1, 8920), usual_of(lines))
    assert swapped.says == "short by 9.00, digits swapped: line 2, 89.20 for 98.20? F7 goes there"


def test_a_slip_shows_before_the_batch_is_finished() -> None:
    line = Line(13, Pence(104750), 7, "10237710")
    assert usual_words(line, Pence(10475)) == (
        "line 13 is ten times what this account pays (104.75): F7 goes there"
    )
    assert slip_against_usual(Pence(10475), Pence(10475)) is None
    assert slip_against_usual(Pence(98), Pence(9800)) is Slip.TENFOLD
    assert slip_against_usual(Pence(8920), Pence(9820)) is Slip.SWAPPED
    assert usual_words(replace(line, amount=Pence(8920)), Pence(9820)) == (
        "line 13 has digits swapped, this account pays 98.20: F7 goes there"
    )
    assert usual_words(replace(line, amount=Pence(98)), Pence(9800)).startswith(
        "line 13 is a hundredth of what this account pays"
    )
    assert usual_words(line, None) == ""


@given(
    st.lists(st.integers(-(10**8), 10**8).filter(bool), max_size=60),
    st.integers(),
    st.integers(0, 60),
)
def test_any_batch_is_diagnosed(amounts: list[int], total: int, count: int) -> None:
    lines = batch(amounts)
    for one in diagnose(Control(Pence(total), count), lines, usual_of(lines)):
        assert one.line is None or 1 <= one.line <= len(lines)
        assert len(one.says) <= 75
