"""Writing as the book's owner: what the keeper does, and nobody who works in the book."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from core.refusal import Refusal
from db.groups import group_identifier

Session = psycopg.Connection[Any]


@contextmanager
def as_owner(session: Session) -> Iterator[Session]:
    """One transaction in which the session writes as the owner of its book."""
    with session.transaction():
        row = session.execute("SELECT id FROM rb.book").fetchone()
        assert row is not None, "a book has its row"
        role = group_identifier(str(row[0]), "owner")
        member = session.execute(
            "SELECT pg_has_role(%s, 'member')", (f"rb_{row[0]}_owner",)
        ).fetchone()
        if member is None or not member[0]:
            raise Refusal(
                "not_permitted", "only the book's keeper may do that: log in as its keeper"
            )
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(role))
        yield session
