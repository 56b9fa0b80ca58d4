"""`draft`: one's own requests that are not asked yet: listed, submitted, discarded."""

from typing import Any

import click

from core.money import pounds
from core.text import clean
from db.requests.drafts import Draft, discard_draft, drafts, submit_draft
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.request import answer_of
from tui.command.root import Noun, example
from tui.command.values import AMOUNT, words
from tui.office_time import office

draft_argument = click.argument("draft", type=click.IntRange(1, 2**63 - 1))
_MORE = ("why", "payee", "sort_code", "account_number", "roll", "override")


@click.group("draft", cls=Noun, epilog=example("rentbook draft list"))
def command() -> None:
    """Requests that are not asked yet. Nothing is reserved; nobody else sees them.

    `rentbook request … --draft` keeps one.
    """


@command.command("list", epilog=example("rentbook draft list"))
@pass_call
def list_(call: Call) -> Answer:
    """Your drafts, newest first."""
    with call.book() as book:
        found = drafts(book)
    said = columns([_row(one) for one in found], right=(0, 3)) if found else ["no drafts"]
    return Answer({"drafts": [document_of(one) for one in found]}, said)


@command.command(epilog=example("rentbook draft submit 51 --payee 'P KOWALCZYK' --sort-code …"))
@draft_argument
@click.option("--amount", type=AMOUNT, help="another than the draft's")
@click.option("--why", metavar="T", type=words, help="in place of the draft's")
@click.option("--payee", type=words, help="whom it is paid to")
@click.option("--sort-code", type=words, help="the payee's: a draft keeps no bank details")
@click.option("--account-number", type=words, help="the payee's")
@click.option("--roll", type=words, help="building society roll number")
@click.option("--override", metavar="T", type=words, help="why more than the rule allows")
@key_option
@pass_call
def submit(call: Call, /, **given: Any) -> Answer:
    """Ask for it now: its amount is reserved from here on."""
    number: int = given["draft"]
    with call.book() as book:
        key = call.key(given["key"], "draft submit", number)
        doc = {name: given[name] for name in _MORE if given[name]}
        doc |= {"pence": given["amount"]} if given["amount"] else {}
        return answer_of(book, submit_draft(book, number, doc, key))


@command.command(epilog=example("rentbook draft discard 51"))
@draft_argument
@key_option
@pass_call
def discard(call: Call, /, **given: Any) -> Answer:
    """Give it up: its words go."""
    number: int = given["draft"]
    with call.book() as book:
        discard_draft(book, number, call.key(given["key"], "draft discard", number))
    return Answer({"draft": number, "state": "discarded"}, [f"draft {number} is discarded"])


def document_of(one: Draft) -> dict[str, Any]:
    """A draft for programs."""
    return {"draft": one.number, "kind": one.kind, "account": one.account,
            "reference": one.reference or None, "names": one.names or None,
            "to": one.to_reference or None, "amount_pence": one.pence, "why": one.why or None,
            "changed_at": one.changed}  # fmt: skip


def _row(one: Draft) -> tuple[str, ...]:
    return (
        str(one.number),
        one.kind,
        one.reference or str(one.doc.get("login", one.doc.get("name", ""))),
        "" if one.pence is None else pounds(one.pence),
        f"{office(one.changed):%d %b %H:%M}",
        clean(one.why),
    )
