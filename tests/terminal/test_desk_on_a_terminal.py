"""Desk, Find and Account on a real terminal: bursts, bytes, idleness, what is imported when."""

import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import Server
from tests.small_book import SmallBook
from tests.terminal.harness import ROOT, Tty, keys
from tests.tui.lived_in import estate_copy, lived_in_copy

APP = str(ROOT / "tests" / "tui" / "desk_app.py")
TIMES = re.compile(r"\d\d:\d\d")
# The whole way of a call: found by a misspelt name, checked, a note, a warning, another account,
# its ledger by another date, back to the desk, and the box once more.
CALL = (
    "/smiht{Enter}cnp{Enter}nrang about{Backspace*5}twice{Enter}d{Tab}b{Down*2}/okafr{Enter}"
    "m two callers{Enter}{Esc}{Esc}/kaur 9{Down}"
)
HEAVY = ("psycopg", "sqlalchemy", "numpy", "alembic", "rapidfuzz", "db.book", "core.finder.search")
SPY = f"""
import sys
from tui.app import RentbookApp
from tui.pages import PAGES
def connect():
    with open(sys.argv[1], "w") as said:
        said.write(" ".join(name for name in {HEAVY!r} if name in sys.modules) + ".")
    from core.refusal import Unreached
    raise Unreached("nobody there")
RentbookApp(PAGES, connect=connect).run(mouse=False)
"""


def at_desk(book: SmallBook, **more: object) -> Tty:
    return Tty(sys.executable, APP, book.url("assistant.1"), **more)  # type: ignore[arg-type]


def ready(terminal: Tty) -> None:
    """The desk is read and the finder is open."""
    terminal.until("Receipts in ", 60)
    terminal.press("/smith")
    terminal.until(lambda: re.search(r"surname|Nobody", terminal.text()) is not None, 60)
    terminal.press("{Esc}")
    terminal.until("To do")
    terminal.quiet()


def test_a_whole_call_in_one_write_goes_where_slow_keys_go(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    assert len(keys(CALL)) > 60
    ends = []
    for slow in (True, False):
        book = lived_in_copy(server, template, fresh_database)
        with at_desk(book) as terminal:
            ready(terminal)
            if slow:
                terminal.press(CALL, quiet_s=0.15)
            else:
                terminal.burst(CALL)
            terminal.until(lambda: "kaur 9" in terminal.text() and "Cr" not in terminal.text(), 60)
            terminal.until("= 98.20")
            terminal.quiet(0.5)
            ends.append((_undated(terminal), _written(book)))
    assert ends[0] == ends[1]
    assert ends[0][1] == [
        ("warning", "two callers"),
        ("note", "rang twice"),
        ("check", "{name,postcode}"),
    ]


def test_twenty_new_hits_cost_at_most_1300_bytes(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    book = estate_copy(server, template, fresh_database)
    costs = []
    with at_desk(book, size=(80, 27)) as terminal:
        ready(terminal)
        terminal.press("/")
        for words in ("smith ", "mac lane ", "mill road", "patel 1", "jan", "street 12"):
            for key in words:
                before = _hits(terminal)
                (cost,) = terminal.press(key)
                if len(set(_hits(terminal)) - set(before)) >= 17:
                    costs.append(cost)
            terminal.press("{^U}")
    assert len(costs) >= 8, costs
    assert statistics.median(costs) <= 1300, sorted(costs)


def test_desk_find_and_account_are_silent_when_nothing_happens(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    with at_desk(lived_in_copy(server, template, fresh_database)) as terminal:
        ready(terminal)
        for spec, stands in (
            ("", "To do"),
            ("/smith", "Dr 98.20"),
            ("{Enter}", "Account 10231190"),
        ):
            terminal.press(spec)
            terminal.until(stands)
            terminal.quiet(0.5)
            assert terminal.read(2.5) == b""


def test_the_desk_is_painted_before_any_database_or_array_is_imported(tmp_path: Path) -> None:
    said = tmp_path / "imported"
    with Tty(sys.executable, "-c", SPY, str(said)) as terminal:
        terminal.until("The book is not open: R tries again.")
        assert "nobody there" in terminal.text()
        assert said.read_text() == "."


@pytest.mark.parametrize("env", [{"TERM": "xterm"}, {"NO_COLOR": "1"}, {"LC_ALL": "C"}])
def test_every_screen_says_the_same_without_colour_or_utf8(
    lived_in: SmallBook, env: dict[str, str]
) -> None:
    with at_desk(lived_in, **env) as terminal:
        ready(terminal)
        assert "Batches left open" in terminal.text() and "Receipts in" in terminal.text()
        terminal.press("/41 braeside{Enter}")
        terminal.until("Account 10238826")
        assert b"\xe2\x80\xae" not in terminal.log  # an override of the writing direction
        assert "[/A] [B" in terminal.lines()[0]
        if "LC_ALL" in env:
            assert terminal.text().isascii()


def test_on_a_large_terminal_every_region_keeps_its_place(lived_in: SmallBook) -> None:
    with at_desk(lived_in, size=(200, 60)) as terminal:
        ready(terminal)
        terminal.press("/smith{Enter}")
        terminal.until("Account 10231190")
        terminal.resize(80, 24)
        terminal.quiet(0.3)
        small = terminal.lines()
        assert small[0].endswith("DEMO · assistant.1") and "C caller" in small[23]
        terminal.press("{Esc}")
        terminal.until("K key a batch")
        terminal.resize(200, 60)
        terminal.until(lambda: "F1 keys" in terminal.lines()[59])


def _hits(terminal: Tty) -> list[str]:
    return [line[2:11] for line in terminal.lines()[4:24] if line[2:10].strip()]


def _undated(terminal: Tty) -> list[str]:
    return [TIMES.sub("00:00", line) for line in terminal.lines()]


def _written(book: SmallBook) -> list[tuple[object, ...]]:
    with book.open() as session:
        return session.execute(
            "SELECT kind, words FROM rb.note WHERE words IN ('rang twice', 'two callers')"
            " UNION ALL SELECT 'check', items::text FROM rb.caller_check ORDER BY 1 DESC, 2"
        ).fetchall()
