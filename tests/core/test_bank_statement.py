"""One day of one account is the same day, in whichever format the bank sends it."""

import gzip
from datetime import date

import pytest

from core.bank_statement import expanded
from core.bank_statement_read import FORMATS
from core.file_text import CONTENT_MAX
from core.stated_account import stated_account
from tests.core.bank_files import (
    AMOUNTS,
    CLOSING,
    MT940,
    OPENING,
    SAME_DAY,
    STANDARD18,
    faults,
    one,
    read,
)

EVERY = pytest.mark.parametrize("format_", sorted(SAME_DAY))


@EVERY
def test_the_same_day_reads_the_same_in_every_format(format_: str) -> None:
    statement = one(SAME_DAY[format_])
    assert read(SAME_DAY[format_]).format == format_
    assert statement.account.is_of("609999", "12345678")
    assert statement.account.text.endswith("60999912345678") or (
        statement.account.text == "60-99-99 12345678"
    )
    assert tuple(line.pence for line in statement.lines) == AMOUNTS
    assert {line.day for line in statement.lines} == {date(2026, 11, 23)}
    assert (statement.credits, statement.debits) == (20_295, 5_000)
    assert (statement.currency, statement.closing) == ("GBP", CLOSING)
    assert statement.proves is (None if format_ == "ofx" else True)  # it states no opening
    assert statement.opening in (None, OPENING) and statement.pending == ()
    assert (statement.first_day, statement.last_day) == (date(2026, 11, 23),) * 2
    assert statement.remarks == () and expanded(statement.lines) == statement.lines
    rent = statement.lines[0]
    assert "10234417" in f"{rent.reference} {rent.narrative}"


@EVERY
def test_where_each_line_came_from_is_kept(format_: str) -> None:
    text = SAME_DAY[format_].splitlines()
    for line in one(SAME_DAY[format_]).lines:
        begins = {"standard18": "6099991", "mt940": ":61:", "bai2": "16,", "camt053": "<Ntry>",
                  "ofx": "<STMTTRN>", "bank-csv": "23 Nov 2026"}  # fmt: skip
        assert text[line.line - 1].strip().startswith(begins[format_])


@EVERY
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_ends_of_lines_may_be_of_any_system(format_: str, end: str) -> None:
    text = SAME_DAY[format_]
    whole = read(text.replace("\n", end))
    assert (whole.faults, whole.statements) == ((), read(text).statements)


@EVERY
def test_a_format_may_be_named_and_another_is_refused_with_words(format_: str) -> None:
    assert read(SAME_DAY[format_], format_).faults == ()
    for other in FORMATS:
        if other != format_:
            (wrong, *_) = read(SAME_DAY[format_], other).faults
            assert wrong.rule and ": " in wrong.says


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (b" \r\n\x1a", "file_empty"),
        (b"\xef\xbb\xbf\n", "file_empty"),
        (b"\0" * 1_000, "file_empty"),
        (b"%PDF-1.7", "is_pdf"),
        (b"PK\x03\x04" + b"\0" * 100, "is_packed"),
        (gzip.compress(MT940.encode()), "is_packed"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "is_packed"),
        (b"A" * (CONTENT_MAX + 1), "file_too_large"),
        (b"Dear customer,\nplease find attached", "format_unknown"),
        (b"\x81\x8d" * 100, "format_unknown"),
        (STANDARD18.encode("cp500"), "format_unknown"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused_with_words(content: bytes, rule: str) -> None:
    (fault,) = read(content).faults
    assert (fault.field, fault.rule) == ("file", rule) and ": " in fault.says


def test_a_zero_byte_and_an_endless_line_are_named_by_their_line() -> None:
    assert faults(MT940.replace("98,2N", "98,2\0N")) == [(8, "file", "not_text")]
    assert faults(MT940 + ":86:" + "A" * 10_000_000) == [(16, "file", "line_too_long")]


def test_an_entry_of_nil_is_left_out_and_said() -> None:
    statement = one(MT940.replace("C98,2N", "C0,N").replace("GBP1152,95", "GBP1054,75"))
    assert ([line.pence for line in statement.lines], statement.proves) == ([10_475, -5_000], True)
    assert [(remark.line, remark.rule) for remark in statement.remarks] == [(8, "nil_entry")]


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("60-99-99 12345678", ("609999", "12345678", "")),
        ("609999 12345678", ("609999", "12345678", "")),
        ("60999912345678", ("609999", "12345678", "")),
        ("609999-12345678", ("609999", "12345678", "")),
        ("12345678 609999", ("609999", "12345678", "")),
        ("609999-012345678", ("609999", "12345678", "")),
        ("'60-99-99/12345678", ("609999", "12345678", "")),
        ("NWBKGB2L/60999912345678", ("609999", "12345678", "")),
        ("GB11 NWBK 6099 9912 3456 78", ("609999", "12345678", "GB11NWBK60999912345678")),
        ("DE42100100100043921105", ("", "", "DE42100100100043921105")),
        ("12345678", ("", "12345678", "")),
        ("****5678", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_account_is_told_from_however_it_is_written(
    written: str, account: tuple[str, str, str]
) -> None:
    found = stated_account(written)
    assert (found.sort_code, found.number, found.iban) == account


def test_a_masked_account_is_nobodys() -> None:
    assert not stated_account("****5678").is_of("609999", "12345678")
    assert not stated_account("12345678").is_of("609999", "12345678")
    assert stated_account("12345678", "60-99-99").is_of("609999", "12345678")
