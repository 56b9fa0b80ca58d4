"""Widgets drawn to lines of text, and what their keys tell their listeners."""

from collections.abc import AsyncIterator, Iterable

import pytest
from textual import events
from textual.widget import Widget

from tui.app import RentbookApp
from tui.keymap import F_KEYS, SHELL_KEYS, UNSAFE_KEYS, Action, find_action, show_key, typed
from tui.page import Page
from tui.terminal.signs import Sign, is_utf8, plain, sign
from tui.theme import DARK, LIGHT, MONO, SIXTEEN, TONES, Tone, choose_theme
from tui.widgets.drawing import fit
from tui.widgets.entry_line import EntryLine
from tui.widgets.entry_state import Cell
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import TextLines

EVIL = "REF [/a] [b \x1b[31m\x07"
COLUMNS = (
    Column("name", 10, grows=True),
    Column("amount", 9, "pence"),
    Column("more", 6, from_width=100),
)
LONG = "a word that is much too long for any footer of eighty columns"
CHARACTERS = {"enter": "\r", "full_stop": "."}


class Sample(Page):
    """A page with one of each."""

    ACTIONS = (
        Action("post", "f10", "post", "Post the batch", when=lambda page: page.proves),
        Action("note", "n", "note", "Write a note"),
        Action(
            "long",
            "ctrl+z",
            LONG,
            "Undo",
        ),
        Action("after", "f8", "after", "Comes after the long one"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.proves = False
        self.asked: list[tuple[int, int]] = []
        self.told: list[str] = []
        self.grid = Grid(COLUMNS, self.rows, listener=self)
        self.line = EntryLine((Cell("who", 8), Cell("amount", 9, "right")), self, indent=3)
        self.text = TextLines(2)

    def body(self) -> Iterable[Widget]:
        yield self.grid
        yield self.line
        yield self.text

    def header_left(self) -> Iterable[str]:
        return ("Sample", EVIL)

    def rows(self, start: int, stop: int) -> list[Row]:
        self.asked.append((start, stop))
        return [Row((f"row {i} {EVIL}", f"{i}.20", "x")) for i in range(start, stop)]

    def grid_moved(self, _grid: Grid, index: int) -> None:
        self.told.append(f"moved {index}")

    def grid_chosen(self, _grid: Grid, index: int) -> None:
        self.told.append(f"chosen {index}")

    def entry_edited(self, line: EntryLine, cell: str) -> None:
        self.told.append(f"{cell}={line.state.text}")

    def act_post(self) -> None:
        self.told.append("post")

    def act_note(self) -> None:
        self.told.append("note")

    def act_long(self) -> None:
        self.told.append("long")

    def act_after(self) -> None:
        self.told.append("after")


@pytest.fixture
async def page() -> AsyncIterator[Sample]:
    app = RentbookApp({"sample": Sample}, first="sample", header_right=("DEMO", "assistant.1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Sample)
        yield app.screen


def _lines(widget: Widget) -> list[str]:
    return [widget.render_line(y).text for y in range(widget.size.height)]


async def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.desk.gate.arrive(events.Key(key, CHARACTERS.get(key)))
    await page.desk.gate.settled()


async def test_a_grid_asks_only_for_the_rows_that_show(page: Sample) -> None:
    page.grid.show(1_000_000, cursor=0)
    lines = _lines(page.grid)
    assert page.asked == [(0, page.grid.page)]
    assert lines[1].startswith(f"{sign(Sign.HERE)} row 0 REF [/a] [b ^[[31m^G")
    page.asked.clear()
    page.grid.go(999_999)
    _lines(page.grid)
    assert page.asked == [(1_000_000 - page.grid.page, 1_000_000)]


async def test_a_grid_draws_one_line_again_when_one_row_changed(page: Sample) -> None:
    page.grid.show(100, cursor=0)
    _lines(page.grid)
    page.asked.clear()
    page.grid.refresh_row(3)
    _lines(page.grid)
    assert len(page.asked) == 1


async def test_a_grid_moves_by_keys_and_tells(page: Sample) -> None:
    page.grid.show(100, cursor=0)
    page.grid.focus()
    await _press(page, "down", "down", "up", "end", "home", "pagedown", "enter", "up")
    size = page.grid.page
    assert page.told == [
        *("moved 1", "moved 2", "moved 1", "moved 99", "moved 0"),
        *(f"moved {size}", f"chosen {size}", f"moved {size - 1}"),
    ]


async def test_an_empty_grid_says_what_would_be_here(page: Sample) -> None:
    page.grid.empty = "No line yet: K keys one."
    page.grid.show(0)
    assert _lines(page.grid)[1].strip() == "No line yet: K keys one."
    page.grid.go(3)
    assert page.told == []


async def test_amounts_stand_on_their_pence(page: Sample) -> None:
    page.grid.show(12, cursor=0)
    columns = {line.index(".20") for line in _lines(page.grid)[1:13]}
    assert len(columns) == 1


async def test_an_entry_line_shows_its_cells_and_tells_each_change(page: Sample) -> None:
    page.line.focus()
    await _press(page, "k", "a", "tab", "5", "full_stop", "decimal")
    assert page.told == ["who=k", "who=ka", "amount=5", "amount=5.", "amount=5.."]
    assert _lines(page.line)[0].rstrip() == "   ka            5.."
    assert page.line.caret is not None
    assert page.line.caret.x == 3 + 8 + 1 + 9 - 1


async def test_a_long_text_scrolls_within_its_cell(page: Sample) -> None:
    page.line.focus()
    await _press(page, *"abcdefghijkl")
    assert _lines(page.line)[0][3:11] == "fghijkl "
    await _press(page, "home")
    assert _lines(page.line)[0][3:11] == "abcdefg "
    assert page.line.caret is not None
    assert page.line.caret.x == 3


async def test_a_letter_is_a_command_only_where_no_field_has_the_focus(page: Sample) -> None:
    page.line.focus()
    await _press(page, "n")
    page.grid.focus()
    await _press(page, "n", "N")
    assert page.told == ["who=n", "note", "note"]


async def test_the_footer_names_only_keys_that_work_and_fit_whole(page: Sample) -> None:
    footer = _lines(page.footer)[0]
    assert "F10" not in footer
    assert footer.startswith(" F1 keys  N note")
    assert "a word that is" not in footer
    page.proves = True
    await _press(page, "n")
    assert " F10 post" in _lines(page.footer)[0]


async def test_a_dead_key_does_nothing_and_a_live_one_has_a_second_way(page: Sample) -> None:
    page.grid.focus()
    await _press(page, "f10", "ctrl+o")
    assert page.told == []
    page.proves = True
    await _press(page, "f10", "ctrl+o", "ctrl+n")
    assert page.told == ["post", "post", "after"]


async def test_the_header_keeps_the_book_and_who_you_are(page: Sample) -> None:
    line = _lines(page.header)[0]
    assert line.startswith(" Sample · REF [/a] [b ^[[31m^G")
    assert line.endswith("  DEMO · assistant.1 ")
    page.header.say(("x" * 200,), ("DEMO", "assistant.1"))
    assert _lines(page.header)[0].endswith("…  DEMO · assistant.1 ")
    assert len(_lines(page.header)[0]) == 80


async def test_lines_of_remarks_take_parts_and_clean_them(page: Sample) -> None:
    page.text.say("plain", (("[b]", Tone.DIM), (EVIL, Tone.BAD)), "beyond the last line")
    assert [line.rstrip() for line in _lines(page.text)] == ["  plain", "  [b]REF [/a] [b ^[[31m^G"]


async def test_the_key_card_and_the_palette_are_made_from_the_table(page: Sample) -> None:
    await _press(page, "f1")
    card = page.app.screen
    assert type(card).__name__ == "KeyCard"
    text = "\n".join(_lines(card.grid))  # type: ignore[attr-defined]  # checked above
    assert "Write a note" in text
    assert "Post the batch" not in text
    await _press(page, "escape", "ctrl+p", *"note", "enter")
    assert page.app.screen is page
    assert page.told == ["note"]


async def test_escape_on_the_first_screen_does_nothing(page: Sample) -> None:
    await _press(page, "escape")
    assert page.app.screen is page


def test_a_table_that_names_a_missing_action_is_refused() -> None:
    with pytest.raises(TypeError, match="act_gone"):
        type("Bad", (Page,), {"ACTIONS": (Action("gone", "g", "", ""),)})
    with pytest.raises(TypeError, match="Esc runs act_back"):

        class Returning(Page):
            ACTIONS = (Action("back", "b", "came back", "The bank sent it back"),)


# -- tables


def test_texts_fit_exactly() -> None:
    assert fit("abc", 5) == "abc  "
    assert fit("abcdef", 5) == "abcd…"
    assert fit("田中田", 5) == "田中…"
    assert fit("1.20", 8, "pence") == "    1.20"
    assert fit("98", 8, "pence") == "   98   "
    assert fit("Dr 1.20", 8, "right") == " Dr 1.20"


def test_second_ways_are_safe_and_no_shell_keys() -> None:
    seconds = [second for _, second in F_KEYS.values() if second]
    assert not set(seconds) & (SHELL_KEYS | UNSAFE_KEYS)
    assert len(set(seconds)) == len(seconds)


def test_keypad_keys_type_and_act_as_the_others() -> None:
    assert typed("add", None) == "+"
    assert typed("enter", "\r") == ""
    action = Action("split", "slash", "split", "Split")
    assert find_action((action,), "divide", None) is action
    assert [show_key(k) for k in ("f10", "ctrl+x", "slash", "a")] == ["F10", "^X", "/", "A"]


def test_marks_have_fallbacks() -> None:
    assert is_utf8({}) and is_utf8({"LANG": "en_GB.UTF-8"}) and is_utf8({"LC_CTYPE": "C.utf8"})
    assert not is_utf8({"LC_ALL": "C", "LANG": "en_GB.UTF-8"})
    assert [sign(each, utf8=False) for each in Sign] == ["ok", "..", "!", "x", "S", "/", "~", ">"]
    assert plain("─") + plain("·") + plain("ü") == "--?"


def test_the_theme_follows_the_terminal() -> None:
    assert choose_theme({"TERM": "xterm"}) == SIXTEEN
    assert choose_theme({"TERM": "xterm-256color"}) == DARK
    assert choose_theme({"TERM": "xterm", "COLORTERM": "truecolor"}) == DARK
    assert choose_theme({"TERM": "xterm-256color", "COLORFGBG": "0;15"}) == LIGHT
    assert choose_theme({"TERM": "xterm-256color", "NO_COLOR": "1"}) == MONO
    assert choose_theme({"RENTBOOK_THEME": "light", "NO_COLOR": "1"}) == LIGHT


def test_no_tone_is_told_by_colour_alone_from_plain_where_it_matters() -> None:
    for theme, tones in TONES.items():
        assert set(tones) == set(Tone), theme
        for tone in (Tone.WARN, Tone.BAD, Tone.CELL, Tone.STRONG):
            assert tones[tone].bold, (theme, tone)
        assert tones[Tone.STRUCK].strike
