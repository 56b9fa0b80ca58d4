"""`backup`: the whole book in one file, of one moment."""

from pathlib import Path

import click

from db.backup import back_up
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example


@click.command("backup", cls=BookCommand, epilog=example("rentbook backup rents.backup"))
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def command(call: Call, file: Path) -> Answer:
    """Seal the book and write it whole to the new FILE. By the keeper."""
    with call.keeper_book() as book:
        done = back_up(book, file, call.progress.say)
    return Answer(
        {"postings": done.postings, "head": done.head},
        [f"{done.postings:,} postings in {file}, sealed as {done.head}"],
    )
