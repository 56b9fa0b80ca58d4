"""The running server as seen from outside: does it answer, is it really this folder's."""

import os
import subprocess
from enum import Enum
from pathlib import Path

from db.embedded.place import PORT, Place
from db.embedded.programs import Programs
from db.embedded.runas import RunAs


class Answer(Enum):
    """What the socket says; a server in crash recovery is there, but lets nobody in yet."""

    READY = 0
    NOT_YET = 1
    NOBODY = 2


def answer(place: Place, programs: Programs) -> Answer:
    """Asks the socket. It lies in a folder only we may enter, so whoever answers is ours."""
    asked = [programs.path("pg_isready"), "-q", "-h", str(place.socket), "-p", str(PORT)]
    code = subprocess.run(asked, env=plain_environment()).returncode
    return Answer(code) if code in (0, 1) else Answer.NOBODY


def living_pid(place: Place) -> int | None:
    """The pid of this folder's server if one is really running, whatever postmaster.pid says.

    A killed server leaves its pid behind, and the number may by now be anybody's: it counts only
    if that process is a postgres started on this very data folder.
    """
    pid = _noted_pid(place.cluster)
    return pid if pid is not None and _serves(pid, place.cluster) else None


def says_ready(place: Place, pid: int | None) -> bool:
    """Whether this server (None: the one found running) has written that it lets people in."""
    try:
        said = (place.cluster / "postmaster.pid").read_text().rstrip()
    except OSError:
        return False
    # A killed server's file says so still, until the new one writes its own.
    return said.endswith("ready") and (pid is None or said.startswith(f"{pid}\n"))


def forget_stale(place: Place) -> None:
    """Removes what a killed server left, where PostgreSQL itself would mistake it for living.

    PostgreSQL takes any living process with that number for the server and will not start.
    A number nobody has any more is left to PostgreSQL, which then also looks for sessions of
    the old server that have not ended yet. Callers hold the lock and know nobody answers.
    """
    pid = _noted_pid(place.cluster)
    if pid is None or _is_alive(pid):
        (place.cluster / "postmaster.pid").unlink(missing_ok=True)
    for left in place.socket.glob(f".s.PGSQL.{PORT}*"):
        left.unlink(missing_ok=True)


def stop_unattended(place: Place, programs: Programs, run_as: RunAs) -> None:
    """Stops a server that lost its caretaker; callers have seen that it is this folder's."""
    stop = [
        programs.path("pg_ctl"),
        "stop",
        "-D",
        str(place.cluster),
        "-m",
        "fast",
        "-w",
        "-t",
        "600",
    ]
    silent = subprocess.DEVNULL
    subprocess.run([*run_as.prefix, *stop], stdout=silent, stderr=silent, env=plain_environment())


def plain_environment() -> dict[str, str]:
    """Our environment without libpq's variables: PGHOST and its kin would lead elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


def _noted_pid(data: Path) -> int | None:
    try:
        first = (data / "postmaster.pid").read_text().partition("\n")[0]
        return int(first)
    except (OSError, ValueError):
        return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, data: Path) -> bool:
    argv = _command_line(pid)
    return bool(argv) and Path(argv[0]).name == "postgres" and str(data) in argv


def _command_line(pid: int) -> list[str]:
    listed = Path(os.sep, "proc", str(pid), "cmdline")
    if listed.parent.parent.joinpath("self").exists():
        try:
            return listed.read_text(errors="replace").split("\0")
        except OSError:
            return []
    told = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True)
    return told.stdout.split()
