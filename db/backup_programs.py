"""The dump and restore programs of PostgreSQL that fit a server: never older than it."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from core.refusal import Refusal
from db.embedded.programs import bundled

# Debian and its kin keep each major version in a folder of its own, outside PATH.
_SYSTEM = Path(os.sep, "usr", "lib", "postgresql")


def program(name: str, server_version: int) -> str:
    """The path of `pg_dump` or `pg_restore` of the server's major version, else of the next newer.

    `server_version` as psycopg tells it, e.g. 180004. Raises Refusal where none is new enough.
    """
    needed = server_version // 10000
    fitting = {major: path for path in _candidates(name) if (major := _major(path)) >= needed}
    if not fitting:
        words = (
            f"no {name} of PostgreSQL {needed} or newer here: install postgresql-client-{needed}"
        )
        raise Refusal("no_program", words, name)
    return str(fitting[min(fitting)])


def connection(url: str) -> tuple[str, dict[str, str]]:
    """An address for a program's arguments, and its environment: no password shows in a list."""
    given = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    password = given.pop("password", None)
    environment = dict(os.environ) | {"LC_ALL": "C"}
    if password is not None:
        environment["PGPASSWORD"] = password
    return make_conninfo(**given), environment


def _candidates(name: str) -> Iterator[Path]:
    with suppress(Refusal):  # installed without a PostgreSQL of its own
        yield Path(bundled().path(name))
    yield from _SYSTEM.glob(f"*/bin/{name}")
    if found := shutil.which(name):
        yield Path(found)


@lru_cache
def _major(path: Path) -> int:
    try:
        said = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0  # there, but it does not run
    found = re.search(r"(\d+)", said.stdout)
    return int(found[1]) if found else 0
