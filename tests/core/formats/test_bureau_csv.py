"""A bureau's CSV has the columns its program takes, and the run's total."""

import csv
import io

import pytest

from core.bank_account.account import BankAccount
from core.formats.bureau_csv import LAYOUTS, bureau_file
from core.money import Pence
from tests.core.payment_runs import payment, run

SOME = run(
    payment(),
    payment(2, account=BankAccount("070093", "03333334", "AB/1234567-8"), pence=Pence(120475)),
)


def rows(layout: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bureau_file(SOME, layout).decode("ascii"), newline="")))


def test_paygate_takes_ten_columns_without_a_header() -> None:
    assert rows("paygate") == [
        ["200000", "12345678", "MS P KOWALCZYK", "131.00", "99", "089999", "66374958",
         "CLYDEVIEW HOMES", "REFUND 311", "01/12/2026"],
        ["070093", "03333334", "MS P KOWALCZYK", "1204.75", "99", "089999", "66374958",
         "CLYDEVIEW HOMES", "AB/1234567-8", "01/12/2026"],
    ]  # fmt: skip


def test_sddirect_names_its_columns_first() -> None:
    header, first, _ = rows("sddirect")
    assert dict(zip(header, first, strict=True)) == {
        "Destination Account Name": "MS P KOWALCZYK",
        "Destination Sort Code": "200000",
        "Destination Account Number": "12345678",
        "Payment Reference": "REFUND 311",
        "Amount": "131.00",
        "Transaction code": "99",
        "Pay Date": "01/12/2026",
        "Originating Sort Code": "089999",
        "Originating Account Number": "66374958",
        "Originating Account Name": "CLYDEVIEW HOMES",
    }


def test_accesspay_takes_five_columns() -> None:
    assert rows("accesspay")[1] == [
        "070093", "03333334", "MS P KOWALCZYK", "1204.75", "AB/1234567-8",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_lines_end_as_these_programs_expect_and_repeat_to_the_byte(layout: str) -> None:
    content = bureau_file(SOME, layout)
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows(layout))
    assert content == bureau_file(SOME, layout)
