"""A fault of ours ends the program with where it was, and tells nobody's name or password."""

import sys

from tests.terminal.harness import Tty

FAULT = """
import sys
from tui.app import RentbookApp
from tui.pages import PAGES
def connect():
    tenant, password = "Okafor " + sys.argv[1], "kept " + sys.argv[1]
    return 1 // len(sys.argv[2:])
RentbookApp(PAGES, connect=connect).run(mouse=False)
"""


def test_a_traceback_names_the_line_and_no_value() -> None:
    with Tty(sys.executable, "-c", FAULT, "quiet-secret") as terminal:
        terminal.wait(30)
        assert b"ZeroDivisionError" in terminal.log
        assert b"in _work" in terminal.log
        assert b"quiet-secret" not in terminal.log
        assert b"\x1b[?1049l" in terminal.log
