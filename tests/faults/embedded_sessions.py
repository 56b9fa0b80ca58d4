"""Sessions of an embedded book as tests need them: whole processes that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from db.embedded import Server

ROOT = Path(__file__).parent.parent.parent

# Opens the book, connects, says so, and stays until it is ended.
STAY = """
import sys, pathlib, psycopg
from db import embedded
server = embedded.ensure(pathlib.Path(sys.argv[1]), linger=float(sys.argv[2]))
session = psycopg.connect(server.superuser_url())
print("in", flush=True)
sys.stdin.read()
"""

# Opens the book and leaves.
LOOK = """
import sys, pathlib
from db import embedded
embedded.ensure(pathlib.Path(sys.argv[1]), linger=float(sys.argv[2]))
print("in", flush=True)
"""


def session(folder: Path, linger: float = 0.5, script: str = STAY) -> "subprocess.Popen[str]":
    """Starts a session as a process of its own; its output says "in" when it is in."""
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(linger)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_in(running: "subprocess.Popen[str]") -> bool:
    """Waits for the session to be in."""
    assert running.stdout is not None
    return running.stdout.readline() == "in\n"


def end(running: "subprocess.Popen[str]", number: int = signal.SIGKILL) -> None:
    """Ends a session by a signal and forgets it."""
    running.send_signal(number)
    running.communicate()


def until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether a condition comes true in time; asks often instead of guessing how long."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.01)
    return True


def pid_of_server(folder: Path) -> int:
    """The pid of the running server, from its own file."""
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def pid_of_caretaker(folder: Path) -> int:
    """The pid of the caretaker."""
    return int((folder / "caretaker").read_text())


def is_alive(pid: int) -> bool:
    """Whether a process really runs (a dead one nobody has waited for yet does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ask(server: Server, query: str) -> object:
    """One value from the server, as the bootstrap superuser."""
    with psycopg.connect(server.superuser_url()) as asked:
        row = asked.execute(query).fetchone()
    assert row is not None
    return row[0]


def kill_all(folder: Path) -> None:
    """Ends server and caretaker as a power cut would: the caretaker first, lest it notices."""
    for pid in (pid_of_caretaker(folder), pid_of_server(folder)):
        os.kill(pid, signal.SIGKILL)
    for pid in (pid_of_caretaker(folder), pid_of_server(folder)):
        assert until(lambda gone=pid: not is_alive(gone))
