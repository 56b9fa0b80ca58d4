"""`operator add` and `operator list`."""

from typing import Any

import click

from core.money import BadAmount, Pence, parse_amount, pounds
from core.refusal import Refusal
from db import keeper
from db.book import Book
from db.operators import GROUPS, Operator, operators
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import Noun
from tui.command.values import words


@click.group("operator", cls=Noun)
def command() -> None:
    """Add and list operators."""


@command.command()
@click.argument("login", type=words)
@click.option("--name", metavar="N", type=words, required=True)
@click.option("--group", type=click.Choice([*GROUPS]), required=True)
@click.option("--landlord", "landlords", metavar="CODE", type=words, multiple=True)
@click.option("--limit", "limits", metavar="KIND=AMOUNT", type=words, multiple=True)
@pass_call
def add(call: Call, /, login: str, **given: Any) -> Answer:
    """Add an operator: their login makes postings theirs. By the keeper; again, nothing changes."""
    wanted = Operator(
        login,
        given["name"],
        given["group"],
        tuple(sorted(code.upper() for code in given["landlords"])),
        dict(_limit(one) for one in given["limits"]),
    )
    with call.keeper_book() as book:
        try:
            keeper.add(book, wanted)
        except Refusal as refusal:
            if refusal.code != "operator_known" or wanted not in _listed(book):
                raise
        return _answer(book)


@command.command("list")
@pass_call
def list_operators(call: Call) -> Answer:
    """Every operator with group, landlords and limits."""
    with call.book() as book:
        return _answer(book)


def _answer(book: Book) -> Answer:
    found = _listed(book)
    rows = [_row(one) for one in found]
    return Answer({"operators": [_document(one) for one in found]}, columns(rows) if rows else ())


def _row(one: Operator) -> tuple[str, ...]:
    return (
        one.login,
        one.name,
        one.group,
        ", ".join(one.landlords) or "every landlord",
        "; ".join(f"{kind} {pounds(pence)}" for kind, pence in one.limits.items()),
        "suspended" if one.suspended else "",
    )


def _listed(book: Book) -> list[Operator]:
    with book.session() as session:
        return operators(session)


def _document(one: Operator) -> dict[str, Any]:
    return {
        "login": one.login,
        "name": one.name,
        "group": one.group,
        "landlords": list(one.landlords),
        "limits": [{"kind": kind, "item_pence": pence} for kind, pence in one.limits.items()],
        "suspended": one.suspended,
    }


def _limit(text: str) -> tuple[str, Pence]:
    kind, equals, amount = text.partition("=")
    try:
        if not equals or not kind.strip():
            raise BadAmount("limit", f"{text}: write KIND=AMOUNT, such as reversal=250.00")
        return kind.strip(), parse_amount(amount)
    except BadAmount as bad:
        raise click.BadParameter(bad.says, param_hint="--limit") from bad
