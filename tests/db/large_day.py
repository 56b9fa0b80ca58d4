"""A large day of a cashbook: thousands of standing orders posted, and the bank's line of each."""

import hashlib
import uuid
from datetime import date
from typing import Any

import psycopg

from core.money import Pence
from db.acting import act, new_key
from db.bank.stage import StagedLine
from db.book import Book
from tests.db.bank_side import booked

_AMOUNTS = (9820, 10475, 6105)  # equal rents by the thousand, and every fourth of its own


def pence_of(n: int) -> Pence:
    """What the n-th order comes to."""
    return Pence(500 + n * 7 if n % 4 == 0 else _AMOUNTS[n % 3])


def book_orders(book: Book, count: int) -> list[int]:
    """The bank's statement of today with a line of each."""
    today = book.about.today
    lines = [
        StagedLine(1, 0, today, pence_of(n), f"STO J SMITH {10_300_000 + n}") for n in range(count)
    ]
    return booked(book, *lines, opening=0)


def post_orders(session: psycopg.Connection[Any], count: int) -> None:
    """One batch of standing orders of today, each of its own account; by the owner."""
    session.execute(
        "WITH a AS (INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id)"
        f" SELECT 1, 'rent', (10300000 + g)::text, 1 FROM generate_series(0, {count - 1}) g"
        " RETURNING id, ref, landlord_id)"
        " INSERT INTO rb.account_ref (landlord_id, ref, kind, account_id)"
        " SELECT landlord_id, ref, 'payment', id FROM a"
    )
    session.execute("VACUUM ANALYZE")
    rows = session.execute("SELECT id FROM rb.account WHERE ref >= '10300000' ORDER BY ref")
    accounts = [int(account) for (account,) in rows][:count]
    session.execute("SET SESSION AUTHORIZATION 'assistant.1'")
    total = sum(map(pence_of, range(count)))
    head = {"cashbook": "MAIN", "stream": "standing-order"}
    control = {"control_pence": total, "control_count": count}
    batch = int(act(session, "open_batch", new_key(), head | control)["batch"])
    load, day = uuid.uuid4(), date.today().isoformat()  # noqa: DTZ011 - the server's own, near enough
    copy = "COPY rb.stage_line (load, line, account_id, pence, effective_date) FROM STDIN"
    with session.cursor().copy(copy) as out:
        for n, account in enumerate(accounts):
            out.write_row((load, n + 1, account, pence_of(n), day))
    text = "\x1e".join(
        "\x1f".join((str(n + 1), str(account), str(pence_of(n)), day, "", "", "", ""))
        for n, account in enumerate(accounts)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    doc = {"load": str(load), "lines": count, "pence": total, "file": "00", "digest": digest}
    act(session, "keep_lines", new_key(), batch, doc)
    act(session, "post_batch", new_key(), batch)
    session.execute("RESET SESSION AUTHORIZATION")
