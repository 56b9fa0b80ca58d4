"""The standing of a book: heads, unsigned days, suspense, who holds it up, what is open."""

from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from threading import Thread
from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book, open_book
from db.status import status
from tests.db.test_proof import post_a_little
from tests.faults.embedded_sessions import until
from tests.small_book import SmallBook


@pytest.fixture
def book(small_book: SmallBook) -> Iterator[Book]:
    """A small book with postings, as a supervisor sees it."""
    with small_book.open("assistant.1") as session:
        post_a_little(session)
    with closing(open_book(small_book.url("supervisor.1"))) as opened:
        yield opened


def superuser(small_book: SmallBook, statement: str) -> None:
    with small_book.open() as session:
        session.execute(statement.encode())


def test_every_chain_is_told_with_its_head_and_what_no_seal_covers(
    small_book: SmallBook, book: Book
) -> None:
    now = status(book)
    assert [(head.login, head.number, len(head.head)) for head in now.heads] == [
        ("assistant.1", "A1-000001", 64)
    ]
    assert (now.sealed_at, now.unsealed) == (None, 1)
    superuser(small_book, "SELECT rb.seal('night')")
    now = status(book)
    assert now.sealed_at is not None
    assert now.unsealed == 0


def test_each_cashbook_tells_its_oldest_unsigned_day(small_book: SmallBook, book: Book) -> None:
    told = {one.cashbook: (one.signed_to, one.oldest) for one in status(book).unsigned}
    assert told == {"MAIN": (None, book.about.today), "MAIN-2": (None, None)}
    superuser(small_book, "UPDATE rb.cashbook SET signed_to = '2999-12-31' WHERE code = 'MAIN'")
    told = {one.cashbook: (one.signed_to, one.oldest) for one in status(book).unsigned}
    assert told["MAIN"] == (date(2999, 12, 31), None)


def test_suspense_is_told_with_its_age_and_what_is_over_the_limit(
    small_book: SmallBook, book: Book
) -> None:
    found = status(book).suspense
    assert (found.count, found.total, found.over, found.limit_days) == (1, 100, 0, 30)
    superuser(small_book, "UPDATE rb.suspense_item SET effective_date = effective_date - 31")
    found = status(book).suspense
    assert (found.over, found.over_total) == (1, 100)
    superuser(
        small_book,
        "INSERT INTO rb.policy VALUES ('suspense_days', '40')"
        " ON CONFLICT (name) DO UPDATE SET value = '40'",
    )
    assert status(book).suspense.over == 0
    with small_book.open("assistant.1") as session:
        act(session, "reverse", new_key(), "A1-000001", 3, "found whose it was")
    assert status(book).suspense.count == 0


def test_open_batches_are_told_by_who_holds_them(small_book: SmallBook, book: Book) -> None:
    assert status(book).open == []
    header = {"cashbook": "MAIN", "stream": "counter"}
    for login in ("assistant.1", "assistant.1", "assistant.2"):
        with small_book.open(login) as session:
            act(session, "open_batch", new_key(), header)
    assert [(one.login, one.count) for one in status(book).open] == [
        ("assistant.1", 2),
        ("assistant.2", 1),
    ]


def test_who_holds_the_gate_idle_is_named_and_who_waits_counted(
    small_book: SmallBook, book: Book
) -> None:
    assert status(book).holders == []
    with small_book.open("assistant.2") as session:
        session.execute("BEGIN")
        act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})
        (holder,) = status(book).holders
        assert (holder.login, holder.gate, holder.idle, holder.waiting) == (
            "assistant.2",
            True,
            True,
            0,
        )
        assert holder.seconds is not None
        assert holder.pid == session.info.backend_pid
        with small_book.open("manager.1") as other:
            closer = Thread(target=_close_a_period, args=(other,))
            closer.start()
            assert until(lambda: [one.waiting for one in status(book).holders] == [1])
            session.execute("ROLLBACK")
            closer.join()
    assert status(book).holders == []


def _close_a_period(session: Any) -> None:
    session.execute("SET lock_timeout = '10s'")
    row = session.execute("SELECT min(id) FROM rb.period").fetchone()
    with suppress(Refusal):
        act(session, "close_period", new_key(), row[0])
