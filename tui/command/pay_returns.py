"""`pay returns` and `pay return`: payments of ours that the bank sent back."""

from typing import Any

import click

from core.delimited import BYTES_MAX
from core.money import pounds
from db.payments.returns import Outcome, return_item, returned_in, take_back
from tui.command.answer import REFUSED, Answer, columns, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import bytes_of, words


@click.command("returns", cls=BookCommand, epilog=example("rentbook pay returns std18-1204.txt"))
@click.argument("file", type=words)
@pass_call
def returns(call: Call, file: str) -> Answer:
    """Take back every returned credit of a Standard 18 file (RA) or an ARUCS report (supervisors).

    Payment and refund are reversed, the credit is there again, the bank details are marked. A line
    read before is not taken twice; one that names no payment of ours, or several, waits for you.
    """
    found = returned_in(bytes_of(file, BYTES_MAX))
    with call.book() as book:
        told = list(take_back(book, found))
    left = [one for one in told if one.told is None]
    document = {"returns": [_document(one) for one in told], "unmatched": len(left)}
    said = [f"{counted(len(found), 'returned credit')}, {len(left)} not matched"]
    rows = [_row(one) for one in told]
    code = REFUSED if left else 0
    return Answer(document, [*said, *columns(rows, right=(0, 1))] if rows else said, code)


@click.command(
    "return", cls=BookCommand, epilog=example("rentbook pay return 14 3 --why 'account closed'")
)
@click.argument("run", type=click.IntRange(1, 2**63 - 1))
@click.argument("item", type=click.IntRange(1, 100_000))
@why_option
@key_option
@pass_call
def return_(call: Call, run: int, item: int, why: str, key: str | None) -> Answer:
    """Take one payment back by hand: run and item as pay show lists them (supervisors)."""
    with call.book() as book:
        call.expect(key, "pay return", run, item)
        told = return_item(book, (run, item), why, key)
    document = {"run": run, "item": item, "request": told.request, "amount_pence": told.pence,
                "posting": told.posting, "credited": told.credited}  # fmt: skip
    said = f"{pounds(told.pence)} of request {told.request} came back: {told.credited}"
    return Answer(document, [said])


def _document(one: Outcome) -> dict[str, Any]:
    told = one.told
    return {
        "line": one.credit.line,
        "amount_pence": one.credit.pence,
        "reason": one.credit.reason,
        "reference": one.credit.reference,
        "found": one.found.value,
        "run": told.run if told else None,
        "item": told.item if told else None,
        "request": told.request if told else None,
        "was_kept": one.was_kept,
    }


def _row(one: Outcome) -> tuple[str, ...]:
    told = one.told
    what = f"request {told.request}, run {told.run} item {told.item}" if told else one.found.value
    kept = "kept before" if one.was_kept else ""
    return (str(one.credit.line), pounds(one.credit.pence), one.credit.reference, what, kept)
