"""A fixed-width payment file is lines whose characters stand in agreed places."""

from core.file_text import FileRow


def fixed_rows(lines: list[str]) -> list[FileRow]:
    """Every line that is not blank; its cells are its characters."""
    return [FileRow(number, line, line) for number, line in enumerate(lines, 1) if line.strip()]
