"""`restore`: a book from its backup, proved."""

from pathlib import Path

import click

from db.backup_place import restore_to
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example


@click.command(
    "restore",
    cls=BookCommand,
    epilog=example("rentbook --book embedded:restored restore rents.backup"),
)
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def command(call: Call, file: Path) -> Answer:
    """Bring FILE back as BOOK: a new folder, or an empty database; then prove it."""
    where = call.place("book")
    done = restore_to(where, file, call.progress.say)
    call.progress.clear()
    return Answer(
        {"postings": done.postings, "head": done.head},
        [f"{done.postings:,} postings stand in {where}, sealed as {done.head}"],
    )
