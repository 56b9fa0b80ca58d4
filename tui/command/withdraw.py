"""`withdraw`: one's own request taken back."""

import click

from db.requests.asking import withdraw
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example


@click.command("withdraw", cls=BookCommand, epilog=example("rentbook withdraw 311 --why 'twice'"))
@click.argument("request", type=click.IntRange(1, 2**63 - 1))
@why_option
@key_option
@pass_call
def command(call: Call, request: int, why: str, key: str | None) -> Answer:
    """Take back a request of your own that nobody has decided; what it reserved is free again."""
    with call.book() as book:
        withdraw(book, request, why, call.key(key, "withdraw", request))
    return Answer({"request": request, "state": "withdrawn"}, [f"request {request} is withdrawn"])
