"""`operator add`, `operator regroup` and `operator list`."""

import re
from typing import Any

import click

from core.money import Pence, pounds
from core.refusal import Refusal
from core.setup_item import LIMIT_KINDS
from db import keeper
from db.book import Book
from db.operators import GROUPS, Operator, operators
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import Noun, example
from tui.command.values import AMOUNT, words

_LOGIN_MAX = 63  # bytes
_KEPT = re.compile(r"(?:pg_|rb_[0-9a-f]{8}_|public$|none$)")


@click.group("operator", cls=Noun)
def command() -> None:
    """Add and list operators."""


@command.command(
    epilog=example(
        "rentbook operator add carol --name 'Carol Hay' --group assistant --limit reversal=250"
    )
)
@click.argument("login", type=words)
@click.option("--name", metavar="N", type=words, required=True, help="as colleagues know them")
@click.option("--group", type=click.Choice([*GROUPS]), required=True, help="what they may do")
@click.option(
    "--landlord",
    "landlords",
    metavar="CODE",
    type=words,
    multiple=True,
    help="only this landlord; may be given again",
)
@click.option(
    "--limit",
    "limits",
    metavar="KIND=AMOUNT",
    type=words,
    multiple=True,
    help="an item at most; may be given again",
)
@pass_call
def add(call: Call, /, login: str, **given: Any) -> Answer:
    """Add an operator: their login makes postings theirs. By the keeper; again, nothing changes.

    Once the book has postings two people say who works in it: ask with `rentbook request operator
    LOGIN GROUP`, let a manager decide it, then add them.

    On a server the login is made without a password: how it comes in is the server's business.
    """
    _refuse_no_login(login)
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


@command.command(epilog=example("rentbook operator regroup carol --group supervisor"))
@click.argument("login", type=words)
@click.option("--group", type=click.Choice([*GROUPS]), required=True, help="what they may do now")
@pass_call
def regroup(call: Call, /, login: str, group: str) -> Answer:
    """Move an operator to another group, as a request says that two people decided. By the keeper.

    Ask with `rentbook request operator LOGIN GROUP`; before the first posting none is needed.
    """
    with call.keeper_book() as book:
        keeper.move(book, login, group)
        return _answer(book)


@command.command("list", epilog=example("rentbook operator list"))
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


def _refuse_no_login(login: str) -> None:
    """PostgreSQL cuts longer names short and keeps some for itself, as we do for groups."""
    if not 0 < len(login.encode()) <= _LOGIN_MAX:
        raise click.BadParameter(f"a login has 1 to {_LOGIN_MAX} letters", param_hint="LOGIN")
    if _KEPT.match(login):
        says = f"{login} is kept for groups and for PostgreSQL itself: choose another login"
        raise click.BadParameter(says, param_hint="LOGIN")


def _limit(text: str) -> tuple[str, Pence]:
    kind, equals, amount = text.partition("=")
    kind = kind.strip().lower()
    if not equals or kind not in LIMIT_KINDS:
        kinds = ", ".join(LIMIT_KINDS)
        says = f"{text}: write KIND=AMOUNT, such as reversal=250.00; KIND is {kinds}"
        raise click.BadParameter(says, param_hint="--limit")
    return kind, AMOUNT.convert(amount, None, None)
