"""The published tables are read whole or refused, and know how old they are."""

from datetime import date

import pytest

from core.bank_account.tables import (
    Method,
    ModulusTable,
    is_stale,
    is_stand_ins,
    months_between,
    read_stand_ins,
    read_weights,
    version_in,
)
from core.delimited import BadFile
from tests.core.bank_account.made_up_tables import STAND_INS, WEIGHTS


def test_rows_are_read_with_their_method_weights_and_exception() -> None:
    rows = read_weights(WEIGHTS + "\n\x1a\n")
    assert len(rows) == 6
    assert (rows[1].first, rows[1].last, rows[1].method) == ("180000", "180010", Method.MOD11)
    assert (rows[1].weights[6:], rows[1].exception) == ((8, 7, 6, 5, 4, 3, 2, 1), 14)


def test_a_sort_code_finds_its_rows_in_the_order_of_the_file() -> None:
    table = ModulusTable(read_weights(WEIGHTS))
    assert [row.exception for row in table.checks("309070")] == [2, 9]
    assert table.checks("200000") == ()


def test_the_two_files_are_told_apart_by_their_columns() -> None:
    assert is_stand_ins(STAND_INS)
    assert not is_stand_ins(WEIGHTS)
    assert read_stand_ins(STAND_INS) == (("938600", "938611"), ("938601", "938612"))


@pytest.mark.parametrize(
    "line",
    [
        "089999 089990 MOD10 " + "1 " * 14,  # the end before the beginning
        "089990 089999 MOD12 " + "1 " * 14,
        "089990 089999 MOD10 " + "1 " * 13,
        "089990 089999 MOD10 " + "1 " * 14 + "15",
        "08999 089999 MOD10 " + "1 " * 14,
        "a web page",
    ],
)
def test_a_line_that_is_no_row_refuses_the_file_and_is_named(line: str) -> None:
    with pytest.raises(BadFile, match="line 7") as told:
        read_weights(WEIGHTS + line)
    assert told.value.code == "table_wrong"


def test_a_file_written_twice_over_is_refused() -> None:
    with pytest.raises(BadFile, match="309060 has more than two rows"):
        read_weights(WEIGHTS + WEIGHTS)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(BadFile, match="no rows"):
        read_weights("\n")


@pytest.mark.parametrize(
    ("name", "version"),
    [("valacdos-v790.txt", "7.90"), ("valacdos_v7.90.txt", "7.90"), ("valacdos.txt", "")],
)
def test_the_version_stands_in_the_files_name(name: str, version: str) -> None:
    assert version_in(name) == version


def test_tables_are_stale_after_twelve_months() -> None:
    dated = date(2025, 11, 28)
    assert months_between(dated, date(2026, 11, 27)) == 11
    assert not is_stale(dated, date(2026, 11, 28))
    assert is_stale(dated, date(2026, 11, 29))
