"""`mispost`: receipts that may have gone to the wrong account, and their correction."""

import click

from core.money import pounds
from db.misposts.noting import dismiss, look
from db.misposts.radar import DAYS, Mispost, correct, proposals
from db.references import resolve
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import Noun, example
from tui.command.values import words


@click.group("mispost", cls=Noun)
def command() -> None:
    """Receipts that may have gone to the wrong account."""


@command.command("list", epilog=example("rentbook mispost list --days 7 --json"))
@click.option("--days", type=click.IntRange(0, 366), default=DAYS, show_default=True,
              help="book dates to look back")  # fmt: skip
@pass_call
def list_(call: Call, *, days: int) -> Answer:
    """What one account received and another, much like it, missed; the surest first."""
    with call.book() as book:
        found = proposals(book, days=days)
    rows = [(one.posting, one.why, one.ask) for one in found]
    said = columns(rows) if rows else ["nothing looks posted to the wrong account"]
    return Answer({"items": [_document(one) for one in found]}, said)


@command.command(
    "correct",
    epilog=example("rentbook mispost correct A17-000123.7 10236281 --why 'digits swapped'"),
)
@click.argument("posting", type=words)
@click.argument("account", type=words)
@why_option
@key_option
@pass_call
def correct_(call: Call, posting: str, account: str, *, why: str, key: str | None) -> Answer:
    """Take a receipt back and post it to ACCOUNT, any reference of it, in one go.

    One's own, of the same day, within limit; every other is a request.
    """
    with call.book() as book:
        to = resolve(book, account)
        sent = call.key(key, "correct_mispost", posting.upper(), to)
        told = correct(book, posting.upper(), to, why, sent)
    document = {
        "posting": told.posting,
        "reversal": told.reversal,
        "corrects": told.corrects,
        "total_pence": told.total,
    }
    line = f"{told.posting} corrects {told.corrects}, reversed by {told.reversal}"
    return Answer(document, [f"{line}: {pounds(told.total)}"])


@command.command("look", epilog=example("rentbook mispost look"))
@click.option("--days", type=click.IntRange(1, 366), default=DAYS, show_default=True,
              help="book dates to look back")  # fmt: skip
@pass_call
def look_(call: Call, *, days: int) -> Answer:
    """The night's run: what is found stands on the desk, and what holds no more leaves it."""
    with call.book() as book:
        found = look(book, days=days)
    said = f"{len(found)} to look at: rentbook mispost list" if found else "nothing found"
    return Answer({"items": [_document(one) for one in found]}, [said])


@command.command(
    "dismiss", epilog=example("rentbook mispost dismiss A17-000123.7 10236281 --why 'asked him'")
)
@click.argument("posting", type=words)
@click.argument("account", type=words)
@why_option
@key_option
@pass_call
def dismiss_(call: Call, posting: str, account: str, *, why: str, key: str | None) -> Answer:
    """Say that a receipt stands where it should: with ACCOUNT it is never proposed again."""
    with call.book() as book:
        to = resolve(book, account)
        sent = call.key(key, "dismiss_mispost", posting.upper(), to, why)
        dismiss(book, posting.upper(), to, why, sent)
    document = {"posting": posting.upper(), "account": to, "dismissed": True}
    return Answer(document, [f"{posting.upper()} stands where it should"])


def _document(one: Mispost) -> dict[str, object]:
    return {
        "posting": one.posting,
        "account": one.account,
        "reference": one.reference,
        "name": one.name or None,
        "to_account": one.to,
        "to_reference": one.to_reference,
        "to_name": one.to_name or None,
        "amount_pence": one.amount,
        "received": one.day,
        "due": one.due,
        "stream": one.stream,
        "why": one.why,
        "may_correct": not one.ask,
        "ask": one.ask or None,
    }
