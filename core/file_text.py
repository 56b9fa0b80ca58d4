"""The text of a payment file: decoded, in lines, within limits, or refused at once."""

from collections.abc import Sequence
from typing import NamedTuple

from core.delimited import BadFile, decoded

CONTENT_MAX = 32 * 1024 * 1024  # bytes; 100,000 lines of a schedule are about 15 MB
LINES_MAX = 250_000
LINE_MAX = 10_000  # characters
_MARKUP = ("<?xml", "<!doctype", "<html", "<document", "<ofx")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class FileRow(NamedTuple):
    """One row: the line it begins on, its text as it came, its cells (or its characters)."""

    line: int
    raw: str
    cells: Sequence[str]


def text_lines(content: bytes, encoding: str = "") -> list[str]:
    """The lines of a file without their ends; an empty encoding is found out.

    Raises BadFile: file_too_large, file_empty, is_pdf, is_workbook, encoding_wrong,
    encoding_unknown, not_text, not_a_list, line_too_long.
    """
    if len(content) > CONTENT_MAX:
        raise BadFile("file_too_large", f"over {CONTENT_MAX >> 20} MB: split the file")
    if content.startswith(b"%PDF"):
        raise BadFile("is_pdf", "a PDF: copy the schedule out of it and paste it")
    if content.startswith(_WORKBOOKS):
        raise BadFile(
            "is_workbook", "a workbook: choose a profile for workbooks, or save it as CSV"
        )
    return split_lines(_text(content, encoding) if encoding else decoded(content))


def split_lines(text: str) -> list[str]:
    """The lines of a text whatever ends them. Raises BadFile as text_lines does."""
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        says = f"line {line} has a zero byte: save the file as text again"
        raise BadFile("not_text", says, line)
    if text.lstrip("\ufeff \r\n\t")[:10].lower().startswith(_MARKUP):
        raise BadFile("not_a_list", "XML or a web page: save the schedule as CSV, text or .xlsx")
    if text.count("\n") + text.count("\r") > 2 * LINES_MAX:
        raise BadFile("file_too_large", f"over {LINES_MAX:,} lines: split the file")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise BadFile("file_empty", "the file is empty: is it the right one?")
    if len(lines) > LINES_MAX:
        raise BadFile("file_too_large", f"over {LINES_MAX:,} lines: split the file")
    if len(max(lines, key=len)) > LINE_MAX:
        line = next(number for number, one in enumerate(lines, 1) if len(one) > LINE_MAX)
        says = f"line {line} is over {LINE_MAX:,} characters: wrong file?"
        raise BadFile("line_too_long", says, line)
    return lines


def _text(content: bytes, encoding: str) -> str:
    told = "utf-8-sig" if encoding == "utf-8" else encoding  # a mark at the start does no harm
    try:
        return content.decode(told)
    except UnicodeError as wrong:
        at = wrong.start if isinstance(wrong, UnicodeDecodeError) else 0
        line = content[:at].count(b"\n") + 1
        says = f"line {line} is not {encoding}: save the file so, or correct the profile's encoding"
        raise BadFile("encoding_wrong", says, line) from None
