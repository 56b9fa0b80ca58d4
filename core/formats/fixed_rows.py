"""A fixed-width payment file is lines whose characters stand in agreed places."""

from collections.abc import Iterator

from core.file_text import FileRow


def fixed_rows(lines: list[str]) -> Iterator[FileRow]:
    """Every line that is not blank; its cells are its characters."""
    for number, line in enumerate(lines, 1):
        if line.strip("\x1a "):  # some systems end a file with a control Z
            yield FileRow(number, line, line)
