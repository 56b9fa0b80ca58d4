"""What every test may ask for: real servers, and databases of its own on them."""

import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.book import Book, open_book
from tests.place import room_in_memory
from tests.servers import Server, names_of_servers, serving
from tests.small_book import SmallBook, copied

# Tests read neither the book nor the settings of whoever runs them.
_OF_THE_USER = ("RENTBOOK_BOOK", "RENTBOOK_LINGER", "RENTBOOK_STATE_FOLDER")
_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")

# Here each test runs once per server; elsewhere on the bundled one, which is what a desk has.
_EVERY_SERVER = ("tests/db/", "tests/attacks/")


def pytest_configure(config: pytest.Config) -> None:
    """Gives the run an empty home and no settings of the user's."""
    for name in [*_OF_THE_USER, *(name for name in os.environ if name.startswith("PG"))]:
        os.environ.pop(name, None)
    if hasattr(config, "workerinput"):
        return  # a worker has its environment from the run that started it
    # Hundreds of programs are started here: each would compile what has changed once more.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if "TMPDIR" not in os.environ and (place := room_in_memory()):
        os.environ["TMPDIR"] = tempfile.tempdir = place
    home = tempfile.mkdtemp(prefix="rb-home-")
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name in _FOLDERS:
        os.environ[name] = home if name == "HOME" else str(Path(home, name.lower()))


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as processors: a third of a test is waiting for a server."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says which servers were not met."""
    missing = {
        "postgresql15": "PostgreSQL 15 is not on this machine",
        "given": "RENTBOOK_TEST_URL names no further server",
    }
    for name in sorted(missing.keys() - set(names_of_servers())):
        terminalreporter.write_line(f"not proved here: {missing[name]}")
    if "postgresql15" in names_of_servers() and not os.environ.get("RENTBOOK_PROVE"):
        terminalreporter.write_line("PostgreSQL 15 met one test in five: make prove runs all")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives `server` its servers: all of them in tests/db and tests/attacks, unless marked."""
    if "server" not in metafunc.fixturenames:
        return
    marked = {mark.name for mark in metafunc.definition.iter_markers()}
    wide = metafunc.definition.nodeid.startswith(_EVERY_SERVER) or "every_server" in marked
    names = names_of_servers() if wide and "one_server" not in marked else ["bundled"]
    metafunc.parametrize("server", names, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves most of what the bundled server proves already to `make prove` on a server beside it.

    One test of five meets that one here, always the same ones; a server that RENTBOOK_TEST_URL
    names meets all of them.
    """
    if os.environ.get("RENTBOOK_PROVE"):
        return
    left = [item for item in items if _is_left(item.nodeid)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not _is_left(item.nodeid)]


def _is_left(nodeid: str) -> bool:
    return "[postgresql15" in nodeid and zlib.crc32(nodeid.encode()) % 5 != 0


@pytest.fixture(scope="session")
def _servers() -> Iterator[Callable[[str], Server]]:
    with ExitStack() as stack:
        started: dict[str, Server] = {}

        def get(name: str) -> Server:
            if name not in started:
                started[name] = stack.enter_context(serving(name))
            return started[name]

        yield get


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, _servers: Callable[[str], Server]) -> Server:
    """A running PostgreSQL: see tests/servers.Server."""
    return _servers(getattr(request, "param", "bundled"))


@pytest.fixture(scope="session")
def superuser_url(server: Server) -> str:
    """The address of that server's database "postgres", as a superuser."""
    return server.superuser_url


@pytest.fixture
def fresh_database(server: Server) -> Iterator[Callable[..., str]]:
    """Call it for the superuser address of a new database, empty or a copy of `template`."""
    made: list[str] = []

    def make(template: str = "template0") -> str:
        made.append(server.create_database(template))
        return server.url(made[-1])

    yield make
    for name in made:
        server.drop_database(name)


@pytest.fixture(scope="session")
def _templates() -> dict[tuple[str, str], str]:
    return {}


@pytest.fixture(scope="session")
def template(
    server: Server, _templates: dict[tuple[str, str], str]
) -> Callable[[str, Callable[[str], None]], str]:
    """`template(key, build)` runs `build(url)` once per server and gives the database's name.

    A copy of it (`fresh_database(template=name)`) costs far less than building again; `build`
    must close its connections. On a server given by its address such databases stay behind.
    """

    def once(key: str, build: Callable[[str], None]) -> str:
        if (server.name, key) not in _templates:
            name = server.create_database()
            build(server.url(name))
            _templates[server.name, key] = name
        return _templates[server.name, key]

    return once


@pytest.fixture
def small_book(
    server: Server,
    template: Callable[[str, Callable[[str], None]], str],
    fresh_database: Callable[..., str],
) -> SmallBook:
    """A small made-up book of its own: see tests/small_book."""
    return copied(server, template, fresh_database)


@pytest.fixture
def lived_in(
    server: Server,
    template: Callable[[str, Callable[[str], None]], str],
    fresh_database: Callable[..., str],
) -> SmallBook:
    """The small book after some weeks of work: see tests/tui/lived_in."""
    from tests.tui.lived_in import lived_in_copy

    return lived_in_copy(server, template, fresh_database)


@pytest.fixture
def opened(small_book: SmallBook) -> Iterator[Callable[..., Book]]:
    """`opened("supervisor.1")` opens the small book as that operator; it closes by itself."""
    books: list[Book] = []

    def open_as(login: str = "assistant.1") -> Book:
        books.append(open_book(small_book.url(login)))
        return books[-1]

    yield open_as
    for book in books:
        book.close()
