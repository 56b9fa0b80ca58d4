"""An act of the audit in the words of whoever reads it, and as a line of a table."""

import csv
import io
from collections.abc import Iterable

from core.text import sheet_cell

COLUMNS = ("at", "operator", "name", "act", "about", "why", "from")

# What was done, as its line in the audit says it.
_WORDS = {
    "abandon_batch": "abandoned a batch",
    "abandon_pay_run": "abandoned a pay run",
    "add_authority": "noted an authority",
    "add_note": "wrote a note",
    "add_operator": "added an operator",
    "add_profile": "added a profile",
    "amend_line": "amended a line",
    "apply_feed": "took in tenancies",
    "ask_council": "noted the council",
    "await_schedule": "awaits a schedule",
    "check_caller": "checked a caller",
    "clear_suspense": "cleared suspense",
    "card_paid": "paid back to a card",
    "close_period": "closed a period",
    "compare_line": "compared a line",
    "confirm_pay_run": "confirmed a pay run",
    "control_batch": "gave a control total",
    "correct_contact": "corrected a contact",
    "correct_mispost": "corrected a mispost",
    "countersign_sheet": "countersigned a sheet",
    "decide": "decided a request",
    "decide_schedule": "decided a schedule",
    "declare_interest": "declared an interest",
    "erase": "erased a person",
    "explain_bank_line": "explained a bank line",
    "export_finance": "exported for finance",
    "fill_walk": "filled a walk",
    "keep_line": "kept a line",
    "keep_lines": "kept lines",
    "keep_pay_file": "made its file",
    "key_pass": "keyed a second time",
    "load_file": "loaded a file",
    "load_statement": "loaded a statement",
    "load_table": "loaded a table",
    "look_at_bank": "looked at bank details",
    "make_pay_run": "made a pay run",
    "make_request": "made a request",
    "make_schedule": "made a schedule",
    "match_bank": "matched the bank",
    "note_request": "wrote on a request",
    "open_batch": "opened a batch",
    "open_cashbook": "opened a cashbook",
    "pass_over": "passed over a line",
    "post_batch": "posted a batch",
    "redate_batch": "redated a batch",
    "refuse_sheet": "refused a sheet",
    "regroup_operator": "moved an operator",
    "restrict_tenancy": "restricted a tenancy",
    "return_money": "returned money",
    "return_pay_item": "took a payment back",
    "reveal": "revealed",
    "reverse": "reversed a posting",
    "reverse_file": "reversed a file",
    "revoke_alias": "revoked an alias",
    "seed_history": "made the history up",
    "settle_line": "settled a line",
    "setup": "changed the setup",
    "sign_sheet": "signed a sheet",
    "strike_line": "struck a line out",
    "subject_access": "took out a person's data",
    "take_bank_line": "took a bank line",
    "take_batch": "took a batch",
    "tend_return": "tended a return",
    "tend_suspense": "tended suspense",
    "tie_file": "tied a file",
    "total_period": "totalled a period",
    "unmatch_bank": "undid a match",
    "withdraw": "withdrew a request",
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
