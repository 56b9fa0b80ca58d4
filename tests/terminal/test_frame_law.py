"""Whatever frames follow each other, a terminal that got the differences shows the last one."""

import os

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.terminal.frame import Frame, change_pen, ground

WIDTH, HEIGHT = 14, 9
ROUNDS = 400 if os.environ.get("RENTBOOK_PROVE") else 40
STYLES = [
    Style(),
    Style(bold=True),
    Style(dim=True, color="red"),
    Style(color="#aabbcc", bgcolor="#102030"),
    Style(reverse=True),
    Style(underline=True, bgcolor="blue"),
]
graphemes = st.sampled_from([*"ab. 1", "é", "田", "e\u0301", "中", "─", " "])
runs = st.tuples(st.lists(graphemes, min_size=1, max_size=9), st.sampled_from(STYLES))


def _strip(found: list[tuple[list[str], Style]]) -> Strip:
    strip = Strip([Segment("".join(text), style) for text, style in found])
    return strip.adjust_cell_length(WIDTH, Style())


lines = st.lists(runs, max_size=3).map(_strip)
frames = st.lists(st.lists(lines, min_size=HEIGHT, max_size=HEIGHT), min_size=1, max_size=4)


def _pieces(frame: list[Strip]) -> list[tuple[int, int, Strip]]:
    return [(0, y, strip) for y, strip in enumerate(frame)]


def _show(outputs: list[str]) -> list[list[object]]:
    screen = pyte.Screen(WIDTH, HEIGHT)
    screen.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(screen)
    for output in outputs:
        stream.feed(output)
    return [[_seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _seen(cell: pyte.screens.Char) -> object:
    if cell.data == " " and not (cell.underscore or cell.reverse or cell.strikethrough):
        return cell.bg
    return cell


def _whole(frame: list[Strip]) -> str:
    fresh = Frame((WIDTH, HEIGHT), ColorSystem.TRUECOLOR)
    fresh.paint(_pieces(frame))
    return fresh.flush()


@settings(max_examples=ROUNDS, deadline=None)
@given(frames)
def test_differences_add_up_to_the_last_frame(found: list[list[Strip]]) -> None:
    frame = Frame((WIDTH, HEIGHT), ColorSystem.TRUECOLOR)
    outputs = []
    for each in found:
        frame.paint(_pieces(each))
        outputs.append(frame.flush())
    assert _show(outputs) == _show([_whole(found[-1])])


@settings(max_examples=ROUNDS, deadline=None)
@given(st.lists(lines, min_size=HEIGHT, max_size=HEIGHT), st.lists(lines, min_size=2, max_size=2))
def test_a_list_that_scrolled_is_the_list_drawn_anew(body: list[Strip], new: list[Strip]) -> None:
    frame = Frame((WIDTH, HEIGHT), ColorSystem.TRUECOLOR)
    outputs = []
    down, up = [*body[1:], new[0]], [new[1], *body[1:]]
    for each in (body, down, [*body[1:], new[0]], up):
        frame.paint(_pieces(each))
        outputs.append(frame.flush())
    assert _show(outputs) == _show([_whole(up)])


def test_a_mark_at_the_start_of_a_segment_belongs_to_the_letter_before() -> None:
    frame = Frame((WIDTH, HEIGHT), ColorSystem.TRUECOLOR)
    frame.paint([(0, 0, Strip([Segment("e", Style(bold=True)), Segment("\u0301x")]))])
    screen = pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(screen).feed(frame.flush())
    assert screen.display[0].rstrip() == "éx"


def test_the_same_frame_again_costs_nothing() -> None:
    frame = Frame((WIDTH, HEIGHT), ColorSystem.TRUECOLOR)
    strip = Strip([Segment("a 田 e\u0301 b", Style(bold=True))])
    frame.paint([(0, 0, strip)])
    assert frame.flush()
    frame.paint([(0, 0, strip)])
    assert frame.flush() == ""


def test_a_scrolled_list_costs_one_row() -> None:
    frame = Frame((40, 24), ColorSystem.TRUECOLOR)
    rows = [Strip([Segment(f"row {n * 7919:032} end")]).adjust_cell_length(40) for n in range(30)]
    frame.paint([(0, y, rows[y]) for y in range(24)])
    frame.flush()
    frame.paint([(0, y, rows[y + 1]) for y in range(24)])
    assert len(frame.flush()) < 80


def test_only_what_differs_of_a_pen_is_sent() -> None:
    assert change_pen("38;5;1;48;5;2", "38;5;3;48;5;2") == "\x1b[38;5;3m"
    assert change_pen("", "1;31") == "\x1b[1;31m"
    assert change_pen("1;31", "31") == "\x1b[22m"
    assert change_pen("1;2;31", "2;31") == "\x1b[22;2m"
    assert change_pen("31;44", "") == "\x1b[0m"
    assert ground("1;38;2;1;2;3;48;5;4") == "48;5;4"
    assert ground("4;31") == "4;31"


def test_what_the_terminals_charset_lacks_gets_a_fallback_of_the_same_width() -> None:
    frame = Frame((WIDTH, HEIGHT), None, lambda grapheme: "?")
    frame.paint([(0, 0, Strip([Segment("a─田é b")]))])
    assert frame.flush().endswith("a???? b")
