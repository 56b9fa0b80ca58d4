"""The ground a book stands on: landlords, cashbooks, their control accounts, codes, periods."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg

from core.codes import TRANSACTION_CODES, TransactionCode
from core.stream import CASHBOOK_CONTROLS, LANDLORD_CONTROLS, STREAMS, Stream

# The owner writes these as plain rows: they are the office's choices, not money.
Session = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Landlord:
    """A landlord of the group; its code stands before references that two landlords share."""

    code: str
    name: str
    nation: str


@dataclass(frozen=True, slots=True)
class Cashbook:
    """A cashbook and the bank account behind it."""

    code: str
    landlord: str
    sort_code: str
    account_number: str
    name: str = ""


def put_landlord(session: Session, landlord: Landlord) -> None:
    """Adds the landlord or renames it, and opens its control accounts."""
    session.execute(
        "INSERT INTO rb.landlord (code, name, nation) VALUES (%s, %s, %s)"
        " ON CONFLICT (code) DO UPDATE SET (name, nation) = (EXCLUDED.name, EXCLUDED.nation)",
        (landlord.code, landlord.name, landlord.nation),
    )
    _put_controls(session, landlord.code, None, [kind.value for kind in LANDLORD_CONTROLS])


def put_cashbook(session: Session, cashbook: Cashbook) -> None:
    """Adds the cashbook, its bank account and its control accounts; a known one stays."""
    session.execute(
        "INSERT INTO rb.cashbook (code, name, landlord_id)"
        " SELECT %s, %s, id FROM rb.landlord WHERE code = %s ON CONFLICT (code) DO NOTHING",
        (cashbook.code, cashbook.name, cashbook.landlord),
    )
    session.execute(
        "INSERT INTO rb.bank_account (cashbook_id, sort_code, account_number, name)"
        " SELECT id, %s, %s, %s FROM rb.cashbook WHERE code = %s ON CONFLICT DO NOTHING",
        (cashbook.sort_code, cashbook.account_number, cashbook.name, cashbook.code),
    )
    kinds = [kind.value for kind in CASHBOOK_CONTROLS]
    _put_controls(session, cashbook.landlord, cashbook.code, kinds)


def _put_controls(session: Session, landlord: str, cashbook: str | None, kinds: list[str]) -> None:
    session.execute(
        "INSERT INTO rb.account (id, landlord_id, kind, ref, cashbook_id, status)"
        " SELECT nextval('rb.control_account_id'), l.id, k,"
        "   concat_ws(':', coalesce(c.code, l.code), k), c.id, 'control'"
        " FROM rb.landlord l LEFT JOIN rb.cashbook c ON c.code = %(cashbook)s,"
        "   unnest(%(kinds)s::text[]) k"
        " WHERE l.code = %(landlord)s AND NOT EXISTS (SELECT FROM rb.account a"
        "   WHERE a.landlord_id = l.id AND a.kind = k AND a.cashbook_id IS NOT DISTINCT FROM c.id"
        "   AND a.status = 'control')",
        {"cashbook": cashbook, "kinds": kinds, "landlord": landlord},
    )


def put_codes(session: Session, codes: tuple[TransactionCode, ...] = TRANSACTION_CODES) -> None:
    """Adds transaction codes, or gives known ones their new name, heading and alias."""
    for code in codes:
        session.execute(
            "INSERT INTO rb.txn_code (code, name, class, grp, alias, is_hb, is_dd)"
            " VALUES (%s, %s, %s, %s, nullif(%s, ''), %s, %s) ON CONFLICT (code) DO UPDATE"
            " SET (name, grp, alias) = (EXCLUDED.name, EXCLUDED.grp, EXCLUDED.alias)",
            (code.code, code.name, code.kind.value, code.group, code.alias, code.is_hb, code.is_dd),
        )


def put_streams(session: Session, streams: tuple[Stream, ...] = STREAMS) -> None:
    """Adds streams, or gives known ones what they debit, take and need."""
    for stream in streams:
        session.execute(
            "INSERT INTO rb.stream (code, name, code_id, debits, live, takes, needs,"
            "   blind_above_pence) SELECT %s, %s, id, %s, %s, %s, %s, %s"
            " FROM rb.txn_code WHERE code = %s"
            " ON CONFLICT (code) DO UPDATE SET (name, code_id, debits, live, takes, needs,"
            "   blind_above_pence) = (EXCLUDED.name, EXCLUDED.code_id, EXCLUDED.debits,"
            "   EXCLUDED.live, EXCLUDED.takes, EXCLUDED.needs, EXCLUDED.blind_above_pence)",
            (
                stream.name,
                stream.title,
                stream.debits.value,
                stream.live,
                [field.value for field in stream.takes],
                [field.value for field in stream.needs],
                stream.blind_above,
                stream.code,
            ),
        )


def put_periods(session: Session, landlord: str, first: date, until: date) -> None:
    """Adds monthly periods from the month of `first` to that of `until`, and their rent weeks."""
    session.execute(
        "INSERT INTO rb.period (landlord_id, name, first, last)"
        " SELECT l.id, to_char(m, 'YYYY-MM'), m::date, (m + interval '1 month - 1 day')::date"
        " FROM rb.landlord l, generate_series(date_trunc('month', %s::timestamp),"
        "   date_trunc('month', %s::timestamp), '1 month') m"
        " WHERE l.code = %s ON CONFLICT (landlord_id, name) DO NOTHING",
        (first, until, landlord),
    )
    session.execute("SELECT rb.lay_rent_weeks()")
