"""Only its owner gets at an embedded book, and its log tells nothing of anybody."""

import os
import re
import signal
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import pq, sql

from core.refusal import Refusal, Unreached
from db import embedded
from db.embedded import Server, passwords
from db.embedded.caretaker import LOGS_MAX
from db.embedded.socket_folder import PATH_BYTES_MAX
from tests.faults.embedded_sessions import ask, pid_of_server, until


def login(server: Server, name: str) -> None:
    """Makes a login with a generated, kept password."""
    secret = sql.Literal(server.keep_password(name))
    act = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), secret)
    with psycopg.connect(server.superuser_url()) as keeper:
        keeper.execute(act)


def test_folder_socket_and_password_files_are_closed_to_others(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    server.keep_password("jo")
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}
    folders = {path.name: oct(mode) for path, mode in modes.items() if path.is_dir()}
    assert folders == dict.fromkeys(("b", "data", "log", "socket"), "0o700")
    assert oct(modes[folder / "passfile"]) == oct(modes[folder / "bootstrap"]) == "0o600"
    logs = [stat.S_IMODE(log.stat().st_mode) for log in (folder / "log").iterdir()]
    assert logs and not any(mode & 0o077 for mode in logs)


def test_the_server_listens_on_no_network(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    assert ask(server, "SHOW listen_addresses") == ""
    pid = pid_of_server(folder)
    sockets = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    listed = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    inodes = {line.split()[9] for line in listed.splitlines() if ":" in line}
    assert not {f"socket:[{inode}]" for inode in inodes} & sockets


def test_an_operator_comes_in_by_the_address_alone_and_not_without_the_password(
    folder: Path,
) -> None:
    server = embedded.ensure(folder, linger=5)
    login(server, "jo")
    psql = [str(server.binaries / "psql"), "-XAtc", "SELECT session_user"]
    address = server.url("postgres", "jo")
    told = subprocess.run(
        [*psql, address], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert told.stdout == "jo\n", told.stderr
    without = re.sub(r"&passfile=.*", "&passfile=none", address)
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(without)
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(without, password="guessed")


def test_passwords_are_kept_as_scram_verifiers(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    login(server, "jo")
    kept = ask(server, "SELECT min(left(rolpassword, 13)) FROM pg_authid WHERE rolcanlogin")
    assert kept == "SCRAM-SHA-256"


def test_a_login_with_colons_and_backslashes_finds_its_password(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    login(server, "jo:\\o'hara")
    with psycopg.connect(server.url("postgres", "jo:\\o'hara")) as entered:
        assert entered.execute("SELECT session_user::text").fetchone() == ("jo:\\o'hara",)
    assert server.password("jo:\\o'hara") is not None
    assert server.password("nobody") is None


def test_keeping_a_second_password_keeps_the_first(tmp_path: Path) -> None:
    passwords.keep(tmp_path / "p", "jo", "one")
    passwords.keep(tmp_path / "p", "al", "two")
    passwords.keep(tmp_path / "p", "jo", "three")
    assert passwords.password(tmp_path / "p", "jo") == "three"
    assert passwords.password(tmp_path / "p", "al") == "two"


def test_the_caretaker_can_count_sessions_and_is_no_superuser(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    supers = ask(server, "SELECT string_agg(rolname, ' ') FROM pg_roles WHERE rolsuper")
    assert supers == "postgres"
    counted = "SELECT count(*) > 0 FROM pg_stat_activity WHERE usename = 'rentbook_caretaker'"
    assert until(lambda: ask(server, counted) is True)


@pytest.mark.parametrize("depth", [1, 4, 12])
def test_a_folder_of_any_depth_gets_a_socket_by_a_path_short_enough(
    tmp_path: Path, depth: int
) -> None:
    deep = tmp_path.joinpath(*["a-long-name-of-a-folder"] * depth)
    server = embedded.ensure(deep, linger=1)
    assert ask(server, "SELECT 1") == 1
    assert len(os.fsencode(server.socket_dir / ".s.PGSQL.5432")) <= PATH_BYTES_MAX
    assert stat.S_IMODE(server.socket_dir.stat().st_mode) == 0o700
    assert embedded.ensure(deep, linger=1).socket_dir == server.socket_dir
    embedded.stop(deep)


def test_a_short_socket_folder_is_found_again_from_another_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path.joinpath(*["a-long-name-of-a-folder"] * 5)
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    server = embedded.ensure(deep, linger=5)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert embedded.ensure(deep, linger=5).socket_dir == server.socket_dir
    assert ask(server, "SELECT 1") == 1
    embedded.stop(deep)


def test_libpq_settings_of_the_session_lead_nowhere_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGHOST": "nowhere", "PGPORT": "1", "PGDATA": "/none"}.items():
        monkeypatch.setenv(name, value)
    assert ask(embedded.ensure(folder, linger=5), "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="not proved here: only root can give files away")
def test_the_book_of_another_user_is_refused_with_the_way_out(folder: Path) -> None:
    os.chown(folder, 12345, 12345)
    with pytest.raises(Refusal, match="open it as that user") as told:
        embedded.ensure(folder)
    assert told.value.code == "embedded-owner"
    os.chown(folder, 0, 0)


def test_a_failed_start_says_why_in_one_line_and_where_the_log_is(folder: Path) -> None:
    (folder / "data" / "own.conf").write_text("shared_buffers = '900TB'\n")
    with pytest.raises(Unreached) as told:
        embedded.ensure(folder)
    says = str(told.value)
    assert "shared_buffers" in says and "\n" not in says
    assert Path(re.search(r"\(log: (.*)\)$", says)[1]).exists()  # type: ignore[index]


def test_the_log_carries_no_statement_and_no_name_whatever_goes_wrong(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    secret = "Oluwaseun"
    wrong = (
        f"SELECT '{secret}'::int",
        f'SELECT * FROM "{secret}"',
        f"CREATE TABLE people (name text PRIMARY KEY); INSERT INTO people SELECT '{secret}'"
        " FROM generate_series(1, 2)",
        f"DO $$ BEGIN RAISE EXCEPTION '{secret}'; END $$",
        f"DO $$ BEGIN RAISE WARNING '{secret}'; END $$",
        f"SET statement_timeout = 10; SELECT pg_sleep(5), '{secret}'",
        f"SET deadlock_timeout = 1; SET lock_timeout = 5; SELECT '{secret}'::date",
    )
    for statement in wrong:
        with psycopg.connect(server.superuser_url(), autocommit=True) as session:
            try:
                session.execute(statement)
            except psycopg.Error:
                continue
    assert secret not in _log(folder)


def test_the_log_names_no_statement_of_a_session_that_crashed(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    crashing = pq.PGconn.connect(server.superuser_url().encode())
    crashing.send_query(b"SELECT pg_sleep(60), 'Oluwaseun'")
    asleep = "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    assert until(lambda: ask(server, asleep) is True)
    os.kill(crashing.backend_pid, signal.SIGKILL)
    assert until(lambda: "was terminated by signal 9" in _log(folder))
    crashing.finish()
    assert ask(embedded.ensure(folder, linger=5), "SELECT 1") == 1
    assert "Oluwaseun" not in _log(folder)


def test_logs_rotate_and_the_oldest_go(folder: Path) -> None:
    (folder / "log").mkdir(exist_ok=True)
    for day in range(10, 30):
        (folder / "log" / f"server-202001{day}-000000.log").write_text("old\n")
    server = embedded.ensure(folder, linger=5)
    assert len(list((folder / "log").iterdir())) <= LOGS_MAX + 1
    assert ask(server, "SHOW log_rotation_size") == "1MB"
    assert ask(server, "SHOW log_rotation_age") == "7d"


def test_what_is_acknowledged_is_on_disk(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    asked = ("fsync", "synchronous_commit", "full_page_writes", "data_checksums")
    assert {ask(server, f"SHOW {name}") for name in asked} == {"on"}


def test_letters_of_every_language_have_cases_and_text_sorts_by_its_bytes(folder: Path) -> None:
    server = embedded.ensure(folder, linger=5)
    assert ask(server, "SELECT upper('łukasz müller')") == "ŁUKASZ MÜLLER"
    assert ask(server, "SELECT 'Z' < 'a' AND 'z' < 'ä'") is True
    assert ask(server, "SHOW server_encoding") == "UTF8"


def _log(folder: Path) -> str:
    logs = [*(folder / "log").iterdir(), folder / "start.log"]
    return "".join(log.read_text() for log in logs)
