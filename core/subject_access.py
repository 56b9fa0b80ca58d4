"""A subject access is everything the book holds about one person, part by part."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.money import Pence, balance_words, pounds
from core.text import clean, sheet_cell

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a part: its key in the book's answer, its heading, whether paper has room."""

    key: str
    heading: str
    on_paper: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the folder and one table of the paper."""

    name: str
    title: str
    columns: tuple[Column, ...]


def _part(name: str, title: str, on_paper: str, in_file: str = "") -> Part:
    """`on_paper` and `in_file`: keys, each with its heading behind a colon where it differs."""
    return Part(name, title, tuple(_columns(on_paper, shown=True)) + tuple(_columns(in_file)))


def _columns(keys: str, *, shown: bool = False) -> Iterable[Column]:
    for key in keys.split():
        heading = key.removesuffix("_pence").replace("_", " ")
        yield Column(key, heading, shown)


PARTS: tuple[Part, ...] = (
    _part("person", "The person", "customer landlord name born deceased restricted"),
    _part("former_names", "Names before", "name until"),
    _part("contacts", "Contacts, old ones too", "kind value source since until by"),
    _part("tenancies", "Tenancies", "tenancy address postcode start end left charge_pence cycle",
          "kind position usual_pence hb_claim uc_reference restricted"),
    _part("accounts", "Accounts", "account kind reference status balance_pence"),
    _part("references", "What names an account", "account kind reference since"),
    _part("postings", "Postings", "effective what charged_pence paid_pence posting",
          "account book_date posted_at code reverses by"),
    _part("receipts", "Receipts as they came",
          "effective stream amount_pence quoted payer narrative",
          "account batch line state reason look drawer cheque provider_reference authorisation "
          "card_ends matched kept_at by"),
    _part("file_lines", "Lines of payment files", "day file type amount_pence name narrative",
          "account payer line address postcode raw keys outcome score settled_by"),
    _part("bank_lines", "Lines of bank statements", "day amount_pence narrative reference name",
          "account other_account"),
    _part("matches", "Payers' numbers and names taken as theirs", "payer kind value by at",
          "account times revoked_at why"),
    _part("suspense", "Money that waited in suspense", "item received cleared_pence why",
          "account undone"),
    _part("bank_details", "Where they are paid", "payee sort_code account_number roll since until",
          "account request came_back"),
    _part("requests", "Requests about them",
          "request kind amount_pence state asked_at by why words",
          "account payee sort_code account_number roll reason override"),
    _part("decisions", "How they were decided", "request decision by at why"),
    _part("payments", "What was paid out", "request run moved amount_pence state", "item returned"),
    _part("questions", "What was asked and answered about them", "request at by words"),
    _part("notes", "Notes and warnings", "at kind words by", "account review"),
    _part("authority", "Who may speak for them", "who scope until at by", "account"),
    _part("accesses", "Who looked, and why", "at by what why"),
    _part("acts", "What was done", "at by act about why"),
)  # fmt: skip


def table_text(part: Part, rows: Rows) -> str:
    """The part as CSV, safe to open in a spreadsheet; amounts in pounds, times as the book has."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.heading for column in part.columns])
    for row in rows:
        writer.writerow(
            [sheet_cell(shown(column.key, row.get(column.key))) for column in part.columns]
        )
    return out.getvalue()


def paper_table(part: Part, rows: Rows) -> dict[str, Any]:
    """The part as the paper shows it: title, headings, rows of text, which columns are amounts."""
    columns = [column for column in part.columns if column.on_paper]
    return {
        "title": part.title,
        "headings": [column.heading for column in columns],
        "amounts": [at for at, column in enumerate(columns) if column.key.endswith("_pence")],
        "rows": [
            [clean(shown(column.key, row.get(column.key)), 2_000) for column in columns]
            for row in rows
        ],
        "note": "" if rows else "Nothing.",
    }


def shown(key: str, value: Any) -> str:
    """One fact as text: pence as pounds, a balance in words, a time to the second."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key == "balance_pence":
        return balance_words(Pence(value))
    if key.endswith("_pence"):
        return pounds(Pence(value))
    if key.endswith(("_at", "since")) or key in ("at", "until"):
        return str(value).replace("T", " ")[:19]
    return str(value)
