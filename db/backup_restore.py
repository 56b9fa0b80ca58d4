"""A backup brought back: roles, then everything whole into an empty database, then the proof."""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from psycopg import sql

from core.refusal import Refusal
from db import revisions
from db.backup import DUMP, MANIFEST, Backed
from db.backup_manifest import Manifest, differences, manifest
from db.backup_programs import connection, program
from db.backup_roles import make_roles, refuse_where_they_serve
from db.book import Progress, Session, connect
from db.errors import translated
from db.founding import keep_to_operators
from db.groups import group_identifier, group_role
from db.owner import as_owner
from db.proof import prove

_CHUNK = 1 << 20
# Arrays of searches made from the lost book may be younger than the backup: none of them is taken.
_FINDER_AHEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened backup: its manifest, and the dump to be read."""

    manifest: Manifest
    zipped: ZipFile

    @property
    def book_id(self) -> str:
        """The id of the book in it."""
        return str(self.manifest["book"]["id"])


def restore(url: str, file: Path, mode: str, progress: Progress | None = None) -> Backed:
    """Brings the backup in `file` back into the empty database at `url`, and proves it.

    `url` names a superuser, or a CREATEROLE login that owns the database; `mode` is embedded or
    server. Logins that were missing are made NOLOGIN: whoever may decides who comes in. Raises
    Refusal: not_a_backup, backup_damaged, book_newer, not_empty, serves_another_book,
    restore_failed, restore_differs.
    """
    say = progress or (lambda _: None)
    with opened(file) as archive, connect(url) as session, translated():
        say("reading the backup")
        _refuse_damaged(archive)
        _refuse_unfit(session, archive)
        with session.transaction():
            make_roles(session, archive.manifest)
            keep_to_operators(session, archive.book_id)
            _let_owner_create(session, archive.book_id, "GRANT {} ON DATABASE {} TO {}")
        say("loading the book")
        try:
            _load(session, url, archive)
        finally:
            _let_owner_create(session, archive.book_id, "REVOKE {} ON DATABASE {} FROM {}")
        _settle(session, mode)
        say("proving it against the manifest")
        _refuse_different(session, archive)
        return Backed(archive.manifest["counts"]["posting"], archive.manifest["seal"])


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """The backup in a file; raises Refusal where it is none, or of a newer program."""
    try:
        with ZipFile(file) as zipped:
            told = json.loads(zipped.read(MANIFEST))
            zipped.getinfo(DUMP)
            if told["schema"] > revisions.HEAD:
                revisions.refuse_other(told["schema"], str(file))
            yield Archive(told, zipped)
    except (BadZipFile, KeyError, json.JSONDecodeError):
        raise Refusal("not_a_backup", f"{file} is no backup of a book", str(file)) from None
    except OSError as fault:
        raise Refusal("not_a_backup", f"{file}: {fault.strerror}", str(file)) from None


def _refuse_damaged(archive: Archive) -> None:
    digest = hashlib.sha256()
    try:
        with archive.zipped.open(DUMP) as dump:
            for chunk in _chunks(dump):
                digest.update(chunk)
    except BadZipFile:
        digest = hashlib.sha256()
    if digest.hexdigest() != archive.manifest["digest"]:
        words = "the backup is not what was written: take another copy of it"
        raise Refusal("backup_damaged", words)


def _refuse_unfit(session: Session, archive: Archive) -> None:
    """An empty database in a cluster where nobody else needs these roles."""
    row = session.execute(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
    ).fetchone()
    assert row is not None
    if row[0]:
        words = "this database is not empty: a book is restored whole, into a new database"
        raise Refusal("not_empty", words, session.info.dbname)
    if archive.manifest["server"] // 10000 > session.info.server_version // 10000:
        words = "this server is older than the one the backup is of: restore into a newer one"
        raise Refusal("server_old", words, session.info.server_version)
    refuse_where_they_serve(session, archive.manifest)


def _let_owner_create(session: Session, book_id: str, act: str) -> None:
    """The owner makes the schema itself, and may make no other afterwards."""
    database = sql.Identifier(session.info.dbname)
    owner = group_identifier(book_id, "owner")
    session.execute(sql.SQL(act).format(sql.SQL("CREATE"), database, owner))


def _load(session: Session, url: str, archive: Archive) -> None:
    """Schema and data in one transaction: triggers come last, so no balance counts twice."""
    address, environment = connection(url)
    command = [
        program("pg_restore", max(session.info.server_version, archive.manifest["server"])),
        f"--dbname={address}",
        f"--role={group_role(archive.book_id, 'owner')}",
        "--no-owner",
        "--single-transaction",
        "--exit-on-error",
        "--no-password",
    ]
    with (
        archive.zipped.open(DUMP) as dump,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as running,
    ):
        assert running.stdin is not None and running.stderr is not None
        try:
            for chunk in _chunks(dump):
                running.stdin.write(chunk)
            running.stdin.close()
        except BrokenPipeError:
            pass  # it stopped reading: what it said is told below
        words = running.stderr.read().decode(errors="replace").strip()
    if running.returncode != 0:
        told = next((line for line in words.splitlines() if "error" in line.lower()), words)
        raise Refusal("restore_failed", f"nothing was restored: {told}")


def _settle(session: Session, mode: str) -> None:
    """No look at hidden rows outlives its book, and no older arrays of searches are believed."""
    with as_owner(session):
        session.execute(
            "UPDATE rb.reveal_grant SET expires_at = least(expires_at, clock_timestamp());"
            " UPDATE rb.subject_access SET expires_at = least(expires_at, clock_timestamp())"
        )
        session.execute("UPDATE rb.book SET mode = %s", (mode,))
        session.execute(
            "UPDATE rb.finder_state SET (generation, rebuilt) = (generation + %s, generation + %s)",
            (_FINDER_AHEAD, _FINDER_AHEAD),
        )
    with session.transaction():
        session.execute("ANALYZE")


def _refuse_different(session: Session, archive: Archive) -> None:
    with as_owner(session):
        found = differences(archive.manifest, manifest(session))
    found += [f"{fault.check}, {fault.where}: {fault.what}" for fault in prove(session).faults]
    if found:
        words = f"the restored book is not the one backed up: {found[0]} ({len(found)} in all)"
        raise Refusal("restore_differs", words, found)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
