"""Amounts, dates and keys are read as a profile says they are written."""

from datetime import date

import pytest

from core.dates import BadDate
from core.file_values import DATE_FORMS, money_reader, read_day
from core.money import BadAmount
from core.payment_file.keys import account_words, key_value, keys_of
from core.profile import CardRule, KeyRule, Money, Place, Sign

AT = (Place(column="ref"),)


@pytest.mark.parametrize(
    ("written", "unit", "sign", "pence"),
    [
        ("98.20", "pounds", "none", 9820),
        ("£1,204.75", "pounds", "none", 120475),
        (" '98.2 ", "pounds", "none", 9820),
        ("98", "pounds", "none", 9800),
        (".5", "pounds", "none", 50),
        ("", "pounds", "none", 0),
        ("-5.00", "pounds", "leading", -500),
        ("-£5.00", "pounds", "leading", -500),
        ("+5.00", "pounds", "leading", 500),
        ("5.00-", "pounds", "trailing", -500),
        ("5.00 -", "pounds", "trailing", -500),
        ("(5.00)", "pounds", "brackets", -500),
        ("5.00 DR", "pounds", "crdr", -500),
        ("5.00CR", "pounds", "crdr", 500),
        ("1,234.50c", "pounds", "crdr", 123450),
        ("0000009820", "pence", "none", 9820),
        ("-9820", "pence", "leading", -9820),
    ],
)
def test_an_amount_is_read_by_its_unit_and_sign(
    written: str, unit: str, sign: str, pence: int
) -> None:
    assert money_reader(Money(unit, Sign(sign)))(written, "") == pence


def test_another_column_may_tell_in_from_out() -> None:
    read = money_reader(Money("pounds", Sign.MARK, "minus", ("DR", "D")))
    assert (read("5.00", "CR"), read("5.00", " dr "), read("5.00", "")) == (500, -500, 500)


@pytest.mark.parametrize(
    ("written", "unit", "sign", "rule"),
    [
        ("-5.00", "pounds", "none", "amount_not_read"),
        ("5.00-", "pounds", "leading", "amount_not_read"),
        ("(5.00)", "pounds", "leading", "amount_not_read"),
        ("5.00", "pounds", "crdr", "sign_wrong"),
        ("5.001", "pounds", "none", "amount_not_read"),
        ("1e5", "pounds", "none", "amount_not_read"),
        ("1,00.00", "pounds", "none", "amount_not_read"),
        ("٥.٠٠", "pounds", "none", "amount_not_read"),
        ("98.20", "pence", "none", "amount_not_read"),
        ("--5", "pounds", "leading", "amount_not_read"),
        ("-", "pounds", "leading", "amount_not_read"),
        ("999999999999", "pounds", "none", "amount_out_of_range"),
    ],
)
def test_an_amount_written_otherwise_is_no_amount(
    written: str, unit: str, sign: str, rule: str
) -> None:
    with pytest.raises(BadAmount) as caught:
        money_reader(Money(unit, Sign(sign)))(written, "")
    assert caught.value.code == rule


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("22/11/2026", "dd/mm/yyyy"),
        ("22-11-2026", "dd/mm/yyyy"),
        ("22/11/26", "dd/mm/yy"),
        ("2026-11-22", "yyyy-mm-dd"),
        ("2026-11-22T00:00:00", "dd/mm/yyyy"),
        ("20261122", "yyyymmdd"),
        ("22112026", "ddmmyyyy"),
        ("221126", "ddmmyy"),
        ("22 Nov 2026", "dd mon yyyy"),
        ("22-NOVEMBER-2026", "dd mon yyyy"),
        ("26326", "yyddd"),
        ("2026/11/22", "yyyy/mm/dd"),
        ("11/22/2026", "mm/dd/yyyy"),
    ],
)
def test_a_date_is_read_in_the_profiles_form(written: str, form: str) -> None:
    assert form in DATE_FORMS
    assert read_day(written, (form,)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("written", "form", "rule"),
    [
        ("22/11/2026", "mm/dd/yyyy", "date_not_read"),
        ("31/02/2026", "dd/mm/yyyy", "date_not_read"),
        ("22/11/26", "dd/mm/yyyy", "date_not_read"),
        ("2211202", "ddmmyyyy", "date_not_read"),
        ("26366", "yyddd", "date_not_read"),
        ("26000", "yyddd", "date_not_read"),
        ("22 Foo 2026", "dd mon yyyy", "date_not_read"),
        ("22/11/1026", "dd/mm/yyyy", "date_out_of_range"),
    ],
)
def test_a_date_written_otherwise_is_no_date(written: str, form: str, rule: str) -> None:
    with pytest.raises(BadDate) as caught:
        read_day(written, (form,))
    assert caught.value.code == rule


@pytest.mark.parametrize(
    ("rule", "text", "value"),
    [
        (KeyRule("reference", AT, steps=("spaces",)), " 1023-44 17 ", "10234417"),
        (KeyRule("reference", AT, steps=("spaces", "zeros")), "0010234417", "10234417"),
        (KeyRule("reference", AT, steps=("digits",)), "RENT 1023/4417", "10234417"),
        (KeyRule("reference", AT, steps=("letters",)), "rent/1023", "RENT1023"),
        (KeyRule("reference", AT, steps=("spaces",), cut="rent"), "Rent 10234417", "10234417"),
        (KeyRule("reference", AT, put="HB", pad=6), "77", "00HB77"),
        (KeyRule("reference", AT, pad=8), "4417", "00004417"),
        (KeyRule("reference", AT, steps=("spaces",)), "'00123", "00123"),
        (KeyRule("reference", AT), "  ", ""),
        (KeyRule("reference", AT, steps=("zeros",)), "0000", ""),
        (KeyRule("reference", AT), "x" * 41, ""),
    ],
)
def test_a_key_is_normalised_step_by_step(rule: KeyRule, text: str, value: str) -> None:
    assert key_value(rule, text) == value


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("9826000012345678902", "1234567890"),  # domain.md 1.3: computed, nobody's
        ("9826 0000 1234 5678 902", "1234567890"),
        ("9826000012345678903", ""),
        ("9827000012345678902", ""),
        ("982600001", ""),
        ("", ""),
    ],
)
def test_a_card_number_gives_its_reference_when_its_digit_checks(number: str, value: str) -> None:
    rule = KeyRule("reference", AT, card=CardRule("9826", 9, 10))
    assert key_value(rule, number) == value


def test_a_form_finds_what_stands_alone_in_a_text() -> None:
    rule = KeyRule("reference", AT, form="99999999")
    found = keys_of(rule, "A GRANT 10234417 x10234425 102344331 10234441/10234417")
    assert [key.value for key in found] == ["10234417", "10234441"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("'30-99-50 12345678", "309950 12345678"),
        ("20-00-00 12345678", "200000 12345678"),
        ("600000-12345678", "600000 12345678"),
        ("**** 1234", "**** 1234"),
    ],
)
def test_a_bank_account_is_written_in_one_way(written: str, words: str) -> None:
    assert account_words(written) == words
