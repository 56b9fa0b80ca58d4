"""`init`: a new book, or an older one brought to this program's schema."""

import click

from db.book import embedded_folder
from db.embedded_book import init_embedded
from db.revisions import HEAD
from db.server_book import init_server
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand
from tui.command.values import words


@click.command("init", cls=BookCommand)
@click.option("--manager", "managers", metavar="LOGIN", type=words, multiple=True, help="twice")
@click.option("--keeper", metavar="LOGIN", type=words, default="keeper", show_default=True)
@pass_call
def command(call: Call, managers: tuple[str, ...], keeper: str) -> Answer:
    """Make or upgrade the schema of BOOK.

    On a server BOOK names who may make roles there, and --manager the first two managers; in a
    folder (embedded:FOLDER) you are the one operator.
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
