"""Raw SQL with an operator's own login is refused, shows nothing hidden, changes nothing."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

import json
import re
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.attacks.acting import ACTING
from tests.attacks.bank import BANK
from tests.attacks.blind import BLIND
from tests.attacks.deciding import DECIDING
from tests.attacks.documents import DOCUMENTS
from tests.attacks.files import FILES
from tests.attacks.payments import PAYMENTS
from tests.attacks.reading import READING
from tests.attacks.sessions import SESSIONS
from tests.attacks.sheets import SHEETS
from tests.attacks.subjects import SUBJECTS
from tests.attacks.tables import TABLES
from tests.attacks.world import CLYDEVIEW_ONLY, SECRET, build_world, digest, names, roles
from tests.attacks.writing import WRITING
from tests.servers import Server

# (login, refused with: an SQLSTATE, a code of ours, or None where it runs and shows nothing; statements)
Attack = tuple[str, str | None, str]
ATTACKS: tuple[Attack, ...] = (
    WRITING
    + ACTING
    + DECIDING
    + DOCUMENTS
    + FILES
    + BANK
    + SESSIONS
    + READING
    + SHEETS
    + TABLES
    + SUBJECTS
    + PAYMENTS
    + BLIND
)


# feature_not_supported: this server was built without XML, extensions or languages.
_NOT_BUILT_IN = "0A000"


@dataclass
class Besieged:
    """One book for all attacks of a server: none may change it."""

    server: Server
    database: str
    names: dict[str, str]
    digest: dict[str, str]
    watching: psycopg.Connection[Any]


_BOOKS: dict[str, Besieged] = {}


@pytest.fixture
def besieged(server: Server) -> Besieged:
    """The book under attack, made once a server; no copy, since a database's copy loses its rights."""
    if server.name not in _BOOKS:
        database = server.create_database()
        build_world(server.url(database))
        watching = psycopg.connect(server.url(database), autocommit=True)
        _BOOKS[server.name] = Besieged(
            server, database, names(watching), digest(watching), watching
        )
    return _BOOKS[server.name]


@pytest.mark.parametrize(
    "attack", ATTACKS, ids=lambda attack: f"{attack[0]}: {' '.join(attack[2].split())[:90]}"
)
def test_the_book_withstands(besieged: Besieged, attack: Attack) -> None:
    login, expected, text = attack
    before, written = roles(besieged.watching), _written(besieged)
    seen, met = attempt(besieged, login, text)
    # Whatever changes is in the log first: where that stands still, every table is as it was.
    now = besieged.digest if _written(besieged) == written else digest(besieged.watching)
    changed = [name for name, was in besieged.digest.items() if now[name] != was]
    changed += ["roles"] * (roles(besieged.watching) != before)
    if changed:
        _BOOKS.pop(besieged.server.name)  # the next attack meets a book of its own
    assert not changed, seen
    assert met in (expected, _NOT_BUILT_IN), seen
    secret = CLYDEVIEW_ONLY if login.endswith(".3") else SECRET
    assert not re.search(secret, seen, re.IGNORECASE), seen


def _written(besieged: Besieged) -> str:
    """How far the server's log has come."""
    row = besieged.watching.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row is not None
    return str(row[0])


def attempt(besieged: Besieged, login: str, text: str) -> tuple[str, str | None]:
    """Everything the statements showed, and what the last of them was refused with."""
    filled = re.sub(r"<([A-Z_]+)>", lambda found: besieged.names[found[1]], text)
    shown: list[str] = []
    met: str | None = None
    with psycopg.connect(besieged.server.url(besieged.database, login), autocommit=True) as session:
        session.add_notice_handler(
            lambda notice: shown.append(f"{notice.message_primary} {notice.message_detail}")
        )
        statements = [part for part in filled.split(";;") if part.strip()]
        for number, statement in enumerate(statements, 1):
            try:
                shown += _run(session, statement)
            except psycopg.Error as error:
                shown += [str(error), str(error.diag.message_detail), str(error.diag.message_hint)]
                met = _code(error)
                assert number == len(statements), shown
        session.cancel()
    return "\n".join(shown), met


def _run(session: psycopg.Connection[Any], statement: str) -> list[str]:
    cursor = session.cursor()
    if re.match(r"\s*COPY\b.*\bSTDIN", statement, re.IGNORECASE | re.DOTALL):
        head, _, rows = statement.partition("\n")
        with cursor.copy(sql.SQL(head)) as copy:  # type: ignore[arg-type]  # the attack's own text
            copy.write(rows.strip().replace("|", "\t") + "\n")
        return []
    if re.match(r"\s*COPY\b.*\bSTDOUT", statement, re.IGNORECASE | re.DOTALL):
        with cursor.copy(statement.encode()) as copy:
            return [bytes(part).decode() for part in copy]
    cursor.execute(statement.encode())
    return [str(row) for row in cursor.fetchall()] if cursor.description else []


def _code(error: psycopg.Error) -> str | None:
    if error.sqlstate != "RB001":
        return error.sqlstate
    return str(json.loads(error.diag.message_detail or "{}")["code"])
