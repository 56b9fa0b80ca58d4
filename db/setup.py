"""Setting a book up: a file compared with the book, and the difference applied by its keeper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from core.refusal import Refusal
from core.setup_change import Change, book_faults, changes
from core.setup_file import read_setup
from core.setup_item import Setup
from core.setup_text import setup_text
from db.book import Book
from db.errors import translated
from db.owner import as_owner
from db.setup_read import book_setup
from db.setup_write import write_change

Session = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class SetupDone:
    """What a setup file changes, in words; `requested` needs a request since there are postings."""

    changes: tuple[str, ...]
    requested: tuple[str, ...] = ()


def preview_setup(book: Book, text: str) -> SetupDone:
    """What applying the TOML `text` would change; nothing is changed.

    Raises Refusal `setup_faults` (subject: a list of {where, rule, says}).
    """
    with book.session() as session:
        return _told(*_difference(session, text))


def apply_setup(book: Book, text: str) -> SetupDone:
    """Applies the TOML `text` in one transaction and says what changed; again, nothing does.

    The book is opened as its keeper. Raises Refusal: `setup_faults`; `needs_request` (subject:
    what it is about) when there are postings and limits, policy, a stream's debits or a bank
    account would change; `not_permitted` for anybody but the keeper.
    """
    with book.session() as session, translated(), as_owner(session):
        # Posting takes the gate too: nothing is first posted while we decide that nothing was.
        session.execute("LOCK TABLE rb.period_gate IN EXCLUSIVE MODE")
        found, posted = _difference(session, text)
        done = _told(found, posted)
        if done.requested:
            raise Refusal(
                "needs_request",
                f"there are postings already, so {done.requested[0]} takes two people: ask for "
                "policy and limits by rentbook request policy, and leave it out of the file",
                list(done.requested),
            )
        for change in found:
            write_change(session, change)
        session.execute("SELECT rb.lay_rent_weeks()")
        if found:
            session.execute(
                "INSERT INTO rb.audit (act, subject, detail) VALUES ('setup', 'book', %s)",
                (Jsonb({"changes": done.changes}),),
            )
        return done


def show_setup(book: Book) -> str:
    """The book's setup as TOML that can be applied again and changes nothing."""
    with book.session() as session, translated():
        return setup_text(book_setup(session))


def lay_ground(session: Session, wanted: Setup, today: date) -> None:
    """Applies a setup and the shipped defaults to a new book; the session acts as its owner."""
    for change in changes(book_setup(session), wanted, today):
        write_change(session, change)


def _difference(session: Session, text: str) -> tuple[tuple[Change, ...], bool]:
    wanted, faults = read_setup(text)
    with translated():
        row = session.execute("SELECT rb.today(), EXISTS (SELECT FROM rb.posting)").fetchone()
        book = book_setup(session)
    assert row is not None
    if faults := (*faults, *(() if faults else book_faults(book, wanted))):
        first, several = faults[0], "" if len(faults) == 1 else "s, the first"
        raise Refusal(
            "setup_faults",
            f"nothing was changed: {len(faults)} fault{several} at {first.where}: {first.says}",
            [{"where": one.where, "rule": one.rule, "says": one.says} for one in faults],
        )
    return changes(book, wanted, row[0]), row[1]


def _told(found: tuple[Change, ...], posted: bool) -> SetupDone:  # noqa: FBT001  # a fact, not a switch
    asked = tuple(change.words for change in found if posted and change.asks)
    return SetupDone(tuple(change.words for change in found), asked)
