"""A delimited file is read in any encoding and delimiter, or refused with the reason."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.delimited import FIELD_MAX, BadFile, cell_text, decoded, read_table, table_of_cells

TEXT = "reference;payer\n10234417;José Núñez\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_is_read_whatever_wrote_it(encoding: str, delimiter: str, ending: str) -> None:
    content = TEXT.replace(";", delimiter).replace("\n", ending).encode(encoding)
    table = read_table(content)
    assert table.columns == ("reference", "payer")
    assert table.rows == ((2, {"reference": "10234417", "payer": "José Núñez"}),)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = read_table(b'a,b\n\n1,"two\nlines"\n,\n2,x\n')
    assert [line for line, _ in table.rows] == [3, 6]
    assert table.rows[0][1]["b"] == "two\nlines"


def test_a_row_of_another_width_is_a_fault_and_the_others_stand() -> None:
    table = read_table(b"a,b\n1\n1,2,3\n1,2,,\n3,4\n")
    assert [(fault.line, fault.rule) for fault in table.faults] == [(2, "fields"), (3, "fields")]
    assert [line for line, _ in table.rows] == [4, 5]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"a,b\n1,\0\n", "not_text"),
        (b"a,b\n\x81,\xff\n", "encoding_unknown"),
        (b"\xff\xfea", "encoding_unknown"),
        (b",,\n1,2\n", "header_wrong"),
        (b"a,A\n1,2\n", "header_wrong"),
        (b"a" + b",x" * 300 + b"\n", "header_wrong"),
        (b'a,b\n1,"2\n3,4\n', "quotes_wrong"),
        (b'a,b\n1,"2"3\n', "quotes_wrong"),
        (b'a\n"' + b"x" * 200_000 + b'"\n', "quotes_wrong"),
    ],
)
def test_what_is_no_table_is_refused_with_a_way_out(content: bytes, code: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_table(content)
    assert refused.value.code == code
    assert (
        ":" in refused.value.says or "names" in refused.value.says or "name" in refused.value.says
    )


def test_the_line_that_is_no_text_is_named() -> None:
    with pytest.raises(BadFile, match="line 3 "):
        read_table(b"a,b\n1,2\n3,\x81\xff\n")
    with pytest.raises(BadFile, match="line 2 "):
        read_table(b"a,b\n1,\0\n")
    with pytest.raises(BadFile, match="line 3:"):
        read_table(b'a,b\n1,2\n3,"4\n5,6\n')


def test_a_field_without_end_is_a_fault() -> None:
    table = read_table(b"a,b\n1," + b"x" * (FIELD_MAX + 1) + b"\n")
    assert [fault.rule for fault in table.faults] == ["field_too_long"]


def test_a_workbooks_cells_read_as_a_person_reads_them() -> None:
    cells = [None, 10234417.0, 104.75, 0.1 + 0.2, 1.0, date(2026, 11, 22), "T 1", True]
    assert [cell_text(cell) for cell in cells] == [
        "", "10234417", "104.75", "0.3", "1", "2026-11-22", "T 1", "True",
    ]  # fmt: skip
    assert cell_text(datetime(2026, 11, 22)) == "2026-11-22"  # noqa: DTZ001 workbooks know no zone
    table = table_of_cells([["Payment ref", "Amount", ""], [10234417.0, 98.2, ""]])
    assert table.rows == ((2, {"payment_ref": "10234417", "amount": "98.2"}),)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_table(content)
    except BadFile as refused:
        assert refused.code


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff"), max_size=80)
)
def test_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    if text.strip():
        assert decoded(text.encode()) == text
