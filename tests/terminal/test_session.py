"""A session begins before the book and ends in order, whatever happens to its terminal."""

import os
import signal
import subprocess
import sys
import termios

import pytest

from tests.terminal.harness import DEMO, ROOT, Tty
from tui.terminal.settings import why_not


def _ready(tty: Tty) -> None:
    tty.until("F10 post")
    tty.quiet()


@pytest.mark.parametrize("nohup", [False, True], ids=["hang-up heard", "hang-up ignored"])
def test_a_lost_terminal_ends_the_session_at_once_without_spinning(nohup: bool) -> None:
    with Tty(*DEMO, nohup=nohup) as tty:
        _ready(tty)
        before = tty.cpu_s()
        tty.press("abc")
        tty.hang_up()
        status = tty.wait(limit_s=5)
        assert status == 129
        used = os.times().children_user + os.times().children_system
        assert used >= before


@pytest.mark.parametrize("nohup", [False, True], ids=["hang-up heard", "hang-up ignored"])
def test_a_terminal_lost_while_nobody_read_it_ends_the_session(nohup: bool) -> None:
    with Tty(*DEMO, "list", nohup=nohup) as tty:
        tty.until("F1 keys")
        tty.burst("{PageDown*300}")
        tty.until_blocked()
        tty.hang_up()
        assert tty.wait(limit_s=8) == 129


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130)]
)
def test_a_signal_to_end_gives_the_terminal_back(sent: signal.Signals, status: int) -> None:
    with Tty(*DEMO) as tty:
        modes = termios.tcgetattr(tty.fd)
        _ready(tty)
        assert termios.tcgetattr(tty.fd)[3] != modes[3]
        os.kill(tty.pid, sent)
        tty.until(lambda: b"\x1b[?1049l" in tty.log)
        assert tty.wait(limit_s=5) == status
        assert b"\x1b[?25h" in tty.log
        assert termios.tcgetattr(tty.fd)[3] == modes[3]


def test_work_that_hangs_does_not_keep_the_session() -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        tty.burst("{F5}")
        tty.burst("abc")
        tty.until("asking")
        os.kill(tty.pid, signal.SIGHUP)
        assert tty.wait(limit_s=2.5) == 129


def test_ctrl_x_leaves_and_ctrl_c_and_ctrl_q_do_not() -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        tty.press("{^C}")
        tty.until("Ctrl+X leaves")
        assert b"\x07" in tty.log
        tty.press("{^Q}{^S}{^Z}")
        tty.until("undone")
        tty.burst("{^X}")
        assert tty.wait(limit_s=5) == 0


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_stopped_session_continues_where_it_was_and_loses_no_key(stop: signal.Signals) -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        tty.press("abc")
        before = tty.lines()
        os.kill(tty.pid, stop)
        os.waitpid(tty.pid, os.WUNTRACED)
        tty.screen.reset()
        mark = len(tty.log)
        os.kill(tty.pid, signal.SIGCONT)
        tty.until(lambda: b"\x1b[?1049h" in tty.log[mark:])
        tty.until("abc")
        tty.quiet()
        assert tty.lines() == before
        tty.burst("def{Enter}1{Enter}ghi{Enter}2{Enter}")
        tty.until("abcdef=1|ghi=2")


def test_the_window_grows_and_shrinks() -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        for columns, rows in ((200, 60), (80, 24), (60, 15), (80, 24)):
            tty.resize(columns, rows)
            tty.until(lambda: "F1 keys" in tty.lines()[-1])
            tty.until(lambda columns=columns: tty.lines()[1].count("─") == columns - 2)
        tty.burst("after{Enter}1{Enter}")
        tty.until("after=1")


def test_a_window_resized_in_the_middle_of_a_burst_misplaces_nothing() -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        tty.burst("one{Enter}1{Enter}two{Enter}")
        tty.resize(120, 40)
        tty.burst("2{Enter}{^N}a{Enter}b{Enter}")
        tty.resize(80, 24)
        tty.burst("c{Enter}")
        tty.until("one=1|two=2|a=bc")


def test_esc_typed_fast_before_another_key_stays_esc() -> None:
    with Tty(*DEMO) as tty:
        _ready(tty)
        tty.burst("{^T}lost{Esc}a{Enter}1{Enter}{^T}{Esc}{Enter}2{Enter}")
        tty.until("a=1|=2")


def test_colour_follows_the_terminal() -> None:
    seen = {}
    for name, env in {
        "256": {},
        "16": {"TERM": "xterm"},
        "mono": {"NO_COLOR": "1"},
    }.items():
        with Tty(*DEMO, "list", **env) as tty:
            tty.until("F1 keys")
            tty.quiet()
            tty.press("w")
            assert "a word" in tty.text()
            colours = {tty.screen.buffer[y][x].fg for y in range(24) for x in range(80)}
            grounds = {tty.screen.buffer[y][x].bg for y in range(24) for x in range(80)}
            seen[name] = (colours, grounds)
            assert any(tty.screen.buffer[y][2].bold for y in range(24))
    assert seen["mono"] == ({"default"}, {"default"})
    assert seen["16"] == ({"default", "cyan"}, {"default"})
    assert len(seen["256"][0]) > 1


@pytest.mark.parametrize(
    ("environ", "tty", "word"),
    [
        ({"TERM": "dumb"}, True, "cannot place text"),
        ({}, True, "cannot place text"),
        ({"TERM": "xterm"}, False, "need a terminal"),
    ],
)
def test_where_no_screen_can_be_opened_it_is_said_why(
    environ: dict[str, str], tty: bool, word: str
) -> None:
    says = why_not(environ, tty=tty)
    assert says is not None
    assert word in says


def test_an_ordinary_terminal_is_not_refused() -> None:
    assert why_not({"TERM": "xterm"}, tty=True) is None


HEAVY = ("psycopg", "sqlalchemy", "alembic", "numpy", "rapidfuzz", "db.book")


def test_nothing_of_the_database_is_imported_before_the_first_paint() -> None:
    script = f"""
import sys
from tests.terminal import demo_app
from tui.app import RentbookApp
class Early(RentbookApp):
    def _after_first_paint(self):
        self.exit(message=str([name for name in {HEAVY!r} if name in sys.modules]))
Early(demo_app.PAGES, first="keying").run(mouse=False)
"""
    with Tty(sys.executable, "-c", script) as tty:
        tty.wait()
        assert b"[]" in tty.log


def test_textuals_settings_stand_before_textual_is_imported() -> None:
    script = "import tui.app, textual.constants as c; print(c.MAX_FPS, c.TEXTUAL_ANIMATIONS)"
    env = {k: v for k, v in os.environ.items() if not k.startswith("TEXTUAL")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1000", "none"]
