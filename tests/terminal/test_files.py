"""A payment file on a real terminal: keys in one write go where slow keys go; a paste is a file."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.book import Book, open_book
from db.files.arrival import Arrival
from db.files.lists import file_lines
from db.files.loading import load_file
from tests.servers import Server
from tests.small_book import SmallBook, copied
from tests.terminal.harness import Tty

APP = str(Path(__file__).parents[1] / "tui" / "desk_app.py")
F8 = "{^N}"  # its second way
HEADER = "reference,amount,date,payer,narrative"
NAMES = ("Kaur", "Zyx") * 9
# No key here is refused: after a refusal what was typed ahead is dropped, as it should be.
TAKEN, SUSPENDED = "2{Enter}", f"{F8}n{{Enter}}"
KEYS = (
    (TAKEN + SUSPENDED) * 3 + "?{Enter}" + "{Left*2}" + TAKEN + "{Down}{Up}" + SUSPENDED
    + (TAKEN + f"{F8}not known{{Enter}}") * 2 + "1{Enter}" + SUSPENDED + "{Home}{Down*2}"
)  # fmt: skip

TIMES = re.compile(r"\b\d\d:\d\d\b")  # the two runs may stand on either side of a minute


def content() -> bytes:
    lines = [f",{10 + n}.00,20/10/2025,{name}," for n, name in enumerate(NAMES)]
    return "\n".join((HEADER, *lines)).encode()


@pytest.fixture
def another_book(server: Server, template, fresh_database) -> SmallBook:
    """A second copy of the small book."""
    return copied(server, template, fresh_database)


def desk(book: SmallBook) -> Tty:
    return Tty(sys.executable, APP, book.url("assistant.1"))


def test_a_burst_settles_the_lines_that_slow_keys_settle(
    small_book: SmallBook, another_book: SmallBook
) -> None:
    screens, settled = [], []
    for small, fast in ((small_book, True), (another_book, False)):
        book = open_book(small.url("assistant.1"))
        loaded = load_file(book, Arrival(content(), "receipts.csv", "generic-csv", "MAIN"))
        assert loaded.file is not None
        with desk(small) as terminal:
            terminal.until("File lines to settle")
            terminal.press("1")
            terminal.until("lines wait")
            terminal.quiet(0.5)
            if fast:
                terminal.burst(KEYS)
            else:
                terminal.press(KEYS, quiet_s=0.05)
            terminal.quiet(1.0)
            screens.append([TIMES.sub("00:00", line) for line in terminal.lines()])
        settled.append([
            (line.item, line.reference, line.reason, line.settled_by)
            for line in file_lines(book, loaded.file)
        ])  # fmt: skip
        book.close()
    assert screens[0] == screens[1]
    assert settled[0] == settled[1]
    assert [by for *_, by in settled[0]].count("assistant.1") == 14


def test_a_pasted_text_is_loaded_like_a_file(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    with desk(small_book) as terminal:
        terminal.until("L load a file")
        terminal.press("l")
        terminal.until("generic-csv")
        terminal.quiet()
        text = "reference\tamount\tdate\tpayer\tnarrative\r\n10231190\t98.20\t20/10/2025\tSmith\tr"
        terminal.write(b"\x1b[200~" + text.encode() + b"\x1b[201~")
        terminal.until("pasted text, 2 lines")
        terminal.press("gen{Enter}main{Enter}{Enter}{Enter}")
        terminal.until("not loaded yet")
        terminal.press("l")
        terminal.until("File 501")
    assert [line.reference for line in file_lines(opened(), 501)] == ["10231190"]
