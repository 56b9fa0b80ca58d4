"""Tenancies as the finder is to know them, read under the session's own rights."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.finder.row import FinderRow
from db.book import Session

_FETCHED = 5000


def finder_rows(session: Session, accounts: Sequence[int] | None = None) -> Iterator[FinderRow]:
    """Every rent account this operator sees, or only `accounts`; the restricted by reference."""
    with session.transaction(), session.cursor(name="finder_rows") as cursor:
        cursor.itersize = _FETCHED
        cursor.execute(_ROWS, {"accounts": None if accounts is None else list(accounts)})
        for row in cursor:
            yield _row(row)


# Grouped once rather than asked for each account: a hundred thousand of them take a second.
_ROWS = """
WITH a AS (
  SELECT a.id, a.landlord_id, a.ref, a.tenancy_id, a.status, a.restricted FROM rb.account a
  WHERE a.id >= 10000 AND a.parent_id IS NULL
    AND (%(accounts)s::bigint[] IS NULL OR a.id = ANY (%(accounts)s))),
named AS (
  SELECT n.tenancy_id,
    array_agg(c.name::text ORDER BY n.position) FILTER (WHERE n.ended IS NULL) AS now,
    array_agg(c.name::text ORDER BY n.position) FILTER (WHERE n.ended IS NOT NULL) AS ended,
    array_agg(f.name::text) FILTER (WHERE f.name IS NOT NULL) AS former,
    array_agg(p.value::text) FILTER (WHERE p.value IS NOT NULL) AS phones
  FROM a JOIN rb.tenant n ON n.tenancy_id = a.tenancy_id
  JOIN rb.customer c ON c.id = n.customer_id
  LEFT JOIN rb.former_name f ON f.customer_id = c.id
  LEFT JOIN rb.contact p ON p.customer_id = c.id AND p.kind = 'phone' AND p.until IS NULL
  GROUP BY n.tenancy_id),
refs AS (
  SELECT r.account_id, array_agg(r.ref::text) FILTER (WHERE r.kind IN ('former', 'card')) AS former,
    array_agg(r.ref::text) FILTER (WHERE r.kind = 'claim') AS claims,
    max(r.ref) FILTER (WHERE r.kind = 'tenancy') AS tenancy
  FROM a JOIN rb.account_ref r ON r.account_id = a.id GROUP BY r.account_id)
SELECT a.id, l.code, a.ref, coalesce(t.ref, refs.tenancy, ''), refs.former,
  coalesce(named.now, named.ended), coalesce(named.former, '{}') || CASE WHEN named.now IS NULL
    THEN '{}' ELSE coalesce(named.ended, '{}') END, p.address, p.postcode, named.phones,
  refs.claims, a.status = 'current', a.restricted
FROM a JOIN rb.landlord l ON l.id = a.landlord_id
LEFT JOIN refs ON refs.account_id = a.id LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id
LEFT JOIN rb.property p ON p.id = t.property_id LEFT JOIN named ON named.tenancy_id = t.id
"""


def _row(row: tuple[Any, ...]) -> FinderRow:
    (
        account,
        landlord,
        ref,
        tenancy,
        former,
        names,
        old,
        address,
        postcode,
        phones,
        claims,
        current,
        restricted,
    ) = row
    return FinderRow(
        account,
        landlord,
        ref,
        tenancy,
        _distinct(former),
        _distinct(names),
        _distinct(old),
        address or "",
        postcode or "",
        _distinct(phones),
        _distinct(claims),
        current,
        restricted,
    )


def _distinct(values: list[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values or ()))
