"""A payment file loaded by two at once, or by a desk that is killed: it stands once, or not."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core.refusal import Refusal
from db.batches import abandon
from db.book import open_book
from db.files.loading import Loaded, load_file
from db.proof import prove
from tests.faults.crowd import Session, one, rounds
from tests.faults.embedded_sessions import ROOT
from tests.faults.embedded_sessions import until as came_true
from tests.faults.loader import arrival
from tests.small_book import SmallBook

LINES = 400


def loaded_at_once(book: SmallBook, logins: list[str]) -> list[Loaded | Refusal]:
    """What each login's load answered, all begun together."""
    gate = Barrier(len(logins))

    def load(login: str) -> Loaded | Refusal:
        mine = open_book(book.url(login))
        try:
            gate.wait()
            return load_file(mine, arrival(5))
        except Refusal as refusal:
            return refusal
        finally:
            mine.close()

    with ThreadPoolExecutor(len(logins)) as pool:
        return list(pool.map(load, logins))


@pytest.mark.every_server
def test_of_two_who_load_one_file_at_once_one_wins_and_the_other_is_told_who(
    small_book: SmallBook,
) -> None:
    for number in rounds(50):
        told = loaded_at_once(small_book, ["assistant.1", "assistant.2"])
        (won,) = [answer for answer in told if isinstance(answer, Loaded)]
        (lost,) = [answer for answer in told if isinstance(answer, Refusal)]
        winner = ("assistant.1", "assistant.2")[told.index(won)]
        assert lost.code == "file_loaded"
        assert f"file {won.file} by {winner}" in lost.says
        with small_book.open() as session:
            assert one(session, "SELECT count(*) FROM rb.payment_file") == number + 1
            assert one(session, "SELECT count(*) FROM rb.file_line WHERE live") == 5
        mine = open_book(small_book.url(winner))
        abandon(mine, won.batch or 0, "for the next round")
        mine.close()


@pytest.mark.every_server
def test_one_who_loads_a_file_twice_at_once_has_one_file_and_one_answer(
    small_book: SmallBook,
) -> None:
    first, second = loaded_at_once(small_book, ["assistant.1", "assistant.1"])
    assert isinstance(first, Loaded) and first == second


def loader_pids(session: Session, waiting: bool = False) -> list[int]:
    """The loading desk's sessions on the server, or those that wait for a lock."""
    rows = session.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = 'assistant.1' AND (NOT %s OR wait_event_type = 'Lock')",
        (waiting,),
    ).fetchall()
    return [int(pid) for (pid,) in rows]


def until(met: Callable[[], bool]) -> None:
    """Asks again and again, a minute at most."""
    assert came_true(met, 60), "the desk never came so far"


def killed_at(book: SmallBook, table: bytes, *, end_session: bool) -> None:
    """A load killed while it waits for a table; with its session, or that goes on alone."""
    program = [sys.executable, "-m", "tests.faults.loader", book.url("assistant.1"), str(LINES)]
    with book.open() as session, book.open() as holder:
        with holder.transaction():
            holder.execute(b"LOCK TABLE rb." + table + b" IN EXCLUSIVE MODE")
            with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL) as desk:
                until(lambda: bool(loader_pids(session, waiting=True)))
                desk.kill()
            if end_session:
                session.execute("SELECT pg_terminate_backend(%s)", loader_pids(session, True))
                until(lambda: not loader_pids(session))
        until(lambda: not loader_pids(session))


@pytest.mark.parametrize(
    ("table", "end_session", "files"),
    [(b"stage_file_line", False, 0), (b"act_key", True, 0), (b"period_gate", False, 1)],
    ids=["while lines are sent", "before the act", "in the act"],
)
def test_a_load_that_is_killed_stands_whole_or_not_at_all_and_is_loaded_again_once(
    small_book: SmallBook, table: bytes, end_session: bool, files: int
) -> None:
    killed_at(small_book, table, end_session=end_session)
    with small_book.open() as session:
        kept = "SELECT count(*) FROM rb.file_line"
        staged = "SELECT count(*) FROM rb.stage_file_line"
        assert one(session, "SELECT count(*) FROM rb.payment_file") == files
        assert one(session, "SELECT count(*) FROM rb.batch") == files
        assert one(session, kept) == files * LINES
        assert one(session, staged) in (0, LINES)  # never a part of it
        session.execute("UPDATE rb.stage_file_line SET at = at - interval '2 days'")
        mine = open_book(small_book.url("assistant.1"))
        try:
            done = load_file(mine, arrival(LINES))
            assert load_file(mine, arrival(LINES)) == done
        finally:
            mine.close()
        assert (done.file, done.lines) == (501, LINES)
        assert one(session, kept) == LINES
        assert one(session, staged) == 0
        assert prove(session).faults == []
