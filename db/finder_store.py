"""The finder of a book: built once, kept in the user's cache, mapped by every session, kept fresh.

The arrays hold what this operator's landlords allow and of restricted people the reference alone;
the folder is the user's own (0700, files 0600), one for each database and sight of it: a copied or
restored book has the same id and other people. What changed since they were built is read into a
small second index; what vanished or was hidden is dropped within a `freshen` (each second on
screen), because hiding somebody raises the book's finder generation in the same transaction. Whom
this operator has revealed stands in that second index, in memory alone, until the look ends.
"""

import fcntl
import hashlib
import mmap
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.finder.build import build
from core.finder.index import Index
from core.finder.row import Hit
from core.finder.search import Finder
from core.finder.stored import UnreadableIndexError, pieces, stored_in
from db.book import Book, Session, embedded_folder
from db.errors import translated
from db.finder_rows import finder_rows

_CHANGES_MAX = 5000


@dataclass(frozen=True, slots=True)
class _State:
    """The book's finder generation, the oldest one whose arrays still serve, and the accounts
    whose restricted people this operator may see for now."""

    generation: int
    rebuilt: int
    revealed: frozenset[int]


class BookFinder:
    """Searches one book as one operator; `freshen` reads what changed in it."""

    def __init__(self, book: Book, progress: Callable[[str], None]) -> None:
        self._book = book
        self._progress = progress
        self._built = 0
        self._read = 0
        self._revealed: frozenset[int] = frozenset()
        self._index: Index | None = None
        self._finder: Finder | None = None
        self.freshen()

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """The tenancies `text` may mean, best first."""
        assert self._finder is not None, "a finder is opened fresh"
        return self._finder.search(text, limit)

    def search_many(self, texts: list[str], limit: int = 5) -> list[list[Hit]]:
        """The hits of every text, whole words."""
        assert self._finder is not None, "a finder is opened fresh"
        return self._finder.search_many(texts, limit)

    def freshen(self) -> bool:
        """Reads what changed in the book since; whether anything did."""
        with self._book.session() as session, translated():
            state = _state(session)
            if (state.generation, state.revealed) == (self._read, self._revealed):
                return False
            if self._index is None or self._built < state.rebuilt:
                self._built, self._index = self._stored_or_built(session, state)
            changes = _changes(session, self._built)
            if len(changes) > _CHANGES_MAX:
                self._built, self._index = self._store_anew(session, state)
                changes = {}
            self._finder = _with_changes(session, self._index, changes, state.revealed)
            self._read, self._revealed = state.generation, state.revealed
        return True

    def _stored_or_built(self, session: Session, state: _State) -> tuple[int, Index]:
        folder = _folder(self._book, session)
        with _locked(folder):
            found = _newest(folder, state.rebuilt, state.generation)
        return found or self._store_anew(session, state)

    def _store_anew(self, session: Session, state: _State) -> tuple[int, Index]:
        folder = _folder(self._book, session)
        with _locked(folder):  # whoever waited here finds what the other one built
            oldest = max(state.rebuilt, state.generation - _CHANGES_MAX)
            found = _newest(folder, oldest, state.generation)
            if found is not None and found[0] >= state.rebuilt and found[0] > self._built:
                return found
            self._progress("reading tenancies for the finder")
            index = build(finder_rows(session))
            _write(folder, state.generation, index)
        kept = _newest(folder, state.generation, state.generation)
        return kept or (state.generation, index)


def _silent(_words: str) -> None: ...


def open_finder(book: Book, progress: Callable[[str], None] = _silent) -> BookFinder:
    """The finder of an opened book; the first to open it builds the arrays (a second or so for
    100,000 tenancies), the next map them."""
    return BookFinder(book, progress)


def _state(session: Session) -> _State:
    row = session.execute(_STATE, prepare=True).fetchone()
    assert row is not None
    generation, rebuilt, revealed = row
    return _State(generation, rebuilt, frozenset(revealed))


_STATE = """
SELECT generation, rebuilt, ARRAY(SELECT a.id FROM rb.revealed r
  JOIN rb.account a ON a.tenancy_id = r.tenancy_id AND a.parent_id IS NULL)
FROM rb.finder_state
"""


def _changes(session: Session, since: int) -> dict[int, bool]:
    """Accounts changed after that generation; whether each is gone."""
    rows = session.execute(
        "SELECT DISTINCT ON (account_id) account_id, gone FROM rb.finder_change"
        " WHERE generation > %s ORDER BY account_id, generation DESC LIMIT %s",
        (since, _CHANGES_MAX + 1),
    ).fetchall()
    return dict(rows)


def _with_changes(
    session: Session, index: Index, changes: dict[int, bool], revealed: frozenset[int]
) -> Finder:
    if not changes and not revealed:
        return Finder(index)
    # Somebody hidden is still found by reference: the row read now holds nothing else.
    rows = list(finder_rows(session, [*{*changes, *revealed}]))
    gone = frozenset(changes) - {row.account for row in rows}
    return Finder(index, build(rows, revealed=revealed) if rows else None, gone)


def _folder(book: Book, session: Session) -> Path:
    from platformdirs import user_cache_path

    about, row = book.about, session.execute(_IDENTITY).fetchone()
    assert row is not None, "every server has its control file"
    # Copied files of a server keep its identity: they are told apart by where they are served.
    place = book.where if embedded_folder(book.where) else (session.info.host, session.info.port)
    seen = repr((*row, place, about.landlords, about.login))
    name = f"finder-{about.book_id}-{hashlib.sha256(seen.encode()).hexdigest()[:16]}"
    folder = user_cache_path("rentbook", appauthor=False) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


# Of the server since it was made, and of the database in it since it was created.
_IDENTITY = """
SELECT c.system_identifier, d.oid FROM pg_control_system() c
JOIN pg_database d ON d.datname = current_database()
"""


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with os.fdopen(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _newest(folder: Path, oldest: int, latest: int) -> tuple[int, Index] | None:
    """The readable stored index of the last generation from `oldest` to `latest`.

    A file of a later generation than the book's own is of a future that a copy brought back has
    lost: it is removed, before the book's own count reaches it.
    """
    kept = sorted((int(path.stem), path) for path in folder.glob("*.index") if path.stem.isdigit())
    for generation, path in reversed(kept):
        if generation > latest:
            path.unlink(missing_ok=True)
            continue
        if generation < oldest:
            return None
        try:
            with path.open("rb") as file:
                return generation, stored_in(
                    memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
                )
        except (UnreadableIndexError, ValueError, OSError):
            path.unlink(missing_ok=True)
    return None


def _write(folder: Path, generation: int, index: Index) -> None:
    """Whole or not at all; sessions that map an older file keep what they map."""
    draft = folder / f"{generation}.draft"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        for piece in pieces(index):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / f"{generation}.index")
    for path in folder.glob("*.index"):
        if path.stem.isdigit() and int(path.stem) < generation:
            path.unlink(missing_ok=True)
