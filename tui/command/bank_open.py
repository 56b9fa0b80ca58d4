"""`bank open`: the cut-off of a cashbook, with what was not yet at the bank."""

from datetime import date
from typing import Any

import click

from core.delimited import BadFile, RowFault, read_table
from core.file_text import CONTENT_MAX
from core.money import Pence, pounds
from core.opening_items import OpeningItem, opening_items
from core.text import clean
from db.bank.opening import BroughtForward, Opening, open_cashbook
from tui.command.answer import REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import BALANCE, DAY, bytes_of, words

_WAY = {"receipt": 1, "payment": -1}


@click.command(
    "open",
    cls=BookCommand,
    epilog=example("rentbook bank open MAIN --day 2026-04-05 --balance 104512.33 --items bf.csv"),
)
@click.argument("cashbook", type=words)
@click.option("--day", metavar="D", type=DAY, required=True, help="the evening of the cut-off")
@click.option("--balance", metavar="A", type=BALANCE, required=True, help="what the bank held")
@click.option("--overdrawn", is_flag=True, help="it was owed to the bank")
@click.option("--items", metavar="FILE", type=words,
              help="CSV date,kind,amount,words; kind: receipt, payment, suspense")  # fmt: skip
@key_option
@pass_call
def open_(call: Call, /, cashbook: str, **given: Any) -> Answer:
    """Open a cashbook at go-live: the bank's balance, and each item not yet credited or presented.

    Items brought forward are matched with their bank lines as any entry is; money still in
    suspense becomes cases. Once, by a manager.
    """
    items, faults = _items(given["items"], given["day"])
    if faults:
        return _refused(faults)
    opening = Opening(
        cashbook.upper(),
        given["day"],
        Pence(-given["balance"] if given["overdrawn"] else given["balance"]),
        tuple(_forward(one) for one in items if one.kind != "suspense"),
        tuple((one.day, one.pence) for one in items if one.kind == "suspense"),
    )
    with call.book() as book:
        call.sent = given["key"]
        done = open_cashbook(book, opening, given["key"])
    document = {
        "cashbook": opening.cashbook,
        "posting": done.posting,
        "items": done.items,
        "suspense": len(opening.suspense),
        "bank_pence": opening.bank,
        "cashbook_pence": done.cashbook,
    }
    says = (
        f"{opening.cashbook} is open from {opening.day:%a %-d %b %Y}: bank {pounds(opening.bank)}"
    )
    brought = f"{counted(done.items, 'item')} brought forward, cashbook {pounds(done.cashbook)}"
    return Answer(document, [f"{says}, {brought}"])


def _items(named: str | None, day: date) -> tuple[tuple[OpeningItem, ...], tuple[RowFault, ...]]:
    if named is None:
        return (), ()
    try:
        table = read_table(bytes_of(named, CONTENT_MAX))
    except BadFile as bad:
        return (), (RowFault(bad.line, "file", bad.code, bad.says),)
    return opening_items(table, day)


def _forward(one: OpeningItem) -> BroughtForward:
    return BroughtForward(one.day, Pence(_WAY[one.kind] * one.pence), one.words)


def _refused(faults: tuple[RowFault, ...]) -> Answer:
    told = [{"line": one.line, "field": one.field, "rule": one.rule, "why": one.says}
            for one in faults]  # fmt: skip
    says = f"{counted(len(faults), 'fault')}, nothing was opened: correct the file"
    lines = [clean(f"fault: line {one.line}, {one.field}: {one.says}", 400) for one in faults[:50]]
    refused = {"refused": "items_faults", "says": says, "subject": told, "faults": told}
    return Answer(refused, lines, REFUSED, refusal=says)
