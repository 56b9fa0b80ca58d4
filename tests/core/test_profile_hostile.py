"""A hostile payment file is refused with a reason, soon and without much memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from core.file_text import CONTENT_MAX, LINES_MAX
from core.payment_file.read import read_payment_file
from tests.core.payment_files import profile_of, shipped, workbook
from tests.core.test_profile_read import SCHEDULE_BOOK

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


@cache
def good_book() -> bytes:
    return workbook([["Rent Ref", "Paid", "Day", "Who"], ["10234417", 98.2, "", "A GRANT"]])


def book_with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The good workbook with one of its parts changed."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_book())) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return content.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    + b"]>"
)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (b" \r\n\n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"reference,amount\n1,5\0.00\n", "not_text"),
        (b"\0" * 1_000_000, "not_text"),
        (b"reference,amount\n1," + b"5" * 10_000_000, "line_too_long"),
        (b"5" * 10_000_000, "line_too_long"),
        (b"a\n" * (LINES_MAX + 10), "file_too_large"),
        (b"a\r" * 4 * LINES_MAX, "file_too_large"),
        (b"a" * (CONTENT_MAX + 1), "file_too_large"),
        (b'reference,amount\n1,"5.00\n' + b"x,y\n" * 200_000, "quotes_wrong"),
        (b"reference,amount\n\x81\x8d\xff,1\n", "encoding_unknown"),
        ("reference,amount\n1,5.00\n".encode("utf-32"), "not_text"),
        (ENTITIES + b"<x>&a8;</x>", "not_a_list"),
        (b"<html><body>Your session has ended</body></html>", "not_a_list"),
        (b"%PDF-1.7\n", "is_pdf"),
        (b"PK\x03\x04" + b"\0" * 100, "is_workbook"),
        (b"\xff\xfe\x00", "encoding_unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_text_is_refused_with_words(content: bytes, rule: str) -> None:
    reading = read_payment_file(shipped("generic-csv"), content)
    assert [fault.rule for fault in reading.faults] == [rule]
    assert reading.lines == () and ": " in reading.faults[0].says


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: b"", "file_empty"),
        (lambda: b"reference,amount\n", "not_workbook"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 512, "workbook_old"),
        (lambda: b"PK\x03\x04" + b"\0" * 100, "workbook_broken"),
        (lambda: good_book()[:-40], "workbook_broken"),
        (lambda: book_with(SHEET, lambda part: part + b" " * (17 << 20)), "file_too_large"),
        (lambda: book_with(SHEET, lambda part: ENTITIES + part[55:]), "workbook_broken"),
        (lambda: book_with(SHEET, lambda part: part.replace(b'r="2"', b'r="1048576"')
                           .replace(b'r="B2"', b'r="ZZ1048576"')), "file_too_large"),
        (lambda: book_with(STRINGS, lambda part: part.replace(b"A GRANT", b"A" * 2_000_000)),
         "file_too_large"),
    ],
)  # fmt: skip
def test_a_hostile_workbook_is_refused_with_words(make: Callable[[], bytes], rule: str) -> None:
    reading = read_payment_file(profile_of(SCHEDULE_BOOK), make())
    assert [fault.rule for fault in reading.faults] == [rule]
    assert reading.lines == () and ": " in reading.faults[0].says


def test_one_long_text_shown_by_very_many_cells_is_too_large() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>4</v></c></row>' % (n, n)
                    for n in range(3, 60_000))  # fmt: skip
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_book())) as old,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry).replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(entry.filename, part.replace(b"A GRANT", b"A" * 32_000))
    reading = read_payment_file(profile_of(SCHEDULE_BOOK), content.getvalue())
    assert [fault.rule for fault in reading.faults] == ["file_too_large"]


@pytest.mark.parametrize(
    "content",
    [b"5" * 10_000_000, b"a\n" * (LINES_MAX + 10), b"\0" * 10_000_000, b'"' + b"x\n" * 200_000],
)
def test_refusing_takes_a_few_times_the_file_at_most(content: bytes) -> None:
    shipped("generic-csv")
    tracemalloc.start()
    try:
        read_payment_file(shipped("generic-csv"), content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 80_000_000
