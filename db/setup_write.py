"""One setup change written into the book, by a session that acts as its owner."""

from datetime import date
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from core.codes import TransactionCode
from core.setup_change import Change
from core.setup_item import (
    DEFAULT_LIMITS,
    DEFAULT_POLICY,
    CashbookItem,
    LandlordItem,
    LimitItem,
    PeriodItem,
)
from core.stream import Stream
from db.ground import Cashbook, Landlord, put_cashbook, put_codes, put_landlord, put_streams

Session = psycopg.Connection[Any]


def write_change(session: Session, change: Change) -> None:
    """Adds or changes the item that the change is about."""
    match change.wanted:
        case LandlordItem(code, name, nation):
            put_landlord(session, Landlord(code, name, nation))
        case CashbookItem() as cashbook:
            _write_cashbook(session, cashbook)
        case TransactionCode() as code:
            put_codes(session, (code,))
        case Stream() as stream:
            put_streams(session, (stream,))
        case _:
            _write_terms(session, change.wanted)


def lay_terms(session: Session) -> None:
    """The shipped limits and policy, where the book has none of that name."""
    for limit in DEFAULT_LIMITS:
        session.execute(
            "INSERT INTO rb.limit_rule VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (limit.group, limit.kind, limit.item, limit.day),
        )
    for name, value in DEFAULT_POLICY.items():
        session.execute(
            "INSERT INTO rb.policy VALUES (%s, %s) ON CONFLICT DO NOTHING", (name, Jsonb(value))
        )


def _write_terms(session: Session, wanted: object) -> None:
    match wanted:
        case LimitItem() as limit:
            _write_limit(session, limit)
        case PeriodItem() as period:
            _write_period(session, period)
        case date() as go_live:
            session.execute("UPDATE rb.book SET go_live = %s", (go_live,))
        case (str() as name, value):
            session.execute(
                "INSERT INTO rb.policy VALUES (%s, %s)"
                " ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
                (name, Jsonb(value)),
            )
        case other:
            raise AssertionError(f"nothing writes {other!r}")


def _write_cashbook(session: Session, one: CashbookItem) -> None:
    known = session.execute(
        "UPDATE rb.cashbook SET (name, tolerance_pence) = (%s, %s) WHERE code = %s RETURNING id",
        (one.name, one.tolerance or 0, one.code),
    ).fetchone()
    if known is None:
        put_cashbook(
            session,
            Cashbook(one.code, one.landlord, one.sort_code, one.account_number, one.name),
        )
        session.execute(
            "UPDATE rb.cashbook SET tolerance_pence = %s WHERE code = %s",
            (one.tolerance or 0, one.code),
        )
        return
    session.execute(
        "UPDATE rb.bank_account SET (sort_code, account_number, name) = (%s, %s, %s)"
        " WHERE cashbook_id = %s",
        (one.sort_code, one.account_number, one.name, known[0]),
    )


def _write_limit(session: Session, one: LimitItem) -> None:
    session.execute(
        "INSERT INTO rb.limit_rule VALUES (%s, %s, %s, %s) ON CONFLICT (who, kind) DO UPDATE"
        " SET (per_item_pence, per_day_pence) = (EXCLUDED.per_item_pence, EXCLUDED.per_day_pence)",
        (one.group, one.kind, one.item, one.day),
    )


def _write_period(session: Session, one: PeriodItem) -> None:
    session.execute(
        "INSERT INTO rb.period (landlord_id, name, first, last)"
        " SELECT id, %s, %s, %s FROM rb.landlord WHERE code = %s"
        " ON CONFLICT (landlord_id, name) DO UPDATE"
        " SET (first, last) = (EXCLUDED.first, EXCLUDED.last)",
        (one.name, one.first, one.last, one.landlord),
    )
