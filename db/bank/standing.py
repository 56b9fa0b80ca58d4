"""How booked statements stand: their figures, how much is matched, what lies between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.money import Pence
from db.book import Session


@dataclass(frozen=True, slots=True)
class Gap:
    """What no statement shows between this one and the one before it on the account.

    `pence` is what moved meanwhile, None where a balance is missing.
    """

    after: int
    since: date
    until: date
    pence: Pence | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement as it stands; of its lines `known` had come before, `open` wait for a match."""

    statement: int
    cashbook: str
    account: str
    format: str
    name: str
    first: date | None
    last: date
    opening: Pence | None
    closing: Pence | None
    difference: Pence
    accepted_by: str
    lines: int
    credits: Pence
    debits: Pence
    known: int
    open: int
    by: str
    at: datetime
    gap: Gap | None = None


def standing(
    session: Session,
    *,
    cashbook: str | None = None,
    digest: str | None = None,
    accounts: Sequence[int] = (),
) -> tuple[Standing, ...]:
    """The statements of a cashbook, of a file, or all, the latest first; of a file in its order."""
    file = None if digest is None else bytes.fromhex(digest)
    given = {"cashbook": cashbook, "digest": file, "accounts": list(accounts) or None}
    return tuple(map(_standing, session.execute(_STANDING, given).fetchall()))


def _standing(row: tuple[Any, ...]) -> Standing:
    *told, before, since, closed, working = row
    gap = None
    if before is not None:
        gap = _gap(Gap(before, since, row[5] or row[6], None), (row[7], closed), working=working)
    return replace(Standing(*told), gap=gap)


def _gap(between: Gap, balances: tuple[int | None, int | None], *, working: bool) -> Gap | None:
    opening, closed = balances
    if opening is None or closed is None:
        return between if working else None
    moved = Pence(opening - closed)
    return replace(between, pence=moved) if moved and between.until > between.since else None


_STANDING = """
SELECT s.id, c.code, b.sort_code || ' ' || b.account_number, s.format, s.name, s.from_day,
  s.to_day, s.opening_pence, s.closing_pence, s.difference_pence, coalesce(s.accepted_by, ''),
  l.lines, l.credits, l.debits, l.known, l.open, s.login, s.at,
  p.id, p.to_day, p.closing_pence,
  EXISTS (SELECT FROM generate_series(p.to_day + 1, coalesce(s.from_day, s.to_day) - 1, '1 day') d
    WHERE extract(isodow FROM d) < 6)
FROM rb.bank_statement s JOIN rb.cashbook c ON c.id = s.cashbook_id
JOIN rb.bank_account b ON b.id = s.bank_account_id
CROSS JOIN LATERAL (
  SELECT count(*) AS lines, coalesce(sum(x.pence) FILTER (WHERE x.pence > 0), 0)::bigint AS credits,
    coalesce(-sum(x.pence) FILTER (WHERE x.pence < 0), 0)::bigint AS debits,
    count(*) FILTER (WHERE x.at < s.at) AS known,
    count(*) FILTER (WHERE NOT EXISTS (
      SELECT FROM rb.bank_match_line m WHERE m.line_id = x.id AND m.live)) AS open
  FROM rb.bank_statement_line i JOIN rb.bank_line x ON x.id = i.line_id
  WHERE i.statement_id = s.id) l
LEFT JOIN LATERAL (
  SELECT x.id, x.to_day, x.closing_pence FROM rb.bank_statement x
  WHERE x.bank_account_id = s.bank_account_id AND x.id <> s.id
    AND (x.to_day, x.id) < (coalesce(s.from_day, s.to_day), s.id)
  ORDER BY x.to_day DESC, x.id DESC LIMIT 1) p ON true
WHERE (%(cashbook)s::text IS NULL OR c.code = %(cashbook)s)
  AND (%(digest)s::bytea IS NULL OR s.digest = %(digest)s)
  AND (%(accounts)s::int[] IS NULL OR s.bank_account_id = ANY (%(accounts)s::int[]))
ORDER BY CASE WHEN %(digest)s::bytea IS NOT NULL THEN s.part END, s.to_day DESC, s.id DESC
"""
