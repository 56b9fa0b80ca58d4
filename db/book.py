"""An opened book: where it is, who I am in it, and sessions to read it and act on it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from core.refusal import Refusal, Unreached
from db import revisions
from db.errors import first_line, translated

Session = psycopg.Connection[Any]
Progress = Callable[[str], None]

DATABASE = "rentbook"
_EMBEDDED = "embedded:"
_IDLE_MAX = 4


@dataclass(frozen=True, slots=True)
class About:
    """What the book says of itself and of this session's operator."""

    book_id: str
    kind: str
    mode: str
    go_live: date | None
    today: date
    login: str
    operator: str
    group: str
    landlords: tuple[str, ...]
    server_version: str
    schema_version: str

    @property
    def is_demo(self) -> bool:
        """Whether everything in it is made up."""
        return self.kind == "demo"


class Book:
    """A book opened as one operator; `url` works as it stands with psql."""

    def __init__(self, where: str, url: str, about: About) -> None:
        self.where = where
        self.url = url
        self.about = about
        self._idle: list[Session] = []

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for one use; a broken one is not kept. Raises Unreached when there is none."""
        try:
            session = self._idle.pop()  # two lanes may reach for the last one
        except IndexError:
            session = connect(self.url)
        try:
            yield session
        finally:
            clean = session.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
            if not session.closed and clean and len(self._idle) < _IDLE_MAX:
                self._idle.append(session)
            else:
                session.close()

    def forget_sessions(self) -> None:
        """Drops the idle sessions, so that the next use connects anew."""
        while self._idle:
            self._idle.pop().close()

    close = forget_sessions


def default_where() -> str:
    """$RENTBOOK_BOOK, else the embedded book of the user's data folder, else its demo."""
    if named := os.environ.get("RENTBOOK_BOOK"):
        return named
    live, demo = data_folder() / "book", data_folder() / "demo"
    return f"{_EMBEDDED}{demo if demo.exists() and not live.exists() else live}"


def data_folder() -> Path:
    """Where this user's embedded books live."""
    from platformdirs import user_data_path

    return user_data_path("rentbook", appauthor=False)


def embedded_folder(where: str) -> Path | None:
    """The folder of an `embedded:FOLDER`, None for a server's address."""
    return Path(where.removeprefix(_EMBEDDED)) if where.startswith(_EMBEDDED) else None


def open_book(
    where: str | None = None, role: str | None = None, *, progress: Progress | None = None
) -> Book:
    """Opens the book at `where` (libpq string or URL, service=NAME, embedded:FOLDER).

    `role` (a group or a login) chooses among a demo's operators. Raises Refusal for a book that
    is missing, older or newer than this program, or whose manager has suspended this operator;
    Unreached when nothing answers.
    """
    place = where or default_where()
    url = address_of(place, role, progress=progress)
    book = Book(place, url, _about_nothing())
    try:
        with book.session() as session, translated():
            revisions.refuse_other(revisions.version_of(session), place)
            book.about = _about(session)
    except Refusal:
        book.close()
        raise
    if role is not None and not book.about.is_demo and embedded_folder(place) is None:
        raise Refusal("role_only_in_demo", "--role chooses only in a demo: log in as yourself")
    return book


def address_of(where: str, role: str | None, *, progress: Progress | None = None) -> str:
    """The address behind a place; an embedded server is started for it."""
    folder = embedded_folder(where)
    if folder is None:
        return where
    from db.embedded import ensure

    if not (folder / "lock").exists():
        raise Refusal(
            "no_book",
            f"there is no book in {folder}: make one with rentbook init, or a made-up one "
            "with rentbook demo",
            where,
        )
    server = ensure(folder, progress=progress)
    return server.url(DATABASE, _login_in(server, role))


def _login_in(server: Any, role: str | None) -> str:
    wanted = (role, f"{role}.1") if role else ("operator", "assistant.1")
    for login in wanted:
        if login is not None and server.password(login) is not None:
            return login
    raise Refusal(
        "unknown_role",
        f"this book has no operator {role}: assistant, supervisor, manager and auditor are there "
        "in a demo"
        if role
        else "this folder's book has no login of its own: say who you are with --role LOGIN; if it "
        "was never finished, make it anew with rentbook init or demo --fresh",
        role,
    )


def connect(url: str) -> Session:
    """A new autocommit session; raises Unreached with the server's own words."""
    try:
        return psycopg.connect(
            url, autocommit=True, connect_timeout=10, application_name="rentbook"
        )
    except psycopg.OperationalError as error:
        raise Unreached(f"the book does not answer: {first_line(error)}") from error
    except psycopg.ProgrammingError as error:
        raise Refusal(
            "bad_address",
            "BOOK is a libpq connection string or URL, service=NAME or embedded:FOLDER: "
            f"{first_line(error)}",
        ) from error


def _about(session: Session) -> About:
    row = session.execute(
        "SELECT b.id, b.kind, b.mode, b.go_live,"
        " (clock_timestamp() AT TIME ZONE 'Europe/London')::date, session_user::text,"
        " coalesce(o.name, session_user::text), coalesce(o.grp, 'keeper'),"
        " coalesce((SELECT array_agg(code ORDER BY id) FROM rb.landlord"
        "   WHERE id = ANY (rb.my_landlords())), '{}'),"
        " current_setting('server_version'), v.version_num, coalesce(s.suspended, false)"
        " FROM rb.book b CROSS JOIN rb.alembic_version v"
        " LEFT JOIN rb.operator o ON o.login = session_user AND NOT o.suspended"
        " LEFT JOIN rb.operator s ON s.login = session_user"
    ).fetchone()
    assert row is not None, "a book has its row"
    *values, is_suspended = row
    if is_suspended:
        raise Refusal("suspended", f"{values[5]} is suspended: ask a manager", values[5])
    values[8] = tuple(values[8])
    values[9] = str(values[9]).split()[0]
    return About(*values)


def _about_nothing() -> About:
    return About("", "", "", None, date.min, "", "", "", (), "", "")
