"""`decide`: a second person's yes or no."""

import click

from db.requests.deciding import approve, reject
from db.requests.reading import standing
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import words


@click.command("decide", cls=BookCommand, epilog=example("rentbook decide 311 approve"))
@click.argument("request", type=click.IntRange(1, 2**63 - 1))
@click.argument("verdict", type=click.Choice(["approve", "reject"]))
@click.option("--why", metavar="T", type=words, default="", help="the reason; a rejection has one")
@key_option
@pass_call
def command(call: Call, request: int, verdict: str, why: str, key: str | None) -> Answer:
    """Approve or reject a request; `rentbook requests REQUEST` shows what it rests on.

    The last approval performs it. Repeated, it answers the same.
    """
    with call.book() as book:
        sent = call.key(key, "decide", request, verdict)
        if verdict == "reject":
            told = reject(book, request, why, sent)
        else:
            told = approve(book, request, standing(book, request).seen, why=why, key=sent)
    number = f", {told.number}" if told.number else ""
    document = {"request": told.request, "state": told.state, "number": told.number or None}
    return Answer(document, [f"request {told.request} is {told.state}{number}"])
