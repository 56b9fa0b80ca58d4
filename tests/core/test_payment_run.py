"""A payment run says everything that keeps it from leaving, and carries text as Bacs does."""

from dataclasses import replace

import pytest

from core.bacs_text import bacs_text, fitted, is_carried
from core.bank_account.account import BankAccount
from core.formats.bacs18 import bacs18_faults
from core.money import Pence
from core.payment_run import Originator, run_faults
from tests.core.payment_runs import OURS, payment, run


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ("Ms P Kowalczyk", "MS P KOWALCZYK"),
        ("O'Neill, Séan", "ONEILL SEAN"),
        ("Łukasz Strauß", "LUKASZ STRAUSS"),
        ("Smith & Sons (2)", "SMITH & SONS 2"),
        ("a\tb\x1b[31m", "A B 31M"),
        ("李", ""),
    ],
)
def test_names_are_carried_in_the_letters_of_bacs(written: str, carried: str) -> None:
    assert bacs_text(written) == carried
    assert is_carried(carried)


def test_a_name_is_cut_where_the_field_ends() -> None:
    assert fitted("Wolfeschlegelsteinhausen") == "WOLFESCHLEGELSTEIN"
    assert fitted("Anne Marie Jones X Y") == "ANNE MARIE JONES X"


def test_a_run_without_a_fault_has_none() -> None:
    assert run_faults(run(payment(), payment(2, pence=Pence(1)))) == []


def test_every_fault_of_every_payment_is_said_at_once() -> None:
    worst = payment(
        7, name="李", account=BankAccount("20000", "1234567"), reference="R" * 19, pence=Pence(0)
    )
    told = run(worst, payment(8, reference="£"), originator=Originator("", OURS.account))
    assert [(one.line, one.field) for one in run_faults(told)] == [
        (0, "originator"),
        (7, "amount"),
        (7, "name"),
        (7, "reference"),
        (7, "sort_code"),
        (7, "account_number"),
        (8, "reference"),
    ]


def test_amounts_and_totals_stay_within_eleven_digits() -> None:
    most = Pence(99_999_999_999)
    assert run_faults(run(payment(pence=most))) == []
    assert [one.field for one in run_faults(run(payment(pence=most), payment(2)))] == ["total"]


def test_a_run_of_nothing_is_refused() -> None:
    assert [one.rule for one in run_faults(replace(run(), payments=()))] == ["run_empty"]


def test_a_roll_number_goes_before_the_reference_and_is_never_cut() -> None:
    account = BankAccount("200000", "12345678", "AB/1234567-8")
    assert payment(account=account).told == "AB/1234567-8"
    long = BankAccount("200000", "12345678", "A" * 19)
    assert [one.field for one in run_faults(run(payment(account=long)))] == ["roll"]


def test_standard_18_needs_the_service_user_number() -> None:
    told = run(originator=Originator("Clydeview", OURS.account))
    assert [one.field for one in bacs18_faults(told)] == ["user_number"]
    assert bacs18_faults(run()) == []
