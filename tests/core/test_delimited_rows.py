"""Rows of a delimited file keep their text and the line they begin on."""

import pytest

from core.delimited import BadFile, RowFault
from core.delimited_rows import delimited_rows


def rows(text: str, delimiter: str = ",") -> list[tuple[int, str, list[str]]]:
    found = delimited_rows(text.split("\n"), delimiter, [])
    return [(row.line, row.raw, list(row.cells)) for row in found]


def test_a_quoted_field_may_hold_the_delimiter_and_a_line_end() -> None:
    assert rows('a,"b,c"\n\n"d\ne",f\ng,h') == [
        (1, 'a,"b,c"', ["a", "b,c"]),
        (3, '"d\ne",f', ["d\ne", "f"]),
        (5, "g,h", ["g", "h"]),
    ]


def test_the_delimiter_is_the_profiles() -> None:
    assert rows("a;b,c", ";") == [(1, "a;b,c", ["a", "b,c"])]


@pytest.mark.parametrize("text", ['a,"b\nc', 'a,"b"c\n'])
def test_a_broken_quotation_names_its_line(text: str) -> None:
    with pytest.raises(BadFile, match="line 1"):
        rows(text)


def test_an_endless_field_is_a_fault() -> None:
    faults: list[RowFault] = []
    assert list(delimited_rows(["a," + "b" * 3_000], ",", faults)) == []
    assert [fault.rule for fault in faults] == ["field_too_long"]
