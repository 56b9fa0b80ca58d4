"""The rent roll as matching wants it: every account this operator sees, with what it should pay."""

from collections.abc import Iterator
from functools import cache
from sys import intern

from core.finder.row import FinderRow
from core.matching import Columns, Entry, Expected, KeyKind, Roll
from core.money import Pence
from db.book import Session
from db.finder_rows import finder_rows
from db.uncollected import uncollected

_DAYS = 100  # of receipts looked back on: a quarter of weekly or monthly payments


@uncollected()
def rent_roll(session: Session) -> Roll:
    """Every rent account of every landlord this operator sees, those of former tenants too."""
    ended = {account: (closed, deceased) for account, closed, deceased in session.execute(_ENDED)}
    expected = _expected(session)
    columns = Columns()
    for row in finder_rows(session):
        standing = ended.get(row.account, (False, False))
        columns.add(_entry(row, standing, expected.get(row.account, ())))
    return Roll(columns)


def _entry(row: FinderRow, standing: tuple[bool, bool], expected: tuple[Expected, ...]) -> Entry:
    refs = [
        (KeyKind.TENANCY, row.tenancy_ref),
        *((KeyKind.FORMER, text) for text in row.former_refs),
        *((KeyKind.CLAIM, text) for text in row.claim_refs),
    ]
    return Entry(
        row.account,
        intern(row.landlord),
        row.payment_ref,
        tuple((kind, text) for kind, text in refs if text),
        row.names,
        row.old_names,
        row.address,
        intern(row.postcode),  # neighbours share it
        expected,
        current=row.current,
        closed=standing[0],
        deceased=standing[1],
        restricted=row.restricted,
    )


def _expected(session: Session) -> dict[int, tuple[Expected, ...]]:
    """By account its charge, what was told to be usual, and what each stream usually brings.

    Many accounts expect the same: each is made once.
    """
    one, alike = cache(Expected), dict[tuple[Expected, ...], tuple[Expected, ...]]()
    found: dict[int, tuple[Expected, ...]] = {}
    for account, pence, stream in _amounts(session):
        more = (*found.get(account, ()), one(Pence(pence), stream))
        found[account] = alike.setdefault(more, more)
    return found


def _amounts(session: Session) -> Iterator[tuple[int, int, str]]:
    for account, charge, usual in session.execute(_CHARGED):
        yield from ((account, pence, "") for pence in {charge, usual} if pence)
    for account, stream, pence in session.execute(_PAID, (_DAYS,)):
        yield account, pence, intern(stream)


_ENDED = """
SELECT a.id, a.status = 'closed', a.deceased FROM rb.account a
WHERE a.id >= 10000 AND a.parent_id IS NULL AND (a.status = 'closed' OR a.deceased)
"""

_CHARGED = """
SELECT a.id, t.charge_pence, t.usual_payment_pence FROM rb.account a
JOIN rb.tenancy t ON t.id = a.tenancy_id WHERE a.id >= 10000 AND a.parent_id IS NULL
"""

# The commonest amount of each stream, the latest of those equally common.
_PAID = """
SELECT DISTINCT ON (p.credit_account, s.code) p.credit_account, s.code, p.pence
FROM rb.posting p JOIN rb.stream s ON s.code_id = p.code_id
WHERE p.credit_account >= 10000 AND p.effective_date > current_date - %s::int
  AND NOT EXISTS (SELECT FROM rb.suspense_clearing k WHERE k.entry_id = p.entry_id)
GROUP BY p.credit_account, s.code, p.pence
ORDER BY p.credit_account, s.code, count(*) DESC, max(p.effective_date) DESC
"""
