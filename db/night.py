"""The night's run: what nobody waits for by day, step by step, each safe to repeat."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.refusal import Refusal
from db.book import Book
from db.errors import translated
from db.misposts.noting import look


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was done: how many things it found or did, and that in words."""

    step: str
    count: int
    says: str


def nightly(book: Book) -> Iterator[Step]:
    """Every step in order as each is done. Raises Refusal not_permitted: by day's logins."""
    if book.about.group != "night":
        says = "it is run by a login of the group night: see rentbook operator add --help"
        raise Refusal("not_permitted", says, book.about.login)
    yield _seal(book)
    found = len(look(book))
    told = f"{found} to look at: rentbook mispost list"
    yield Step("misposts", found, told if found else "nothing looks posted to the wrong account")


def _seal(book: Book) -> Step:
    """Every operator's chain sealed, where anything was posted since the last seal."""
    with book.session() as session, translated():
        row = session.execute(_UNSEALED).fetchone()
        count = int(row[0]) if row else 0
        if count:
            session.execute("SELECT rb.seal('night')")
    told = f"{count} entries sealed" if count else "nothing was posted since the last seal"
    return Step("seal", count, told)


_UNSEALED = """
WITH last AS (SELECT heads FROM rb.seal ORDER BY id DESC LIMIT 1)
SELECT coalesce(sum(c.number - coalesce((last.heads -> c.login::text ->> 0)::int, 0)), 0)
FROM rb.chain c LEFT JOIN last ON true
"""
