"""A proof sheet as printed files; what it says is core.proof_sheet's."""

from pathlib import Path

from core.proof_sheet import ProofSheet, sheet_head, sheet_rows, sheet_text
from core.refusal import Refusal
from tui.printed import Printed, pdf_from, write_printed, write_private

_TEMPLATE = Path(__file__).with_name("proof_sheet.typ")


def print_sheet(sheet: ProofSheet) -> Printed:
    """Text and PDF in the folder of printed files. Raises Refusal where it cannot be written."""
    name = f"proof-{sheet.day.cashbook}-{sheet.day.day:%Y-%m-%d}-v{sheet.version}"
    return write_printed(name, sheet_text(sheet), pdf_of(sheet))


def write_sheet(sheet: ProofSheet, out: Path) -> None:
    """The sheet in this file: PDF where it is named so, else text. Raises Refusal."""
    content = pdf_of(sheet) if out.suffix.lower() == ".pdf" else sheet_text(sheet).encode()
    try:
        write_private(out, content)
    except OSError as error:
        words = f"{out} cannot be written ({error.strerror}): name another file"
        raise Refusal("not_written", words, str(out)) from error


def pdf_of(sheet: ProofSheet) -> bytes:
    """The sheet as PDF."""
    rows = [
        {"words": row.words, "more": row.more, "amount": row.amount, "heading": row.heading}
        for row in sheet_rows(sheet)
    ]
    told: dict[str, object] = {"demo": sheet.is_demo, "head": sheet_head(sheet), "rows": rows}
    return pdf_from(_TEMPLATE, told)
