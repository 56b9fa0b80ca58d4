"""`expected`: what a stream expects on a day, and who missed twice."""

from datetime import date
from typing import Any

import click

from core.money import Pence, pounds
from core.text import clean
from db.walk.expecting import expected_on
from db.walk.missing import missing as missing_in
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import Noun, example
from tui.command.values import DAY, words


@click.group("expected", cls=Noun)
def command() -> None:
    """What is expected, from whom; and who has missed it."""


@command.command(
    "list", epilog=example("rentbook expected list --cashbook MAIN --stream standing-order")
)
@click.option("--cashbook", metavar="C", type=words, required=True, help="such as MAIN")
@click.option("--stream", metavar="S", type=words, required=True, help="such as hb or uc")
@click.option("--date", "day", metavar="D", type=DAY, help="by this day, today by default")
@pass_call
def list_(call: Call, cashbook: str, stream: str, day: date | None) -> Answer:
    """Everything due of a stream by a day, as a schedule walk would hold it."""
    with call.book() as book:
        until = day or book.about.today
        found = expected_on(book, cashbook.upper(), stream.lower(), until)
    total = Pence(sum(one.amount for one in found))
    documents: list[dict[str, Any]] = [
        {
            "account": one.account,
            "reference": one.reference,
            "name": one.name or None,
            "amount_pence": one.amount,
            "due": one.day,
            "missed": one.missed,
            "may_rest": one.may_rest,
            "why": one.says,
        }
        for one in found
    ]
    rows = [(one.reference, clean(one.name, 40), pounds(one.amount), one.says) for one in found]
    said = [f"{len(found)} payments of {stream.lower()} expected by {until}, {pounds(total)}"]
    document = {"stream": stream.lower(), "date": until, "total_pence": total, "items": documents}
    return Answer(document, said + (columns(rows, right=(2,)) if rows else []))


@command.command("missing", epilog=example("rentbook expected missing --json"))
@click.option("--times", type=click.IntRange(1, 9), default=2, show_default=True, help="running")
@pass_call
def missing(call: Call, times: int) -> Answer:
    """Who missed what posted walks expected of them, twice running, and has not paid since."""
    with call.book() as book:
        found = missing_in(book, times=times)
    documents = [
        {
            "account": one.account,
            "reference": one.reference,
            "name": one.name or None,
            "cashbook": one.cashbook,
            "stream": one.stream,
            "times": one.times,
            "since": one.since,
            "due": one.day,
            "amount_pence": one.amount,
        }
        for one in found
    ]
    rows = [
        (one.reference, clean(one.name, 40), one.stream, pounds(one.amount), f"{one.times} times",
         f"since {one.since}")
        for one in found
    ]  # fmt: skip
    return Answer({"items": documents}, columns(rows, right=(3,)) if rows else ["nobody"])
