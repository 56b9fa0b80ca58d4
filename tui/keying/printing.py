"""Listings and receipts as files: text and PDF, readable by their owner alone.

They are printed by the desk, not kept by the book, so the writer stands on the screens' floor; what
they say is core.listing's. The PDF is set by Typst with the fonts it carries and takes its texts as
data, so nothing a payer wrote is ever read as markup.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.listing import Listing, listed_lines, listing_foot, listing_head, receipt_facts
from core.refusal import Refusal

FOLDER = "RENTBOOK_PRINTED"  # where printed files go, if not into the user's data folder
_SHEET = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class Printed:
    """Files written into a folder."""

    folder: str
    names: tuple[str, ...]


def printed_folder() -> Path:
    """Where printed files go."""
    from db.book import data_folder

    return Path(os.environ.get(FOLDER) or data_folder() / "printed")


def print_listing(listing: Listing, as_text: Callable[[Listing], str]) -> Printed:
    """The batch listing as text and PDF. Raises Refusal where the folder cannot be written."""
    sheet = {
        "title": "Batch listing",
        "demo": listing.is_demo,
        "head": listing_head(listing),
        "rows": [
            [one.number, one.reference, one.name, one.address, one.amount, one.remark]
            for one in listed_lines(listing)
        ],
        "foot": listing_foot(listing),
        "walk": [
            [one.title, one.reference, one.name, one.expected, one.came, one.remark]
            for one in listing.walk
        ],
    }
    return _write(f"listing-{listing.entry}", as_text(listing), sheet)


def print_receipt(listing: Listing, number: int, as_text: Callable[[Listing, int], str]) -> Printed:
    """The receipt of one line as text and PDF. Raises Refusal as print_listing does."""
    head = receipt_facts(listing, number)
    sheet = {
        "title": "Receipt",
        "demo": listing.is_demo,
        "head": head,
        "rows": [],
        "foot": "",
        "walk": [],
    }
    return _write(f"receipt-{listing.entry}.{number}", as_text(listing, number), sheet)


def printed_words(printed: Printed, room: int) -> str:
    """`listing-A1-000017.txt and .pdf in ~/rentbook/printed`; of a long folder its end shows."""
    first, *others = printed.names
    files = " and ".join((first, *(Path(name).suffix for name in others)))
    folder, home = printed.folder, str(Path.home())
    if folder.startswith(f"{home}{os.sep}"):
        folder = f"~{folder.removeprefix(home)}"
    left = room - len(files) - 4
    return f"{files} in {folder if len(folder) <= left else '…' + folder[1 - left :]}"


def pdf_of(sheet: dict[str, object]) -> bytes:
    """One sheet as PDF; nothing but the sheet's own words and the bundled fonts goes in."""
    import typst

    made = typst.compile(
        _SHEET.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet)},
    )
    return bytes(made)


def _write(name: str, text: str, sheet: dict[str, object]) -> Printed:
    folder = printed_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix, content in ((".txt", text.encode()), (".pdf", pdf_of(sheet))):
            _write_private(folder / f"{name}{suffix}", content)
    except OSError as error:
        words = f"{folder} cannot be written ({error.strerror}): set {FOLDER} to another folder"
        raise Refusal("not_written", words, str(folder)) from error
    return Printed(str(folder), (f"{name}.txt", f"{name}.pdf"))


def _write_private(path: Path, content: bytes) -> None:
    """Written anew beside it and put in its place, 0600 from the first byte."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)
