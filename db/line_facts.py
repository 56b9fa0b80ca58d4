"""What a lines file is judged by: its batch, the accounts named, look-alikes, same receipts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.corroboration import Candidate, Receipt, Shown
from core.money import Pence
from core.reference import slips
from core.refusal import Refusal
from core.usual import is_charge_alone, usual_amount
from db.book import Session

# Up to here look-alikes are asked for one by one; above, every live account of the landlord is
# read once, which costs less than a hundred possible slips a line.
_SLIPS_MAX = 300
JOINED = " + "  # as the query below joins the names of one tenancy

Same = tuple[int, date, int]  # account, effective date, pence: what makes two receipts one


@dataclass(frozen=True, slots=True)
class Head:
    """The batch that the lines go to; `digest` is of the lines file it took last."""

    batch: int
    landlord: str
    stream: str
    needs: tuple[str, ...]
    effective: date
    state: str
    holder: str
    digest: bytes | None
    today: date
    login: str
    mine: frozenset[int]


@dataclass(frozen=True, slots=True)
class Fact:
    """An account as a line is judged by it."""

    candidate: Candidate
    closed: bool


def head(session: Session, batch: int) -> Head:
    """The batch, and whose session it is. Raises Refusal: unknown_batch."""
    row = session.execute(_HEAD, (batch,)).fetchone()
    if row is None:
        words = f"there is no batch {batch}: rentbook batch list shows them"
        raise Refusal("unknown_batch", words, batch)
    values = list(row)
    values[3] = tuple(values[3])
    values[10] = frozenset(values[10])
    return Head(*values)


def facts(session: Session, accounts: Collection[int] | None, at: Head) -> dict[int, Fact]:
    """The accounts of those numbers, or (None) every live one of the batch's landlord."""
    asked = {
        "accounts": list(accounts or ()),
        "all": accounts is None,
        "stream": at.stream,
        "landlord": at.landlord,
    }
    return {row[0]: _fact(row) for row in session.execute(_FACTS, asked)}


def facts_and_rivals(
    session: Session, accounts: Collection[int], at: Head
) -> tuple[dict[int, Fact], list[Candidate]]:
    """Those accounts, and the live ones of the landlord that could be meant instead of one."""
    if len(accounts) > _SLIPS_MAX:
        found = facts(session, None, at)
        missing = [number for number in accounts if number not in found]
        known = found | facts(session, missing, at) if missing else found
    else:
        known = facts(session, accounts, at)
        found = facts(session, _rivals(session, known.values(), at), at)
    return known, [fact.candidate for fact in found.values() if fact.candidate.current]


def _rivals(session: Session, known: Iterable[Fact], at: Head) -> list[int]:
    """Accounts a slip away from one of these, or of one name with it."""
    chosen = [one.candidate for one in known]
    refs = {slip for one in chosen for slip in slips(one.reference)}
    names = {name.lower() for one in chosen for name in one.name.split(JOINED)}
    asked = {"refs": list(refs), "names": list(names), "landlord": at.landlord}
    return [row[0] for row in session.execute(_ALIKE, asked).fetchall()]


def standing(session: Session, asked: Collection[tuple[int, date]], at: Head) -> dict[Same, str]:
    """Receipts of the batch's stream on those accounts and days, kept or posted, and where."""
    given = {
        "accounts": [account for account, _ in asked],
        "days": [day for _, day in asked],
        "stream": at.stream,
    }
    return {(row[0], row[1], row[2]): row[3] for row in session.execute(_STANDING, given)}


def receipt(same: Same, where: str) -> Receipt:
    """The same receipt as corroboration wants it."""
    return Receipt(same[0], Pence(same[2]), where)


_HEAD = """
SELECT b.id, l.code, s.code, s.needs, b.effective_date, b.state, b.holder, rb.lines_digest(b.id),
  (clock_timestamp() AT TIME ZONE 'Europe/London')::date, session_user::text,
  ARRAY(SELECT i.account_id FROM rb.interest i WHERE i.login = session_user
    UNION SELECT a.id FROM rb.interest i JOIN rb.account a ON a.parent_id = i.account_id
      WHERE i.login = session_user)
FROM rb.batch b JOIN rb.cashbook c ON c.id = b.cashbook_id
JOIN rb.landlord l ON l.id = c.landlord_id JOIN rb.stream s ON s.id = b.stream_id WHERE b.id = %s
"""

# The landlord is looked up first and names are joined to what was asked: nobody ever counts a
# table of three landlords, and a guess at it made names be read whole for every account.
_FACTS = """
WITH asked AS MATERIALIZED (
  SELECT a.id, a.ref, l.code AS landlord, a.status, a.deceased, a.parent_id, a.tenancy_id
  FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
  WHERE CASE WHEN %(all)s THEN
    a.landlord_id = (SELECT o.id FROM rb.landlord o WHERE o.code = %(landlord)s)
    AND a.status = 'current' AND a.parent_id IS NULL ELSE a.id = ANY (%(accounts)s) END),
names AS (
  SELECT n.tenancy_id, string_agg(u.name, ' + ' ORDER BY n.position) AS names
  FROM (SELECT DISTINCT tenancy_id FROM asked) q JOIN rb.tenant n USING (tenancy_id)
  JOIN rb.customer u ON u.id = n.customer_id WHERE n.ended IS NULL GROUP BY n.tenancy_id)
SELECT q.id, q.ref, q.landlord, q.status, q.deceased, coalesce(n.names, ''),
  CASE WHEN q.parent_id IS NULL THEN t.usual_payment_pence END,
  CASE WHEN q.parent_id IS NULL THEN t.charge_pence END,
  CASE WHEN q.parent_id IS NULL AND t.usual_payment_pence IS NOT NULL THEN '{}' ELSE
    ARRAY(SELECT r.pence FROM rb.posting r WHERE r.credit_account >= 10000
      AND r.credit_account = q.id AND r.code_id = s.code_id
      ORDER BY r.effective_date DESC LIMIT 6) END
FROM asked q LEFT JOIN rb.tenancy t ON t.id = q.tenancy_id LEFT JOIN names n USING (tenancy_id)
CROSS JOIN rb.stream s WHERE s.code = %(stream)s
"""

# The names are looked for first and alone: row security lets no index on lower(name) be used.
_ALIKE = """
WITH named AS MATERIALIZED (
  SELECT o.id FROM rb.customer o WHERE lower(o.name) = ANY (%(names)s))
SELECT r.account_id FROM rb.account_ref r JOIN rb.account a ON a.id = r.account_id
JOIN rb.landlord l ON l.id = r.landlord_id
WHERE l.code = %(landlord)s AND r.ref = ANY (%(refs)s) AND r.kind = 'payment'
  AND a.status = 'current'
UNION
SELECT a.id FROM named o JOIN rb.tenant x ON x.customer_id = o.id AND x.ended IS NULL
JOIN rb.account a ON a.tenancy_id = x.tenancy_id AND a.status = 'current' AND a.parent_id IS NULL
JOIN rb.landlord l ON l.id = a.landlord_id AND l.code = %(landlord)s
"""

_STANDING = """
WITH asked AS MATERIALIZED (
  SELECT DISTINCT account_id, day FROM unnest(%(accounts)s::bigint[], %(days)s::date[])
    q (account_id, day))
SELECT x.account_id, x.effective_date, x.pence, 'batch ' || x.batch_id || ' line ' || x.line
FROM asked q JOIN rb.batch_line x ON x.account_id = q.account_id AND x.effective_date = q.day
JOIN rb.batch b ON b.id = x.batch_id JOIN rb.stream s ON s.id = b.stream_id
WHERE s.code = %(stream)s AND b.state = 'open' AND x.state = 'kept'
UNION ALL
SELECT p.credit_account, p.effective_date, p.pence,
  'posted ' || rb.entry_number(h.series, e.number) || '.' || p.line
FROM asked q JOIN rb.posting p ON p.credit_account >= 10000 AND p.credit_account = q.account_id
  AND p.effective_date = q.day
JOIN rb.stream s ON s.code_id = p.code_id JOIN rb.entry e ON e.id = p.entry_id
JOIN rb.chain h ON h.login = e.login
WHERE s.code = %(stream)s AND NOT EXISTS (SELECT FROM rb.reversal r
  WHERE (r.original_entry, r.original_line, r.original_part) = (p.entry_id, p.line, p.part))
"""


def _fact(row: tuple[Any, ...]) -> Fact:
    number, reference, landlord, status, deceased, names, imported, charge, receipts = row
    usual = usual_amount(imported, receipts, charge)
    # Nobody's hidden name is like another: without a name the reference stands for it.
    name = names or reference
    candidate = Candidate(
        number,
        reference,
        name,
        landlord,
        usual,
        status == "current",
        deceased,
        shown=Shown.NAMED,
        charged=is_charge_alone(imported, receipts),
    )
    return Fact(candidate, status == "closed")
