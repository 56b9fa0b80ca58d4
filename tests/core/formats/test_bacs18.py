"""A Standard 18 submission is read again by a parser that is not ours, and proves."""

from datetime import date

import pytest
from bankline_parser.data_services.models import Account, DataRecord, UserTrailerLabel
from hypothesis import given
from hypothesis import strategies as st

from core.bank_account.account import BankAccount
from core.formats.bacs18 import bacs18_file
from core.money import Pence
from core.payment_run import PaymentRun, digest_of
from tests.core.payment_runs import payment, run

SOME = (
    payment(1),
    payment(2, name="Séan O'Neill", pence=Pence(1)),
    payment(3, account=BankAccount("070093", "33333334", "AB/1234567-8"), pence=Pence(120475)),
)


def lines(of: PaymentRun) -> list[str]:
    return bacs18_file(of).decode("ascii").split("\r\n")[:-1]


def reread(of: PaymentRun) -> Account:
    """The records and the trailer, as the bank's own reader takes them; it wants a date on each."""
    written = lines(of)
    records = [DataRecord(f"{line} 26334") for line in written if len(line) == 100]
    return Account(None, None, records, UserTrailerLabel(written[-1]))


def test_another_parser_reads_every_credit_and_finds_the_totals_right() -> None:
    account = reread(run(*SOME))
    assert account.errors == []
    paid = [one for one in account.records if one.is_credit()]
    assert [
        (one.branch_sort_code, one.branch_account_number, one.amount, one.reference_number)
        for one in paid
    ] == [
        ("200000", "12345678", 13100, "REFUND 311" + " " * 8),
        ("200000", "12345678", 1, "REFUND 311" + " " * 8),
        ("070093", "33333334", 120475, "AB/1234567-8" + " " * 6),
    ]
    assert {one.originators_sort_code for one in paid} == {"089999"}


def test_one_contra_debits_our_account_with_the_whole() -> None:
    (contra,) = [one for one in reread(run(*SOME)).records if one.is_debit()]
    assert (contra.branch_sort_code, contra.branch_account_number) == ("089999", "66374958")
    assert (contra.amount, contra.reference_number.strip()) == (133576, "CONTRA")


def test_labels_stand_in_their_order_and_records_between_them() -> None:
    written = lines(run(*SOME))
    labels = [line[:4] for line in written if len(line) == 80]
    assert labels == ["VOL1", "HDR1", "HDR2", "UHL1", "EOF1", "EOF2", "UTL1"]
    assert [len(line) for line in written] == [80] * 4 + [100] * 4 + [80] * 3


@pytest.mark.parametrize(
    ("label", "first", "last", "holds"),
    [
        ("VOL1", 5, 10, "000014"),
        ("VOL1", 38, 51, "    123456    "),
        ("VOL1", 80, 80, "1"),
        ("HDR1", 5, 21, "A123456S  1123456"),
        ("HDR1", 22, 35, "00001400010001"),
        ("HDR1", 42, 47, " 26331"),
        ("HDR1", 48, 53, " 26335"),
        ("HDR2", 5, 15, "F0200000100"),
        ("HDR2", 51, 52, "00"),
        ("UHL1", 5, 10, " 26334"),
        ("UHL1", 11, 28, "999999    00000000"),
        ("UHL1", 29, 40, "1 DAILY  001"),
        ("EOF1", 5, 21, "A123456S  1123456"),
        ("UTL1", 5, 44, "0000000133576" * 2 + "0000001" + "0000003"),
    ],
)
def test_each_label_holds_its_field_in_its_columns(
    label: str, first: int, last: int, holds: str
) -> None:
    (line,) = [one for one in lines(run(*SOME)) if one.startswith(label)]
    assert line[first - 1 : last] == holds


def test_a_record_holds_its_fields_in_their_columns() -> None:
    line = lines(run(*SOME))[5]
    assert line[:35] == "20000012345678" + "0" + "99" + "08999966374958" + "0000"
    assert line[35:46] == "00000000001"
    assert (line[46:64], line[82:100]) == (f"{'CLYDEVIEW HOMES':<18}", f"{'SEAN ONEILL':<18}")


def test_the_same_run_gives_the_same_bytes_and_another_day_others() -> None:
    assert digest_of(bacs18_file(run(*SOME))) == digest_of(bacs18_file(run(*SOME)))
    assert bacs18_file(run(*SOME)) != bacs18_file(run(*SOME, moved=date(2026, 12, 2)))


@given(st.lists(st.integers(1, 10**8), min_size=1, max_size=20), st.text(max_size=30))
def test_whatever_is_paid_to_whomever_the_file_balances(amounts: list[int], name: str) -> None:
    payments = (
        payment(at, pence=Pence(pence), name=f"X {name}") for at, pence in enumerate(amounts, 1)
    )
    account = reread(run(*payments))
    assert account.errors == []
    assert sum(one.amount for one in account.records if one.is_credit()) == sum(amounts)
