"""The trial balance by account and code, and each landlord's ledger control made from it."""

from datetime import date
from typing import Any

from core.ledger_control import LedgerControl, Moved, ledger_control
from core.money import Pence
from db.book import Book
from db.errors import translated


def trial_balance(book: Book, until: date) -> tuple[Moved, ...]:
    """All that moved up to a day of book date, of this operator's landlords, summed.

    Closed periods are read from what was kept of them, the rest from postings.
    """
    with book.session() as session, translated():
        rows = session.execute("SELECT * FROM rb.trial_balance(%s)", (until,)).fetchall()
    return _moved(rows)


def ledger_controls(book: Book) -> tuple[LedgerControl, ...]:
    """The control reconciliation of every landlord this operator sees, as of today."""
    with book.session() as session, translated(), session.transaction():
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        rows = session.execute(
            "SELECT * FROM rb.trial_balance((clock_timestamp() AT TIME ZONE 'Europe/London')::date)"
        ).fetchall()
        balances = session.execute(_BALANCES).fetchall()
    moved = _moved(rows)
    return tuple(ledger_control(code, moved, Pence(pence)) for code, pence in balances)


def _moved(rows: list[tuple[Any, ...]]) -> tuple[Moved, ...]:
    return tuple(
        Moved(landlord, account, kind, code, of, Pence(debits), Pence(paid))
        for landlord, account, kind, code, of, debits, paid in rows
    )


_BALANCES = """
SELECT l.code, coalesce((SELECT sum(b.pence) FROM rb.balance b
  JOIN rb.account a ON a.id = b.account_id WHERE a.landlord_id = l.id), 0)::bigint
FROM rb.landlord l WHERE l.id = ANY (rb.my_landlords()) ORDER BY l.code
"""
