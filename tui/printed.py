"""Printed files: text and PDF side by side in the user's folder, readable by their owner alone.

The desk prints them, the book does not keep them. A PDF is set by Typst with the fonts it carries
and takes its texts as data, so nothing a payer wrote is ever read as markup.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from core.refusal import Refusal

FOLDER = "RENTBOOK_PRINTED"  # where printed files go, if not into the user's data folder


@dataclass(frozen=True, slots=True)
class Printed:
    """Files written into a folder."""

    folder: str
    names: tuple[str, ...]


def printed_folder() -> Path:
    """Where printed files go."""
    from db.book import data_folder

    return Path(os.environ.get(FOLDER) or data_folder() / "printed")


def printed_words(printed: Printed, room: int) -> str:
    """`listing-A1-000017.txt and .pdf in ~/rentbook/printed`; of a long folder its end shows."""
    first, *others = printed.names
    files = " and ".join((first, *(Path(name).suffix for name in others)))
    folder, home = printed.folder, str(Path.home())
    if folder.startswith(f"{home}{os.sep}"):
        folder = f"~{folder.removeprefix(home)}"
    left = room - len(files) - 4
    return f"{files} in {folder if len(folder) <= left else '…' + folder[1 - left :]}"


def pdf_from(template: Path, sheet: dict[str, object]) -> bytes:
    """One sheet as PDF; nothing but the sheet's own words and the bundled fonts goes in."""
    import typst

    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet)},
    )
    return bytes(made)


def write_printed(name: str, text: str, pdf: bytes) -> Printed:
    """Both files in the folder. Raises Refusal where it cannot be written."""
    folder = printed_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix, content in ((".txt", text.encode()), (".pdf", pdf)):
            write_private(folder / f"{name}{suffix}", content)
    except OSError as error:
        words = f"{folder} cannot be written ({error.strerror}): set {FOLDER} to another folder"
        raise Refusal("not_written", words, str(folder)) from error
    return Printed(str(folder), (f"{name}.txt", f"{name}.pdf"))


def write_private(path: Path, content: bytes) -> None:
    """Written anew beside it and put in its place, 0600 from the first byte."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)
