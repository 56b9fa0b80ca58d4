"""A book's schema version: told, compared with this program's, raised in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from core.refusal import Refusal
from db.groups import group_identifier, named_for

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent
HEAD = "0024"


def run_sql(connection: "Connection", name: str) -> None:
    """Runs one file of db/schema through the driver itself: SQLAlchemy would read its % signs."""
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]  # our own engine
    text = (HERE / "schema" / name).read_text()
    driver.execute(named_for(text, connection.info["book_id"]).encode())


def version_of(session: psycopg.Connection[Any]) -> str | None:
    """The revision of the book behind this session, None where there is no book."""
    with session.cursor() as cursor:
        cursor.execute("SELECT to_regclass('rb.alembic_version') IS NOT NULL")
        row = cursor.fetchone()
        if row is None or not row[0]:
            return None
        cursor.execute("SELECT version_num FROM rb.alembic_version")
        found = cursor.fetchone()
    return None if found is None else str(found[0])


def refuse_other(version: str | None, where: str) -> None:
    """Refuses a book that is missing, older or newer than this program, with the way out."""
    if version is None:
        raise Refusal("no_book", f"there is no book at {where}: make one with rentbook init", where)
    if version < HEAD:
        raise Refusal(
            "book_older",
            f"this book is version {version}, the program wants {HEAD}: "
            "its keeper upgrades it with rentbook init",
            version,
        )
    if version > HEAD:
        raise Refusal(
            "book_newer",
            f"this book is version {version}, newer than this program ({HEAD}): "
            "install the newer rentbook",
            version,
        )


@contextmanager
def one_transaction(session: psycopg.Connection[Any]) -> Iterator["Connection"]:
    """SQLAlchemy's view of a session, in one transaction that ends with the block."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("postgresql+psycopg://", creator=lambda: session, poolclass=StaticPool)
    with engine.connect() as bind, bind.begin():
        yield bind


def upgrade(bind: "Connection", book_id: str) -> None:
    """Brings schema and acts to this program's revision, inside the transaction of `bind`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE / "schema"))
    config.attributes["connection"] = bind
    bind.info["book_id"] = book_id
    command.upgrade(config, HEAD)
    driver: psycopg.Connection[Any] = bind.connection.driver_connection  # type: ignore[assignment]  # our own engine
    _replace_acts(driver, book_id)
    grant = sql.SQL("GRANT SELECT ON rb.alembic_version TO {}")
    driver.execute(grant.format(group_identifier(book_id, "operator")))


def _replace_acts(session: psycopg.Connection[Any], book_id: str) -> None:
    """Every act anew: an older signature must not stay callable beside the new one."""
    files = sorted((HERE / "acts" / "inner").glob("*.sql")) + sorted((HERE / "acts").glob("*.sql"))
    old = session.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p"
        " WHERE p.pronamespace = 'rb'::regnamespace AND p.proname = ANY (%s)",
        ([file.stem for file in files],),
    ).fetchall()
    for (signature,) in old:
        session.execute(sql.SQL("DROP FUNCTION {}").format(sql.SQL(signature)))
    session.execute("SET LOCAL check_function_bodies = off")
    for file in files:
        session.execute(named_for(file.read_text(), book_id).encode())
    session.execute("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA rb FROM PUBLIC")
