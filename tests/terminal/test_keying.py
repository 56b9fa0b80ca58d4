"""Keying on a real terminal and a real book: bursts, kills, a book that goes away, bytes."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from core.batch import Control, LineState
from core.money import Pence
from db.batch_lists import load
from db.batches import Header, KeptLine, keep_line, open_batch
from db.book import Book
from tests.faults.embedded_sessions import until
from tests.servers import Server
from tests.small_book import SmallBook, copied
from tests.terminal.harness import Tty

APP = str(Path(__file__).with_name("keying_app.py"))
F8, CTRL_Z = "{^N}", "{^Z}"  # the second way of F8
ROUNDS = 50 if os.environ.get("RENTBOOK_PROVE") else 5

Opened = Callable[..., Book]


def tty(book: SmallBook, batch: int | None = None, **more: object) -> Tty:
    given = () if batch is None else (str(batch),)
    return Tty(sys.executable, APP, book.url("assistant.1"), *given, **more)  # type: ignore[arg-type]


def batch_of(book: Book, pence: int = 100_000, count: int = 20, stream: str = "cheque") -> int:
    return open_batch(book, Header("MAIN", stream, control=Control(Pence(pence), count)))


def kept(book: Book, batch: int) -> list[tuple[int, int, str]]:
    return [
        (line.number, line.amount, line.reference or line.quoted)
        for line in load(book, batch).lines
        if line.state is LineState.KEPT
    ]


def nobody_is_connected(book: SmallBook) -> bool:
    """Whether the server too is done with what a killed program had sent."""
    with book.open() as session:
        row = session.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return row == (0,)


def ready(terminal: Tty, batch: int | None = None) -> None:
    terminal.until("Front" if batch is None else "keyed  ")
    terminal.until(lambda: b"\x1b[?1049h" in terminal.log)
    terminal.press("kaur", 0.02)
    terminal.until("Kaur, Mrs H")  # the finder is open
    terminal.press("{Backspace*4}", 0.02)
    terminal.quiet()


HEADER = "k{^U}main{Enter}cheq{Enter}{Enter}2187.05{Enter}15{Enter}"
LINES = (
    "kaur{Enter}98.20{Enter}smit{Enter}{Enter}okafor{Enter}104.75{Enter}"
    f"grant{{Enter}}120{F8}u{{Enter}}osei{{Enter}}{{Enter}}kowal{{Enter}}98.20{{Enter}}iqb"
)


@pytest.fixture
def another_book(server: Server, template, fresh_database) -> SmallBook:
    """A second copy of the small book."""
    return copied(server, template, fresh_database)


def test_a_burst_of_a_whole_batch_goes_where_slow_keys_go(
    small_book: SmallBook, another_book: SmallBook, opened: Opened
) -> None:
    screens = []
    for book, fast in ((small_book, True), (another_book, False)):
        with tty(book) as terminal:
            terminal.until("K key")
            terminal.quiet(0.5)
            if fast:
                terminal.burst(HEADER + LINES)
            else:
                terminal.press(HEADER + LINES, quiet_s=0.03)
            terminal.until("Iqbal")
            terminal.until(lambda: terminal.text().count("✓ kept") == 5)
            terminal.quiet(0.3)
            screens.append(terminal.lines())
    assert screens[0] == screens[1]
    assert kept(opened(), 1001) == [
        (1, 9820, "10234471"), (2, 9820, "10231190"), (3, 10475, "10234417"),
        (4, 12000, "grant"), (5, 10475, "10237710"), (6, 9820, "10238826"),
    ]  # fmt: skip


def test_a_burst_with_a_question_waits_for_yes_and_goes_on(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened())
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.burst("smit{Enter}50{Enter}osei{Enter}{Enter}kau")
        terminal.until("usually 98.20. Enter keeps 50.00")
        terminal.quiet(0.35)
        assert "osei" in terminal.text()  # dim, behind the question
        terminal.press("{Enter}")
        terminal.until("Kaur, Mrs H")
        terminal.until(lambda: "✓ kept" in terminal.text())
    assert kept(opened(), batch) == [(1, 5000, "10231190"), (2, 10475, "10237710")]


def test_no_to_the_question_drops_what_was_typed_ahead(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened())
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.burst("smit{Enter}50{Enter}osei{Enter}{Enter}")
        terminal.until("Enter keeps 50.00")
        terminal.quiet(0.35)
        terminal.press("n")
        terminal.quiet(0.2)
        terminal.press("{Backspace*2}98.20{Enter}")
        terminal.until("✓ kept")
    assert kept(opened(), batch) == [(1, 9820, "10231190")]


def test_keys_typed_ahead_of_a_red_line_are_no_reason(
    small_book: SmallBook, opened: Opened
) -> None:
    book = opened()
    batch = batch_of(book)
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.burst("smit{Enter}{Enter}smit{Enter}98.20{Enter}osei it is{Enter}{Enter}")
        terminal.until("stands already")
        terminal.quiet(0.3)
        assert "why: a letter" in terminal.text()
        terminal.press("s{Enter}")
        terminal.until("✗ duplicate")
    assert len(kept(book, batch)) == 2
    assert load(book, batch).lines[1].reason == "second payment, both on the slip"


def test_killed_at_any_moment_nothing_shown_as_kept_is_lost(
    small_book: SmallBook, opened: Opened
) -> None:
    book = opened()
    batch = batch_of(book, count=500)
    for number in range(ROUNDS):
        before = kept(book, batch)
        with tty(small_book, batch) as terminal:
            terminal.until("keyed  ")
            terminal.until(f"{len(before) + 1:>6} ")  # it opens at the line after the last
            burst = "".join(f"x{F8}{number + 1}.{i:02}{{Enter}}{{Enter}}" for i in range(1, 9))
            terminal.burst(burst + f"half{F8}9")
            end = len(terminal.log) + 1 + number * 997
            terminal.until(lambda end=end: len(terminal.log) >= end or "half" in terminal.text())
            os.kill(terminal.pid, signal.SIGKILL)
            while terminal.read(0.2):
                pass
            shown = terminal.text().count("S no match")
        book.close()
        assert until(partial(nobody_is_connected, small_book))  # an act that was sent is done
        after = kept(book, batch)
        assert after[: len(before)] == before
        new = after[len(before) :]
        assert [amount for _, amount, _ in new] == [
            (number + 1) * 100 + i for i in range(1, len(new) + 1)
        ]
        assert [line for line, _, _ in after] == list(range(1, len(after) + 1))
        assert len(new) >= min(shown, 10) - min(len(before), 10)


@contextmanager
def gone(book: SmallBook) -> Iterator[None]:
    """While it lasts, nobody is connected to this database and nobody can connect."""
    name = sql.Identifier(book.database)
    with psycopg.connect(book.server.superuser_url, autocommit=True) as keeper:
        keeper.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        keeper.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (book.database,),
        )
        try:
            yield
        finally:
            keeper.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))


def test_lines_typed_while_the_book_is_away_are_kept_when_it_returns(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened())
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.press("smit{Enter}{Enter}")
        terminal.until("✓ kept")
        with gone(small_book):
            terminal.press(f"x{F8}1.01{{Enter}}{{Enter}}")
            terminal.until("not kept yet")
            terminal.burst("".join(f"x{F8}1.{i:02}{{Enter}}{{Enter}}" for i in range(2, 60)))
            terminal.until("50 lines are not kept yet")
            terminal.until("50 not kept yet")
            assert "keyed  98.20 / 1" in terminal.text()
        terminal.until("160.95 / 51", 30)
        terminal.until(lambda: "not kept yet" not in terminal.text())
    found = kept(opened(), batch)
    assert [number for number, _, _ in found] == list(range(1, 52))
    assert [amount for _, amount, _ in found][1:] == list(range(101, 151))


def test_a_payer_is_asked_about_while_the_book_is_away(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened())
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        with gone(small_book):
            terminal.press("iqba{Enter}104.75{Enter}")
            terminal.until("Iqbal, Dr S, 19 Braeside: no usual amount known. Enter keeps 104.75")
            terminal.quiet(0.35)
            terminal.press("{Enter}")
            terminal.until("not kept yet")
        terminal.until("keyed  104.75 / 1", 30)
    assert kept(opened(), batch) == [(1, 10475, "10230777")]


def test_a_post_whose_answer_was_lost_is_asked_again_and_posts_once(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened(), 9820, 1)
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.press("smit{Enter}{Enter}")
        terminal.until("✓ proves")
        with psycopg.connect(small_book.url()) as stopper:
            stopper.execute("LOCK TABLE rb.posting IN EXCLUSIVE MODE")
            terminal.press("{F10}")
            terminal.until("Post 1 line, 98.20")
            terminal.quiet(0.35)
            terminal.press("{F10}")
            with psycopg.connect(small_book.server.superuser_url, autocommit=True) as keeper:
                _end_the_waiting(keeper, small_book.database)
            terminal.until("unknown whether it is posted")
            assert "posted and final" not in terminal.text()
        terminal.press("{F10}")
        terminal.until("posted and final")
    assert load(opened(), batch).entry == "A1-000001"


def _end_the_waiting(keeper: psycopg.Connection, database: str) -> None:
    ending = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        " AND wait_event_type = 'Lock'"
    )
    assert until(lambda: keeper.execute(ending, (database,)).fetchone() is not None)


def test_typing_costs_few_bytes(small_book: SmallBook, opened: Opened) -> None:
    batch = batch_of(opened())
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        terminal.press("okafor{Enter}{Esc}{Backspace*6}", 0.1)
        fragment = terminal.press("nowa", 0.1)
        terminal.press("{Enter}", 0.1)
        amount = terminal.press("1047.5", 0.1)
    assert max(fragment) <= 600, fragment
    assert max(amount) <= 48, amount


def test_a_second_session_on_the_same_batch_takes_no_line_of_the_first(
    small_book: SmallBook, opened: Opened
) -> None:
    book = opened()
    batch = batch_of(book)
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        keep_line(book, batch, 1, KeptLine(None, Pence(500), quoted="y", reason="no match"), "k1")
        terminal.press("smit{Enter}{Enter}")
        terminal.until("was keyed in another session")
        terminal.press("{F7}{Enter}")
        terminal.until(lambda: "✓ kept" in terminal.text())
    assert kept(book, batch) == [(1, 500, "y"), (2, 9820, "10231190")]


def test_a_pasted_column_is_shown_and_keyed_as_if_typed(
    small_book: SmallBook, opened: Opened
) -> None:
    batch = batch_of(opened(), 20295, 2)
    with tty(small_book, batch) as terminal:
        ready(terminal, batch)
        column = b"10231190\t98.20\r\n10237710\t104.75\r\nnobody\r\n"
        terminal.write(b"\x1b[200~" + column + b"\x1b[201~")
        terminal.until("2 of 3 can be read")
        assert kept(opened(), batch) == []
        terminal.press("k")
        terminal.until("✓ proves")
    assert kept(opened(), batch) == [(1, 9820, "10231190"), (2, 10475, "10237710")]
