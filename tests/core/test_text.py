"""Text from outside is harmless, and card numbers are told from rent cards."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean, is_plain, looks_like_card_number, passes_luhn, sheet_cell
from tests.core.card_numbers import DISGUISED, LIKE_A_CARD, UNLIKE_A_CARD

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("outside", "shown"),
    [
        ("B GRANT", "B GRANT"),
        ("REF [/a] [b", "REF [/a] [b"),
        ("\x1b[31mRED\x1b[0m", "^[[31mRED^[[0m"),
        ("\x1b]0;title\x07", "^[]0;title^G"),
        ("a\x9bb", "a<U+009B>b"),
        ("a\nb\tc\rd\x85e\u2028f", "a b c d e f"),
        ("a\u00a0b", "a b"),
        ("evil\u202etxt", "evil<U+202E>txt"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\x00\x7f", "^@^?"),
        ("\ud800", "<U+D800>"),
        ("\ue000", "<U+E000>"),
        ("José Øster Łukasz", "José Øster Łukasz"),
        ("o\u0301" + "\u0301" * 9, "o" + "\u0301" * 3),
    ],
)
def test_text_from_outside_is_shown_as_harmless_text(outside: str, shown: str) -> None:
    assert clean(outside) == shown


def test_a_long_text_ends_in_a_sign_that_it_went_on() -> None:
    assert clean("x" * 300) == "x" * 199 + "…"
    assert clean("x" * 200) == "x" * 200
    assert clean("\x1b" * 10, 5) == "^[^[…"


@given(ANY_TEXT, st.integers(1, 250))
def test_what_is_cleaned_holds_nothing_that_moves_a_cursor(text: str, limit: int) -> None:
    shown = clean(text, limit)
    assert len(shown) <= limit
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co"} for letter in shown)
    assert clean(shown, limit) == shown


@given(ANY_TEXT)
def test_plain_text_is_left_as_it_is(text: str) -> None:
    if is_plain(text):
        assert clean(text, 400) == text


@given(ANY_TEXT)
def test_no_cell_becomes_a_formula(text: str) -> None:
    cell = sheet_cell(text)
    assert cell.lstrip()[:1] not in tuple("=+-@\t\r＝＋－＠")
    assert sheet_cell(cell) == cell


@pytest.mark.parametrize("formula", ["=1+1", "+44 1698", "-5", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_a_formula_is_quoted_in_a_cell(formula: str) -> None:
    assert sheet_cell(formula).startswith("'")


@pytest.mark.parametrize("text", [*LIKE_A_CARD, *DISGUISED])
def test_a_card_number_is_seen_however_it_is_written(text: str) -> None:
    assert looks_like_card_number(text)


@pytest.mark.parametrize("text", UNLIKE_A_CARD)
def test_references_phones_and_rent_cards_are_no_card_numbers(text: str) -> None:
    assert not looks_like_card_number(text)


def test_the_check_digit_of_a_rent_card_is_valid_all_the_same() -> None:
    assert passes_luhn("9826000012345678902")
    assert not passes_luhn("9826000012345678903")


@given(st.text("0123456789 -", max_size=2000))
def test_any_length_of_digits_is_judged(text: str) -> None:
    assert looks_like_card_number(text) in {True, False}
