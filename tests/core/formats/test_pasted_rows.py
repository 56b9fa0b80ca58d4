"""Text out of a PDF or an e-mail keeps its columns, or says that it has lost them."""

import pytest

from core.delimited import RowFault
from core.formats.pasted_rows import pasted_rows


def rows(text: str) -> tuple[list[list[str]], list[RowFault]]:
    faults: list[RowFault] = []
    found = [list(row.cells) for row in pasted_rows(text.splitlines(), 0, faults)]
    return found, faults


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\tc", [["a", "b", "c"]]),
        ("a\t\tc", [["a", "", "c"]]),
        ("one name   two  three", [["one name", "two", "three"]]),
        ("a\u00a0\u00a0b", [["a", "b"]]),
        ("Ref    Name       Net\n1234   A Grant  98.20", [["Ref", "Name", "Net"],
                                                         ["1234", "A Grant", "98.20"]]),
        ("Ref    Name       Net\n1234             98.20", [["Ref", "Name", "Net"],
                                                          ["1234", "", "98.20"]]),
        ("Ref    Name       Net\n\n                 98.20", [["Ref", "Name", "Net"],
                                                            ["", "", "98.20"]]),
    ],
)  # fmt: skip
def test_cells_stand_under_their_columns(text: str, cells: list[list[str]]) -> None:
    assert rows(text) == (cells, [])


def test_a_cell_between_two_columns_is_a_fault_with_its_way_out() -> None:
    found, faults = rows("Ref    Name       Net\n1234567890  98.20")
    assert len(found) == 1
    assert [(fault.line, fault.rule) for fault in faults] == [(2, "columns_unclear")]
    assert "tab" in faults[0].says
