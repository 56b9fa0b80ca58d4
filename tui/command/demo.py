"""`demo`: the made-up estate, made once; then the desk on it, or a short batch by command."""

from collections.abc import Iterator
from typing import Any

import click

from core.money import pounds
from db.book import Book, open_book
from db.demo import Demo, DemoOrder, make_demo
from db.demo_batch import post_short_batch
from db.desk import Waiting, month, waiting
from db.proof import Proof, prove
from tui.command.answer import DONE, REFUSED, Answer
from tui.command.call import Call, pass_call
from tui.command.desk import at_terminal, open_desk
from tui.command.root import BookCommand, example
from tui.command.values import DAY
from tui.desk_lines import item_words, place, title


@click.command("demo", cls=BookCommand, epilog=example("rentbook demo --tenancies 500 --no-open"))
@click.option(
    "--tenancies",
    metavar="N",
    help="how many",
    type=click.IntRange(20, 2_000_000),
    default=2000,
    show_default=True,
)
@click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(0, 2**31),
    default=1,
    show_default=True,
    help="the same seed and day make the same estate",
)
@click.option("--today", metavar="D", type=DAY, help="the last day of its history")
@click.option("--fresh", is_flag=True, help="make it anew, what was in it is lost")
@click.option(
    "--no-open", is_flag=True, help="post a short batch by command instead of opening the desk"
)
@pass_call
def command(call: Call, /, **given: Any) -> Answer:
    """Make the made-up estate once, and open the desk on it."""
    where = call.place("demo")
    order = DemoOrder(given["tenancies"], given["seed"], given["today"], given["fresh"])
    demo = make_demo(where, order, call.progress.say)
    call.progress.clear()
    if at_terminal() and not given["no_open"] and not call.as_json:
        return open_desk(where, call.role)
    return _by_command(demo, call.role)


def _by_command(demo: Demo, role: str | None) -> Answer:
    keyer = open_book(demo.where, "assistant.1")
    try:
        posted = post_short_batch(keyer)
    finally:
        keyer.close()
    book = open_book(demo.where, role)
    try:
        with book.session() as session:
            proof = prove(session)
        words = list(_words(book, demo, proof, f"batch {posted.batch} posted as {posted.number}"))
    finally:
        book.close()
    document = {
        "tenancies": demo.tenancies,
        "postings": proof.postings,
        "book": demo.where,
        "proved": proof.proved,
    }
    return Answer(document, words, DONE if proof.proved else REFUSED)


def _words(book: Book, demo: Demo, proof: Proof, posted: str) -> Iterator[str]:
    about = book.about
    yield f"Rentbook · {' and '.join(about.landlords)} · {about.today:%a %-d %b %Y} · DEMO BOOK"
    yield f"{demo.tenancies:,} tenancies, {proof.postings:,} postings, every one made up; {posted}"
    yield _proved(proof)
    yield ""
    for number, line in enumerate(sorted(waiting(book), key=place), 1):
        yield f"  {number}  {_line(line)}"
    this = month(book)
    usual = "" if this.usual is None else f", usual by today £{pounds(this.usual)}"
    yield f"  receipts in {this.today:%B} £{pounds(this.total)}{usual}"
    yield ""
    yield f"Open the desk: rentbook --book {demo.where} --role assistant"


def _proved(proof: Proof) -> str:
    if proof.proved:
        return "the book proves"
    first = proof.faults[0]
    return f"the book does not prove: {first.check}: {first.where}: {first.what}"


def _line(line: Waiting) -> str:
    money = f" £{pounds(line.pence)}" if line.pence else ""
    items = ", ".join(item_words(line))
    words = f"{title(line)} {items}{money}"
    return f"{' '.join(words.split())} ({line.count})"
