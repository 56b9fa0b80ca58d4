"""What accounts usually pay by a batch's stream, for the difference doctor."""

from collections.abc import Collection

from core.money import Pence
from db.book import Book
from db.errors import translated
from db.line_facts import facts, head


def usuals(book: Book, accounts: Collection[int], batch: int) -> dict[int, Pence]:
    """The usual amount by account, of those that have one."""
    with book.session() as session, translated():
        known = facts(session, accounts, head(session, batch))
    return {
        number: fact.candidate.usual
        for number, fact in known.items()
        if fact.candidate.usual is not None
    }
