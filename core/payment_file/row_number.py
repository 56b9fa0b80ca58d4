"""A line is called by the number of its row in the file; the second line of a row adds `.2`."""

import re

_WRITTEN = re.compile(r"([1-9][0-9]{0,6})(?:\.([1-9]))?")


def row_words(line: int, part: int) -> str:
    """`88`, or `88.2` for what the row takes back besides."""
    return f"{line}.{part + 1}" if part else str(line)


def read_row(text: str) -> tuple[int, int] | None:
    """Line and part of a written row number, None where it is none."""
    found = _WRITTEN.fullmatch(text.strip())
    return (int(found[1]), int(found[2] or 1) - 1) if found else None
