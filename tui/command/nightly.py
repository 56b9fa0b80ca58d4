"""`nightly`: everything that runs at night, in order; a scheduler calls it once."""

from dataclasses import asdict

import click

from db.night import nightly
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example


@click.command("nightly", cls=BookCommand, epilog=example("rentbook --book service=night nightly"))
@pass_call
def command(call: Call) -> Answer:
    """Seal what was posted, then look for receipts on the wrong account; safe to repeat.

    It runs as a login of the group night. The tenancy feed is a command of its own before it.
    """
    with call.book() as book:
        steps = list(nightly(book))
    said = [f"{one.step}: {one.says}" for one in steps]
    return Answer({"steps": [asdict(one) for one in steps]}, said)
