"""A batch's listing and receipts as printed files; what they say is core.listing's."""

from collections.abc import Callable
from pathlib import Path

from core.listing import Listing, listed_lines, listing_foot, listing_head, receipt_facts
from tui.printed import Printed, pdf_from, write_printed

_SHEET = Path(__file__).with_name("sheet.typ")


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


def pdf_of(sheet: dict[str, object]) -> bytes:
    """A listing or a receipt as PDF."""
    return pdf_from(_SHEET, sheet)


def _write(name: str, text: str, sheet: dict[str, object]) -> Printed:
    return write_printed(name, text, pdf_of(sheet))
