"""The second keying of a blind batch on a real terminal: readings typed ahead go to their lines."""

import sys
from collections.abc import Callable
from pathlib import Path

from db.book import Book
from db.second_reading import blind_lines
from tests.db.test_blind import two_lines
from tests.small_book import SmallBook
from tests.terminal.harness import Tty

APP = str(Path(__file__).parents[1] / "tui" / "desk_app.py")


def test_three_readings_in_one_write_are_three_readings_the_last_of_the_line_that_differs(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    with small_book.open() as session:
        session.execute("UPDATE rb.stream SET blind_above_pence = 0 WHERE code = 'cheque'")
    batch = two_lines(opened("assistant.1"))
    with Tty(sys.executable, APP, small_book.url("supervisor.1")) as terminal:
        terminal.until("Left open by")
        terminal.burst("b{Enter}92.80{Enter}104.75{Enter}92.80{Enter}")
        terminal.until("1 line differs: whoever keyed the batch corrects that.")
        shown = terminal.text()
    found = [str(one.standing) for one in blind_lines(opened("supervisor.1"), batch)]
    assert found == ["differs", "equal"]
    assert not any(told in shown for told in ("98.20", "104.75", "202.95"))
