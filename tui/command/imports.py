"""`import tenancies`: the feed, at go-live and every night after it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from core.money import Pence, balance_words
from core.text import clean
from db.feed import FeedDone, FeedOrder, import_tenancies
from tui.command.answer import REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example
from tui.command.values import BALANCE

_SHOWN = 50


@click.group("import", cls=Noun)
def command() -> None:
    """Take in what other systems hold."""


@command.command(epilog=example("rentbook import tenancies estate.csv --update --dry-run"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--update", is_flag=True, help="known tenancies are updated, not faults")
@click.option("--dry-run", is_flag=True, help="only say what would change")
@click.option(
    "--control-total",
    "total",
    metavar="A",
    type=BALANCE,
    help="what the opening balances must come to: 1,204.50, Dr or Cr",
)
@key_option
@pass_call
def tenancies(call: Call, /, file: Path, **given: Any) -> Answer:
    """Take tenancies in from a CSV file or a workbook: all of them, or with faults none.

    Columns: landlord, property_ref, address, postcode, tenancy_ref, payment_ref, start,
    names, weekly_charge or monthly_charge; and as wanted kind, former_refs, end, born, phone,
    email, opening_balance, usual_payment, hb_claim_ref, uc_customer_ref.
    """
    order = FeedOrder(given["update"], given["dry_run"], given["total"], given["key"])
    with call.book() as book:
        call.sent = given["key"]
        done = import_tenancies(book, file, order, call.progress.count)
    document = asdict(done)
    words = list(_words(done, dry_run=order.dry_run))
    if not done.faults:
        return Answer(document, words)
    if order.dry_run:
        return Answer(document, words)
    faults, lines = counted(len(done.faults), "fault"), counted(done.lines, "line")
    says = f"{faults} in {lines}, nothing was taken in: correct the file and import it again"
    refused = {"refused": "feed_faults", "says": says, "subject": done.faults}
    return Answer(refused | document, words, REFUSED, refusal=says)


def _words(done: FeedDone, *, dry_run: bool) -> Iterator[str]:
    if done.unknown_columns:
        yield clean(f"columns not known and not read: {', '.join(done.unknown_columns)}")
    for fault in done.faults[:_SHOWN]:
        yield clean(f"fault: {_place(fault)}: {fault.get('says')}", 400)
    if more := len(done.faults[_SHOWN:]):
        yield f"and {more} more: --json lists them all"
    opening = balance_words(Pence(done.opening_pence))
    lines, tenancies = counted(done.lines, "line"), counted(done.tenancies, "tenancy", "tenancies")
    yield f"{lines}, {tenancies}, opening balances {opening}"
    counts = f"new {done.new}, changed {done.changed}, ended {done.ended}, missing {done.missing}"
    if done.applied:
        yield counts
    else:
        yield f"{counts}: nothing was taken in{' (dry run)' if dry_run else ''}"


def _place(fault: dict[str, Any]) -> str:
    """Where a fault is; the file as a whole has no line."""
    field = fault.get("field") or "row"
    return f"line {fault['line']}, {field}" if fault.get("line") else f"the file, {field}"
