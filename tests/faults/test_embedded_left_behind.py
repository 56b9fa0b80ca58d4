"""Whatever killed sessions and servers leave behind, the next start works and kills nobody."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from db import embedded
from db.embedded import start
from db.embedded.caretaker import Caretaker
from tests.faults.embedded_sessions import (
    LOOK,
    ask,
    end,
    is_alive,
    is_in,
    kill_all,
    pid_of_caretaker,
    pid_of_server,
    session,
    until,
)

# Shares of a first start's 1.2 s at which it is killed.
MOMENTS = [n / 20 for n in range(1, 20)] if "RENTBOOK_PROVE" in os.environ else [0.25, 0.6]


def test_a_stale_pid_of_another_process_is_neither_believed_nor_killed(folder: Path) -> None:
    embedded.ensure(folder, linger=5)
    noted = (folder / "data" / "postmaster.pid").read_text().partition("\n")[2]
    kill_all(folder)
    innocent = subprocess.Popen(["sleep", "600"])
    try:
        (folder / "data" / "postmaster.pid").write_text(f"{innocent.pid}\n{noted}")
        lock = folder / "socket" / ".s.PGSQL.5432.lock"
        lock.write_text(f"{innocent.pid}\n{noted}")
        server = embedded.ensure(folder, linger=5)
        assert ask(server, "SELECT 1") == 1
        assert innocent.poll() is None
        embedded.stop(folder)
        assert innocent.poll() is None
    finally:
        innocent.kill()
        innocent.wait()


def test_a_stale_pid_is_not_killed_by_stopping_a_book_that_is_not_served(folder: Path) -> None:
    innocent = subprocess.Popen(["sleep", "600"])
    try:
        (folder / "data" / "postmaster.pid").write_text(f"{innocent.pid}\n{folder / 'data'}\n")
        (folder / "caretaker").write_text(str(innocent.pid))
        embedded.stop(folder)
        assert innocent.poll() is None
    finally:
        innocent.kill()
        innocent.wait()


def test_what_was_committed_is_there_after_server_and_caretaker_were_killed(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    with psycopg.connect(server.superuser_url()) as writing:
        writing.execute("CREATE TABLE kept AS SELECT 42 AS figure")
    kill_all(folder)
    assert ask(embedded.ensure(folder, linger=5), "SELECT figure FROM kept") == 42


def test_a_server_killed_under_its_living_caretaker_is_started_again(folder: Path) -> None:
    embedded.ensure(folder, linger=5)
    os.kill(pid_of_server(folder), signal.SIGKILL)
    assert ask(embedded.ensure(folder, linger=5), "SELECT 1") == 1


def test_the_start_waits_for_busy_sessions_of_a_killed_server_to_end(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    with psycopg.connect(server.superuser_url()) as busy:
        backend = busy.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        kill_all(folder)
        words: list[str] = []
        waiting = threading.Thread(
            target=lambda: embedded.ensure(folder, linger=5, progress=words.append)
        )
        waiting.start()
        assert until(lambda: any("sessions of the killed server" in word for word in words))
        os.kill(backend, signal.SIGCONT)
        waiting.join()
    assert ask(embedded.ensure(folder, linger=5), "SELECT 1") == 1


def test_recovery_is_waited_for_with_words_for_as_long_as_it_takes(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    with psycopg.connect(server.superuser_url()) as writing:
        writing.execute("CREATE TABLE much (n int, words text)")
    with psycopg.connect(server.superuser_url()) as writing:
        writing.execute(
            "INSERT INTO much SELECT n, repeat('x', 200) FROM generate_series(1, 4e5) n"
        )
    kill_all(folder)
    (folder / "data" / "postmaster.pid").unlink()
    words: list[str] = []
    waiting = threading.Thread(
        target=lambda: embedded.ensure(folder, linger=5, progress=words.append)
    )
    waiting.start()
    assert until(lambda: _recovering(folder) is not None)
    startup = _recovering(folder)
    assert startup is not None
    os.kill(startup, signal.SIGSTOP)  # recovery takes until we say so
    assert until(lambda: any("recovering" in word for word in words))
    assert waiting.is_alive()
    os.kill(startup, signal.SIGCONT)
    waiting.join()
    assert ask(embedded.ensure(folder, linger=5), "SELECT count(*) FROM much") == 400000


def test_a_server_that_says_nothing_for_long_is_given_up_in_words_and_not_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded.ensure(folder, linger=30)
    server = pid_of_server(folder)
    monkeypatch.setattr(start, "STALL_MAX", 0.3)
    os.kill(server, signal.SIGSTOP)
    with pytest.raises(embedded.start.Unreached, match="nothing is lost"):
        embedded.ensure(folder, linger=30)
    os.kill(server, signal.SIGCONT)
    assert ask(embedded.ensure(folder, linger=30), "SELECT 1") == 1
    assert pid_of_server(folder) == server


@pytest.mark.parametrize("fraction", MOMENTS)
def test_a_first_start_killed_half_way_is_simply_made_again(
    tmp_path: Path, fraction: float
) -> None:
    opening = session(tmp_path / "b", script=LOOK)
    with pytest.raises(subprocess.TimeoutExpired):
        opening.wait(timeout=fraction * 1.2)
    end(opening)
    server = embedded.ensure(tmp_path / "b", linger=1)
    assert ask(server, "SELECT 1") == 1
    assert not list((tmp_path / "b").glob("making-*"))
    embedded.stop(tmp_path / "b")


def test_a_killed_servers_file_does_not_make_the_next_one_look_abandoned(folder: Path) -> None:
    order = embedded._settled(folder, linger=1)
    with subprocess.Popen(["sleep", "600"]) as starting:
        keeper = Caretaker(order.place, order.programs, order.run_as, 1, server=starting)
        (folder / "data" / "postmaster.pid").write_text("4194304\n\n\n\n\n\n\nready\n")
        assert not keeper.is_orphaned()
        (folder / "data" / "postmaster.pid").write_text(f"{starting.pid}\n\n\n\n\n\n\nready\n")
        assert keeper.is_orphaned()  # it let people in, and now there is no socket
        starting.kill()


def test_a_server_whose_socket_was_removed_is_replaced(folder: Path) -> None:
    embedded.ensure(folder, linger=30)
    first = pid_of_server(folder)
    shutil.rmtree(folder / "socket")
    server = embedded.ensure(folder, linger=30)
    assert ask(server, "SELECT 1") == 1
    assert not is_alive(first)


def test_a_book_removed_under_its_server_ends_the_server(folder: Path) -> None:
    embedded.ensure(folder, linger=3)
    server, caretaker = pid_of_server(folder), pid_of_caretaker(folder)
    shutil.rmtree(folder)
    assert until(lambda: not is_alive(server) and not is_alive(caretaker))


@pytest.mark.skipif(sys.platform != "linux", reason="not proved here: only Linux tells of deaths")
def test_a_server_ends_with_a_killed_caretaker(folder: Path) -> None:
    embedded.ensure(folder, linger=30)
    server = pid_of_server(folder)
    os.kill(pid_of_caretaker(folder), signal.SIGKILL)
    assert until(lambda: not is_alive(server))
    assert ask(embedded.ensure(folder, linger=30), "SELECT 1") == 1


def test_a_server_without_a_caretaker_gets_one_that_ends_it(folder: Path) -> None:
    # As on systems that do not tell a child of its parent's death.
    order = embedded._settled(folder, linger=1)
    place, programs, run_as = order.place, order.programs, order.run_as
    embedded._prepare_cluster(order, str)
    alone = [programs.path("postgres"), "-D", str(place.cluster)]
    with place.start_log.open("w") as out:
        server = subprocess.Popen([*run_as.prefix, *alone], stdout=out, stderr=out)
    assert until(lambda: start.answer(place, programs) is start.Answer.READY)
    embedded.ensure(folder, linger=0.3)
    assert pid_of_server(folder) == server.pid
    assert server.wait(timeout=20) == 0


def test_a_killed_session_leaves_a_server_that_ends_by_itself(folder: Path) -> None:
    staying = session(folder)
    assert is_in(staying)
    server = pid_of_server(folder)
    end(staying, signal.SIGKILL)
    assert until(lambda: not is_alive(server))


def test_a_session_hung_up_on_leaves_a_server_that_ends_by_itself(folder: Path) -> None:
    staying = session(folder)
    assert is_in(staying)
    server = pid_of_server(folder)
    end(staying, signal.SIGHUP)
    assert is_alive(server)
    assert until(lambda: not is_alive(server))


def _recovering(folder: Path) -> int | None:
    try:
        server = pid_of_server(folder)
        for child in Path(f"/proc/{server}/task/{server}/children").read_text().split():
            title = Path(f"/proc/{child}/cmdline").read_text()
            if "startup recovering" in title:
                return int(child)
    except (OSError, ValueError, IndexError):
        return None
    return None


def test_a_socket_somebody_else_listens_on_is_not_ours_to_believe(folder: Path) -> None:
    # A left-over socket file nobody listens on any more must not stop the start either.
    (folder / "socket").mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(folder / "socket" / ".s.PGSQL.5432"))
    assert ask(embedded.ensure(folder, linger=5), "SELECT 1") == 1
