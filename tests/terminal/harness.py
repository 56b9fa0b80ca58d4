"""A program on a real pseudo-terminal: what it wrote, what stands on its screen, how it ended."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]
DEMO = (sys.executable, str(Path(__file__).with_name("demo_app.py")))
# pyte takes these (kitty keyboard, mode queries) for text
_UNREAD = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[up]")
KEYS = {
    "Enter": b"\r",
    "Tab": b"\t",
    "Esc": b"\x1b",
    "Up": b"\x1b[A",
    "Down": b"\x1b[B",
    "PageDown": b"\x1b[6~",
    "Home": b"\x1b[H",
    "End": b"\x1b[F",
    "Left": b"\x1b[D",
    "Backspace": b"\x7f",
    "F1": b"\x1bOP",
    "F4": b"\x1bOS",
    "F5": b"\x1b[15~",
    "F6": b"\x1b[17~",
    "F7": b"\x1b[18~",
    "F10": b"\x1b[21~",
}
_DROPPED = ("COLORTERM", "TMUX", "TERM_PROGRAM", "NO_COLOR", "LINES", "COLUMNS", "COLORFGBG")


def keys(spec: str) -> list[bytes]:
    """`ab{Enter}{^N}{Down*3}` as the bytes of each key."""
    found: list[bytes] = []
    for match in re.finditer(r"\{(\^?)([^}*]+)(?:\*(\d+))?\}|(.)", spec):
        control, name, count, char = match.groups()
        if char is not None:
            found.append(char.encode())
            continue
        key = bytes([ord(name) & 0x1F]) if control else KEYS[name]
        found += [key] * int(count or 1)
    return found


class Tty:
    """One child on a pty; use as a context manager."""

    def __init__(
        self, *argv: str, size: tuple[int, int] = (80, 24), nohup: bool = False, **env: str
    ) -> None:
        self.argv = argv
        self.size = size
        self.nohup = nohup
        self.env = {k: v for k, v in os.environ.items() if k not in _DROPPED}
        self.env |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **env}
        self.log = b""
        self.arrived = 0.0  # when the last bytes came, on the clock of time.perf_counter
        self.status: int | None = None
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._at_end = False

    def __enter__(self) -> "Tty":
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if self.nohup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.execvpe(self.argv[0], self.argv, self.env)
        self._tell_size()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.kill(self.pid, signal.SIGCONT)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)

    def _tell_size(self) -> None:
        columns, rows = self.size
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size, as a terminal does."""
        self.size = (columns, rows)
        self.screen.resize(rows, columns)
        self._tell_size()

    def write(self, data: bytes) -> None:
        """Send bytes in one write."""
        os.write(self.fd, data)

    def read(self, wait_s: float) -> bytes:
        """What comes within `wait_s`, empty for nothing or the end."""
        if not select.select([self.fd], [], [], max(0.0, wait_s))[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            data = b""
        self.arrived = time.perf_counter()
        self._at_end = not data
        self.log += data
        self._stream.feed(_UNREAD.sub(b"", data))
        return data

    def lines(self) -> list[str]:
        """The screen, a line each, without the blanks at the end."""
        return [line.rstrip() for line in self.screen.display]

    def text(self) -> str:
        """The screen in one string."""
        return "\n".join(self.lines())

    def until(self, what: str | Callable[[], bool], limit_s: float = 20) -> None:
        """Read until this text stands on the screen, or the condition holds."""
        holds = (lambda: what in self.text()) if isinstance(what, str) else what
        end = time.monotonic() + limit_s
        while not holds():
            assert time.monotonic() < end, f"never came: {what}\n{self.text()}"
            assert not self._at_end, f"ended before: {what}\n{self.text()}"
            self.read(end - time.monotonic())

    def quiet(self, quiet_s: float = 0.12, limit_s: float = 10) -> int:
        """Read until nothing came for `quiet_s`; how many bytes came."""
        begin, end = len(self.log), time.monotonic() + limit_s
        while time.monotonic() < end and self.read(quiet_s):
            pass
        return len(self.log) - begin

    def press(self, spec: str, quiet_s: float = 0.05, answer_s: float = 0.25) -> list[int]:
        """Keys one at a time, each left to finish; the bytes each cost.

        `answer_s` is how long the first byte may take: long where every key must have one, for
        on a busy machine one key's bytes would else be charged to the next.
        """
        costs = []
        for key in keys(spec):
            begin = len(self.log)
            self.write(key)
            self.read(answer_s)
            self.quiet(quiet_s)
            costs.append(len(self.log) - begin)
        return costs

    def burst(self, spec: str) -> None:
        """All keys in one write."""
        self.write(b"".join(keys(spec)))

    def cpu_s(self) -> float:
        """Processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def until_blocked(self) -> None:
        """Read nothing until it works no more, because nobody takes its output."""
        used, still = -1.0, 0
        while still < 5:
            select.select([], [], [], 0.05)
            now = self.cpu_s()
            still = still + 1 if now == used else 0
            used = now

    def hang_up(self) -> None:
        """Close our end, as a lost connection does."""
        os.close(self.fd)
        self.fd = -1

    def wait(self, limit_s: float = 10) -> int:
        """The exit status, when it has ended; reads on so that it can."""
        end = time.monotonic() + limit_s
        while self.status is None:
            assert time.monotonic() < end, "still running"
            if self.fd >= 0:
                self.read(0.02)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
            elif self.fd < 0:
                select.select([], [], [], 0.02)
        while self.fd >= 0 and self.read(0):  # what it wrote last outlives it
            pass
        return self.status
