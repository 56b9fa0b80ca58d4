"""Importing a tenancy feed: read whole, weighed against the book, taken in whole or not at all."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from core.delimited import RowFault
from core.feed_json import fed_json
from core.feed_row import FeedTenancy
from core.money import Pence
from core.reference import normalise
from core.refusal import Refusal
from core.tenancy_feed import Feed, read_feed
from db.acting import act, derived_key
from db.book import Book
from db.errors import translated
from db.feed_file import read_feed_file

Session = psycopg.Connection[Any]
# Told what is being done, how many rows are done, of how many.
FeedProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FeedOrder:
    """How to import: whether known tenancies are updated, only previewed, and the control total."""

    update: bool = False
    dry_run: bool = False
    control_total: Pence | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class FeedDone:
    """What a feed did, or would do; with faults nothing was done, and `applied` says so.

    Counts first; then, up to a thousand each, what is worth a look: `changed_lines` ({line,
    tenancy_ref, fields}), lines that ended, references missing from the file, contacts corrected
    in the book ({line, position, kind, yields}), and lines whose opening balance differs.
    """

    lines: int = 0
    tenancies: int = 0
    customers: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    missing: int = 0
    opening_pence: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)
    changed_lines: list[dict[str, Any]] = field(default_factory=list)
    ended_lines: list[int] = field(default_factory=list)
    missing_refs: list[str] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    opening_differs: list[int] = field(default_factory=list)
    unknown_columns: tuple[str, ...] = ()
    applied: bool = False


_ONCE = FeedOrder()


def import_tenancies(
    book: Book, path: Path, order: FeedOrder = _ONCE, progress: FeedProgress | None = None
) -> FeedDone:
    """Imports the feed in `path`, all or nothing; the same bytes again give the same answer.

    By a manager or `night`. Faults are no exception: they are answered, and `applied` is False.
    Raises Refusal: `bad_file` (cannot be read at all), `unknown_landlord`, `not_permitted`;
    Unknown when the answer was lost (repeat the call).
    """
    told = progress or _quiet
    told("reading the file", 0, 0)
    file = read_feed_file(path)
    rows = len(file.table.rows)
    landlords = frozenset(book.about.landlords)
    feed = read_feed(file.table, landlords, lambda done: told("checking rows", done, rows))
    feed = replace(feed, faults=(*feed.faults, *_unkeyed(feed.tenancies)))
    with book.session() as session:
        doc = stage_feed(session, feed.tenancies, told) | {
            "file": file.digest,
            "update": order.update,
            # Where rows are wrong, the rest of them proves no total.
            "control_pence": None if feed.faults else order.control_total,
        }
        told("comparing with the book", rows, rows)
        if feed.faults or order.dry_run:
            return _previewed(session, doc, feed)
        try:
            answer = act(session, "apply_feed", order.key or _key(session, doc), doc)
        except Refusal as refused:
            if refused.code != "feed_faults":
                raise
            return _previewed(session, doc, feed)
        return FeedDone(**answer, unknown_columns=feed.unknown_columns, applied=True)


def stage_feed(
    session: Session, tenancies: Iterable[FeedTenancy], progress: FeedProgress | None = None
) -> dict[str, Any]:
    """Copies rows to the staging table; answers the load, lines and digest an act finds them by."""
    told = progress or _quiet
    load, digest, lines = str(uuid.uuid4()), hashlib.sha256(), 0
    with (
        translated(),
        session.cursor() as cursor,
        cursor.copy("COPY rb.stage_feed (load, line, fed) FROM STDIN") as copy,
    ):
        for one in tenancies:
            fed = fed_json(one)
            copy.write_row((load, one.line, fed))
            digest.update(hashlib.sha256(fed.encode()).digest())
            lines += 1
            if lines % 1000 == 0:
                told("sending", lines, 0)
    return {"load": load, "lines": lines, "digest": digest.hexdigest()}


def _previewed(session: Session, doc: dict[str, Any], feed: Feed) -> FeedDone:
    with translated():
        row = session.execute("SELECT rb.preview_feed(%s)", (Jsonb(doc),)).fetchone()
    assert row is not None, "a preview answers"
    answer: dict[str, Any] = row[0]
    faults = [asdict(fault) for fault in feed.faults] + answer.pop("faults")
    faults.sort(key=lambda one: (one["line"], one["field"]))
    return FeedDone(**answer, faults=faults, unknown_columns=feed.unknown_columns)


def _key(session: Session, doc: dict[str, Any]) -> str:
    """The same for the same bytes, until another feed came between: then they are news again."""
    with translated():
        row = session.execute(
            "SELECT coalesce(max(id), 0) FROM rb.feed_load WHERE digest <> %s",
            (bytes.fromhex(doc["file"]),),
        ).fetchone()
    assert row is not None
    return derived_key("feed", doc["file"], row[0], doc["update"], doc["control_pence"])


def _unkeyed(tenancies: Iterable[FeedTenancy]) -> Iterator[RowFault]:
    says = "nothing but spaces and dashes: write a reference of letters and digits"
    for one in tenancies:
        for column, ref in (("tenancy_ref", one.tenancy_ref), ("payment_ref", one.payment_ref)):
            if not normalise(ref):
                yield RowFault(one.line, column, "reference_wrong", says)


def _quiet(words: str, done: int, of: int) -> None:
    """Nobody is watching."""
