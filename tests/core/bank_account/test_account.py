"""A bank account is read as it is typed, and shown whole only to those who may see it."""

import pytest

from core.bank_account.account import BankAccount, read_account


@pytest.mark.parametrize(
    ("sort_code", "number", "read"),
    [
        ("08-99-99", "66374958", ("089999", "66374958")),
        ("08 99 99", "6637 4958", ("089999", "66374958")),
        ("200000", "123456", ("200000", "00123456")),
        ("200000", "1234567", ("200000", "01234567")),
        ("090128", "712345678", ("090127", "12345678")),  # the first digit ends the sort code
        ("089999", "1234567800", ("089999", "12345678")),  # the first eight
        ("600001", "0012345678", ("600001", "12345678")),  # the last eight
    ],
)
def test_account_numbers_of_other_lengths_become_eight_digits(
    sort_code: str, number: str, read: tuple[str, str]
) -> None:
    assert read_account(sort_code, number) == BankAccount(*read)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    faults = read_account("1234", "12", "?" * 30)
    assert isinstance(faults, list)
    assert [one.field for one in faults] == ["sort_code", "account_number", "roll"]


@pytest.mark.parametrize(
    ("sort_code", "number"),
    [
        ("200000", "123456789"),
        ("200000", "1234567890"),
        ("000000", "12345678"),
        ("20000०", "12345678"),
        ("083000", "1234567890"),
    ],
)
def test_what_no_bank_writes_is_refused(sort_code: str, number: str) -> None:
    assert isinstance(read_account(sort_code, number), list)


def test_a_roll_number_keeps_its_letters_and_slashes() -> None:
    account = read_account("08-99-99", "66374958", " ab/123 456-7 ")
    assert isinstance(account, BankAccount)
    assert account.roll == "AB/123 456-7"
    assert account.spaced == "08-99-99 66374958 roll AB/123 456-7"


def test_a_masked_account_shows_the_bank_and_four_digits() -> None:
    assert BankAccount("089999", "66374958", "ROLL1").masked == "08-99-99 ····4958"
