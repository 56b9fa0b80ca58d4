"""A lines file is read as if each row were keyed."""

from datetime import date

import pytest

from core.delimited import read_table
from core.lines_file import LinesFile, read_lines
from tests.core.card_numbers import LIKE_A_CARD

TODAY = date(2026, 11, 23)


def read(text: str) -> LinesFile:
    return read_lines(read_table(text.encode()), TODAY)


def test_every_column_is_read() -> None:
    found = read(
        "reference,amount,date,payer,narrative,reason,corrects,auth,last4,drawer,cheque_number,provider_ref\n"
        "10234417/garage,52.40*2,20/11/2026,B GRANT,rent,seen,,4417,9921,A OKAFOR,000441,W-1\n"
    )
    assert found.faults == () and found.unknown_columns == ()
    row = found.rows[0]
    assert (row.line, row.reference, row.part, row.amount) == (2, "10234417", "garage", 10480)
    assert (row.day, row.payer, row.auth, row.last4) == (
        date(2026, 11, 20),
        "B GRANT",
        "4417",
        "9921",
    )
    assert (row.drawer, row.cheque_number, row.provider_ref) == ("A OKAFOR", "000441", "W-1")


def test_the_least_file_has_reference_and_amount() -> None:
    row = read("reference,amount\n10234417,98.20\n").rows[0]
    assert (row.day, row.payer, row.to_suspense) == (None, "", False)


def test_suspense_is_asked_for_by_name_with_a_reason() -> None:
    found = read("reference,amount,reason\nSuspense,120.00,no match\nsuspense,5.00,\n")
    assert [row.to_suspense for row in found.rows] == [True]
    assert [(fault.line, fault.rule) for fault in found.faults] == [(3, "reason_needed")]


@pytest.mark.parametrize(
    ("header", "row", "field", "rule"),
    [
        ("", ",98.20", "reference", "reference_missing"),
        ("", "1,10.999", "amount", "amount_not_read"),
        ("", "1,1e5", "amount", "amount_not_read"),
        ("", "1,--5", "amount", "amount_not_read"),
        ("", "1,0", "amount", "amount_out_of_range"),
        ("", "1,1000000.01", "amount", "amount_out_of_range"),
        ("", "1,", "amount", "amount_missing"),
        ("", "1,=", "amount", "no_usual_amount"),
        ("", "1,5.00-", "corrects", "negative_needs_request"),
        (",date", "1,5.00,31/02/2026", "date", "date_not_read"),
        (",date", "1,5.00,24/11/2026", "date", "date_in_future"),
        (",payer", f"1,5.00,{LIKE_A_CARD[1]}", "payer", "card_number"),
        (",auth", "1,5.00,44 17", "auth", "auth_wrong"),
        (",last4", "1,5.00,42", "last4", "last4_wrong"),
    ],
)
def test_a_fault_names_line_field_rule_and_way_out(
    header: str, row: str, field: str, rule: str
) -> None:
    found = read(f"reference,amount{header}\n{row}\n")
    assert found.rows == ()
    assert [(fault.line, fault.field, fault.rule) for fault in found.faults] == [(2, field, rule)]
    assert found.faults[0].says


def test_all_faults_are_told_and_the_good_rows_stand() -> None:
    found = read("reference,amount,date\n,x,y\n10234417,5.00,\n1,2\n")
    assert [(fault.line, fault.field) for fault in found.faults] == [
        (2, "amount"), (2, "date"), (2, "reference"), (4, ""),
    ]  # fmt: skip
    assert [row.line for row in found.rows] == [3]


def test_text_in_a_row_is_harmless_afterwards() -> None:
    row = read("reference,amount,payer\n1,5.00,\x1b[31mRED [/a]\n").rows[0]
    assert row.payer == "^[[31mRED [/a]"


def test_a_header_without_the_needed_columns_is_refused() -> None:
    found = read("ref,amount\n1,5.00\n")
    assert [(fault.line, fault.rule) for fault in found.faults] == [(1, "column_missing")]
    assert found.unknown_columns == ("ref",)
