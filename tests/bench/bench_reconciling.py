"""Reconciling twenty thousand bank lines with as many entries: proposals, the day, accepting."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from db.bank.accepting import accept
from db.bank.days import cashbook_day
from db.bank.proof_sheets import sign
from db.bank.reconciling import open_items
from db.book import Book, open_book
from db.embedded import ensure, stop
from tests.bench.table import Figure
from tests.db.large_day import book_orders, post_orders
from tests.servers import LOGIN_PASSWORD
from tests.small_book import build

ITEMS = 20_000


def figures() -> list[Figure]:
    """Seconds of one run; the goal is five for the proposals."""
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        server = ensure(Path(folder) / "book", linger=5)
        try:
            with psycopg.connect(server.superuser_url(), autocommit=True) as session:
                session.execute("CREATE DATABASE rentbook")
            url = server.superuser_url("rentbook")
            build(url)
            with psycopg.connect(url, autocommit=True) as session:
                post_orders(session, ITEMS)
            book = open_book(f"{server.url('rentbook', 'assistant.1')}&password={LOGIN_PASSWORD}")
            try:
                return _figures(book)
            finally:
                book.close()
        finally:
            stop(Path(folder) / "book")


def _figures(book: Book) -> list[Figure]:
    today = book.about.today
    loaded, _ = _took(lambda: book_orders(book, ITEMS))
    read, found = _took(lambda: open_items(book, "MAIN", today))
    proposed, every = _took(found.proposals)
    day, _ = _took(lambda: cashbook_day(book, "MAIN", today))
    entries = {each.key: each for each in found.book}
    exact = [(each, entries) for each in every if each.exact]
    one, _ = _took(lambda: accept(book, "MAIN", exact[:1]))
    accepted, _ = _took(lambda: accept(book, "MAIN", exact[1:]))
    signed, _ = _took(lambda: sign(book, "MAIN", today))
    return [
        Figure(f"statement of {ITEMS:,} lines booked", f"{loaded:.1f} s", ""),
        Figure(f"{ITEMS:,} × {ITEMS:,} open items read", f"{read:.1f} s", ""),
        Figure(f"proposals, {len(exact):,} exact", f"{proposed:.1f} s", "≤ 5 s"),
        Figure("the day's three totals", f"{day:.1f} s", ""),
        Figure("one match accepted", f"{one * 1000:.0f} ms", "≤ 20 ms"),
        Figure("all exact matches accepted", f"{accepted:.1f} s", ""),
        Figure("the day signed", f"{signed:.1f} s", "≤ 2 s"),
    ]


def _took(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer
