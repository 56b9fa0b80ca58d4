"""A book of very many tenancies, and a council's schedule for them as a file on disk."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import psycopg
from psycopg import sql

from core.estate.homes import LANDLORDS
from core.estate.paying import Paying
from core.estate.remittance import Cycle, Remitted, remittance
from core.estate.tenancies import Estate
from core.payment_file import FileLine, LineKey
from db.demo_estate import FIRST_ACCOUNT, copy_in, lay_ground, lets
from db.founding import Plan, found
from db.ground import put_periods
from db.operators import Operator, add_operator
from tests.servers import LOGIN_PASSWORD

SEED = 23
DAY = date(2026, 11, 20)
_HEADER = (
    *("Creditor Ref", "Claim Ref", "Rent Ref", "Claimant", "Address", "Postcode", "Payment Date"),
    *("Period From", "Period To", "Gross", "Deduction", "Net", "Type", "Debtor Ref", "Debtor Name"),
)


def lay_estate(url: str, tenancies: int) -> tuple[Estate, Paying]:
    """Founds a book with that many tenancies and one run of benefit behind it; no proof of it."""
    with psycopg.connect(url) as session:
        book_id = found(session, Plan("demo", "server", "keeper", LOGIN_PASSWORD))
    estate, paying = Estate(SEED, tenancies), Paying(SEED, date(2026, 4, 1), DAY)
    every = list(lets(estate, paying))
    with psycopg.connect(url, autocommit=True) as session:
        with _as_owner(session, book_id):
            lay_ground(session)
            for landlord in LANDLORDS:
                put_periods(session, landlord.code, date(2026, 1, 1), date(2099, 12, 31))
            copy_in(session, every, DAY)
        add_operator(session, Operator("assistant.1", "assistant.1", "assistant"), LOGIN_PASSWORD)
        with _as_owner(session, book_id):
            _pay_before(session, estate, paying)
        session.execute("VACUUM ANALYZE")
    return estate, paying


@contextmanager
def _as_owner(session: psycopg.Connection[tuple[object, ...]], book_id: object) -> Iterator[None]:
    with session.transaction():
        session.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(f"rb_{book_id}_owner")))
        session.execute("SET LOCAL search_path = rb, pg_temp")
        yield


def write_schedule(path: Path, estate: Estate, paying: Paying, count: int) -> None:
    """So many lines of Housing Benefit, 95 of 100 by their right reference; periods go on.

    Of the others nobody knows the claim either: name and address alone say whose they are.
    """
    landlord = LANDLORDS[0].code
    paid = remittance(estate, paying, Cycle("hb", landlord, DAY))
    told = [_known(one, estate) for one in paid]
    gross = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(_HEADER)
        for place in range(count):
            line = told[place % len(told)]
            gross += line.gross
            out.writerow(_row(line, place // len(told)))
        total = f"{gross // 100}.{gross % 100:02d}"
        out.writerow(("TOTAL", "TOTAL", *[""] * 7, total, "0.00", total, "", "", ""))


def _known(paid: Remitted, estate: Estate) -> FileLine:
    """The line; where its reference is not its tenancy's, under a claim that is in no book."""
    tenancy, keys = estate[paid.number], dict(paid.line.keys)
    if keys.get("reference") in {tenancy.payment_ref, *tenancy.former_refs}:
        return paid.line
    unknown = LineKey("claim", f"N{paid.number:07d}")
    return replace(paid.line, keys=(unknown,), payer_key=unknown)


def _row(line: FileLine, cycle: int) -> Iterator[str]:
    keys = dict(line.keys)
    ended = DAY - timedelta(5 + 28 * cycle)
    money = f"{line.gross // 100}.{line.gross % 100:02d}"
    yield from ("C1", keys.get("claim", ""), keys.get("reference", ""))
    yield from (line.name, line.address, line.postcode)
    yield from (f"{day:%d/%m/%Y}" for day in (DAY, ended - timedelta(27), ended))
    yield from (money, "0.00", money, "HB", "", "")


def _pay_before(
    session: psycopg.Connection[tuple[object, ...]], estate: Estate, paying: Paying
) -> None:
    """What each tenancy had four weeks before, so that the book knows what is usual."""
    before = DAY - timedelta(28)
    row = session.execute("SELECT nextval(pg_get_serial_sequence('entry', 'id'))").fetchone()
    assert row is not None
    line = 0
    for landlord in LANDLORDS:
        ids = session.execute(_WHERE, (landlord.code,)).fetchone()
        assert ids is not None
        with session.cursor() as cursor, cursor.copy(_PAY) as copy:
            for one in remittance(estate, paying, Cycle("hb", landlord.code, before)):
                line += 1
                account, pence = FIRST_ACCOUNT + one.number, one.line.gross
                copy.write_row((row[0], line, 1, *ids, account, pence, before, before))
    session.execute("SELECT close_entry(%s, 'history', NULL, 'assistant.1')", row)


_WHERE = """
SELECT l.id, c.id, s.code_id, control_account(l.id, 'bank', c.id)
FROM landlord l JOIN cashbook c ON c.landlord_id = l.id CROSS JOIN stream s
WHERE l.code = %s AND s.code = 'hb' ORDER BY c.id LIMIT 1
"""
_PAY = """
COPY posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account,
  credit_account, pence, effective_date, book_date) FROM STDIN
"""
