"""The made-up past: every charge and receipt of the estate, posted set by set, day after day.

Everything follows from the order of the estate, the day and the seed by plain arithmetic, so the
same seed and the same last day give the same journal on any server.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from core.estate.homes import LANDLORDS
from core.estate.paying import Flow
from core.rent_year import rent_year, rent_year_of
from db.demo_estate import Let
from db.ground import put_periods

Session = psycopg.Connection[Any]
Progress = Callable[[str], None]

_ROWS_AT_ONCE = 900_000
_PERIODS_AFTER = timedelta(days=366)
_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the past, `first` a Monday; periods stay open to a year past `real`."""

    first: date
    last: date
    real: date


def span_of(weeks: int, today: date, real: date) -> Span:
    """So many weeks and the days since Monday: today itself is for whoever opens the desk."""
    monday = today - timedelta(days=today.weekday(), weeks=weeks)
    return Span(monday, today - timedelta(days=1), real)


def write_history(
    session: Session, every: list[Let], span: Span, seed: int, progress: Progress
) -> int:
    """Every posting of the span; gives how many. The session writes as the owner."""
    for landlord in LANDLORDS:
        put_periods(session, landlord.code, span.first, max(span.last, span.real) + _PERIODS_AFTER)
    # What acts call is written for the path that acts set.
    session.execute("SET LOCAL search_path = rb, pg_temp")
    session.execute("SET LOCAL work_mem = '64MB'")
    session.execute(_TABLES)
    with session.cursor() as cursor, cursor.copy("COPY rb.made_up_source FROM STDIN") as copy:
        for row in _sources(every, span):
            copy.write_row(row)
    session.execute("ANALYZE rb.made_up_source, rb.account")
    session.execute(_SUB_ACCOUNTS)
    session.execute("ANALYZE rb.account")
    session.execute(_FLOWS, {})
    session.execute(_DAYS, {"first": span.first, "last": span.last})
    session.execute("ANALYZE rb.made_up_flow, rb.made_up_day")
    posted = 0
    for first, last in _pieces(span, len(every)):
        posted += _post(session, span, seed, (first, last))
        progress(f"made-up history to {last:%-d %b %Y}")
    for table in ("flow", "day", "run", "posting", "source"):
        session.execute(f"DROP TABLE rb.made_up_{table}")
    session.execute("DROP FUNCTION rb.made_up_draw")
    return posted


def _post(session: Session, span: Span, seed: int, days: tuple[date, date]) -> int:
    rise = rent_year(rent_year_of(span.last)).first
    told = {
        "from": days[0],
        "to": days[1],
        "seed": seed % 65536,
        "late": span.last - timedelta(days=35),
        "rise": rise,
        "rise_before": rent_year(rise.year - 1).first,
    }
    session.execute("TRUNCATE rb.made_up_posting, rb.made_up_run")
    session.execute(_DUE, told)
    session.execute("ANALYZE rb.made_up_posting")
    session.execute(_RUNS, {})
    session.execute("ANALYZE rb.made_up_run")
    session.execute(_BATCHES)
    session.execute(_LINES, {})
    posted = session.execute(_POSTINGS).rowcount
    session.execute(_CHAIN)
    session.execute(_POSTED)
    return posted


def _pieces(span: Span, tenancies: int) -> Iterator[tuple[date, date]]:
    """Spans of whole weeks, as many as post about a million rows."""
    weeks = max(1, _ROWS_AT_ONCE // (2 * tenancies + 1))
    first = span.first
    while first <= span.last:
        last = min(span.last, first + timedelta(weeks=weeks, days=-1))
        yield first, last
        first = last + timedelta(days=1)


def _sources(every: Iterable[Let], span: Span) -> Iterator[tuple[object, ...]]:
    for let in every:
        one, lead = let.tenancy, let.tenancy.people[0]
        named = (one.landlord.code, one.payment_ref)
        payer = f"{lead.surname.upper()} {lead.forename[0]}"
        if let.terms.opening:
            day = (span.first - _EPOCH).days
            opening = Flow("opening", "OPEN", "once", day, let.terms.opening, span.first)
            yield (*named, "", one.number, *_fields(opening), payer)
        for flow in let.terms.flows:
            yield (*named, flow.part, one.number, *_fields(flow), payer)


def _fields(flow: Flow) -> tuple[object, ...]:
    cycle = "month" if flow.run == "charge" and flow.cycle == "monthly" else flow.cycle
    terms = (flow.pence, flow.first, flow.last, flow.missed, flow.other)
    return (flow.run, flow.code, cycle, flow.slot, *terms)


_TABLES = """
CREATE UNLOGGED TABLE rb.made_up_flow (
  no int, run text, landlord_id smallint, cashbook_id smallint, code_id smallint, account_id bigint, other_id bigint, suspense_id bigint, outward boolean, rises boolean,
  cycle text, slot int, pence bigint, first date, last date, missed int, other int, ref text, payer text);
CREATE UNLOGGED TABLE rb.made_up_day (day date, cycle text, slot int);
CREATE UNLOGGED TABLE rb.made_up_run (
  run text, day date, landlord_id smallint, cashbook_id smallint, at timestamptz, login name, entry_id bigint, batch_id bigint, lines int, pence bigint);
CREATE UNLOGGED TABLE rb.made_up_posting (no int, run text, day date, landlord_id smallint, cashbook_id smallint, code_id smallint, account_id bigint, other_id bigint,
  outward boolean, astray boolean, pence bigint, line int, entry_id bigint);
CREATE UNLOGGED TABLE rb.made_up_source (landlord text, ref text, part text, number int, run text, code text, cycle text, slot int, pence bigint, first date, last date,
  missed int, other int, payer text);
-- A well-mixed number below 1024 for a flow on a day, by topic; one expression, computed in place.
CREATE FUNCTION rb.made_up_draw(mark bigint, topic int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT (((((mark + topic * 668265263::bigint) % 4294967296) # (((mark + topic * 668265263::bigint) % 4294967296) >> 15)) * 739982445) % 4294967296 >> 22)::int $$;
"""  # noqa: E501 - statements read best a clause a line

# Sub-accounts first, then each flow with the accounts between which its money moves.
_SUB_ACCOUNTS = """
INSERT INTO rb.account (landlord_id, kind, ref, parent_id, tenancy_id, status, restricted)
SELECT a.landlord_id, s.part, a.ref, a.id, a.tenancy_id, a.status, a.restricted FROM (SELECT min(number) AS number, landlord, ref, part FROM rb.made_up_source WHERE part <> '' GROUP BY landlord, ref, part) s
JOIN rb.landlord l ON l.code = s.landlord JOIN rb.account a ON a.landlord_id = l.id AND a.ref = s.ref AND a.id >= 10000 AND a.parent_id IS NULL ORDER BY s.number, s.part
"""  # noqa: E501 - statements read best a clause a line
_FLOWS = """
INSERT INTO rb.made_up_flow
SELECT row_number() OVER (ORDER BY s.number, s.run, s.part, s.code, s.slot), s.run, a.landlord_id, c.id, k.id, coalesce(x.id, a.id),
  CASE WHEN s.run IN ('charge', 'opening') THEN i.id ELSE b.id END, u.id, s.run IN ('charge', 'unpaid') OR s.run = 'opening' AND s.pence > 0,
  s.code IN ('RENT', 'GRGE') OR s.run NOT IN ('charge', 'opening') AND s.part = '', s.cycle, s.slot, abs(s.pence), s.first, s.last, s.missed, s.other, a.ref, s.payer
FROM rb.made_up_source s
JOIN rb.landlord l ON l.code = s.landlord
JOIN rb.account a ON a.landlord_id = l.id AND a.ref = s.ref AND a.id >= 10000 AND a.parent_id IS NULL
LEFT JOIN rb.account x ON x.parent_id = a.id AND x.kind = s.part
JOIN rb.txn_code k ON k.code = s.code
LEFT JOIN rb.stream m ON m.code = CASE s.run WHEN 'unpaid' THEN 'direct-debit' ELSE s.run END
LEFT JOIN rb.cashbook c ON s.run NOT IN ('charge', 'opening') AND c.landlord_id = l.id AND (c.code LIKE 'BENEFIT%%') = (s.run IN ('hb', 'uc'))
LEFT JOIN rb.account b ON b.status = 'control' AND b.landlord_id = l.id AND b.cashbook_id = c.id AND b.kind = m.debits
LEFT JOIN rb.account i ON i.status = 'control' AND i.landlord_id = l.id AND i.kind =
  CASE s.code WHEN 'GRGE' THEN 'garage-income' WHEN 'RCHG' THEN 'recharge-income' WHEN 'CRTC' THEN 'court-cost-income' WHEN 'OPEN' THEN 'opening' ELSE 'rent-income' END
JOIN rb.account u ON u.status = 'control' AND u.landlord_id = l.id AND u.kind = 'suspense'
"""  # noqa: E501 - statements read best a clause a line
# Benefit and banks pay on working days: what a month's day brings on a weekend comes on Monday.
_DAYS = """
INSERT INTO rb.made_up_day
SELECT x.day, x.cycle, x.slot FROM generate_series(%(first)s::date, %(last)s::date, '1 day') g, LATERAL (SELECT g::date AS d, g::date - date '2000-01-03' AS n) y, LATERAL (VALUES
  (y.d, 'weekly', y.n %% 7), (y.d, 'fortnightly', y.n %% 14), (y.d, 'four-weekly', y.n %% 28), (y.d, 'month', extract(day FROM y.d)::int), (y.d, 'once', y.d - date '2000-01-01'),
  (y.d + CASE y.n %% 7 WHEN 5 THEN 2 WHEN 6 THEN 1 ELSE 0 END, 'monthly', extract(day FROM y.d)::int)) x (day, cycle, slot) WHERE x.day <= %(last)s
"""  # noqa: E501 - statements read best a clause a line
_DUE = """
INSERT INTO rb.made_up_posting
SELECT no, run, day, landlord_id, cashbook_id, code_id, account_id, CASE WHEN astray THEN suspense_id ELSE other_id END, outward, astray, greatest(amount, 100), row_number() OVER (PARTITION BY run, day, landlord_id ORDER BY no), NULL
FROM (SELECT f.*, d.day, f.run IN ('counter', 'cheque', 'telephone', 'bank') AND d.day > %(late)s AND rb.made_up_draw(m.mark, 3) < 4 AS astray,
    CASE WHEN rb.made_up_draw(m.mark, 1) >= f.other THEN r.pence ELSE
      CASE rb.made_up_draw(m.mark, 2) %% 4 WHEN 0 THEN r.pence * 2 WHEN 1 THEN r.pence / 2 WHEN 2 THEN (r.pence / 1000 + 1) * 1000 ELSE r.pence + 500 END END AS amount
  FROM rb.made_up_flow f JOIN rb.made_up_day d USING (cycle, slot),
    LATERAL (SELECT f.no * 2654435761 + (d.day - date '2000-01-01') * 2246822519 + %(seed)s * 3266489917 AS mark OFFSET 0) m,
    LATERAL (SELECT CASE WHEN NOT f.rises OR d.day >= %(rise)s THEN f.pence WHEN d.day >= %(rise_before)s THEN f.pence * 963 / 1000 ELSE f.pence * 921 / 1000 END AS pence) r
  WHERE d.day BETWEEN %(from)s AND %(to)s AND d.day BETWEEN f.first AND f.last AND rb.made_up_draw(m.mark, 0) >= f.missed OFFSET 0) due
"""  # noqa: E501 - statements read best a clause a line
_RUNS = """
INSERT INTO rb.made_up_run
SELECT x.run, x.day, x.landlord_id, x.cashbook_id, x.at, x.login, nextval(pg_get_serial_sequence('rb.entry', 'id')),
  CASE WHEN x.run IN ('counter', 'cheque', 'telephone', 'bank') THEN nextval(pg_get_serial_sequence('rb.batch', 'id')) END, x.lines, x.pence
FROM (SELECT p.run, p.day, p.landlord_id, min(p.cashbook_id) AS cashbook_id, count(*) AS lines, sum(p.pence) AS pence,
    (p.day + t.at + p.landlord_id * interval '3 minutes') AT TIME ZONE 'Europe/London' AS at,
    CASE WHEN p.run IN ('opening', 'charge') THEN 'night' WHEN t.keyed = ((p.day - date '2000-01-03') / 7 + p.landlord_id) %% 2 THEN 'assistant.1' ELSE 'assistant.2' END AS login
  FROM rb.made_up_posting p JOIN (VALUES ('opening', time '00:02', 0), ('charge', '00:20', 0), ('hb', '09:10', 0), ('direct-debit', '09:30', 0), ('uc', '09:40', 1), ('unpaid', '09:50', 0), ('standing-order', '10:00', 1),
    ('card-agency', '10:30', 0), ('bank', '11:10', 1), ('telephone', '12:40', 0), ('cheque', '14:20', 1), ('counter', '16:30', 0)) t (run, at, keyed) USING (run)
  GROUP BY p.run, p.day, p.landlord_id, t.at, t.keyed ORDER BY at, p.run OFFSET 0) x
"""  # noqa: E501 - statements read best a clause a line
_BATCHES = """
INSERT INTO rb.batch (id, cashbook_id, stream_id, effective_date, book_date, control_pence, control_count, control_source, control_ref, maker, holder, opened_at, ended_at) OVERRIDING SYSTEM VALUE
SELECT r.batch_id, r.cashbook_id, s.id, r.day, r.day, r.pence, r.lines, CASE r.run WHEN 'telephone' THEN 'terminal' WHEN 'bank' THEN 'bank statement' ELSE 'paying-in slip' END, 'PS' || r.batch_id,
  r.login, r.login, r.at - interval '25 minutes', r.at FROM rb.made_up_run r JOIN rb.stream s ON s.code = r.run WHERE r.batch_id IS NOT NULL ORDER BY r.batch_id
"""  # noqa: E501 - statements read best a clause a line
_LINES = """
INSERT INTO rb.batch_line (batch_id, line, account_id, pence, effective_date, quoted, payer, reason, auth, last4, drawer, cheque_number, match, makers, kept_at)
SELECT r.batch_id, p.line, CASE WHEN NOT p.astray THEN p.account_id END, p.pence, p.day, CASE WHEN p.astray THEN reverse(left(f.ref, 3)) || right(f.ref, 4) ELSE f.ref END,
  CASE WHEN p.run IN ('bank', 'cheque') OR p.astray THEN f.payer ELSE '' END, CASE WHEN p.astray THEN 'no such reference' ELSE '' END,
  CASE WHEN p.run = 'telephone' THEN lpad((p.no * 7919 + (p.day - date '2000-01-01') * 31)::text, 6, '4') ELSE '' END, CASE WHEN p.run = 'telephone' THEN lpad((p.no * 37 %% 10000)::text, 4, '0') ELSE '' END,
  CASE WHEN p.run = 'cheque' THEN f.payer ELSE '' END, CASE WHEN p.run = 'cheque' THEN lpad(((p.day - date '2000-01-01') / 14 + p.no %% 900)::text, 6, '0') ELSE '' END,
  CASE WHEN p.astray THEN '' ELSE 'payment reference' END, ARRAY[r.login], r.at - interval '20 minutes' + p.line * interval '3 seconds'
FROM rb.made_up_posting p JOIN rb.made_up_run r USING (run, day, landlord_id) JOIN rb.made_up_flow f USING (no) WHERE r.batch_id IS NOT NULL
"""  # noqa: E501 - statements read best a clause a line
_POSTINGS = """
INSERT INTO rb.posting (entry_id, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date)
SELECT r.entry_id, p.line, 1, p.landlord_id, p.cashbook_id, p.code_id, CASE WHEN p.outward THEN p.account_id WHEN p.astray THEN f.other_id ELSE p.other_id END,
  CASE WHEN p.outward OR p.astray THEN p.other_id ELSE p.account_id END, p.pence, p.day, p.day
FROM rb.made_up_posting p JOIN rb.made_up_run r USING (run, day, landlord_id) JOIN rb.made_up_flow f USING (no) ORDER BY r.entry_id, p.line
"""  # noqa: E501 - statements read best a clause a line
_CHAIN = """
SELECT count(rb.close_entry(entry_id, CASE WHEN run IN ('opening', 'charge') THEN run WHEN batch_id IS NULL THEN 'history' ELSE 'batch' END, batch_id, login, at))
FROM (SELECT * FROM rb.made_up_run ORDER BY entry_id OFFSET 0) r
"""  # noqa: E501 - statements read best a clause a line
_POSTED = """
UPDATE rb.batch b SET (state, entry_id) = ('posted', r.entry_id)
FROM rb.made_up_run r WHERE b.id = r.batch_id
"""
