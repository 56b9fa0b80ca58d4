"""Lines and cells under the keys of a shell, without a screen."""

import pytest

from tui.keymap import SHELL_KEYS
from tui.widgets.editing import EDITING_KEYS, LineEdit
from tui.widgets.entry_state import Cell, EntryState, Outcome
from tui.widgets.form import Field, FormState

# Typed text, then keys; the cursor is shown as |.
TABLE = [
    ("smith", "", "smith|"),
    ("smith", "left left backspace", "sm|th"),
    ("smith", "home delete", "|mith"),
    ("smith", "ctrl+a ctrl+f ctrl+d", "s|ith"),
    ("mill road", "ctrl+w", "mill |"),
    ("mill road ", "ctrl+w", "mill |"),
    ("mill", "left left ctrl+u", "|ll"),
    ("mill", "left left ctrl+k", "mi|"),
    ("mill", "left left ctrl+k ctrl+y ctrl+y", "millll|"),
    ("mill", "home ctrl+e", "mill|"),
    ("", "backspace delete left right ctrl+w ctrl+k ctrl+u ctrl+y", "|"),
]


@pytest.mark.parametrize(("text", "keys", "shown"), TABLE)
def test_each_editing_key_does_what_it_does_in_a_shell(text: str, keys: str, shown: str) -> None:
    edit = LineEdit()
    edit.insert(text)
    for key in keys.split():
        assert edit.press(key)
    assert f"{edit.text[: edit.at]}|{edit.text[edit.at :]}" == shown


def test_every_shell_key_edits() -> None:
    assert SHELL_KEYS <= EDITING_KEYS


def test_an_unknown_key_edits_nothing() -> None:
    assert not LineEdit("a").press("f10")


def test_a_full_line_takes_no_more_and_says_so() -> None:
    edit = LineEdit(limit=3)
    assert edit.insert("abc")
    assert not edit.insert("d")
    assert edit.text == "abc"


def test_pasted_controls_become_visible() -> None:
    edit = LineEdit()
    edit.insert("a\x1b[31m\tb")
    assert edit.text == "a^[[31m b"


CELLS = (Cell("who", 20), Cell("amount", 10, "right", limit=6))


def test_a_line_of_cells_from_fragment_to_amount() -> None:
    state = EntryState(CELLS)
    assert [state.press(key, key) for key in "ab"] == [Outcome.EDITED] * 2
    assert state.press("enter", "") is Outcome.FINISHED
    assert state.cell.name == "who"  # what follows Enter is the caller's to say
    state.go("amount")
    assert state.press("5", "5") is Outcome.EDITED
    assert state.press("home", "") is Outcome.MOVED
    assert state.press("f10", "") is Outcome.UNUSED
    assert state.texts() == {"who": "ab", "amount": "5"}
    state.clear()
    assert (state.at, state.texts()) == (0, {"who": "", "amount": ""})


def test_tab_moves_within_the_line_and_leaves_it_at_its_ends() -> None:
    state = EntryState(CELLS)
    assert state.press("shift+tab", "") is Outcome.UNUSED
    assert state.press("tab", "") is Outcome.MOVED
    assert state.cell.name == "amount"
    assert state.press("tab", "") is Outcome.UNUSED


def test_a_full_cell_says_so() -> None:
    state = EntryState(CELLS, at=1)
    state.set("amount", "123456")
    assert state.press("7", "7") is Outcome.FULL


FIELDS = (
    Field("date", "date", initial="t"),
    Field("total", "total", check=lambda text: None if text.isdigit() else "not a number: type it"),
)


def test_a_form_ends_when_every_field_is_right() -> None:
    state = FormState(FIELDS)
    assert not state.finish()
    assert state.at == 1
    assert not state.finish()
    assert state.faults == {1: "not a number: type it"}
    state.edits[1].set(" 12 ")
    assert state.finish()
    assert state.values() == {"date": "t", "total": "12"}


def test_the_last_enter_sends_the_cursor_to_a_field_that_is_wrong() -> None:
    state = FormState((FIELDS[1], FIELDS[0]), at=1)
    assert not state.finish()
    assert state.at == 0


def test_the_first_sign_typed_replaces_an_amount_proposed_and_an_arrow_keeps_it() -> None:
    fields = (Field("amount", "amount", 14, "right", initial="143.00", replaced=True),)
    for keys, told in ((("5", "0"), "50"), (("left", "9"), "143.090"), (("backspace",), "143.0")):
        form = FormState(fields)
        for key in keys:
            assert form.insert(key) if len(key) == 1 else form.press(key)
        assert form.values()["amount"] == told
