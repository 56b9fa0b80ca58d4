"""Journals are written so that no text in them can be taken for something else."""

from datetime import UTC, date, datetime

import pytest

from core import journal_beancount, journal_csv, journal_hledger
from core.journal import LedgerAccount, LedgerPosting, account_name, decimal
from core.money import Pence

NIL = Pence(0)
POSTING = LedgerPosting(
    "A1-000001.1",
    "CLY",
    "MAIN",
    "CHEQ",
    1,
    10001,
    Pence(120475),
    date(2026, 11, 1),
    date(2026, 11, 22),
    datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    1001,
)
NAMES = {1: "CLY:assets:bank:MAIN", 10001: "CLY:assets:tenants:10234417:rent-10001"}


@pytest.mark.parametrize(
    ("pence", "written"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (120475, "1204.75"), (-100, "-1.00")],
)
def test_amounts_are_pounds_with_two_decimals(pence: int, written: str) -> None:
    assert decimal(Pence(pence)) == written


@pytest.mark.parametrize(
    ("account", "named", "in_beancount"),
    [
        (
            LedgerAccount(1, "CLY", "bank", "x", "MAIN"),
            "CLY:assets:bank:MAIN",
            "Assets:CLY:Bank:MAIN",
        ),
        (
            LedgerAccount(2, "CLY", "suspense", "x"),
            "CLY:liabilities:suspense",
            "Liabilities:CLY:Suspense",
        ),
        (
            LedgerAccount(3, "CLY", "rent-income", "x"),
            "CLY:income:rent-income",
            "Income:CLY:Rent-income",
        ),
        (LedgerAccount(4, "CLY", "opening", "x"), "CLY:equity:opening", "Equity:CLY:Opening"),
        (
            LedgerAccount(10001, "CLY", "rent", "10234417", balance=NIL),
            "CLY:assets:tenants:10234417:rent-10001",
            "Assets:CLY:Tenants:10234417:Rent-10001",
        ),
        (
            LedgerAccount(10002, "CLY", "garage", "a/b: (c)  ;x", balance=NIL),
            "CLY:assets:tenants:a-b-c-x:garage-10002",
            "Assets:CLY:Tenants:A-b-c-x:Garage-10002",
        ),
        (
            LedgerAccount(10003, "CLY", "rent", "---", balance=NIL),
            "CLY:assets:tenants:none:rent-10003",
            "Assets:CLY:Tenants:None:Rent-10003",
        ),
    ],
)
def test_an_account_has_a_name_that_every_program_takes(
    account: LedgerAccount, named: str, in_beancount: str
) -> None:
    assert account_name(account) == named
    assert journal_beancount.beancount_name(account) == in_beancount


def test_a_posting_is_one_hledger_transaction_on_its_book_date() -> None:
    assert journal_hledger.transaction(POSTING, NAMES) == (
        "2026-11-22 (A1-000001.1) CHEQ  ; effective:2026-11-01, batch:1001\n"
        "    CLY:assets:bank:MAIN  1204.75 GBP\n"
        "    CLY:assets:tenants:10234417:rent-10001  -1204.75 GBP\n\n"
    )


def test_a_posting_is_one_beancount_transaction_with_its_number() -> None:
    written = journal_beancount.transaction(POSTING, NAMES)
    assert written.startswith(
        '2026-11-22 * "CHEQ" "A1-000001.1"\n  effective: 2026-11-01\n  batch: 1001\n'
    )


def test_kept_balances_are_asserted_of_customer_accounts_alone() -> None:
    accounts = [
        LedgerAccount(1, "CLY", "bank", "x", "MAIN"),
        LedgerAccount(10001, "CLY", "rent", "1", balance=Pence(-5)),
    ]
    day = date(2026, 11, 22)
    assert list(journal_hledger.foot(accounts, day)) == [
        "2026-11-22 kept balance\n    CLY:assets:tenants:1:rent-10001  0.00 GBP = -0.05 GBP\n\n"
    ]
    assert list(journal_beancount.foot(accounts, day)) == [
        "2026-11-23 balance Assets:CLY:Tenants:1:Rent-10001 -0.05 ~ 0 GBP\n"
    ]


def test_no_cell_of_a_table_is_taken_for_a_formula() -> None:
    names = {1: "=1+1", 10001: "a,b"}
    assert journal_csv.transaction(POSTING, names) == (
        'A1-000001.1,CLY,MAIN,CHEQ,\'=1+1,"a,b",1204.75,2026-11-01,2026-11-22,2026-11-22T09:30:00+00:00,1001,\r\n'
    )
