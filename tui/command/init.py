"""`init`: a new book, or an older one brought to this program's schema."""

from pathlib import Path

import click

from core.refusal import Refusal
from db.book import connect, data_folder, embedded_folder
from db.embedded_book import init_embedded
from db.founding import Plan, found
from db.operators import Operator, add_operator
from db.revisions import HEAD
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand


@click.command("init", cls=BookCommand)
@click.option("--manager", "managers", metavar="LOGIN", multiple=True, help="the first managers")
@click.option("--keeper", metavar="LOGIN", default="keeper", show_default=True)
@pass_call
def command(call: Call, /, managers: tuple[str, ...], keeper: str) -> Answer:
    """Make or upgrade the schema of BOOK; on a server it names the first two managers."""
    where = call.where or f"embedded:{data_folder() / 'book'}"
    folder = embedded_folder(where)
    if folder is not None:
        _embedded(folder, call)
        words = [f"the book in {folder} stands at version {HEAD}", "next: rentbook setup FILE.toml"]
        return Answer({"version": HEAD, "book": where}, words)
    _server(where, keeper, managers)
    words = [f"the book stands at version {HEAD}; its keeper is {keeper}"]
    return Answer({"version": HEAD, "book": where}, words)


def _embedded(folder: Path, call: Call) -> None:
    init_embedded(folder, call.progress.say)
    call.progress.clear()


def _server(where: str, keeper: str, managers: tuple[str, ...]) -> None:
    with connect(where) as session:
        session.autocommit = False
        found(session, Plan("live", "server", keeper))
        session.autocommit = True
        known = {row[0] for row in session.execute("SELECT login FROM rb.operator").fetchall()}
        wanted = [login for login in managers if login not in known]
        if not known and len(managers) < 2:
            words = "a server book begins with two managers: --manager LOGIN --manager LOGIN"
            raise Refusal("two_managers", words)
        for login in wanted:
            add_operator(session, Operator(login, login, "manager"))
