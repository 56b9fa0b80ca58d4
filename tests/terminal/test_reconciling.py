"""Reconcile on a real terminal: what a key writes, however many items are open."""

import sys
from collections.abc import Callable

from tests.servers import Server
from tests.small_book import copied
from tests.terminal.harness import ROOT, Tty
from tests.tui.test_reconcile_large import SIZES, large

APP = str(ROOT / "tests" / "tui" / "desk_app.py")
KEYS = "{Down*12}{Up*3}{Tab}{Down*3} {Up} {Tab}"
MOST = 700  # bytes a key, on the average: two rows, their pair's marks, now and then a screenful


def test_a_key_writes_no_more_when_three_times_as_many_items_are_open(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    told = []
    for size in SIZES:
        book = large(copied(server, template, fresh_database), size)
        with Tty(sys.executable, APP, book.url("assistant.1")) as terminal:
            terminal.until("To do", 60)
            terminal.press("{F5}")
            terminal.until(f"{size} exact", 60)
            terminal.quiet(0.5)
            before = len(terminal.log)
            pressed = len(terminal.press(KEYS))
            terminal.quiet(0.5)
            told.append(len(terminal.log) - before)
    assert max(told) <= MOST * pressed, told
    assert abs(told[0] - told[1]) <= 4 * pressed, told
