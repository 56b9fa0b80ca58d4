"""A book is set up by its keeper from a file, again and again, and after postings only in part."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date

import psycopg
import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book, open_book
from db.founding import Plan, found
from db.setup import apply_setup, preview_setup, show_setup
from tests.core.test_setup_file import FULL, LEAST
from tests.servers import LOGIN_PASSWORD, Server
from tests.small_book import SmallBook


@pytest.fixture
def small_keepers(small_book: SmallBook) -> Iterator[Book]:
    """The small book, opened as its keeper."""
    with closing(open_book(small_book.url("keeper"))) as book:
        yield book


@pytest.fixture
def keepers(server: Server, fresh_database: Callable[[], str]) -> Iterator[Book]:
    """An empty book, opened as its keeper."""
    url = fresh_database()
    with psycopg.connect(url) as session:
        found(session, Plan("live", "server", "keeper", LOGIN_PASSWORD))
        database = session.info.dbname
    with closing(open_book(server.url(database, "keeper"))) as book:
        yield book


def test_a_dry_run_says_what_would_change_and_changes_nothing(keepers: Book) -> None:
    told = preview_setup(keepers, LEAST)
    assert any("landlord CLY" in one for one in told.changes) and told.requested == ()
    with keepers.session() as session:
        assert session.execute("SELECT count(*) FROM rb.landlord").fetchone() == (0,)


def test_a_file_is_applied_once_and_shown_as_it_can_be_fed_back(keepers: Book) -> None:
    told = preview_setup(keepers, FULL)
    assert apply_setup(keepers, FULL) == told
    assert apply_setup(keepers, FULL).changes == ()
    shown = show_setup(keepers)
    assert apply_setup(keepers, shown).changes == ()
    with keepers.session() as session:
        row = session.execute(
            "SELECT go_live, (SELECT count(*) FROM rb.account WHERE status = 'control'),"
            " (SELECT needs FROM rb.stream WHERE code = 'cheque') FROM rb.book"
        ).fetchone()
    assert row == (date(2026, 4, 6), 19, ["drawer"])


def test_a_faulty_file_changes_nothing_and_tells_every_fault(keepers: Book) -> None:
    with pytest.raises(Refusal) as refused:
        apply_setup(keepers, LEAST.replace("08-99-99", "1").replace("scotland", "mars"))
    assert refused.value.code == "setup_faults"
    assert [one["where"] for one in refused.value.subject] == [  # type: ignore[attr-defined]
        "landlord 1, nation", "cashbook 1, sort_code",
    ]  # fmt: skip


def test_only_the_keeper_sets_up(small_book: SmallBook) -> None:
    for login in ("manager.1", "assistant.1"):
        with closing(open_book(small_book.url(login))) as book, pytest.raises(Refusal) as refused:
            apply_setup(book, LEAST)
        assert refused.value.code == "not_permitted"


def test_after_a_posting_limits_ask_for_a_request_and_new_landlords_do_not(
    small_book: SmallBook, small_keepers: Book
) -> None:
    apply_setup(small_keepers, "go_live = 2025-04-07")
    _post_one(small_book)
    with pytest.raises(Refusal) as refused:
        apply_setup(small_keepers, '[limit.assistant]\nreversal = "1.00"')
    assert refused.value.code == "needs_request"
    assert "reversal" in str(refused.value.subject)
    new = '[[landlord]]\ncode="TAY"\nname="Tayside Homes"\nnation="scotland"\n'
    new += '[[cashbook]]\ncode="MAIN-3"\nlandlord="TAY"\nsort_code="089999"\n'
    done = apply_setup(small_keepers, new + 'account_number="66374960"\n')
    assert any("cashbook MAIN-3" in one for one in done.changes)


def test_a_dry_run_names_what_would_need_a_request(
    small_book: SmallBook, small_keepers: Book
) -> None:
    apply_setup(small_keepers, "go_live = 2025-04-07")
    _post_one(small_book)
    told = preview_setup(small_keepers, '[[stream]]\nname = "hb"\ndebits = "bank"')
    assert len(told.requested) == 1 and "stream hb" in told.requested[0]


def _post_one(small_book: SmallBook) -> None:
    with small_book.open("assistant.1") as session:
        doc = {"cashbook": "MAIN", "stream": "counter", "control_pence": 100, "control_count": 1}
        batch = act(session, "open_batch", new_key(), doc)["batch"]
        line = {"account_id": 10001, "pence": 100, "quoted": "x"}
        act(session, "keep_line", new_key(), batch, 1, line)
        act(session, "post_batch", new_key(), batch)
