"""Loading: a schedule of a hundred thousand lines by the command, from its bytes to a batch."""

import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

from db.embedded import Server, ensure, stop
from tests.bench.large_schedule import lay_estate, write_schedule
from tests.bench.table import Figure
from tests.servers import LOGIN_PASSWORD

TENANCIES = 100_000
LINES = 100_000


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command cost: seconds by the clock and of CPU, its own and the server's; its peak."""

    clock: float
    own: float
    server: float
    peak_mb: int
    told: dict[str, int]


def figures() -> list[Figure]:
    """The whole command, twice: the second finds every page of the book in memory."""
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        server = ensure(Path(folder) / "book", linger=120)
        try:
            return _figures(server, Path(folder))
        finally:
            stop(Path(folder) / "book")


def _figures(server: Server, folder: Path) -> list[Figure]:
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        session.execute("CREATE DATABASE rentbook")
    server.keep_password("assistant.1", LOGIN_PASSWORD)
    estate, paying = lay_estate(server.superuser_url("rentbook"), TENANCIES)
    told = []
    for lines in (LINES // 10, LINES):
        schedule = folder / f"HB-{lines}.csv"
        write_schedule(schedule, estate, paying, lines)
        told += _told(lines, loaded(server, schedule))
    return told


def _told(lines: int, ran: Ran) -> list[Figure]:
    matched = ran.told["matched"] / max(1, ran.told["lines"])
    return [
        Figure(
            f"load {lines:,} lines of HB, {TENANCIES:,} tenancies",
            f"{ran.clock:.1f} s (CPU {ran.own:.1f} here, {ran.server:.1f} server)",
            "≤ 10 s",
            f"{matched:.1%} matched",
        ),
        Figure("its memory", f"{ran.peak_mb} MB", "≤ 300 MB"),
    ]


def loaded(server: Server, schedule: Path) -> Ran:
    """Runs `rentbook load` in a process of its own."""
    url = server.url("rentbook", "assistant.1")
    argv = [sys.executable, "-m", "tui", "--book", url, "load", str(schedule)]
    argv += ["--profile", "hb-schedule", "--cashbook", "BENEFIT", "--json"]
    before = _server_seconds(server)
    start = os.times()
    done = subprocess.run(argv, check=False, capture_output=True, text=True)
    end = os.times()
    assert done.returncode == 0, done.stdout + done.stderr
    own = end.children_user + end.children_system - start.children_user - start.children_system
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    clock = end.elapsed - start.elapsed
    return Ran(clock, own, _server_seconds(server) - before, peak, json.loads(done.stdout))


def _server_seconds(server: Server) -> float:
    """CPU that the server has used: its own, of the sessions that ended and of those that live."""
    pid = int((server.place.cluster / "postmaster.pid").read_text().split()[0])
    ticks = sum(_ticks(pid)) + sum(sum(_ticks(child)[:2]) for child in _children(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> list[int]:
    """User and system ticks of a process, then those of its children that ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it ended between two looks
        return [0, 0, 0, 0]
    return [int(one) for one in told[11:15]]


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
