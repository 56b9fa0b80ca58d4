"""Items brought forward at the cut-off: read whole, every fault told with its line."""

from datetime import date

import pytest

from core.delimited import read_table
from core.opening_items import opening_items

UNTIL = date(2026, 4, 5)
HEADER = "date,kind,amount,words\n"


def test_each_row_is_an_item_of_its_day_and_kind() -> None:
    text = HEADER + "04/04/2026,Receipt,104.75,slip 44\n2026-04-01,payment,50.00,cheque 000012\n"
    items, faults = opening_items(read_table(text.encode()), UNTIL)
    assert faults == ()
    assert [(one.line, one.day.day, one.kind, one.pence) for one in items] == [
        (2, 4, "receipt", 10475), (3, 1, "payment", 5000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ("06/04/2026,receipt,1.00,slip 44", "date", "after_cut_off"),
        ("31/02/2026,receipt,1.00,slip 44", "date", "date_not_read"),
        ("04/04/2026,gift,1.00,slip 44", "kind", "not_one_of"),
        ("04/04/2026,receipt,1.0x,slip 44", "amount", "amount_not_read"),
        ("04/04/2026,payment,5.00-,cheque 12", "amount", "not_above_nil"),
        ("04/04/2026,receipt,1.00,x", "words", "missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_field(row: str, field: str, rule: str) -> None:
    _, faults = opening_items(read_table((HEADER + row).encode()), UNTIL)
    assert [(one.line, one.field, one.rule) for one in faults] == [(2, field, rule)]


def test_a_file_without_its_columns_is_no_list_of_items() -> None:
    items, faults = opening_items(read_table(b"date,amount\n04/04/2026,1.00\n"), UNTIL)
    assert items == () and faults[0].rule == "column_missing" and "kind" in faults[0].says
