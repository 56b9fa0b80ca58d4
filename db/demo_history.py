"""The demo's past: charges, receipts, missed and returned payments, written set by set.

Everything follows from account number, day and seed by plain arithmetic, so the same seed and the
same last day give the same journal on any server.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from core.estate.homes import LANDLORDS
from db.demo_estate import Let
from db.ground import put_periods

Session = psycopg.Connection[Any]

_ROWS_AT_ONCE = 400_000
_PERIODS_AFTER = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the history, `first` a Monday; periods stay open to a year past `real`."""

    first: date
    last: date
    real: date


def span_of(weeks: int, today: date, real: date) -> Span:
    """So many weeks that end today."""
    monday = today - timedelta(days=today.weekday(), weeks=weeks)
    return Span(monday, today, real)


def stage_payers(session: Session, every: list[Let]) -> None:
    """Who pays what, and how, for the statements below."""
    session.execute(_TABLES)
    ids = dict(session.execute("SELECT code, id FROM rb.landlord").fetchall())
    copy_in = "COPY rb.demo_payer (account, landlord_id, pays, luck) FROM STDIN"
    with session.cursor() as cursor, cursor.copy(copy_in) as copy:
        for let in every:
            landlord = ids[let.tenancy.landlord.code]
            copy.write_row((let.account, landlord, let.pays, let.luck))
    session.execute(_SUB_ACCOUNTS)
    session.execute(_PAYERS)


def write_history(session: Session, span: Span, seed: int, progress: Any) -> int:
    """Every posting of the span; gives how many. The session writes as the owner."""
    for landlord in LANDLORDS:
        put_periods(session, landlord.code, span.first, max(span.last, span.real) + _PERIODS_AFTER)
    row = session.execute("SELECT count(*) FROM rb.demo_payer").fetchone()
    weeks = max(1, _ROWS_AT_ONCE // (2 * int(row[0]) + 1) if row else 1)
    posted = 0
    for first, last in _pieces(span, weeks):
        session.execute("TRUNCATE rb.demo_stage")
        given = {"first": first, "last": last, "start": span.first, "seed": seed}
        for statement in (_OPENING, _CHARGES, _ONCE, _RECEIPTS, _UNPAID, _UNKNOWN):
            session.execute(statement, given)
        session.execute(_NUMBERED)
        done = session.execute("SELECT rb.seed_history('rb.demo_stage')").fetchone()
        posted += int(done[0]) if done else 0
        progress(f"made-up history to {last:%-d %b %Y}")
    session.execute("DROP TABLE rb.demo_stage, rb.demo_payer")
    return posted


def _pieces(span: Span, weeks: int) -> Iterator[tuple[date, date]]:
    first = span.first
    while first <= span.last:
        last = min(span.last, first + timedelta(weeks=weeks, days=-1))
        yield first, last
        first = last + timedelta(days=1)


_TABLES = """
CREATE UNLOGGED TABLE rb.demo_payer (account bigint, landlord_id smallint, main smallint,
  benefit smallint, cycle text, charge bigint, first date, until date, pays text, luck int,
  kind text);
CREATE UNLOGGED TABLE rb.demo_stage (seq bigint, day date, ord int, kind text, maker text,
  at timestamptz, landlord_id smallint, cashbook_id smallint, code_id smallint,
  debit_account bigint, credit_account bigint, pence bigint, effective_date date, book_date date)
"""

_SUB_ACCOUNTS = """
INSERT INTO rb.account (landlord_id, kind, ref, parent_id, tenancy_id, status, restricted)
SELECT a.landlord_id, k.kind, a.ref, a.id, a.tenancy_id, a.status, a.restricted
FROM rb.account a JOIN (VALUES ('garage', 13, 3), ('repairs', 23, 5), ('court', 101, 7))
  k (kind, one_in, at) ON a.id % k.one_in = k.at
WHERE a.kind = 'rent' AND a.status <> 'control' ORDER BY a.id, k.kind
"""

_PAYERS = """
UPDATE rb.demo_payer p SET cycle = t.cycle, charge = t.charge_pence, first = t.start_date,
  until = t.end_date, kind = a.kind,
  main = (SELECT min(c.id) FROM rb.cashbook c WHERE c.landlord_id = p.landlord_id AND c.code LIKE 'MAIN%'),
  benefit = (SELECT min(c.id) FROM rb.cashbook c WHERE c.landlord_id = p.landlord_id AND c.code LIKE 'BENEFIT%')
FROM rb.account a JOIN rb.tenancy t ON t.id = a.tenancy_id WHERE a.id = p.account;
ANALYZE rb.demo_payer
"""  # noqa: E501

# Arrears of the unlucky, credit of the careful, as they stood when the history begins.
_OPENING = """
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, code_id, debit_account,
  credit_account, pence, effective_date, book_date)
SELECT %(start)s, 0, 'opening', 'manager.1', %(start)s + time '07:00', p.landlord_id, k.id,
  CASE WHEN p.luck > 200 THEN p.account ELSE c.id END, CASE WHEN p.luck > 200 THEN c.id ELSE p.account END,
  CASE WHEN p.luck > 200 THEN p.charge * (p.luck - 200) / 9 + 1 ELSE p.charge END, %(start)s, %(start)s
FROM rb.demo_payer p JOIN rb.txn_code k ON k.code = 'OPEN'
JOIN rb.account c ON c.landlord_id = p.landlord_id AND c.kind = 'opening' AND c.status = 'control'
WHERE %(first)s = %(start)s AND p.first < %(start)s AND p.charge > 0 AND (p.luck > 200 OR p.luck < 40)
"""  # noqa: E501

_CHARGES = """
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, code_id, debit_account,
  credit_account, pence, effective_date, book_date)
SELECT d, 1, 'charge', 'night', d + time '04:00', p.landlord_id, k.id, p.account, c.id, p.charge, d, d
FROM generate_series(%(first)s::timestamp, %(last)s, '1 day') s (t) CROSS JOIN LATERAL (SELECT t::date) x (d)
JOIN rb.demo_payer p ON p.charge > 0 AND d >= p.first AND d <= coalesce(p.until, d)
  AND CASE p.cycle WHEN 'weekly' THEN extract(isodow FROM d) = 1 ELSE extract(day FROM d) = 1 END
JOIN rb.txn_code k ON k.code = CASE p.kind WHEN 'garage' THEN 'GRGE' ELSE 'RENT' END
JOIN rb.account c ON c.landlord_id = p.landlord_id AND c.status = 'control'
  AND c.kind = CASE p.kind WHEN 'garage' THEN 'garage-income' ELSE 'rent-income' END
UNION ALL
SELECT d, 1, 'charge', 'night', d + time '04:00', a.landlord_id, k.id, a.id, c.id, 1200, d, d
FROM generate_series(%(first)s::timestamp, %(last)s, '1 day') s (t) CROSS JOIN LATERAL (SELECT t::date) x (d)
JOIN rb.account a ON a.kind = 'garage' AND a.parent_id IS NOT NULL AND a.status = 'current'
  AND extract(isodow FROM d) = 1
JOIN rb.txn_code k ON k.code = 'GRGE'
JOIN rb.account c ON c.landlord_id = a.landlord_id AND c.status = 'control' AND c.kind = 'garage-income'
"""  # noqa: E501

# A repair or court costs once, on a Wednesday of its own.
_ONCE = """
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, code_id, debit_account,
  credit_account, pence, effective_date, book_date)
SELECT d, 2, 'charge', 'assistant.2', d + time '11:00', a.landlord_id, k.id, a.id, c.id, v.pence + a.id %% 40 * 50, d, d
FROM (VALUES ('repairs', 'RCHG', 'recharge-income', 4650), ('court', 'CRTC', 'court-cost-income', 15700)) v (kind, code, control, pence)
JOIN rb.account a ON a.kind = v.kind AND a.parent_id IS NOT NULL
CROSS JOIN LATERAL (SELECT %(start)s + 2 + (a.id %% 20)::int * 7) x (d)
JOIN rb.txn_code k ON k.code = v.code
JOIN rb.account c ON c.landlord_id = a.landlord_id AND c.status = 'control' AND c.kind = v.control
WHERE d BETWEEN %(first)s AND %(last)s
"""  # noqa: E501

# The draw: 0 to 4294967295 for an account on a day. Who has bad luck misses every third payment.
_DRAW = "((p.account * 2654435761 + (d - date '2000-01-01') * 40503::bigint * 7919 + %(seed)s * 97531) % 4294967296)"  # noqa: E501

_RECEIPTS = f"""
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, cashbook_id, code_id,
  debit_account, credit_account, pence, effective_date, book_date)
SELECT d, 10 + s.id, 'history', CASE (d - date '2000-01-01') %% 2 WHEN 0 THEN 'assistant.1' ELSE 'assistant.2' END,
  d + time '09:30' + s.id * interval '23 minutes', p.landlord_id, b.id, s.code_id, c.id, p.account,
  CASE
    WHEN p.pays = 'hb' THEN p.charge * 4 * CASE WHEN p.luck %% 5 = 0 THEN 80 ELSE 100 END / 100
    WHEN p.pays = 'uc' AND p.cycle = 'weekly' THEN (p.charge * 52 + 6) / 12
    WHEN p.luck BETWEEN 10 AND 20 THEN p.charge + 500
    WHEN p.pays IN ('counter', 'telephone', 'cheque', 'card-agency') AND p.luck %% 2 = 1 THEN (p.charge + 99) / 100 * 100
    WHEN {_DRAW.replace("%", "%%").replace("%%(seed)s", "%(seed)s")} %% 100 > 97 THEN (p.charge + 1) / 2
    ELSE p.charge END, d, d
FROM generate_series(%(first)s::timestamp, %(last)s, '1 day') g (t) CROSS JOIN LATERAL (SELECT t::date) x (d)
JOIN rb.demo_payer p ON p.charge > 0 AND d > p.first AND d <= coalesce(p.until, d) AND CASE
    WHEN p.pays = 'hb' THEN (d - date '2000-01-03') %% 28 = 0
    WHEN p.pays = 'uc' THEN extract(day FROM d) = 1 + p.luck %% 28
    WHEN p.cycle = 'monthly' THEN extract(day FROM d) = 1 + p.account %% 28
    WHEN p.pays = 'direct-debit' THEN extract(isodow FROM d) = 5
    ELSE extract(isodow FROM d) = 1 + p.account %% 5 END
JOIN rb.stream s ON s.code = p.pays
JOIN rb.cashbook b ON b.id = CASE WHEN p.pays IN ('hb', 'uc') THEN p.benefit ELSE p.main END
JOIN rb.account c ON c.status = 'control' AND c.cashbook_id = b.id AND c.kind = s.debits
WHERE {_DRAW.replace("%", "%%").replace("%%(seed)s", "%(seed)s")} %% 100
  >= CASE WHEN p.pays IN ('hb', 'uc') THEN 0 WHEN p.luck > 220 THEN 34 WHEN p.luck > 160 THEN 8 ELSE 2 END
"""  # noqa: E501, S608 - our own arithmetic

# One direct debit in a hundred comes back the Wednesday after.
_UNPAID = """
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, cashbook_id, code_id,
  debit_account, credit_account, pence, effective_date, book_date)
SELECT d, 60, 'history', 'assistant.2', d + time '16:10', r.landlord_id, r.cashbook_id, k.id,
  r.credit_account, r.debit_account, r.pence, d, d
FROM rb.demo_stage r JOIN rb.txn_code o ON o.id = r.code_id AND o.code = 'DDEB'
JOIN rb.txn_code k ON k.code = 'DDUN' CROSS JOIN LATERAL (SELECT r.day + 5) x (d)
WHERE (r.credit_account * 31 + (r.day - date '2000-01-01')) %% 101 = 0 AND d <= %(last)s
"""

# Money nobody could name, a few a month.
_UNKNOWN = """
INSERT INTO rb.demo_stage (day, ord, kind, maker, at, landlord_id, cashbook_id, code_id,
  debit_account, credit_account, pence, effective_date, book_date)
SELECT d, 70, 'history', 'assistant.1', d + time '16:40', b.landlord_id, b.id, k.id, c.id, u.id,
  6000 + (d - date '2000-01-01') * 7 %% 5200, d, d
FROM generate_series(%(first)s::timestamp, %(last)s, '1 day') g (t) CROSS JOIN LATERAL (SELECT t::date) x (d)
JOIN rb.cashbook b ON b.code LIKE 'MAIN%%' JOIN rb.txn_code k ON k.code = 'BANK'
JOIN rb.account c ON c.cashbook_id = b.id AND c.kind = 'bank' AND c.status = 'control'
JOIN rb.account u ON u.cashbook_id = b.id AND u.kind = 'suspense' AND u.status = 'control'
WHERE ((d - date '2000-01-01') * 7 + b.id) %% 23 = 0 AND extract(isodow FROM d) < 6
"""  # noqa: E501

_NUMBERED = """
UPDATE rb.demo_stage s SET seq = n.seq FROM (
  SELECT day, ord, landlord_id, code_id, kind, dense_rank() OVER (ORDER BY day, ord, landlord_id, code_id, kind) AS seq
  FROM rb.demo_stage GROUP BY day, ord, landlord_id, code_id, kind) n
WHERE (s.day, s.ord, s.landlord_id, s.code_id, s.kind) = (n.day, n.ord, n.landlord_id, n.code_id, n.kind);
ANALYZE rb.demo_stage
"""  # noqa: E501
