"""`reverse`: a linked reversal of one's own receipt of today."""

import re

import click

from core.money import Pence, pounds
from core.refusal import Refusal
from db.reversals import reverse
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import words

_POSTING = re.compile(r"([A-Z][0-9]{1,9}-[0-9]{6,9})(?:\.([0-9]{1,7}))?(\.[0-9]{1,2})?")


@click.command(
    "reverse",
    cls=BookCommand,
    epilog=example("rentbook reverse A17-000123.7 --why 'wrong account'"),
)
@click.argument("posting", type=words)
@click.option("--all", "whole", is_flag=True, help="every receipt of a bare entry number")
@why_option
@key_option
@pass_call
def command(call: Call, posting: str, *, whole: bool, why: str, key: str | None) -> Answer:
    """Reverse a receipt, all its parts: POSTING is such as A17-000123.7.

    One's own, of the same day, within limit; every other is a request.
    """
    entry, line = _named(posting, whole=whole)
    with call.book() as book:
        told = reverse(book, entry, line, why, call.key(key, "reverse", entry, line))
    amount = pounds(Pence(told.total))
    return Answer(
        {"posting": told.posting, "reverses": told.reverses, "total_pence": told.total},
        [f"{told.posting} reverses {told.reverses}: {amount}"],
    )


def _named(posting: str, *, whole: bool) -> tuple[str, int]:
    found = _POSTING.fullmatch(posting.upper())
    if found is None:
        says = f"{posting} is no posting: the account shows its number, such as A17-000123.7"
        raise Refusal("unknown_posting", says, posting)
    entry, line, part = found.groups()
    if part:
        says = f"a receipt is reversed with all its parts: write {entry}.{line}"
        raise Refusal("part_named", says, posting)
    if (line is None) != whole:
        raise click.UsageError("name one receipt (A17-000123.7), or an entry with --all")
    return entry, int(line or 0)
