"""A book in a folder of one's own: its server, its keeper, logins with generated passwords."""

from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from core.refusal import Refusal
from db.book import DATABASE, connect
from db.embedded import Server, ensure
from db.founding import Plan, found
from db.operators import Operator, add_operator
from db.owner import as_owner
from db.revisions import version_of

KEEPER = "keeper"
OPERATOR = "operator"
NIGHT = "night"


def found_embedded(folder: Path, kind: str, progress: object = None) -> Server:
    """The server of the book in `folder`, founded or upgraded; `kind` is live or demo."""
    server = ensure(folder, progress=progress)  # type: ignore[arg-type]  # a callable or None
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        if not _exists(session):
            session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    with psycopg.connect(server.superuser_url(DATABASE)) as session:
        known = server.password(KEEPER)
        password = known or server.keep_password(KEEPER)
        found(session, Plan(kind, "embedded", KEEPER, password))
    return server


def init_embedded(folder: Path, progress: object = None) -> Server:
    """A real book in a folder: one operator, who is manager without deciding, and the night."""
    server = found_embedded(folder, "live", progress)
    add_logins(
        server, (Operator(OPERATOR, "Operator", "manager"), Operator(NIGHT, "Night", "night"))
    )
    return server


def add_logins(server: Server, operators: Sequence[Operator]) -> None:
    """Adds those of the operators the book does not know yet."""
    with connect(server.url(DATABASE, KEEPER)) as keeper:
        with as_owner(keeper):
            rows = keeper.execute("SELECT login FROM rb.operator").fetchall()
        known = {row[0] for row in rows}
        for operator in operators:
            if operator.login not in known:
                add_operator(keeper, operator, server.keep_password(operator.login))


def kind_of(server: Server) -> str | None:
    """What the folder's book is, live or demo; None before it is founded."""
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        if not _exists(session):
            return None
    with psycopg.connect(server.superuser_url(DATABASE)) as session:
        if version_of(session) is None:
            return None
        row = session.execute("SELECT kind FROM rb.book").fetchone()
    return None if row is None else str(row[0])


def drop_demo(server: Server) -> None:
    """Removes the folder's made-up book; a live one is refused."""
    if kind_of(server) == "live":
        raise Refusal("not_a_demo", "this folder holds a live book: a demo needs another folder")
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        act = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE))
        session.execute(act)


def _exists(session: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = session.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
    return row is not None
