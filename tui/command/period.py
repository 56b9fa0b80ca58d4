"""`period list|close`: financial periods with their rent weeks; closed for everybody, for good."""

import click

from db.periods import close_period
from db.rent_weeks import periods
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import Noun, example
from tui.command.values import words


@click.group("period", cls=Noun)
def command() -> None:
    """Financial periods."""


@command.command("list", epilog=example("rentbook period list --landlord CLY"))
@click.option("--landlord", metavar="L", type=words, help="one landlord only")
@pass_call
def list_(call: Call, landlord: str | None) -> Answer:
    """Periods that have begun, the latest first, with the rent weeks that begin in each."""
    with call.book() as book:
        found = periods(book, landlord.upper() if landlord else None, book.about.today)
    document = {
        "periods": [
            {
                "landlord": one.landlord,
                "period": one.name,
                "first": one.first,
                "last": one.last,
                "rent_weeks": one.weeks or None,
                "closed_by": one.closed_by or None,
                "closed_on": one.closed_on,
            }
            for one in found
        ]
    }
    rows = [
        (one.landlord, one.name, one.first, one.last, one.weeks,
         f"closed {one.closed_on} by {one.closed_by}" if one.closed_by else "open")
        for one in found
    ]  # fmt: skip
    head = ("landlord", "period", "from", "to", "rent weeks", "stands")
    return Answer(document, columns([head, *rows]))


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
