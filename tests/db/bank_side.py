"""Bank lines put into the small book as a statement brings them, and what became of them."""

import hashlib
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from core.batch import Control
from core.money import Pence
from db.acting import act, new_key
from db.bank.stage import StagedLine, stage, sums
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.proof import prove

DAY = date(2025, 10, 20)


def line(pence: int, words: str, day: date = DAY, item: int = 0, **more: Any) -> StagedLine:
    """One line of part 1."""
    return StagedLine(1, item, day, Pence(pence), words, **more)


def booked(book: Book, *lines: StagedLine, **more: Any) -> list[int]:
    """The bank lines of a statement of MAIN, by id in its order; told apart by `named`."""
    document = statement(lines, **more)
    load = str(uuid.uuid4())
    with book.session() as session:
        account = more.get("account") or bank_account(session)
        document["statements"][0]["bank_account"] = account
        stage(session, load, numbered(lines))
        told = act(session, "load_statement", new_key(), document | {"load": load})
        number = told["statements"][0]["statement"]
        rows = session.execute(
            "SELECT line_id FROM rb.bank_statement_line WHERE statement_id = %s ORDER BY item",
            (number,),
        ).fetchall()
    return [int(one) for (one,) in rows]


def numbered(lines: Sequence[StagedLine]) -> list[StagedLine]:
    """The lines with their places in the statement."""
    return [
        StagedLine(1, place, one.day, one.pence, one.narrative, one.kind, one.reference, one.name)
        for place, one in enumerate(lines, 1)
    ]


def statement(lines: Sequence[StagedLine], **more: Any) -> dict[str, Any]:
    """The act's argument for one statement of those lines."""
    days = [one.day for one in lines]
    opening = more.get("opening")
    closing = None if opening is None else opening + sum(one.pence for one in lines)
    told = repr(more.get("named", [(one.day, one.pence, one.narrative) for one in lines]))
    return {
        "cashbooks": [more.get("cashbook", "MAIN")],
        "name": "statement.sta",
        "file": hashlib.sha256(told.encode()).hexdigest(),
        "format": more.get("format", "mt940"),
        "accept_difference": more.get("accept", False),
        "statements": [
            {
                "part": 1,
                "from_day": min(days).isoformat(),
                "to_day": max(days).isoformat(),
                "opening_pence": opening,
                "closing_pence": more.get("closing", closing),
            }
        ],
        **sums(numbered(lines)),
    }


def bank_account(session: Any, cashbook: str = "MAIN") -> int:
    """The bank account of a cashbook."""
    row = session.execute(
        "SELECT b.id FROM rb.bank_account b JOIN rb.cashbook c ON c.id = b.cashbook_id"
        " WHERE c.code = %s ORDER BY b.id LIMIT 1",
        (cashbook,),
    ).fetchone()
    return int(row[0])


def receipt(book: Book, account: int | None, pence: int, stream: str = "standing-order") -> Any:
    """One posted receipt of its own batch: the batch's answer."""
    batch = open_batch(book, Header("MAIN", stream, control=Control(Pence(pence), 1)))
    kept = KeptLine(account, Pence(pence), effective=DAY, payer="J SMITH", reason="not known yet")
    keep_line(book, batch, 1, kept, new_key())
    return post(book, batch)


def entry_of(book: Book, number: str) -> int:
    """The entry behind a posting's number."""
    with book.session() as session:
        row = session.execute(
            "SELECT e.id FROM rb.entry e JOIN rb.chain c ON c.login = e.login"
            " WHERE rb.entry_number(c.series, e.number) = %s",
            (number.split(".")[0],),
        ).fetchone()
    assert row is not None
    return int(row[0])


def held(book: Book, kind: str, cashbook: str = "MAIN") -> int:
    """What a control account of the cashbook holds, debits above nil."""
    with book.session() as session:
        row = session.execute(
            "SELECT coalesce(sum(CASE p.debit_account WHEN a.id THEN p.pence ELSE -p.pence END), 0)"
            " FROM rb.account a JOIN rb.cashbook c ON c.id = a.cashbook_id AND c.code = %s"
            " LEFT JOIN rb.posting p ON a.id IN (p.debit_account, p.credit_account)"
            " WHERE a.kind = %s",
            (cashbook, kind),
        ).fetchone()
    assert row is not None
    return int(row[0])


def faults(book: Book) -> list[Any]:
    """What `check` finds."""
    with book.session() as session:
        return list(prove(session).faults)
