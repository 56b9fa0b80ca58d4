"""The setup of a book, read from it."""

from typing import Any

import psycopg

from core.codes import TRANSACTION_CODES, CodeKind, TransactionCode
from core.money import Pence
from core.setup_item import CashbookItem, LandlordItem, LimitItem, PeriodItem, Setup
from core.stream import ControlKind, ReceiptField, Stream

Session = psycopg.Connection[Any]


def book_setup(session: Session) -> Setup:
    """Everything a setup file may name, as it stands in the session's book."""
    row = session.execute("SELECT go_live FROM rb.book").fetchone()
    landlords = session.execute("SELECT code, name, nation FROM rb.landlord ORDER BY id")
    periods = session.execute(
        "SELECT l.code, p.name, p.first, p.last FROM rb.period p"
        " JOIN rb.landlord l ON l.id = p.landlord_id ORDER BY l.id, p.first"
    )
    return Setup(
        row[0] if row else None,
        tuple(LandlordItem(*one) for one in landlords),
        _cashbooks(session),
        _codes(session),
        _streams(session),
        _limits(session),
        tuple(PeriodItem(*one) for one in periods),
        tuple(session.execute("SELECT name, value FROM rb.policy ORDER BY name").fetchall()),
    )


def _cashbooks(session: Session) -> tuple[CashbookItem, ...]:
    rows = session.execute(
        "SELECT c.code, l.code, b.sort_code, b.account_number, c.name, c.tolerance_pence"
        " FROM rb.cashbook c"
        " JOIN rb.landlord l ON l.id = c.landlord_id"
        " JOIN rb.bank_account b ON b.cashbook_id = c.id ORDER BY c.id, b.id"
    )
    return tuple(CashbookItem(*one) for one in rows)


def _codes(session: Session) -> tuple[TransactionCode, ...]:
    eligible = {one.code for one in TRANSACTION_CODES if one.hb_eligible}
    rows = session.execute(
        "SELECT code, name, class, grp, is_hb, is_dd, coalesce(alias, '') FROM rb.txn_code"
        " ORDER BY id"
    )
    return tuple(
        TransactionCode(code, name, CodeKind(kind), group, is_hb, is_dd, code in eligible, alias)
        for code, name, kind, group, is_hb, is_dd, alias in rows
    )


def _streams(session: Session) -> tuple[Stream, ...]:
    rows = session.execute(
        "SELECT s.code, s.name, s.debits, c.code, s.live, s.takes, s.needs,"
        " s.blind_above_pence FROM rb.stream s"
        " JOIN rb.txn_code c ON c.id = s.code_id ORDER BY s.id"
    )
    return tuple(
        Stream(name, title, ControlKind(debits), code, live, _fields(takes), _fields(needs), blind)
        for name, title, debits, code, live, takes, needs, blind in rows
    )


def _fields(names: list[str]) -> tuple[ReceiptField, ...]:
    return tuple(ReceiptField(name) for name in names)


def _limits(session: Session) -> tuple[LimitItem, ...]:
    rows = session.execute(
        "SELECT who, kind, per_item_pence, per_day_pence FROM rb.limit_rule"
        " WHERE who IN ('assistant', 'supervisor', 'manager')"
        " ORDER BY array_position('{assistant,supervisor,manager}', who), kind"
    )
    return tuple(
        LimitItem(group, kind, Pence(item), None if day is None else Pence(day))
        for group, kind, item, day in rows
    )
