"""A tenancy feed as a file: CSV or a workbook, with a limit on everything in it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.delimited import BYTES_MAX, BadFile, Table, read_table, table_of_cells
from core.refusal import Refusal
from core.workbook import FEED_WEIGHT, is_workbook, workbook_cells


@dataclass(frozen=True, slots=True)
class FeedFile:
    """The rows of a file, and the sha256 of its bytes in hex, by which it is known again."""

    table: Table
    digest: str


def read_feed_file(path: Path) -> FeedFile:
    """Reads a CSV or XLSX file. Raises Refusal `bad_file` with what is wrong and the way out."""
    try:
        if path.stat().st_size > BYTES_MAX:
            raise BadFile("file_too_large", f"over {BYTES_MAX // 1024 // 1024} MB: split the file")
        content = path.read_bytes()
        table = _table(content)
    except OSError as error:
        says = f"{path.name} cannot be read: {error.strerror or error}"
        raise Refusal("bad_file", says, "unreadable") from None
    except BadFile as bad:
        raise Refusal("bad_file", f"{path.name}: {bad.says}", bad.code) from None
    return FeedFile(table, hashlib.sha256(content).hexdigest())


def _table(content: bytes) -> Table:
    if is_workbook(content):
        return table_of_cells(workbook_cells(content, FEED_WEIGHT))
    return read_table(content)
