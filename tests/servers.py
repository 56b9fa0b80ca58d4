"""Real PostgreSQL servers for tests: one of each kind per worker, gone when the worker ends."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from db.embedded.address import url
from db.embedded.programs import Programs, bundled, programs_in
from db.embedded.runas import choose, with_its_parent

# Local test servers let everybody in; a server given by RENTBOOK_TEST_URL asks, so tests make
# their logins with this password and `url` names it.
LOGIN_PASSWORD = "kept-for-tests"

# Debian and its kin keep each major version apart; where there is none, only the bundled runs.
_SYSTEM = Path(os.sep, "usr", "lib", "postgresql")

# Tests ask what is true, not what survives a power cut; crash tests start their own durable one.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "autovacuum_naptime": "20s",
    "jit": "off",
    "timezone": "Europe/London",
    "lc_messages": "C",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: `superuser_url` opens its database "postgres" as a superuser."""

    name: str
    superuser_url: str
    programs: Programs | None  # None: a server given by its address, whose programs are elsewhere

    def url(self, database: str, login: str | None = None) -> str:
        """The address of `database`, as the superuser or as `login` (made with LOGIN_PASSWORD)."""
        parts = {key: str(value) for key, value in conninfo_to_dict(self.superuser_url).items()}
        superuser = parts.pop("user", "postgres")
        parts.pop("dbname", None)
        if login is not None:
            parts["password"] = LOGIN_PASSWORD
        return url(login or superuser, database, **parts)

    def create_database(self, template: str = "template0") -> str:
        """Makes a database under a new name, empty or a copy of `template`, and gives its name."""
        name = f"t_{secrets.token_hex(6)}"
        # Copied file by file: logged page by page it takes three times as long.
        act = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        with psycopg.connect(self.superuser_url, autocommit=True) as session:
            session.execute(act.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop_database(self, name: str) -> None:
        """Removes a database whoever still has it open."""
        act = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(self.superuser_url, autocommit=True) as session:
            session.execute(act)


def names_of_servers() -> list[str]:
    """The servers found here: "bundled" first, then the system's ("postgresql15"), then "given"."""
    names = ["bundled"] + [f"postgresql{folder.parent.name}" for folder in _system_folders()]
    return names + (["given"] if "RENTBOOK_TEST_URL" in os.environ else [])


@contextmanager
def serving(name: str) -> Iterator[Server]:
    """Runs the server called `name` (see names_of_servers) for as long as the block lasts."""
    if name == "given":
        yield Server(name, os.environ["RENTBOOK_TEST_URL"], None)
        return
    major = name.removeprefix("postgresql")
    programs = bundled() if name == "bundled" else programs_in(_SYSTEM / major / "bin")
    folder = Path(tempfile.mkdtemp(prefix="rb-"))
    try:
        with _started(programs, folder):
            yield Server(name, url("postgres", "postgres", host=str(folder)), programs)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(programs: Programs, folder: Path) -> Iterator[None]:
    run_as = choose(programs, folder)
    assert not run_as.apart, "tests as root need `unshare --user`; run them as an ordinary user"
    data, socket, log = folder / "data", folder, folder / "log"
    make = (programs.path("initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "-N")
    locale = ("--encoding=UTF8", "--locale=C")
    with log.open("w") as out:
        subprocess.run([*run_as.prefix, *make, *locale], stdout=out, stderr=out, check=True)
        told = [f"--{key}={value}" for key, value in _FAST.items()]
        argv = [programs.path("postgres"), "-D", str(data), "-k", str(socket), *told]
        # The server dies with the worker: a killed test run leaves nothing behind.
        argv = [*run_as.prefix, *with_its_parent(), *argv]
        server = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        _wait_until_ready(programs, socket, server, log)
        yield
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a checkpoint
        server.wait()


def _wait_until_ready(
    programs: Programs, socket: Path, server: "subprocess.Popen[bytes]", log: Path
) -> None:
    asked = [programs.path("pg_isready"), "-q", "-h", str(socket)]
    while subprocess.run(asked).returncode != 0:
        assert server.poll() is None, f"the test server did not start:\n{log.read_text()}"


def _system_folders() -> list[Path]:
    found = sorted(_SYSTEM.glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    return [path.parent for path in found]
