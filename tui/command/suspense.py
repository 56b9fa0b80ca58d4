"""`suspense`: what is not known to be anybody's, whose it may be, cleared or looked after."""

from datetime import date
from typing import Any

import click

from core.matching import Chosen
from core.money import Pence, pounds
from core.suspense import age_of
from db.book import Book
from db.references import resolve
from db.suspense.cases import Case, case_of, cases, tend, with_candidates
from db.suspense.clearings import clearing, do_clear, standing
from tui.command.answer import Answer, columns, counted
from tui.command.call import Call, pass_call
from tui.command.options import item_argument, key_option
from tui.command.root import Noun, example
from tui.command.suspense_answers import answers, export
from tui.command.values import AMOUNT, DAY, words


@click.group("suspense", cls=Noun)
def command() -> None:
    """Money that is not known to be anybody's: a case each."""


for _one in (export, answers):
    command.add_command(_one)


@command.command("list", epilog=example("rentbook suspense list --json"))
@click.option("--mine", is_flag=True, help="those I look after")
@pass_call
def list_(call: Call, *, mine: bool) -> Answer:
    """Open items, oldest first, each with its likeliest accounts."""
    with call.book() as book:
        login, today = book.about.login, book.about.today
        found = [one for one in cases(book) if not mine or one.item.owner == login]
        call.progress.say(f"ranking candidates of {counted(len(found), 'item')}")
        ranked = with_candidates(book, found) if found else {}
    documents = [
        document_of(one, today)
        | {"candidates": [_candidate(each) for each in ranked[one.item.item].candidates]}
        for one in found
    ]
    return Answer({"items": documents}, _rows(documents))


@command.command("clear", epilog=example("rentbook suspense clear 7001 10234417 --amount 50.00"))
@item_argument
@click.argument("account", type=words)
@click.option("--amount", metavar="A", type=AMOUNT, help="a part of it; all that is left otherwise")
@key_option
@pass_call
def clear(call: Call, item: int, account: str, amount: Pence | None, key: str | None) -> Answer:
    """Clear an item to ACCOUNT, any reference of it. It keeps the day it came.

    Repeated, it answers the same; an equal part to the same account again needs a --key.
    """
    with call.book() as book:
        stands = standing(book, item)
        number = resolve(book, account, stands.landlord)
        asked = clearing(stands, number, amount)
        told = do_clear(book, asked, call.key(key or asked.key))
    document = {
        "item": told.item,
        "posting": told.posting,
        "account": number,
        "cleared_pence": asked.pence,
        "left_pence": told.left,
    }
    left = f", {pounds(told.left)} is left of it" if told.left else ""
    return Answer(document, [f"{told.posting}: {pounds(asked.pence)} of item {item}{left}"])


@command.command(epilog=example("rentbook suspense assign 7001 assistant.2"))
@item_argument
@click.argument("login", type=words)
@key_option
@pass_call
def assign(call: Call, item: int, login: str, key: str | None) -> Answer:
    """Say who looks after an item."""
    with call.book() as book:
        return _tended(call, book, item, {"owner": login}, key)


@command.command(
    epilog=example("rentbook suspense park 7001 --until 2026-12-04 --next 'the council answers'")
)
@item_argument
@click.option("--until", metavar="D", type=DAY, required=True, help="the day it comes back")
@click.option("--next", "action", metavar="WORDS", type=words, required=True,
              help="what is waited for")  # fmt: skip
@key_option
@pass_call
def park(call: Call, item: int, until: date, action: str, key: str | None) -> Answer:
    """Let an item rest until a day, with what happens next."""
    change = {"park_until": until.isoformat(), "next_action": action}
    with call.book() as book:
        return _tended(call, book, item, change, key)


def document_of(one: Case, today: date) -> dict[str, Any]:
    """A case for programs."""
    return {
        "item": one.item.item,
        "amount_pence": one.item.left,
        "came_pence": one.pence,
        "age_days": (today - one.item.came).days,
        "age": str(age_of(one.item, today)),
        "landlord": one.landlord,
        "cashbook": one.cashbook,
        "stream": one.stream,
        "effective": one.item.came,
        "posting": one.of,
        "written": one.words,
        "reason": one.reason,
        "owner": one.item.owner or None,
        "next_action": one.next_action or None,
        "park_until": one.item.parked,
    }


def _tended(call: Call, book: Book, item: int, change: dict[str, Any], key: str | None) -> Answer:
    tend(book, item, change, call.key(key))
    case = case_of(book, item)
    assert case is not None, "what is looked after is open"
    document = document_of(case, book.about.today)
    owner = document["owner"] or "nobody"
    told = [f"item {item}: {pounds(case.item.left)}, looked after by {owner}"]
    if case.item.parked:
        told.append(words(f"  until {case.item.parked}: {case.next_action}"))
    return Answer(document, told)


def _candidate(one: Chosen) -> dict[str, Any]:
    entry = one.candidate.entry
    hidden = entry.restricted
    shown = [each for each in one.candidate.features if not (hidden and each.person)]
    return {
        "account": one.account,
        "reference": entry.reference,
        "name": None if hidden else " + ".join(entry.names),
        "address": None if hidden else entry.address,
        "score": one.score,
        "why": [each.words for each in shown],
    }


def _rows(documents: list[dict[str, Any]]) -> list[str]:
    if not documents:
        return ["nothing is in suspense"]
    head = ("item", "amount", "days", "looked after by", "likeliest", "written")
    return columns([head, *map(_row, documents)], right=(0, 1, 2))


def _row(one: dict[str, Any]) -> tuple[object, ...]:
    top = next(iter(one["candidates"]), None)
    who = f"{top['reference']} {top['name'] or 'restricted'} {top['score']} %" if top else ""
    amount = pounds(Pence(one["amount_pence"]))
    return (one["item"], amount, one["age_days"], one["owner"] or "", who, one["written"])
