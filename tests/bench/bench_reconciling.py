"""Reconciling twenty thousand bank lines with as many entries: proposals, the day, accepting."""

import hashlib
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from core.money import Pence
from db.acting import act, new_key
from db.bank.accepting import accept
from db.bank.days import cashbook_day
from db.bank.proof_sheets import sign
from db.bank.reconciling import open_items
from db.bank.stage import StagedLine
from db.book import Book, open_book
from db.embedded import ensure, stop
from tests.bench.table import Figure
from tests.db.bank_side import booked
from tests.servers import LOGIN_PASSWORD
from tests.small_book import build

ITEMS = 20_000
_AMOUNTS = (9820, 10475, 6105)  # equal rents by the thousand, and every fourth of its own


def figures() -> list[Figure]:
    """Seconds of one run; the goal is five for the proposals."""
    with tempfile.TemporaryDirectory(prefix="rb-bench-") as folder:
        server = ensure(Path(folder) / "book", linger=5)
        try:
            with psycopg.connect(server.superuser_url(), autocommit=True) as session:
                session.execute("CREATE DATABASE rentbook")
            url = server.superuser_url("rentbook")
            build(url)
            with psycopg.connect(url, autocommit=True) as session:
                _posted(session)
            book = open_book(f"{server.url('rentbook', 'assistant.1')}&password={LOGIN_PASSWORD}")
            try:
                return _figures(book)
            finally:
                book.close()
        finally:
            stop(Path(folder) / "book")


def _figures(book: Book) -> list[Figure]:
    today = book.about.today
    lines = [
        StagedLine(1, 0, today, _pence(n), f"STO J SMITH {10_300_000 + n}") for n in range(ITEMS)
    ]
    loaded, _ = _took(lambda: booked(book, *lines, opening=0))
    read, found = _took(lambda: open_items(book, "MAIN", today))
    proposed, every = _took(found.proposals)
    day, _ = _took(lambda: cashbook_day(book, "MAIN", today))
    entries = {each.key: each for each in found.book}
    exact = [(each, entries) for each in every if each.exact]
    one, _ = _took(lambda: accept(book, "MAIN", exact[:1]))
    accepted, _ = _took(lambda: accept(book, "MAIN", exact[1:]))
    signed, _ = _took(lambda: sign(book, "MAIN", today))
    return [
        Figure(f"statement of {ITEMS:,} lines booked", f"{loaded:.1f} s", ""),
        Figure(f"{ITEMS:,} × {ITEMS:,} open items read", f"{read:.1f} s", ""),
        Figure(f"proposals, {len(exact):,} exact", f"{proposed:.1f} s", "≤ 5 s"),
        Figure("the day's three totals", f"{day:.1f} s", ""),
        Figure("one match accepted", f"{one * 1000:.0f} ms", "≤ 20 ms"),
        Figure("all exact matches accepted", f"{accepted:.1f} s", ""),
        Figure("the day signed", f"{signed:.1f} s", "≤ 2 s"),
    ]


def _pence(n: int) -> Pence:
    return Pence(500 + n * 7 if n % 4 == 0 else _AMOUNTS[n % 3])


def _took(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def _posted(session: psycopg.Connection[Any]) -> None:
    """One batch of standing orders of today, each of its own account and reference."""
    session.execute(
        "WITH a AS (INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id)"
        f" SELECT 1, 'rent', (10300000 + g)::text, 1 FROM generate_series(0, {ITEMS - 1}) g"
        " RETURNING id, ref, landlord_id)"
        " INSERT INTO rb.account_ref (landlord_id, ref, kind, account_id)"
        " SELECT landlord_id, ref, 'payment', id FROM a"
    )
    session.execute("VACUUM ANALYZE")
    rows = session.execute("SELECT id FROM rb.account WHERE ref >= '10300000' ORDER BY ref")
    accounts = [int(account) for (account,) in rows][:ITEMS]
    session.execute("SET SESSION AUTHORIZATION 'assistant.1'")
    total = sum(map(_pence, range(ITEMS)))
    head = {"cashbook": "MAIN", "stream": "standing-order"}
    control = {"control_pence": total, "control_count": ITEMS}
    batch = int(act(session, "open_batch", new_key(), head | control)["batch"])
    load, day = uuid.uuid4(), date.today().isoformat()  # noqa: DTZ011 - the server's own, near enough
    copy = "COPY rb.stage_line (load, line, account_id, pence, effective_date) FROM STDIN"
    with session.cursor().copy(copy) as out:
        for n, account in enumerate(accounts):
            out.write_row((load, n + 1, account, _pence(n), day))
    text = "\x1e".join(
        "\x1f".join((str(n + 1), str(account), str(_pence(n)), day, "", "", "", ""))
        for n, account in enumerate(accounts)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    doc = {"load": str(load), "lines": ITEMS, "pence": total, "file": "00", "digest": digest}
    act(session, "keep_lines", new_key(), batch, doc)
    act(session, "post_batch", new_key(), batch)
    session.execute("RESET SESSION AUTHORIZATION")
