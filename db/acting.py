"""Calling an act: one autocommitted statement with a key made where the key was pressed."""

import hashlib
import secrets
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from core.refusal import Unreached
from db.errors import translated

Session = psycopg.Connection[Any]


def new_key() -> str:
    """A fresh key: whoever presses a key twice makes it once and sends it twice."""
    return secrets.token_hex(8)


def derived_key(*parts: object) -> str:
    """The same key for the same parts, so that a repeated command asks instead of doing twice."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def act(session: Session, name: str, key: str, *arguments: object) -> dict[str, Any]:
    """Does the act once, whatever happens on the way: the same key gives the same answer.

    Raises Refusal when the book says no, Unknown when the answer was lost after sending
    (send again with the same key), Unreached when nothing could be sent.
    """
    if session.closed:
        raise Unreached("the book's session is closed: connect again")
    given = [Jsonb(a) if isinstance(a, dict) else a for a in arguments]
    places = sql.SQL(", ").join(sql.Placeholder() for _ in range(len(given) + 1))
    call = sql.SQL("SELECT rb.{}({})").format(sql.Identifier(name), places)
    with translated(key):
        row = session.execute(call, (key, *given), prepare=True).fetchone()
    assert row is not None, "an act answers"
    answer: dict[str, Any] = row[0]
    return answer
