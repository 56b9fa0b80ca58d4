"""What the terminal shows is what Textual meant, for a fraction of the bytes."""

from typing import Any

import pytest

from tests.terminal.harness import DEMO, Tty

WALKS = {
    "lists with wide and combining letters": (
        "list",
        "{Down*22}{PageDown*2}{Up*21}{End}{Home}{F1}{Down*2}{F1}w",
        "a word",
    ),
    "a list": ("list", "{Down*2}{PageDown}w", "a word"),
    "keying": (
        "keying",
        "smith{Enter}104.75{Backspace*2}{Left*3}9{Enter}{^P}pos{Backspace*4}{Esc}x",
        "smith=1904.",
    ),
    "an overlay that changes every row": (
        "keying",
        "{^T}müller 田中{Backspace*3}{Left}{Left}q",
        "q",
    ),
    "a form": ("keying", "{^N}aé田b{Enter}{Enter}x{Enter}12345{Left*2}{Backspace}", "1245"),
}


def _walk(tty: Tty, walk: str) -> None:
    _, spec, expected = WALKS[walk]
    tty.until("F1 keys")
    tty.quiet()
    tty.press(spec, quiet_s=0.03)
    tty.until(expected)


def _cells(tty: Tty) -> list[list[object]]:
    columns, rows = tty.size
    return [[_seen(tty.screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def _become_equal(ours: Tty, plain: Tty) -> None:
    """Both show the same once both have shown all they have."""
    for _ in range(40):
        quiet = ours.quiet() + plain.quiet() == 0
        if quiet and _cells(ours) == _cells(plain):
            return
    mine, textuals = _cells(ours), _cells(plain)
    columns, rows = ours.size
    wrong = [
        (x, y, mine[y][x], textuals[y][x])
        for y in range(rows)
        for x in range(columns)
        if mine[y][x] != textuals[y][x]
    ]
    raise AssertionError(wrong[:5])


def _seen(cell: Any) -> object:
    """A cell as one sees it: a space has a ground, and no colour or weight of its own."""
    if cell.data == " " and not cell.underscore and not cell.reverse and not cell.strikethrough:
        return cell.bg
    return cell


@pytest.mark.parametrize("walk", WALKS)
def test_the_frame_equals_the_plain_one_cell_by_cell(walk: str) -> None:
    first = WALKS[walk][0]
    with Tty(*DEMO, first) as ours, Tty(*DEMO, first, DEMO_PLAIN="1") as plain:
        _walk(ours, walk)
        _walk(plain, walk)
        _become_equal(ours, plain)
        assert len(ours.log) < len(plain.log)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "xterm"}, {"RENTBOOK_THEME": "light"}])
def test_the_frame_equals_the_plain_one_in_every_theme(env: dict[str, str]) -> None:
    with Tty(*DEMO, **env) as ours, Tty(*DEMO, DEMO_PLAIN="1", **env) as plain:
        _walk(ours, "keying")
        _walk(plain, "keying")
        _become_equal(ours, plain)


def test_the_frame_equals_the_plain_one_after_the_window_grew_and_shrank() -> None:
    with Tty(*DEMO, "list") as ours, Tty(*DEMO, "list", DEMO_PLAIN="1") as plain:
        _walk(ours, "a list")
        _walk(plain, "a list")
        for size in ((200, 60), (80, 24)):
            for tty in (ours, plain):
                tty.resize(*size)
                tty.until(lambda tty=tty, size=size: _fits(tty, size))
            _become_equal(ours, plain)


def _fits(tty: Tty, size: tuple[int, int]) -> bool:
    lines = tty.lines()
    return "F1 keys" in lines[-1] and lines[1].count("─") == size[0] - 2


def test_a_typed_character_in_the_amount_costs_at_most_48_bytes() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.quiet()
        tty.press("smith{Enter}")
        costs = tty.press("1,204.75{Backspace}{Left}", answer_s=9)
        assert 0 < max(costs) <= 48, costs


def test_moving_in_a_list_costs_at_most_a_row_and_scrolling_at_most_a_page() -> None:
    with Tty(*DEMO, "list") as tty:
        tty.until("F1 keys")
        tty.quiet()
        assert max(tty.press("{Down*17}", answer_s=9)) <= 300
        assert max(tty.press("{Down*9}{Up*26}", answer_s=9)) <= 300
        assert max(tty.press("{PageDown*3}", answer_s=9)) <= 1300


def test_twenty_new_rows_cost_at_most_1300_bytes() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.quiet()
        tty.press("{^T}")
        tty.quiet()
        costs = tty.press("smith mill road", answer_s=9)
        assert max(costs) <= 1300, costs


@pytest.mark.parametrize("first", ["keying", "list", "form"])
def test_an_idle_screen_writes_nothing(first: str) -> None:
    with Tty(*DEMO, first) as tty:
        tty.until("F1 keys")
        tty.quiet(0.3)
        assert tty.read(1.0) == b""


def test_a_million_rows_cost_what_a_thousand_cost() -> None:
    costs = []
    for name in ("list", "short list"):
        with Tty(*DEMO, name) as tty:
            tty.until("F1 keys")
            tty.quiet()
            before = tty.cpu_s()
            tty.press("{PageDown*10}", quiet_s=0.02)
            costs.append(tty.cpu_s() - before)
    assert costs[0] < costs[1] * 2 + 0.1


def test_text_with_markup_and_escapes_is_shown_harmlessly() -> None:
    with Tty(*DEMO, "list") as tty:
        tty.until("F1 keys")
        tty.quiet()
        assert "REF [/a] [b · ^[[31mred^[]0;title^G" in tty.lines()[0]
        assert b"\x1b]0;" not in tty.log


def test_without_utf8_the_marks_and_lines_are_ascii() -> None:
    with Tty(*DEMO, "list", LC_ALL="C") as tty:
        tty.until("F1 keys")
        tty.quiet()
        tty.press("{Down*3}{PageDown}")
        text = tty.text()
        assert text.isascii()
        assert "ok kept" in text
        assert "------" in text


def test_ctrl_l_draws_everything_again() -> None:
    with Tty(*DEMO) as tty:
        tty.until("F10 post")
        tty.quiet()
        tty.press("abc")
        before = tty.lines()
        tty.screen.reset()
        tty.press("{^L}")
        assert tty.lines() == before
