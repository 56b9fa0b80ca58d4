"""An act of the audit in the words of whoever reads it, and as a line of a table."""

import csv
import io
from collections.abc import Iterable

from core.text import sheet_cell

COLUMNS = ("at", "operator", "name", "act", "about", "why", "from")

# What an act is called where its name in the book is not plain enough.
_WORDS = {
    "check_caller": "checked a caller",
    "add_note": "wrote a note",
    "add_authority": "noted an authority",
    "add_operator": "added an operator",
    "add_profile": "added a profile",
    "load_file": "loaded a file",
    "load_table": "loaded a table",
    "clear_suspense": "cleared suspense",
    "apply_feed": "took in tenancies",
    "close_period": "closed a period",
    "reveal": "revealed",
    "look_at_bank": "looked at bank details",
    "make_pay_run": "made a pay run",
    "keep_pay_file": "made its payment file",
    "confirm_pay_run": "confirmed a pay run",
    "abandon_pay_run": "abandoned a pay run",
    "return_pay_item": "took a payment back",
    "subject_access": "took out a person's data",
    "erase": "erased a person",
    "post_batch": "posted a batch",
    "open_batch": "opened a batch",
    "take_batch": "took a batch",
    "abandon_batch": "abandoned a batch",
    "reverse": "reversed a posting",
    "decide": "decided a request",
    "make_request": "made a request",
    "correct_contact": "corrected a contact",
    "restrict_tenancy": "restricted a tenancy",
    "declare_interest": "declared an interest",
}


def act_words(act: str) -> str:
    """An act's name for people."""
    return _WORDS.get(act, act.replace("_", " "))


def audit_table(rows: Iterable[tuple[str, ...]]) -> str:
    """The audit as CSV, safe to open in a spreadsheet; a row has the cells of COLUMNS."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([sheet_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
