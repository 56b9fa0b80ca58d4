"""A book made by another PostgreSQL is brought up whole, or refused with a way out."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from core.refusal import Refusal
from db import embedded
from db.embedded import cluster, programs, start
from db.embedded.place import is_held
from tests.faults.embedded_sessions import ask, pid_of_caretaker, pid_of_server, until

NEWEST = programs.bundled().major
OLDER = next((major for major in range(NEWEST - 1, 12, -1) if programs.bundled_major(major)), None)


def test_a_book_of_a_newer_postgresql_is_refused_with_the_way_out(folder: Path) -> None:
    (folder / "data" / "PG_VERSION").write_text("99\n")
    with pytest.raises(Refusal, match="newer rentbook") as told:
        embedded.ensure(folder)
    assert told.value.code == "embedded-newer"


def test_a_book_of_an_older_postgresql_that_is_not_here_is_refused_with_the_way_out(
    folder: Path,
) -> None:
    (folder / "data" / "PG_VERSION").write_text("13\n")
    with pytest.raises(Refusal, match="rentbook backup") as told:
        embedded.ensure(folder)
    assert told.value.code == "embedded-older"
    assert (folder / "data" / "PG_VERSION").read_text() == "13\n"


@pytest.mark.skipif(OLDER is None, reason="not proved here: no older PostgreSQL is bundled")
def test_a_book_of_an_older_postgresql_is_brought_up_whole_even_after_a_crash(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "b"
    assert OLDER is not None
    old = programs.bundled_major(OLDER)
    assert old is not None
    older = _serve_with(old, folder)
    with psycopg.connect(older.superuser_url()) as writing:
        writing.execute("CREATE TABLE kept AS SELECT 42 AS figure")
    older.keep_password("jo", "a-word")
    with psycopg.connect(older.superuser_url()) as writing:
        writing.execute("CREATE ROLE jo LOGIN PASSWORD 'a-word'")
    caretaker = pid_of_caretaker(folder)
    os.kill(caretaker, signal.SIGSTOP)  # else it ends the server in order, and there is no crash
    os.kill(pid_of_server(folder), signal.SIGKILL)
    os.kill(caretaker, signal.SIGKILL)
    assert until(lambda: not is_held(folder / "caretaker"))
    (folder / "data" / "postmaster.pid").unlink()
    words: list[str] = []
    server = embedded.ensure(folder, linger=5, progress=words.append)
    assert server.server_version.startswith(f"{NEWEST}.")
    assert ask(server, "SELECT figure FROM kept") == 42
    with psycopg.connect(server.url("postgres", "jo")) as entered:
        assert entered.execute("SELECT 1").fetchone() == (1,)
    assert any(f"from PostgreSQL {OLDER} to {NEWEST}" in word for word in words)
    assert not (folder / "former-data").exists()
    embedded.stop(folder)


def test_an_upgrade_killed_between_its_two_renames_is_taken_up_again(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    with psycopg.connect(server.superuser_url()) as writing:
        writing.execute("CREATE TABLE kept AS SELECT 42 AS figure")
    embedded.stop(folder)
    (folder / "data").rename(folder / "former-data")
    assert ask(embedded.ensure(folder, linger=5), "SELECT figure FROM kept") == 42
    assert not (folder / "former-data").exists()


def _serve_with(old: programs.Programs, folder: Path) -> embedded.Server:
    folder.mkdir(mode=0o700)
    (folder / "lock").touch()
    settled = embedded._settled(folder, linger=60)
    order = start.Order(settled.place, old, settled.run_as, 60)

    def prepare() -> None:
        cluster.make(order.place, old, order.run_as)
        cluster.tell_settings(order.place, old, order.run_as)

    start.start(order, prepare, str)
    return embedded.Server(order.place, old)
