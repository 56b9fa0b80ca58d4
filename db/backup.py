"""A book in one file: what was in it at one moment, and the manifest to prove it by."""

import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from psycopg import sql

from core.refusal import Refusal
from db.backup_manifest import Manifest, manifest
from db.backup_programs import connection, program
from db.book import Book, Progress, Session
from db.errors import translated
from db.groups import group_identifier, group_role
from db.new_file import create
from db.owner import as_owner

DUMP, MANIFEST = "book.dump", "manifest.json"
_CHUNK = 1 << 20
_SEAL_TRIES = 5


@dataclass(frozen=True, slots=True)
class Backed:
    """A backup that was made: `head` is the seal that covers everything in it, in hex."""

    postings: int
    head: str


def back_up(book: Book, out: Path, progress: Progress | None = None) -> Backed:
    """Seals the book and writes it whole to the new file `out` (0600).

    The book is opened as its keeper. Raises Refusal: not_permitted, file_exists, no_program,
    busy (somebody held the gate), dump_failed.
    """
    say = progress or (lambda _: None)
    with book.session() as session, translated():
        say("sealing every chain")
        _seal(session)
    descriptor = create(out)
    try:
        with os.fdopen(descriptor, "wb") as file, book.session() as session, translated():
            say("writing the backup")
            told = _write(session, book.url, file)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    return Backed(told["counts"]["posting"], told["seal"])


def _seal(session: Session) -> None:
    for left in reversed(range(_SEAL_TRIES)):
        try:
            with as_owner(session), translated():
                session.execute("SELECT rb.seal('backup')")
            return
        except Refusal as refusal:
            if refusal.code != "busy" or not left:
                raise


def _write(session: Session, url: str, file: IO[bytes]) -> Manifest:
    """Manifest and dump of one snapshot, which this session holds until the dump is done."""
    with session.transaction():
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        session.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        book_id = _book_id(session)
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(group_identifier(book_id, "owner")))
        row = session.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        told = manifest(session)
        with ZipFile(file, "w") as archive:
            command = _dump_command(session.info.server_version, book_id, str(row[0]))
            with archive.open(DUMP, "w", force_zip64=True) as dump:
                told["digest"] = _dump(command, url, dump)
            archive.writestr(MANIFEST, json.dumps(told, indent=1))
        file.flush()
        os.fsync(file.fileno())
    return told


def _book_id(session: Session) -> str:
    row = session.execute("SELECT id FROM rb.book").fetchone()
    assert row is not None, "a book has its row"
    return str(row[0])


def _dump_command(server_version: int, book_id: str, snapshot: str) -> list[str]:
    return [
        program("pg_dump", server_version),
        "--format=custom",
        "--schema=rb",
        f"--role={group_role(book_id, 'owner')}",
        f"--snapshot={snapshot}",
        "--lock-wait-timeout=10s",
        "--no-password",
    ]


def _dump(command: list[str], url: str, into: IO[bytes]) -> str:
    """Runs the dump into an open file and gives its SHA-256."""
    address, environment = connection(url)
    digest = hashlib.sha256()
    running = subprocess.Popen(
        [*command, f"--dbname={address}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    with running:
        assert running.stdout is not None and running.stderr is not None
        while chunk := running.stdout.read(_CHUNK):
            digest.update(chunk)
            into.write(chunk)
        words = running.stderr.read().decode(errors="replace").strip()
    if running.returncode != 0:
        raise Refusal("dump_failed", f"the book could not be dumped: {words.splitlines()[-1:]}")
    return digest.hexdigest()
