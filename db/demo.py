"""The demo: a made-up estate of two landlords with a past, the same for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from core.batch import Control
from core.estate.paying import Paying
from core.estate.tenancies import Estate
from core.money import Pence
from core.refusal import Refusal
from db.aside import set_aside
from db.batches import Header, KeptLine, keep_line, open_batch
from db.book import DATABASE, Book, connect, embedded_folder, open_book
from db.demo_bank import load_statements
from db.demo_estate import copy_in, lay_ground, lets
from db.demo_history import span_of, write_history
from db.demo_life import write_life
from db.embedded import Server, ensure
from db.embedded_book import KEEPER, add_logins, drop_demo, found_embedded, kind_of
from db.keying import payers
from db.operators import Operator
from db.owner import as_owner

Progress = Callable[[str], None]

TENANCIES = 2000
_MUCH_WRITTEN = (
    *("rb.property", "rb.tenancy", "rb.customer", "rb.tenant", "rb.contact", "rb.account"),
    *("rb.account_ref", "rb.balance", "rb.batch_line", "rb.posting"),
)
_LONG, _SHORT, _LARGE = 104, 26, 5000
OPERATORS = tuple(
    Operator(login, name, group)
    for login, name, group in (
        ("assistant.1", "Assistant one (made up)", "assistant"),
        ("assistant.2", "Assistant two (made up)", "assistant"),
        ("supervisor.1", "Supervisor one (made up)", "supervisor"),
        ("supervisor.2", "Supervisor two (made up)", "supervisor"),
        ("manager.1", "Manager one (made up)", "manager"),
        ("auditor.1", "Auditor one (made up)", "auditor"),
        ("night", "Night", "night"),
    )
)


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """What estate is wanted: so many tenancies of a seed, the past ending `today` (None: now)."""

    tenancies: int = TENANCIES
    seed: int = 1
    today: date | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Demo:
    """The estate that stands: how much of it, where, and whether it was made just now."""

    tenancies: int
    postings: int
    where: str
    made: bool


def make_demo(where: str, order: DemoOrder, progress: Progress) -> Demo:
    """The demo at `where` (embedded:FOLDER), made unless it stands; `fresh` makes it anew.

    Raises Refusal when a live book stands there, or `where` is no folder.
    """
    folder = embedded_folder(where)
    if folder is None:
        words = "a demo is made in a folder of its own: --book embedded:FOLDER"
        raise Refusal("demo_in_folder", words, where)
    server = _server(folder, order, progress)
    standing = _standing(server)
    if standing is not None:
        return Demo(*standing, where, made=False)
    add_logins(server, OPERATORS)
    with connect(server.url(DATABASE, KEEPER)) as keeper:
        made = _make(keeper, order, progress)
    _leave_batches_open(where)
    _leave_bank_to_reconcile(where, order, progress)
    return Demo(*made, where, made=True)


def _server(folder: Path, order: DemoOrder, progress: Progress) -> Server:
    server = ensure(folder, progress=progress)
    if kind_of(server) == "live" or order.fresh:
        drop_demo(server)
    return found_embedded(folder, "demo", progress)


def _standing(server: Server) -> tuple[int, int] | None:
    with connect(server.url(DATABASE, KEEPER)) as keeper, as_owner(keeper):
        row = keeper.execute("SELECT value FROM rb.policy WHERE name = 'demo'").fetchone()
    return None if row is None else (row[0]["tenancies"], row[0]["postings"])


def _make(keeper: psycopg.Connection[Any], order: DemoOrder, progress: Progress) -> tuple[int, int]:
    row = keeper.execute("SELECT (now() AT TIME ZONE 'Europe/London')::date").fetchone()
    assert row is not None
    today = order.today or row[0]
    span = span_of(_LONG if order.tenancies <= _LARGE else _SHORT, today, row[0])
    progress(f"making up {order.tenancies:,} tenancies")
    paying = Paying(order.seed, span.first, today)
    every = list(lets(Estate(order.seed, order.tenancies), paying))
    with as_owner(keeper):
        keeper.execute("SET LOCAL synchronous_commit = off")
        lay_ground(keeper)
        with set_aside(keeper, _MUCH_WRITTEN):
            copy_in(keeper, every, today)
            posted = write_history(keeper, every, span, order.seed, progress)
        write_life(keeper, today)
        keeper.execute("SELECT rb.seed_history()")
        done = {"tenancies": order.tenancies, "postings": posted, "seed": order.seed}
        keeper.execute("UPDATE rb.book SET go_live = %s", (span.first,))
        keeper.execute("INSERT INTO rb.policy VALUES ('demo', %s)", (Jsonb(done),))
    progress("gathering statistics")
    with as_owner(keeper):
        keeper.execute("ANALYZE")
    return order.tenancies, posted


def _leave_batches_open(where: str) -> None:
    """A morning's work half done, so that the desk has something to show."""
    for login, stream, lines in (
        ("assistant.1", "cheque", 3),
        ("assistant.2", "standing-order", 5),
    ):
        book = open_book(where, login)
        try:
            _half_keyed(book, stream, lines)
        finally:
            book.close()


def _leave_bank_to_reconcile(where: str, order: DemoOrder, progress: Progress) -> None:
    """The bank's last days, loaded by a colleague and matched by nobody."""
    progress("the bank's last days")
    book = open_book(where, "assistant.2")
    try:
        load_statements(book, order.today or book.about.today)
    finally:
        book.close()


def _half_keyed(book: Book, stream: str, lines: int) -> None:
    with book.session() as session:
        rows = session.execute(
            "SELECT a.id, t.charge_pence FROM rb.account a JOIN rb.tenancy t ON t.id = a.tenancy_id"
            " JOIN rb.landlord l ON l.id = a.landlord_id WHERE l.code = 'CLY' AND a.kind = 'rent'"
            " AND a.status = 'current' AND NOT a.restricted AND NOT a.deceased"
            " ORDER BY a.id %% 7, a.id LIMIT %s",
            (lines,),
        ).fetchall()
    known = payers(book, [account for account, _ in rows], stream)
    total = sum(charge for _, charge in rows) + 9820
    control = Control(Pence(total), len(rows) + 1)
    batch = open_batch(book, Header("MAIN", stream, control=control), f"demo {stream}")
    for number, (account, charge) in enumerate(rows, 1):
        line = KeptLine(account, Pence(charge), quoted=known[account].reference)
        keep_line(book, batch, number, line, f"demo {stream} {number}")
