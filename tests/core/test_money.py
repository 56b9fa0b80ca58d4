"""Money is read strictly and shown as the trade shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import (
    AMOUNT_MAX,
    BadAmount,
    Pence,
    balance_words,
    parse_amount,
    parse_balance,
    pounds,
    within_limit,
)

AMOUNTS = st.integers(1, AMOUNT_MAX).map(Pence)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("104.75", 10475),
        ("104", 10400),
        ("104.5", 10450),
        (".50", 50),
        (" 1,204.75 ", 120475),
        ("£98.20", 9820),
        ("52.40*4", 20960),
        ("52.40-", -5240),
        ("52.40*4-", -20960),
        ("1,000,000.00", 100_000_000),
        ("=", 9820),
        ("b", 21040),
    ],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, pence: int) -> None:
    assert parse_amount(typed, usual=Pence(9820), balance=Pence(21040)) == pence


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_missing"),
        ("10.999", "amount_not_read"),
        ("1e5", "amount_not_read"),
        ("--5", "amount_not_read"),
        ("-5", "amount_not_read"),
        ("5--", "amount_not_read"),
        ("1,20", "amount_not_read"),
        ("1,2345.00", "amount_not_read"),
        ("12,34.00", "amount_not_read"),
        ("1.204,75", "amount_not_read"),
        ("104.", "amount_not_read"),
        (".", "amount_not_read"),
        ("£", "amount_not_read"),
        ("5*0", "amount_not_read"),
        ("5*2*2", "amount_not_read"),
        ("*4", "amount_not_read"),
        ("NaN", "amount_not_read"),
        ("inf", "amount_not_read"),
        ("0x10", "amount_not_read"),
        ("1_000", "amount_not_read"),
        ("٣٤.٥٠", "amount_not_read"),
        ("１０", "amount_not_read"),
        ("1 000", "amount_not_read"),
        ("9" * 400, "amount_not_read"),
        ("0", "amount_out_of_range"),
        ("0.00", "amount_out_of_range"),
        ("0-", "amount_out_of_range"),
        ("1,000,000.01", "amount_out_of_range"),
        ("999999999*999", "amount_out_of_range"),
        ("=", "no_usual_amount"),
        ("b", "nothing_owed"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_way_out(typed: str, code: str) -> None:
    with pytest.raises(BadAmount) as refused:
        parse_amount(typed)
    assert refused.value.code == code
    assert 0 < len(refused.value.says) <= 78
    assert ":" in refused.value.says


def test_a_credit_balance_is_not_paid_by_b() -> None:
    with pytest.raises(BadAmount, match="nothing is owed"):
        parse_amount("b", balance=Pence(-1240))


@given(AMOUNTS)
def test_what_is_shown_is_read_back(amount: Pence) -> None:
    assert parse_amount(pounds(amount)) == amount
    assert parse_amount(pounds(Pence(-amount))) == -amount


@given(st.text(max_size=40))
def test_no_text_gives_an_amount_outside_the_limits(typed: str) -> None:
    try:
        assert within_limit(parse_amount(typed))
    except BadAmount as refused:
        assert refused.says


def test_a_balance_is_told_by_dr_and_cr_and_never_by_a_minus() -> None:
    assert balance_words(Pence(21040)) == "Dr 210.40"
    assert balance_words(Pence(-1240)) == "Cr 12.40"
    assert balance_words(Pence(0)) == "0.00"
    assert balance_words(Pence(-123_456_789)) == "Cr 1,234,567.89"


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("", 0),
        ("0", 0),
        ("0.00", 0),
        ("Dr 12.40", 1240),
        ("12.40 CR", -1240),
        ("Cr12.40", -1240),
        ("-12.40", -1240),
        ("12.40-", -1240),
        ("£1,204.75", 120475),
    ],
)
def test_a_balance_from_a_file_has_arrears_positive(written: str, pence: int) -> None:
    assert parse_balance(written) == pence


@pytest.mark.parametrize("written", ["Cr -5", "Dr 5-", "Dr", "CrDr", "5*2", "--5", "x", "1e3", "-"])
def test_a_balance_that_could_mean_two_things_is_refused(written: str) -> None:
    with pytest.raises(BadAmount):
        parse_balance(written)


@given(st.integers(-AMOUNT_MAX, AMOUNT_MAX).map(Pence))
def test_a_balance_shown_in_words_is_read_back(balance: Pence) -> None:
    assert parse_balance(balance_words(balance)) == balance
