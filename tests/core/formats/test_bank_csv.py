"""Each bank's CSV becomes a statement, oldest first, its running balance followed."""

from datetime import date

import pytest

from core.formats.bank_csv.amount import csv_pence
from core.money import BadAmount
from tests.core.bank_csvs import (
    BANKLINE,
    BARCLAYS_DAILY,
    CSVS,
    HSBC_PERSONAL,
    LLOYDS,
    MONEY_IN_OUT,
    NATIONWIDE,
    NATWEST,
)
from tests.core.bank_files import AMOUNTS, faults, one, read, statements

EVERY = pytest.mark.parametrize("name", sorted(CSVS))
WITHOUT_ACCOUNT = ("hsbc-personal", "money-in-out")
HEADER = "Date,Description,Amount,Balance\n"


@EVERY
def test_every_layout_gives_the_same_day(name: str) -> None:
    statement = one(CSVS[name])
    assert read(CSVS[name]).format == "bank-csv"
    assert [line.pence for line in statement.lines] == list(AMOUNTS)
    assert {line.day for line in statement.lines} == {date(2026, 11, 23)}
    assert statement.account.is_of("609999", "12345678") is (name not in WITHOUT_ACCOUNT)
    rent = statement.lines[0]
    assert "10234417" in f"{rent.reference} {rent.narrative}" and "A GRANT" in rent.narrative
    has_balance = name in ("lloyds", "natwest", "nationwide", "money-in-out")
    assert (statement.opening, statement.closing, statement.proves) == (
        (100_000, 115_295, True) if has_balance else (None, None, None)
    )
    unnamed = ["account_unknown"] if name in WITHOUT_ACCOUNT else []
    assert [remark.rule for remark in statement.remarks] == unnamed


@EVERY
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_layout_is_read_in_every_encoding(name: str, encoding: str) -> None:
    reading = read(CSVS[name].replace("FORMER", "FÖRMER").encode(encoding))
    assert (reading.faults, len(reading.statements[0].lines)) == ((), 3)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_signs_may_part_the_fields(delimiter: str) -> None:
    text = HSBC_PERSONAL + "24/11/2026,MORE,1.00\n"
    assert len(one(text.replace(",", delimiter)).lines) == 4


def row(day: str, pence: str, balance: str, text: str = "X") -> str:
    return f'{day},{text},"{pence}","{balance}"\n'


def booked(*rows: str) -> list[int]:
    return [line.pence for line in one(HEADER + "".join(rows)).lines]


DAYS = (
    row("20/11/2026", "1.00", "11.00"), row("23/11/2026", "2.00", "13.00"),
    row("23/11/2026", "-4.00", "9.00"), row("24/11/2026", "8.00", "17.00"),
)  # fmt: skip


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3), (3, 2, 1, 0), (3, 1, 2, 0), (0, 2, 1, 3)],
    ids=["oldest first", "newest first", "newest day first", "oldest day first"],
)  # fmt: skip
def test_entries_come_oldest_first_however_the_bank_writes_them(order: tuple[int, ...]) -> None:
    assert booked(*(DAYS[place] for place in order)) == [100, 200, -400, 800]


def test_a_single_day_is_put_in_order_by_its_balance() -> None:
    assert booked(DAYS[2], DAYS[1]) == [200, -400] == booked(DAYS[1], DAYS[2])


def test_a_balance_that_does_not_run_on_is_told_at_its_line_and_as_a_difference() -> None:
    statement = one(HEADER + DAYS[0] + DAYS[1] + DAYS[3])
    assert (statement.proves, statement.difference) == (False, -400)
    assert [(remark.line, remark.rule) for remark in statement.remarks[:1]] == [
        (4, "balance_breaks")
    ]
    assert "4.00-" in statement.remarks[0].says


def test_two_breaks_that_make_up_for_each_other_do_not_prove() -> None:
    rows = DAYS[0] + row("23/11/2026", "2.00", "14.00") + row("24/11/2026", "1.00", "14.00")
    statement = one(HEADER + rows)
    assert (statement.difference, statement.proves) == (0, False)


def test_a_row_that_only_carries_a_balance_is_no_entry() -> None:
    first = row("20/11/2026", "", "10.00", "BALANCE BROUGHT FORWARD")
    statement = one(HEADER + first + "".join(DAYS))
    assert (statement.opening, len(statement.lines), statement.proves) == (1_000, 4, True)


def test_an_overdrawn_balance_is_below_nil() -> None:
    text = HEADER + row("20/11/2026", "-3.00", "2.00 DR") + row("21/11/2026", "5.00", "3.00 CR")
    assert (one(text).opening, one(text).closing) == (100, 300)


def test_several_accounts_and_currencies_are_statements_of_their_own() -> None:
    other = BANKLINE.replace("12345678", "87654321").replace("GBP", "EUR")
    found = statements(BANKLINE + other)
    assert [(one_.account.number, one_.currency) for one_ in found] == [
        ("12345678", "GBP"), ("87654321", "EUR"),
    ]  # fmt: skip


def test_files_put_one_behind_another_repeat_their_header() -> None:
    later = LLOYDS.replace("23/11", "24/11").replace("1152.95", "1305.90")
    later = later.replace("1202.95", "1355.90").replace("1104.75", "1257.70")
    lines = one(later + LLOYDS).lines
    assert [line.pence for line in lines] == list(AMOUNTS) * 2


def test_a_header_row_over_a_known_shape_is_stepped_over() -> None:
    header = ",".join(f"Column {n}" for n in range(1, 19)) + "\n"
    assert len(one(header + BANKLINE).lines) == 3


def test_a_masked_account_is_kept_as_it_is_written() -> None:
    account = one(NATIONWIDE.replace("60-99-99 12345678", "****12345")).account
    assert (account.text, account.number) == ("****12345", "")


def test_pending_rows_stay_apart_and_what_was_not_done_is_said() -> None:
    text = (
        "Date,Description,Amount,Status\n20/11/2026,A,1.00,Booked\n21/11/2026,B,2.00,PENDING\n"
        "21/11/2026,C,4.00,Declined\n"
    )
    statement = one(text)
    assert [line.pence for line in statement.lines] == [100]
    assert [line.pence for line in statement.pending] == [200]
    assert "not_done" in [remark.rule for remark in statement.remarks]


def test_a_line_below_the_rows_is_passed_over_and_said() -> None:
    statement = one(MONEY_IN_OUT + "\nEnd of report\n")
    assert [remark.rule for remark in statement.remarks] == ["row_passed", "account_unknown"]


def test_a_month_without_entries_is_an_empty_statement() -> None:
    statement = one(NATIONWIDE[: NATIONWIDE.index('"23 Nov')])
    assert (statement.lines, statement.account.number) == ((), "12345678")


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("104.75", 10475), ("£1,104.75", 110475), ("'£1,104.75", 110475), ("-£50.00", -5000),
        ("£-50.00", -5000), ("50.00-", -5000), ("(50.00)", -5000), ("50.00 DR", -5000),
        ("50.00CR", 5000), ("50 D", -5000), ("1.5", 150), (".99", 99), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_amounts_are_read_however_banks_mark_them(written: str, pence: int | None) -> None:
    assert csv_pence(written) == pence


@pytest.mark.parametrize(
    "written",
    ["-50.00 DR", "--50", "(50", "1,10.00", "1.005", "£", "1 000.00", "1.2.3", "٣.٠٠", "$5"],
)
def test_amounts_that_are_unclear_are_not_read(written: str) -> None:
    with pytest.raises(BadAmount):
        csv_pence(written)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEADER + "11/23/2026,X,1.00,1.00\n", (2, "date", "date_not_read")),
        (HEADER + "30/02/2026,X,1.00,1.00\n", (2, "date", "date_not_read")),
        (HEADER + "23/11/2026,X,l.00,1.00\n", (2, "amount", "amount_not_read")),
        (HEADER + "23/11/2026,X,1.00,?\n", (2, "balance", "amount_not_read")),
        (HEADER + "23/11/2026,X,,\n", (2, "amount", "amount_missing")),
        (HEADER + "23/11/2026,X\n", (2, "row", "fields")),
        (HEADER + "23/11/2026,X,1,104.75,9.00\n", (2, "row", "fields")),
        (HEADER + '23/11/2026,"X,1.00,1.00\n', (2, "file", "quotes_wrong")),
        (MONEY_IN_OUT.replace(",50.00", "1.00,50.00"), (4, "debit", "sign_wrong")),
        (BARCLAYS_DAILY.replace("20261123", "soon"), (3, "date", "date_missing")),
        (BARCLAYS_DAILY.replace("98.20,CR", "98.20,C"), None),
        ("Date,Description\n23/11/2026,X\n", (1, "file", "layout_unknown")),
        ("Date,Date,Amount,Description\n1,2,3,4\n", (1, "file", "layout_unknown")),
        ("a,b,c\n1,2,3\n", (1, "file", "layout_unknown")),
    ],
)
def test_a_damaged_file_says_which_line_and_what(
    text: str, fault: tuple[int, str, str] | None
) -> None:
    assert faults(text)[:1] == ([fault] if fault else [])


def test_every_fault_is_told_at_once() -> None:
    bad = NATWEST.replace("104.75,1104.75", "x,1104.75").replace("Nov 2026,CHQ", "Nob 2026,CHQ")
    assert [line for line, _, _ in faults(bad)] == [4, 6]
