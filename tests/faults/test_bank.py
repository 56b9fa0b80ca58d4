"""Bank lines under two hands at once, or a load that is killed: each stands once, or not."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db.bank.matching import Sides, match
from db.bank.statements import Booking, load_statement
from db.bank.taking import take_line
from db.batches import Header, open_batch
from db.book import Book, open_book
from db.files.settling import Choice
from db.proof import prove
from tests.db.bank_side import booked, entry_of, line, receipt
from tests.db.test_files import account
from tests.faults.crowd import one, rounds
from tests.faults.embedded_sessions import ROOT
from tests.faults.statement_loader import arrival
from tests.faults.test_files import loader_pids, until
from tests.small_book import SmallBook

LINES = 300


def together(book: SmallBook, deeds: list[tuple[str, Callable[[Book], Any]]]) -> list[Any]:
    """What each login's deed answered, or the refusal it met, all begun together."""
    gate = Barrier(len(deeds))

    def run(login: str, deed: Callable[[Book], Any]) -> Any:
        mine = open_book(book.url(login))
        try:
            gate.wait()
            return deed(mine)
        except Refusal as refusal:
            return refusal
        finally:
            mine.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(run, *each) for each in deeds]]


@pytest.mark.every_server
def test_two_who_book_one_statement_at_once_have_one_and_both_are_told_how_it_stands(
    small_book: SmallBook,
) -> None:
    def load(mine: Book) -> Booking:
        return load_statement(mine, arrival(5))

    told = together(small_book, [(f"assistant.{number}", load) for number in (1, 2)])
    assert sorted(one.again for one in told) == [False, True]
    assert told[0].statements == told[1].statements
    with small_book.open() as session:
        assert one(session, "SELECT count(*) FROM rb.bank_line") == 5


def test_a_line_that_two_match_take_and_load_at_once_is_money_once(small_book: SmallBook) -> None:
    mine = open_book(small_book.url("assistant.1"))
    for number in rounds(30):
        entry = entry_of(mine, receipt(mine, account(mine, "10231190"), 9820).number)
        (came,) = booked(mine, line(9820, f"SMITH J {number}"), named=f"round {number}")
        batch = open_batch(mine, Header("MAIN", "bank", control=Control(Pence(9820), 1)))

        both = Sides((came,), ((entry, 0),))

        def matched(his: Book, sides: Sides = both) -> Any:
            return match(his, "MAIN", sides)

        def taken(his: Book, batch: int = batch, came: int = came) -> Any:
            return take_line(his, batch, came, Choice(None, "whose is it"))

        deeds = [("assistant.1", taken), ("assistant.2", matched), ("supervisor.1", matched)]
        told = together(small_book, deeds)
        lost = [each.code for each in told if isinstance(each, Refusal)]
        assert len(lost) == 2 and set(lost) <= {"matched_already", "receipt_already"}
    mine.close()
    with small_book.open() as session:
        assert prove(session).faults == []


@pytest.mark.parametrize(
    ("table", "statements"),
    [(b"stage_bank_line", 0), (b"period_gate", 1)],
    ids=["while lines are sent", "in the act"],
)
def test_a_statement_whose_load_is_killed_stands_whole_or_not_at_all(
    small_book: SmallBook, table: bytes, statements: int
) -> None:
    program = [sys.executable, "-m", "tests.faults.statement_loader"]
    with small_book.open() as session, small_book.open() as holder:
        with holder.transaction():
            holder.execute(b"LOCK TABLE rb." + table + b" IN EXCLUSIVE MODE")
            told = [*program, small_book.url("assistant.1"), str(LINES)]
            with subprocess.Popen(told, cwd=ROOT, stdout=subprocess.DEVNULL) as desk:
                until(lambda: bool(loader_pids(session, waiting=True)))
                desk.kill()
        until(lambda: not loader_pids(session))
        assert one(session, "SELECT count(*) FROM rb.bank_statement") == statements
        assert one(session, "SELECT count(*) FROM rb.bank_line") == statements * LINES
        mine = open_book(small_book.url("assistant.1"))
        try:
            done = load_statement(mine, arrival(LINES))
        finally:
            mine.close()
        assert (done.again, done.statements[0].lines) == (bool(statements), LINES)
        assert one(session, "SELECT count(*) FROM rb.bank_line") == LINES
        assert prove(session).faults == []
