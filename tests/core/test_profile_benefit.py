"""Benefit schedules: what is paid, what is recovered, and from whom."""

from datetime import date

import pytest

from core.money import Pence
from core.payment_file import LineKey, LineType
from core.payment_file.controls import not_tied
from tests.core.payment_files import (
    hb_file,
    hb_row,
    read,
    short,
)

CARD = "9826000012345678902"  # domain.md 1.3: computed, nobody's


def test_a_recovery_from_another_tenant_leaves_the_paid_tenant_fully_paid() -> None:
    # domain.md 1.1: gross 4 x 92.50 for A; 40.00 taken for former tenant B; bank credit 330.00.
    row = hb_row("370.00", "40.00", "330.00", debtor="10231199", debtor_name="Mr B Former")
    reading = read("hb-schedule", hb_file("370.00,40.00,330.00", row))
    assert reading.faults == ()
    paid, taken = reading.lines
    assert short(paid) == ("PAY", 37000, 0, 37000)
    assert short(taken) == ("RECOVER_OTHER", 0, 4000, -4000)
    assert paid.keys == (LineKey("reference", "10234417"), LineKey("claim", "C1000001"))
    assert paid.payer_key == LineKey("claim", "C1000001")
    assert (taken.keys, taken.name) == ((LineKey("reference", "10231199"),), "Mr B Former")
    assert (taken.beside, taken.payer_key, taken.address) == (paid.keys[0], None, "")
    assert (paid.line, paid.part, taken.line, taken.part) == (2, 0, 2, 1)
    assert (paid.stream, paid.code, taken.stream, taken.code) == ("hb", "", "hb", "HBAD")
    assert reading.computed.net == reading.declared.net == 33000
    assert not_tied(reading.computed, Pence(33000)) is None


def test_a_line_keeps_what_its_payer_said() -> None:
    row = hb_row("98.20", "0.00", "98.20")
    (line,) = read("hb-schedule", hb_file("98.20,0.00,98.20", row)).lines
    assert line.raw == row
    assert (line.name, line.address, line.postcode) == ("Ms A Grant", "3/1 Mill Road", "ZZ1 1AA")
    assert (line.day, line.period_from, line.period_to) == (
        date(2026, 11, 23), date(2026, 10, 26), date(2026, 11, 22),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "total", "lines"),
    [
        (hb_row("370.00", "40.00", "330.00"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("370.00", "40.00", "330.00", debtor="10234417"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("370.00", "-40.00", "330.00", debtor_name="B Former"), "370.00,40.00,330.00",
         [("PAY", 37000, 0, 37000), ("RECOVER_OTHER", 0, 4000, -4000)]),
        (hb_row("0.00", "40.00", "-40.00"), "0.00,40.00,-40.00",
         [("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("-40.00", "0.00", "-40.00"), "-40.00,0.00,-40.00",
         [("RECOVER_SELF", 0, 4000, -4000)]),
        (hb_row("20.00", "", "20.00", type="DHP award"), "20.00,,20.00", [("DHP", 2000, 0, 2000)]),
        (hb_row("500.00", "", "500.00", type="Arrears"), "500.00,,500.00",
         [("ARREARS_PAY", 50000, 0, 50000)]),
        (hb_row("-9.00", "", "-9.00", type="Returned"), "-9.00,,-9.00",
         [("RETURN", 0, 900, -900)]),
        (hb_row("0.00", "0.00", "0.00", type="Suspended"), "0,0,0", [("IGNORE", 0, 0, 0)]),
    ],
)  # fmt: skip
def test_a_row_is_typed_by_what_it_says_and_not_by_its_sign_alone(
    row: str, total: str, lines: list[tuple[str, int, int, int]]
) -> None:
    reading = read("hb-schedule", hb_file(total, row))
    assert [short(line) for line in reading.lines] == lines
    assert reading.faults == ()


def test_hb_in_the_columns_of_hbimport_recovers_from_the_same_account() -> None:
    reading = read(
        "hb-import",
        "HBHACode,HBRentRef,HBClaimRef,HBDatePosted,HBValueWeekly,HBValuePosted,HBValueRecovered\n"
        "CL,10234417                ,HB0000001,23/11/2026,92.50,370.00,40.00\n",
    )
    assert [short(line) for line in reading.lines] == [
        ("PAY", 37000, 0, 37000), ("RECOVER_SELF", 0, 4000, -4000),
    ]  # fmt: skip
    assert reading.lines[1].keys == reading.lines[0].keys
    assert reading.lines[1].code == "HBAD"


def test_a_universal_credit_schedule_is_one_lump_by_customer() -> None:
    reading = read(
        "uc-managed",
        "Department schedule,,,,\nCreditor Ref,Customer Ref,Claimant,Payment Date,Amount\n"
        "12345,10234417,A GRANT,23/11/2026,412.10\n12345,,B MILLER,23/11/2026,398.00\n"
        "TOTAL,,TOTAL,,810.10\n",
    )
    assert reading.faults == ()
    assert [line.gross for line in reading.lines] == [41210, 39800]
    assert reading.lines[0].payer_key == LineKey("customer", "10234417")
    assert (reading.lines[1].keys, reading.lines[1].payer_key) == ((), None)
    assert (reading.lines[0].stream, reading.declared.net) == ("uc", 81010)


def test_third_party_deductions_are_arrears_unless_the_schedule_says_housing_costs() -> None:
    reading = read(
        "uc-third-party",
        "Creditor Ref,Customer Ref,Claimant,Type,Payment Date,Amount\n"
        "12345,10234417,A GRANT,Rent arrears,23/11/2026,15.80\n"
        "12345,10234425,B MILLER,Housing costs,23/11/2026,98.00\nTOTAL,,,,,113.80\n",
    )
    assert reading.faults == ()
    assert [line.type for line in reading.lines] == [LineType.ARREARS_PAY, LineType.PAY]
