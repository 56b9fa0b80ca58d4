"""How a book stands: its chains, its unsigned days, its suspense, who holds it up, what is open."""

from dataclasses import dataclass
from datetime import date, datetime

from core.money import Pence
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an operator's chain: `number` as A17-000123, its hash in hex."""

    login: str
    number: str
    head: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A cashbook: signed up to which day (None: never), and its oldest day with postings since."""

    cashbook: str
    signed_to: date | None
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Suspense:
    """Money nobody has yet; `over` counts items older than the office's limit of `limit_days`."""

    count: int
    total: Pence
    oldest: datetime | None
    limit_days: int
    over: int
    over_total: Pence


@dataclass(frozen=True, slots=True)
class Holder:
    """A session that holds others up; `idle` and `seconds` are None where they are not told."""

    login: str
    pid: int
    idle: bool | None
    seconds: int | None
    gate: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Open:
    """Open batches of one operator."""

    login: str
    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """The standing of a book at one moment; `unsealed` entries came since the last seal."""

    heads: list[Head]
    sealed_at: datetime | None
    unsealed: int
    unsigned: list[Unsigned]
    suspense: Suspense
    holders: list[Holder]
    open: list[Open]


def status(book: Book) -> Status:
    """How the book stands, as far as this operator may see it."""
    with book.session() as session, translated():
        heads = [Head(*row) for row in session.execute(_HEADS)]
        sealed = session.execute(_SEALED).fetchone()
        assert sealed is not None, "sums are one row"
        holders = session.execute(
            "SELECT login::text, pid, idle, seconds, gate, waiting FROM rb.who_holds()"
        )
        return Status(
            heads,
            sealed[0],
            sealed[1],
            [Unsigned(*row) for row in session.execute(_UNSIGNED)],
            _suspense(session),
            [Holder(*row) for row in holders],
            [Open(*row) for row in session.execute(_OPEN)],
        )


def _suspense(session: Session) -> Suspense:
    row = session.execute(_SUSPENSE).fetchone()
    assert row is not None, "sums are one row"
    count, total, oldest, days, over, over_total = row
    return Suspense(count, Pence(total), oldest, days, over, Pence(over_total))


_HEADS = """
SELECT login::text, rb.entry_number(series, number), encode(head, 'hex') FROM rb.chain
WHERE number > 0 ORDER BY login
"""

_SEALED = """
WITH last AS (SELECT at, heads FROM rb.seal ORDER BY id DESC LIMIT 1)
SELECT (SELECT at FROM last),
  coalesce(sum(c.number - coalesce((last.heads -> c.login::text ->> 0)::int, 0)), 0)::int
FROM rb.chain c LEFT JOIN last ON true
"""

# Days before the cut-off, or before the first statement where none was stated, and those of a
# closed period are nobody's to sign.
_UNSIGNED = """
SELECT c.code, c.signed_to, (SELECT min(p.book_date) FROM rb.posting p
  WHERE p.cashbook_id = c.id AND p.book_date > c.since)
FROM (SELECT c.id, c.code, c.signed_to, greatest('-infinity'::date, coalesce(c.signed_to,
    (SELECT o.day FROM rb.cashbook_opening o WHERE o.cashbook_id = c.id),
    (SELECT min(l.day) - 1 FROM rb.bank_line l WHERE l.cashbook_id = c.id)),
    (SELECT max(d.last) FROM rb.period d WHERE d.landlord_id = c.landlord_id
      AND d.closed_at IS NOT NULL)) AS since FROM rb.cashbook c) c
ORDER BY c.code
"""

_SUSPENSE = """
WITH item AS (
  SELECT i.pence - i.cleared_pence AS pence,
    i.effective_date::timestamp AT TIME ZONE 'Europe/London' AS ended_at
  FROM rb.suspense_item i WHERE i.ended IS NULL),
allowed AS (
  SELECT coalesce((SELECT value::text::int FROM rb.policy WHERE name = 'suspense_days'), 30)
    AS days)
SELECT count(*), coalesce(sum(pence), 0)::bigint, min(ended_at), (SELECT days FROM allowed),
  count(*) FILTER (WHERE late), coalesce(sum(pence) FILTER (WHERE late), 0)::bigint
FROM (SELECT i.*, i.ended_at < clock_timestamp() - a.days * interval '1 day' AS late
  FROM item i, allowed a) each
"""

_OPEN = """
SELECT holder::text, count(*), min(opened_at) FROM rb.batch WHERE state = 'open'
GROUP BY holder ORDER BY holder
"""
