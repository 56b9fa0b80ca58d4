"""The caretaker of an embedded server: starts it, and stops it when nobody has been in for a while.

Run by db/embedded/start as a process of its own, in a session of its own, so that it outlives the
terminal that opened the book, however that terminal ends.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from db.embedded.address import url
from db.embedded.place import CARETAKER, PORT, Place, taken
from db.embedded.postmaster import Answer, answer, plain_environment, says_ready, stop_unattended
from db.embedded.programs import Programs, programs_in
from db.embedded.runas import RunAs, with_its_parent

if TYPE_CHECKING:
    import psycopg

LOGS_MAX = 8
_ASK = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@dataclass(slots=True)
class Caretaker:
    """One server's keeper; `server` is None for a server that lost the caretaker it had."""

    place: Place
    programs: Programs
    run_as: RunAs
    linger: float
    server: "subprocess.Popen[bytes] | None" = None
    wake: threading.Event = field(default_factory=threading.Event)
    told_to_stop: bool = False
    heard: bool = False
    session: "psycopg.Connection[tuple[int]] | None" = None

    def keep(self) -> None:
        """Keeps the server until it ends, is told to stop, or nobody has used it for `linger`."""
        if answer(self.place, self.programs) is Answer.NOBODY:
            self.start()
        used, mark = time.monotonic(), self.mark()
        while self.is_serving() and not self.told_to_stop:
            if self.is_orphaned():
                break
            if self.mark() != mark or self.is_used():
                used, mark = time.monotonic(), self.mark()
            elif time.monotonic() - used > self.linger and self.stopped_while_locked(mark):
                return
            self.wake.wait(max(0.05, min(5.0, self.linger / 8)) if self.heard else 0.05)
            self.wake.clear()
        self.stop()

    def start(self) -> None:
        """Starts the server in a session of its own, without any descriptor of ours."""
        prune(self.place.logs)
        argv = [self.programs.path("postgres"), "-D", str(self.place.cluster)]
        with self.place.start_log.open("w") as out:
            self.server = subprocess.Popen(
                [*self.run_as.prefix, *with_its_parent(), *argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=os.sep,
                env=plain_environment(),
                start_new_session=True,
            )

    def stop(self) -> None:
        """Stops the server as soon as what is committed is safe; open sessions are ended."""
        if self.session is not None:
            self.session.close()
        if self.server is None:
            stop_unattended(self.place, self.programs, self.run_as)
            return
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
        self.server.wait()

    def stopped_while_locked(self, mark: float) -> bool:
        """Stops with the lock held, unless somebody is just coming in."""
        with self.place.lock.open("a") as held:
            if not taken(held.fileno()) or self.mark() != mark or self.is_used():
                return False
            self.stop()
            return True

    def is_serving(self) -> bool:
        """Whether there is still a server to take care of."""
        if self.server is not None:
            return self.server.poll() is None
        return answer(self.place, self.programs) is not Answer.NOBODY

    def is_orphaned(self) -> bool:
        """Whether the book's folder or the socket was removed under the running server."""
        there = (self.place.socket / f".s.PGSQL.{PORT}").exists()
        started = self.server.pid if self.server is not None else None
        self.heard = self.heard or says_ready(self.place, started)  # before that: no socket yet
        kept = self.place.lock.exists() and self.place.cluster.exists()
        return not kept or (self.heard and not there)

    def is_used(self) -> bool:
        """Whether anybody but us is connected; a server that cannot say counts as used."""
        import psycopg  # after the server was started: its import takes as long as that

        try:
            if self.session is None:
                self.session = self.entered()
            row = self.session.execute(_ASK).fetchone()
        except psycopg.Error:
            self.session = None
            return True
        return row is None or row[0] > 0

    def entered(self) -> "psycopg.Connection[tuple[int]]":
        """A session of the caretaker's own login, which may count sessions and nothing else."""
        import psycopg

        where = {"host": str(self.place.socket), "port": str(PORT)}
        passfile = str(self.place.bootstrap)
        address = url(CARETAKER, "postgres", **where, passfile=passfile, connect_timeout="5")
        return psycopg.connect(address, autocommit=True)

    def mark(self) -> float:
        """Changes whenever a session asked for the server."""
        try:
            return self.place.lock.stat().st_mtime
        except FileNotFoundError:
            return 0.0


def prune(logs: Path) -> None:
    """Keeps the newest logs only."""
    for old in sorted(logs.glob("server-*.log"))[:-LOGS_MAX]:
        old.unlink(missing_ok=True)


def main() -> None:
    """Takes the caretaker's lock and leaves the session that hired us; the parent returns at once.

    When the parent has returned, the lock is held for as long as the caretaker lives.
    """
    caretaker = read_job(sys.argv[1])
    held = caretaker.place.caretaker.open("a+")
    if not taken(held.fileno()):
        return
    if os.fork() != 0:
        os._exit(0)
    os.setsid()
    os.chdir(os.sep)
    os.umask(0o077)
    held.truncate(0)
    held.write(str(os.getpid()))
    held.flush()

    def told(number: int, _frame: object) -> None:
        caretaker.told_to_stop = caretaker.told_to_stop or number != signal.SIGCHLD
        caretaker.wake.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, told)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    caretaker.keep()


def job(place: Place, programs: Programs, run_as: RunAs, linger: float) -> str:
    """What a caretaker is told when it is hired: one argument, read back by `read_job`."""
    return json.dumps(
        {
            "place": [str(place.folder), str(place.home), str(place.socket)],
            "programs": str(programs.folder),
            "prefix": run_as.prefix,
            "linger": linger,
        }
    )


def read_job(told: str) -> Caretaker:
    """The caretaker for a job."""
    given = json.loads(told)
    place = Place(*map(Path, given["place"]))
    run_as = RunAs(tuple(given["prefix"]))
    return Caretaker(place, programs_in(Path(given["programs"])), run_as, given["linger"])


if __name__ == "__main__":
    main()
