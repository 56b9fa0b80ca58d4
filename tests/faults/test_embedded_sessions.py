"""One server for all sessions of a user: started once, kept while one is in, then ended."""

import subprocess
import sys
from pathlib import Path

import psycopg

from db import embedded
from tests.faults.embedded_sessions import (
    LOOK,
    ROOT,
    ask,
    end,
    is_alive,
    is_in,
    pid_of_server,
    session,
    until,
)


def test_sessions_that_make_one_book_at_once_share_one_server(tmp_path: Path) -> None:
    opening = [session(tmp_path / "b", linger=1) for _ in range(4)]
    assert all(is_in(one) for one in opening)
    logs = "".join(log.read_text() for log in (tmp_path / "b" / "log").iterdir())
    assert logs.count("ready to accept connections") == 1
    for one in opening:
        end(one)
    embedded.stop(tmp_path / "b")


def test_the_server_stays_while_somebody_is_connected_and_ends_after_the_last(
    folder: Path,
) -> None:
    server = embedded.ensure(folder, linger=0.2)
    pid = pid_of_server(folder)
    with psycopg.connect(server.superuser_url(), autocommit=True) as staying:
        assert not until(lambda: not is_alive(pid), seconds=1.5)
        assert staying.execute("SELECT 1").fetchone() == (1,)
    assert until(lambda: not is_alive(pid))


def test_coming_in_again_and_again_as_the_server_ends_never_fails(folder: Path) -> None:
    for _ in range(12):
        server = embedded.ensure(folder, linger=0.05)
        pid = pid_of_server(folder)
        assert ask(server, "SELECT 1") == 1
        until(lambda gone=pid: not is_alive(gone), seconds=0.2)


def test_stop_ends_the_server_at_once_though_somebody_is_in(folder: Path) -> None:
    staying = session(folder, linger=60)
    assert is_in(staying)
    pid = pid_of_server(folder)
    embedded.stop(folder)
    assert not is_alive(pid)
    end(staying)


def test_stopping_a_book_that_was_never_made_does_nothing(tmp_path: Path) -> None:
    embedded.stop(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_server_inherits_no_descriptor_so_a_pipe_ends_with_the_session(folder: Path) -> None:
    # `make demo | cat` must end: communicate() returns only when every writer closed the pipe.
    opening = session(folder, linger=60, script=LOOK)
    said, _ = opening.communicate(timeout=20)
    assert said == "in\n"
    pid = pid_of_server(folder)
    held = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    assert not [name for name in held if "tty" in name or name.endswith(("/lock", "/caretaker"))]


def test_the_server_lives_in_a_process_session_of_its_own(folder: Path) -> None:
    embedded.ensure(folder, linger=5)
    pid = pid_of_server(folder)
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    assert int(told[3]) == pid  # its session is itself: no terminal can hang up on it


def test_opening_a_served_book_loads_no_database_driver() -> None:
    asked = "import sys, db.embedded; sys.exit('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT).returncode == 0
