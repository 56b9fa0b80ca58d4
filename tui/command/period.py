"""`period close`: closed for everybody and for good."""

import click

from db.periods import close_period
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example
from tui.command.values import words


@click.group("period", cls=Noun)
def command() -> None:
    """Close a period."""


@command.command(epilog=example("rentbook period close CLY:2026-11"))
@click.argument("period", type=words)
@key_option
@pass_call
def close(call: Call, period: str, key: str | None) -> Answer:
    """Close PERIOD, such as 2026-11, or CLY:2026-11 where two landlords have one."""
    with call.book() as book:
        done = close_period(book, period, key)
    document = {
        "period": done.name,
        "landlord": done.landlord,
        "signed_by": done.by,
        "countersigned_by": None,
        "digest": None,
    }
    return Answer(document, [f"{done.landlord} {done.name} is closed"])
