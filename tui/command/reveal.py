"""`reveal`: a look at a restricted account, written down with its reason before it opens."""

import click

from db.account_acts import reveal
from db.references import resolve
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import words
from tui.office_time import office


@click.command(
    "reveal",
    cls=BookCommand,
    epilog=example("rentbook reveal 10234417 --why 'she is on the telephone'"),
)
@click.argument("account", type=words)
@why_option
@key_option
@pass_call
def command(call: Call, account: str, why: str, key: str | None) -> Answer:
    """Open a restricted account to yourself for a quarter of an hour."""
    with call.book() as book:
        number = resolve(book, account)
        until = reveal(book, call.key(key), number, why)
    document = {"account": number, "expires_at": until}
    return Answer(document, [f"account {number} is open to you until {office(until):%H:%M}"])
