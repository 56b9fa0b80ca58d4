"""The founding of a book: group roles, keeper, schema, acts and the row that says what it is."""

import secrets
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from core.refusal import Refusal
from db import revisions
from db.groups import GROUPS, STANDS_ON, group_identifier, group_role

_OLDEST_SERVER = 150000


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of book to found: `kind` live or demo, `mode` embedded or server."""

    kind: str
    mode: str
    keeper: str
    keeper_password: str | None = None
    book_id: str | None = None


def found(session: psycopg.Connection[Any], plan: Plan) -> str:
    """Makes a book in the session's empty database, or upgrades the one there; gives its id.

    The session is a superuser's, or a CREATEROLE login's that owns the database.
    """
    if session.info.server_version < _OLDEST_SERVER:
        raise Refusal("server_old", "PostgreSQL 15 or newer is needed: choose another server")
    version = revisions.version_of(session)
    session.rollback()
    if version is not None:
        return _upgrade(session, version)
    book_id = plan.book_id or secrets.token_hex(4)
    with revisions.one_transaction(session) as bind:
        _make_roles(session, book_id, plan)
        _make_schema(session, book_id)
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(group_identifier(book_id, "owner")))
        session.execute("SET LOCAL search_path = rb, pg_temp")
        revisions.upgrade(bind, book_id)
        session.execute(
            "INSERT INTO rb.book (id, kind, mode) VALUES (%s, %s, %s)",
            (book_id, plan.kind, plan.mode),
        )
    return book_id


def _upgrade(session: psycopg.Connection[Any], version: str) -> str:
    if version > revisions.HEAD:
        revisions.refuse_other(version, "this place")
    with revisions.one_transaction(session) as bind:
        row = session.execute("SELECT id FROM rb.book").fetchone()
        assert row is not None, "a book with a schema version has its row"
        book_id = str(row[0])
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(group_identifier(book_id, "owner")))
        session.execute("SET LOCAL search_path = rb, pg_temp")
        revisions.upgrade(bind, book_id)
    return book_id


def _make_roles(session: psycopg.Connection[Any], book_id: str, plan: Plan) -> None:
    make_groups(session, book_id)
    make_login(session, plan.keeper, plan.keeper_password, "CREATEROLE")
    make_keeper(session, book_id, plan.keeper)


def make_groups(session: psycopg.Connection[Any], book_id: str) -> None:
    """Makes the group roles of a book where they are missing; this session may act as its owner."""
    for group in GROUPS:
        row = session.execute(
            "SELECT FROM pg_roles WHERE rolname = %s", (group_role(book_id, group),)
        ).fetchone()
        if row is None:
            role = group_identifier(book_id, group)
            session.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(role))
    for group, below in STANDS_ON.items():
        _grant(session, group_identifier(book_id, below), group_identifier(book_id, group))
    # On 16 and later a CREATEROLE login holds ADMIN of what it made, not the right to act as it.
    _grant(session, group_identifier(book_id, "owner"), sql.SQL("CURRENT_USER"))
    _let_watch(session, "pg_read_all_stats", group_identifier(book_id, "owner"))


def make_keeper(session: psycopg.Connection[Any], book_id: str, login: str) -> None:
    """Makes a login a keeper: it may act as the owner, and put operators into groups."""
    keeper = sql.Identifier(login)
    _grant(session, group_identifier(book_id, "owner"), keeper)
    for group in GROUPS[1:]:
        session.execute(
            sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(
                group_identifier(book_id, group), keeper
            )
        )
    _let_watch(session, "pg_signal_backend", keeper)


def _let_watch(session: psycopg.Connection[Any], right: str, role: sql.Identifier) -> None:
    """Sight of who holds the gate, or the right to end them: only a superuser can give it."""
    row = session.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and row[0]:
        session.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(right), role))


def make_login(
    session: psycopg.Connection[Any], login: str, password: str | None, more: str = ""
) -> None:
    """Makes the login where there is none, sets the password given, and its timeouts."""
    name = sql.Identifier(login)
    row = session.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone()
    if row is None:
        session.execute(sql.SQL("CREATE ROLE {} LOGIN {}").format(name, sql.SQL(more)))
    if password is not None:
        session.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
    for setting in ("lock_timeout = '10s'", "idle_in_transaction_session_timeout = '60s'"):
        session.execute(sql.SQL("ALTER ROLE {} SET {}").format(name, sql.SQL(setting)))


def _grant(session: psycopg.Connection[Any], group: sql.Composable, member: sql.Composable) -> None:
    session.execute(sql.SQL("GRANT {} TO {}").format(group, member))


def _forbid_large_objects(session: psycopg.Connection[Any]) -> None:
    """Nobody leaves anything in the database but by an act; only a superuser can forbid this."""
    session.execute(
        "DO $$ DECLARE f regprocedure; BEGIN"
        " IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;"
        " FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
        "   AND proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import', 'lo_put') LOOP"
        "   EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);"
        " END LOOP; END $$"
    )


def _make_schema(session: psycopg.Connection[Any], book_id: str) -> None:
    keep_to_operators(session, book_id)
    owner = group_identifier(book_id, "owner")
    session.execute(sql.SQL("CREATE SCHEMA rb AUTHORIZATION {}").format(owner))


def keep_to_operators(session: psycopg.Connection[Any], book_id: str) -> None:
    """Lets a book's operators and owner into its database, and nobody make anything in it.

    A copied or restored database has lost this: it is no part of what is in it.
    """
    row = session.execute("SELECT current_database()").fetchone()
    assert row is not None
    database, owner = sql.Identifier(row[0]), group_identifier(book_id, "owner")
    operator = group_identifier(book_id, "operator")
    session.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    session.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}, {}").format(database, operator, owner)
    )
    session.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    _forbid_large_objects(session)
