"""Where a backup is restored to: a database of a server, or a folder with a server of its own."""

from pathlib import Path

import psycopg
from psycopg import sql

from db.backup import Backed
from db.backup_restore import opened, restore
from db.book import DATABASE, Progress, embedded_folder
from db.embedded import Server, ensure
from db.embedded_book import KEEPER
from db.founding import make_keeper, make_login


def restore_to(where: str, file: Path, progress: Progress | None = None) -> Backed:
    """Restores to `embedded:FOLDER` or to the empty database at a server's address.

    In a folder every login gets a password in the passfile: the folder's owner is trusted anyway,
    and keeps the book there, whoever kept it on its server.
    """
    folder = embedded_folder(where)
    if folder is None:
        return restore(where, file, "server", progress)
    with opened(file) as archive:
        logins = [*archive.manifest["keepers"], *archive.manifest["operators"]]
        book_id = str(archive.manifest["book"]["id"])
    server = ensure(folder, progress=progress)
    _make_database(server)
    done = restore(server.superuser_url(DATABASE), file, "embedded", progress)
    _keep_here(server, book_id)
    _let_in(server, logins)
    return done


def _keep_here(server: Server, book_id: str) -> None:
    """A folder's book is opened as `keeper` by whatever its keeper does."""
    with psycopg.connect(server.superuser_url(DATABASE)) as session:
        make_login(session, KEEPER, server.keep_password(KEEPER), "CREATEROLE")
        make_keeper(session, book_id, KEEPER)


def _make_database(server: Server) -> None:
    """An empty database; one that stands is left for `restore` to judge."""
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        row = session.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
        if row is None:
            session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


def _let_in(server: Server, logins: list[str]) -> None:
    with psycopg.connect(server.superuser_url(), autocommit=True) as session:
        for login in logins:
            password = sql.Literal(server.keep_password(login))
            act = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
            session.execute(act.format(sql.Identifier(login), password))
