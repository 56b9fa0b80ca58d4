"""Foreign keys and indexes set aside while much is written, and proved whole when it stands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

Session = psycopg.Connection[Any]

_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%s::regclass[]) ORDER BY conrelid, conname
"""
# Unique ones stay: they are rules, and what is written meanwhile relies on them.
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique AND NOT indisexclusion ORDER BY indexrelid
"""


@contextmanager
def set_aside(session: Session, tables: Sequence[str]) -> Iterator[None]:
    """Inside one transaction of the owner; each comes back as it was, checked by one scan."""
    names = list(tables)
    keys = session.execute(_KEYS, (names,)).fetchall()
    indexes = session.execute(_INDEXES, (names,)).fetchall()
    for table, key, _ in keys:
        drop = "ALTER TABLE {} DROP CONSTRAINT {}"
        session.execute(sql.SQL(drop).format(sql.SQL(table), sql.Identifier(key)))
    for index, _ in indexes:
        session.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(index)))
    yield
    session.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        session.execute(sql.SQL(definition))
    for table, key, definition in keys:
        add = "ALTER TABLE {} ADD CONSTRAINT {} {}"
        parts = (sql.SQL(table), sql.Identifier(key), sql.SQL(definition))
        session.execute(sql.SQL(add).format(*parts))
