"""`requests`: which there are, and what became of them."""

import click

from core.money import pounds
from core.text import clean
from db.requests.reading import requests
from db.requests.schedules import Schedule, schedules
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.request import answer_of
from tui.command.request_answer import document_of, row_of
from tui.command.root import BookCommand, example


@click.command("requests", cls=BookCommand, epilog=example("rentbook requests --awaiting --json"))
@click.argument("request", required=False, type=click.IntRange(1, 2**63 - 1))
@click.option("--mine", is_flag=True, help="those I asked")
@click.option("--awaiting", is_flag=True, help="those that await my decision")
@click.option("--schedules", "listed", is_flag=True, help="the schedules, and what is open of them")
@click.option("--schedule", type=click.IntRange(1, 2**63 - 1), help="the lines of a schedule")
@pass_call
def command(
    call: Call, /, request: int | None, *, mine: bool, awaiting: bool, **of: int | bool | None
) -> Answer:
    """Requests, newest first, or one of them with its evidence."""
    if mine and awaiting:
        raise click.UsageError("either --mine or --awaiting: nobody decides their own")
    with call.book() as book:
        if request is not None:
            return answer_of(book, request)
        if of["listed"]:
            return _schedules(schedules(book))
        found = requests(book, "mine" if mine else "awaiting" if awaiting else "")
    if of["schedule"] is not None:
        found = tuple(one for one in found if one.schedule == of["schedule"])
    rows = columns([row_of(one) for one in found], right=(3,)) if found else ["no requests"]
    return Answer({"requests": [document_of(one) for one in found]}, rows)


def _schedules(found: tuple[Schedule, ...]) -> Answer:
    rows = [
        (
            str(one.number),
            one.kind,
            f"{one.lines} lines",
            pounds(one.pence),
            f"{one.open} open",
            pounds(one.open_pence),
            one.maker,
            clean(one.title),
        )
        for one in found
    ]
    document = {
        "schedules": [
            {"schedule": one.number, "kind": one.kind, "lines": one.lines, "open": one.open,
             "amount_pence": one.pence, "open_pence": one.open_pence, "maker": one.maker,
             "why": one.title}
            for one in found
        ]
    }  # fmt: skip
    return Answer(document, columns(rows, right=(3, 5)) if rows else ["no schedules"])
