"""A hint that requests were made, decided or questioned: heard, never believed."""

from collections.abc import Callable

import psycopg
from psycopg import sql

from db.book import Book, connect

CHANNEL = "rb_requests"


def listen(book: Book, heard: Callable[[], bool]) -> None:
    """Calls `heard()` for every hint until it answers False, on a session of its own.

    Returns when the session is lost; raises Unreached when there is none. What a hint is about
    is read from the book: hints may be missed, and anybody may send one.
    """
    with connect(book.url) as session:
        session.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
        try:
            for _ in session.notifies():
                if not heard():
                    return
        except psycopg.OperationalError:
            return
