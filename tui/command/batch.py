"""`batch`: opened with its control, keyed, proved, posted; or handed over, or given up."""

from datetime import date
from typing import Any

import click

from core.batch import Control
from core.money import Pence, pounds
from db import batches
from db.batch_items import items
from db.batch_lists import listed, load
from tui.command.answer import Answer
from tui.command.batch_again import again
from tui.command.batch_key import key
from tui.command.batch_post import post
from tui.command.batch_show import list_batches, show, shown
from tui.command.batch_walk import opened_walk, walk
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument, key_option, why_option
from tui.command.root import Noun, example
from tui.command.values import AMOUNT, DAY, words


@click.group("batch", cls=Noun)
def command() -> None:
    """Open, key, prove and post batches of receipts."""


for _one in (key, post, show, list_batches, walk, again):
    command.add_command(_one)


@command.command(
    "open", epilog=example("rentbook batch open --cashbook MAIN --stream counter --date t")
)
@click.option("--cashbook", metavar="C", type=words, required=True, help="such as MAIN")
@click.option("--stream", metavar="S", type=words, required=True, help="such as counter or cheque")
@click.option(
    "--date",
    "effective",
    metavar="D",
    type=DAY,
    required=True,
    help="effective date of its lines: 2026-11-22, 22/11, -1 or t",
)
@click.option("--book-date", metavar="B", type=DAY, help="cashbook day, today by default")
@click.option("--control-total", "total", metavar="A", type=AMOUNT, help="what it must come to")
@click.option(
    "--control-count", "count", metavar="N", type=click.IntRange(1, 1_000_000), help="of lines"
)
@click.option(
    "--hash-total", metavar="H", type=click.IntRange(0, 10**12), help="of reference digits"
)
@click.option("--walk", "walked", is_flag=True, help="filled with what the stream expects")
@key_option
@pass_call
def open_batch(call: Call, /, **given: Any) -> Answer:
    """Open a batch. Without --key each call opens another.

    A live stream (counter, telephone) may get its control later, by `batch control`.
    With --walk it is a schedule walk: what is expected by its date stands in it, to be kept line
    by line in Keying or passed over; `batch walk` shows how far it is.
    """
    control = _control(given["total"], given["count"], given["hash_total"])
    header = batches.Header(
        given["cashbook"].upper(),
        given["stream"].lower(),
        given["effective"],
        given["book_date"],
        control,
    )
    with call.book() as book:
        if given["walked"]:
            return opened_walk(book, header, call.key(given["key"]))
        number = batches.open_batch(book, header, call.key(given["key"]))
    return Answer({"batch": number}, [f"batch {number} is open"])


@command.command(
    epilog=example("rentbook batch control 1001 --total 2187.05 --count 15 --source till --ref Z17")
)
@batch_argument
@click.option("--total", metavar="A", type=AMOUNT, required=True, help="what it must come to")
@click.option(
    "--count", metavar="N", type=click.IntRange(1, 1_000_000), required=True, help="of lines"
)
@click.option(
    "--hash-total", metavar="H", type=click.IntRange(0, 10**12), help="of reference digits"
)
@click.option(
    "--source",
    metavar="S",
    type=words,
    required=True,
    help="where it is from: terminal, till or slip",
)
@click.option(
    "--ref", metavar="R", type=words, required=True, help="the number of that printout or slip"
)
@key_option
@pass_call
def control(call: Call, /, batch: int, **given: Any) -> Answer:
    """Give a live batch its control, or correct one."""
    wanted = Control(
        given["total"], given["count"], given["hash_total"], given["source"], given["ref"]
    )
    with call.book() as book:
        if given["key"] or load(book, batch).control != wanted:
            batches.set_control(book, batch, wanted, call.key(given["key"]))
        return shown(book, batch)


@command.command(epilog=example("rentbook batch redate 1001 --book-date -1"))
@batch_argument
@click.option("--book-date", metavar="B", type=DAY, required=True, help="cashbook day")
@key_option
@pass_call
def redate(call: Call, batch: int, book_date: date, key: str | None) -> Answer:
    """Move an open batch to another book date."""
    with call.book() as book:
        if key or listed(book, batch).book_date != book_date:
            batches.redate(book, batch, book_date, call.key(key))
        return shown(book, batch)


@command.command(epilog=example("rentbook batch strike 1001 7"))
@batch_argument
@click.argument("line", type=click.IntRange(1, 1_000_000))
@key_option
@pass_call
def strike(call: Call, batch: int, line: int, key: str | None) -> Answer:
    """Strike a kept line out; it stays visible as struck."""
    with call.book() as book:
        found = items(book, batch, line)
        if key or not found or found[0].state != "struck":
            # A line amended and kept again is another line to strike.
            kept_at = found[0].kept_at if found else None
            sent = call.key(key, "strike", batch, line, kept_at)
            batches.strike_line(book, batch, line, sent)
        return shown(book, batch)


@command.command(epilog=example("rentbook batch take 1001 --why 'she has gone home'"))
@batch_argument
@why_option
@key_option
@pass_call
def take(call: Call, batch: int, why: str, key: str | None) -> Answer:
    """Take a colleague's open batch; its lines keep their makers."""
    with call.book() as book:
        head = listed(book, batch)
        if key or head.holder != book.about.login:
            batches.take(book, batch, why, call.key(key))
        return shown(book, batch)


@command.command(epilog=example("rentbook batch abandon 1001 --why 'keyed twice'"))
@batch_argument
@why_option
@key_option
@pass_call
def abandon(call: Call, batch: int, why: str, key: str | None) -> Answer:
    """Give an open batch up: nothing of it is posted."""
    with call.book() as book:
        batches.abandon(book, batch, why, call.expect(key, "abandon", batch))
        return shown(book, batch)


def _control(total: Pence | None, count: int | None, hashed: int | None) -> Control | None:
    if total is None and count is None and hashed is None:
        return None
    if total is None or count is None:
        said = "" if total is None else f" (total {pounds(total)})"
        raise click.UsageError(f"--control-total and --control-count go together{said}")
    return Control(total, count, hashed)
