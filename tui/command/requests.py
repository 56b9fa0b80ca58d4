"""`requests`: which there are, and what became of them."""

import click

from db.requests.reading import requests
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.request import answer_of
from tui.command.request_answer import document_of, row_of
from tui.command.root import BookCommand, example


@click.command("requests", cls=BookCommand, epilog=example("rentbook requests --awaiting --json"))
@click.argument("request", required=False, type=click.IntRange(1, 2**63 - 1))
@click.option("--mine", is_flag=True, help="those I asked")
@click.option("--awaiting", is_flag=True, help="those that await my decision")
@pass_call
def command(call: Call, request: int | None, *, mine: bool, awaiting: bool) -> Answer:
    """Requests, newest first, or one of them with its evidence."""
    if mine and awaiting:
        raise click.UsageError("either --mine or --awaiting: nobody decides their own")
    with call.book() as book:
        if request is not None:
            return answer_of(book, request)
        found = requests(book, "mine" if mine else "awaiting" if awaiting else "")
    rows = columns([row_of(one) for one in found], right=(3,)) if found else ["no requests"]
    return Answer({"requests": [document_of(one) for one in found]}, rows)
