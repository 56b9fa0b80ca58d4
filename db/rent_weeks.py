"""Rent weeks and financial periods of a landlord beside each other, with what moved in each."""

from dataclasses import dataclass
from datetime import date

from core.money import Pence
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class WeekMoved:
    """A rent week: the periods it lies in, what moved by book date, what was owed at its end.

    Charges raise what is owed, receipts lower it; arrears above nil.
    """

    landlord: str
    year: int
    number: int
    first: date
    last: date
    free: bool
    periods: str
    charges: Pence
    receipts: Pence
    adjustments: Pence
    owed: Pence


@dataclass(frozen=True, slots=True)
class PeriodStanding:
    """A financial period with the rent weeks that begin in it, and who closed it."""

    landlord: str
    name: str
    first: date
    last: date
    weeks: str
    closed_by: str
    closed_on: date | None


def rent_weeks(book: Book, landlord: str, since: date, until: date) -> tuple[WeekMoved, ...]:
    """The weeks that begin from a day to a day. Raises Refusal: unknown_landlord."""
    with book.session() as session, translated():
        given = (landlord, since, until)
        rows = session.execute("SELECT * FROM rb.rent_weeks(%s, %s, %s)", given).fetchall()
    return tuple(WeekMoved(*row[:7], *map(Pence, row[7:])) for row in rows)


def periods(book: Book, landlord: str | None, until: date) -> tuple[PeriodStanding, ...]:
    """Periods that have begun by a day, the latest first."""
    given = {"landlord": landlord, "until": until}
    with book.session() as session, translated():
        rows = session.execute(_PERIODS, given).fetchall()
    return tuple(PeriodStanding(*row) for row in rows)


_PERIODS = """
SELECT l.code, p.name, p.first, p.last,
  coalesce((SELECT w.number FROM rb.rent_week w WHERE w.landlord_id = l.id
    AND w.first BETWEEN p.first AND p.last ORDER BY w.first LIMIT 1) || ' to ' ||
  (SELECT w.number FROM rb.rent_week w WHERE w.landlord_id = l.id
    AND w.first BETWEEN p.first AND p.last ORDER BY w.first DESC LIMIT 1), ''),
  coalesce(p.closed_by::text, ''), (p.closed_at AT TIME ZONE 'Europe/London')::date
FROM rb.period p JOIN rb.landlord l ON l.id = p.landlord_id
WHERE p.first <= %(until)s AND (%(landlord)s::text IS NULL OR l.code = %(landlord)s)
ORDER BY p.first DESC, l.code LIMIT 200
"""
