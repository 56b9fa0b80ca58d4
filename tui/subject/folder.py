"""The folder of a subject access: a table a part and one paper, whole or not there at all."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.refusal import Refusal
from core.subject_access import PARTS, Rows, paper_table, table_text

_PAPER = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out, for whom, by whom, when and why."""

    customer: int
    operator: str
    why: str
    at: datetime
    is_demo: bool
    parts: Mapping[str, Rows]

    @property
    def name(self) -> str:
        """The person, as the first table has them."""
        rows = self.parts.get("person", ())
        return str(rows[0]["name"]) if rows else ""


def write_folder(out: Path, taken: Taken) -> list[str]:
    """Makes the new folder (0700, its files 0600); the names of its files.

    Raises Refusal: folder_exists, file_not_written.
    """
    if out.exists():
        raise Refusal("folder_exists", f"{out} exists: name a new folder, or remove it", str(out))
    fresh = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        fresh.mkdir(mode=0o700)
        names = _write(fresh, taken)
        fresh.rename(out)
    except OSError as fault:
        words = f"{out} cannot be written: {fault.strerror}"
        raise Refusal("file_not_written", words, str(out)) from fault
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return names


def paper_of(taken: Taken) -> bytes:
    """The paper as PDF, its texts given as text and never read as markup."""
    import typst

    sheet = {
        "demo": taken.is_demo,
        "name": taken.name,
        "head": [
            ("customer", str(taken.customer)),
            ("taken out", f"{taken.at:%-d %B %Y %H:%M}"),
            ("by", taken.operator),
            ("why", taken.why),
        ],
        "parts": [paper_table(part, taken.parts.get(part.name, ())) for part in PARTS],
    }
    made = typst.compile(
        _PAPER.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet)},
    )
    return bytes(made)


def _write(folder: Path, taken: Taken) -> list[str]:
    files = {
        f"{part.name}.csv": table_text(part, taken.parts.get(part.name, ())).encode("utf-8-sig")
        for part in PARTS
    }
    files["subject-access.pdf"] = paper_of(taken)
    for name, content in files.items():
        path = folder / name
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    return list(files)
