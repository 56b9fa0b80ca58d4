"""`book`: where the book is and who I am in it."""

import click

from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example


@click.command("book", cls=BookCommand, epilog=example("rentbook book --json"))
@pass_call
def command(call: Call) -> Answer:
    """Where the book is and who I am in it; the url works as it stands with psql."""
    with call.book() as book:
        about = book.about
        document = {
            "url": book.url,
            "mode": about.mode,
            "server_version": about.server_version,
            "schema_version": about.schema_version,
            "operator": about.login,
            "group": about.group,
            "name": about.operator,
            "landlords": list(about.landlords),
            "kind": about.kind,
            "book": about.book_id,
            "go_live": about.go_live,
            "today": about.today,
        }
    shown = ("url", "mode", "server_version", "schema_version", "operator", "group", "kind")
    return Answer(document, [f"{name.replace('_', ' ')}: {document[name]}" for name in shown])
