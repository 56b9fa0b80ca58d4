"""`init`: a new book, or an older one brought to this program's schema."""

import click

from db.book import embedded_folder
from db.embedded_book import init_embedded
from db.revisions import HEAD
from db.server_book import init_server
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import words


@click.command(
    "init",
    cls=BookCommand,
    epilog=example("rentbook --book postgresql://server/rents init --manager anna --manager ben"),
)
@click.option(
    "--manager",
    "managers",
    metavar="LOGIN",
    type=words,
    multiple=True,
    help="a first manager; name two",
)
@click.option(
    "--keeper",
    metavar="LOGIN",
    type=words,
    default="keeper",
    show_default=True,
    help="who looks after a server's book",
)
@pass_call
def command(call: Call, managers: tuple[str, ...], keeper: str) -> Answer:
    """Make the book, or bring an older one up to this program.

    In a folder (embedded:FOLDER, or none named: your data folder) you are its one operator. On a
    server BOOK is an empty database, opened by a login that may make roles there; --manager names
    the first two managers.
    """
    where = call.place("book")
    folder = embedded_folder(where)
    if folder is None:
        init_server(where, keeper, managers)
        told = f"its keeper is {keeper}"
    else:
        init_embedded(folder, call.progress.say)
        told = "next: rentbook setup FILE.toml"
    return Answer({"version": HEAD, "book": where}, [f"{where} stands at version {HEAD}; {told}"])
