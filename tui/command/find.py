"""`find`: the finder, for one text or a file of them."""

import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import click

from core.delimited import BYTES_MAX, BadFile, decoded
from core.finder.row import Hit
from core.money import balance_words
from core.refusal import Refusal
from core.text import clean
from db.book import Book
from db.finder_store import BookFinder, open_finder
from db.found import Shown, shown
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import bytes_of

_HITS, _HITS_OF_FILE = 20, 10
_AT_ONCE = 200  # queries of a file whose balances are read together

Found = tuple[str, list[Hit], int]  # query, hits, microseconds


@click.command("find", cls=BookCommand, epilog=example("rentbook find okafor larch"))
@click.argument("text", nargs=-1)
@click.option("--queries", metavar="FILE", help="one query a line, - for stdin")
@click.option("--limit", type=click.IntRange(1, 100), default=_HITS, show_default=True, help="hits")
@pass_call
def command(call: Call, text: tuple[str, ...], queries: str | None, limit: int) -> Answer:
    """Find accounts: reference, name, address, postcode, phone or claim, any part, misspelt."""
    if bool(text) == (queries is not None):
        raise click.UsageError("write what to find, or --queries FILE")
    if queries is not None:
        asked = _lines(bytes_of(queries, BYTES_MAX))
        book = call.keep_book()
        found = _of_file(book, open_finder(book, call.progress.say), asked)
        if call.as_json:
            return Answer(documents=found)
        return Answer(words=(line for document in found for line in _words_of_query(document)))
    with call.book() as book:
        one = _search(open_finder(book, call.progress.say), " ".join(text), limit)
        (document,) = _documents(book, [one])
    return Answer(document, _words(document))


def _lines(content: bytes) -> list[str]:
    try:
        return decoded(content).splitlines()
    except BadFile as bad:
        raise Refusal(bad.code, bad.says) from bad


def _of_file(book: Book, finder: BookFinder, asked: list[str]) -> Iterator[dict[str, Any]]:
    queries = iter(asked)
    while some := list(islice(queries, _AT_ONCE)):
        found = [_search(finder, query, _HITS_OF_FILE) for query in some]
        for (query, _, _), document in zip(found, _documents(book, found), strict=True):
            yield {"query": query} | document


def _search(finder: BookFinder, query: str, limit: int) -> Found:
    began = time.perf_counter_ns()
    hits = finder.search(clean(query), limit) if query.strip() else []
    return query, hits, (time.perf_counter_ns() - began) // 1000


def _documents(book: Book, found: list[Found]) -> list[dict[str, Any]]:
    """Each search with what the book says now of its hits."""
    accounts = {hit.account for _, hits, _ in found for hit in hits}
    now = shown(book, sorted(accounts)) if accounts else {}
    return [
        {
            "hits": [_hit(hit, now[hit.account]) for hit in hits if hit.account in now],
            "ms": micros / 1000,
        }
        for _, hits, micros in found
    ]


def _hit(hit: Hit, now: Shown) -> dict[str, Any]:
    hidden = hit.restricted
    return {
        "account": hit.account,
        "reference": hit.payment_ref,
        "landlord": hit.landlord,
        "tenancy": hit.tenancy_ref,
        "name": None if hidden else hit.name,
        "address": None if hidden else hit.address,
        "postcode": None if hidden else hit.postcode,
        "phone": None if hidden else hit.phone,
        "status": now.status,
        "balance_pence": now.balance,
        "usual_pence": now.usual,
        "score": round(hit.score, 1),
        "why": list(hit.why),
        "restricted": hidden,
    }


def _words(document: dict[str, Any]) -> list[str]:
    rows = [_row(hit) for hit in document["hits"]]
    return columns(rows, right=(5,)) if rows else ["nothing found: fewer letters, or another part"]


def _row(hit: dict[str, Any]) -> tuple[str, ...]:
    return (
        hit["landlord"],
        hit["reference"],
        hit["name"] or "restricted",
        hit["address"] or "",
        hit["status"],
        balance_words(hit["balance_pence"]),
        ", ".join(hit["why"]),
    )


def _words_of_query(document: dict[str, Any]) -> list[str]:
    return [clean(f"{document['query']}:"), *(f"  {line}" for line in _words(document))]
