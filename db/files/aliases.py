"""Aliases: a payer's own numbers and names, bound to accounts by settled lines, as kept."""

from dataclasses import dataclass
from typing import Any

from core.alias import Aliases, Binding
from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Kept:
    """A binding with its number and the account as people read it."""

    alias: int
    reference: str
    landlord: str
    binding: Binding


def aliases_of(session: Session, landlord: str, payer: str) -> Aliases:
    """The live bindings that a file of this payer to this landlord meets."""
    rows = session.execute(_KEPT + _LIVE, (landlord, payer)).fetchall()
    return Aliases((_kept(row).binding for row in rows), payer)


def aliases(book: Book) -> tuple[Kept, ...]:
    """Every binding this operator sees, revoked ones too; those of an account together."""
    with book.session() as session, translated():
        return tuple(_kept(row) for row in session.execute(_KEPT + " ORDER BY l.code, a.ref, x.id"))


def revoke_alias(book: Book, alias: int, why: str, key: str | None = None) -> None:
    """A supervisor takes a binding back. Raises Refusal: unknown_alias, not_permitted."""
    if alias <= 0:
        raise Refusal("unknown_alias", f"there is no alias {alias}: rentbook alias list", alias)
    with book.session() as session:
        act(session, "revoke_alias", key or key_to_revoke(alias, why), alias, why)


def key_to_revoke(alias: int, why: str) -> str:
    """The key of a revocation for that reason."""
    return derived_key("revoke_alias", alias, why)


def _kept(row: tuple[Any, ...]) -> Kept:
    alias, reference, landlord, *binding = row
    return Kept(alias, reference, landlord, Binding(*binding))


_KEPT = """
SELECT x.id, a.ref::text, l.code, x.account_id, x.kind, x.value::text, x.payer::text,
  x.made_by::text, (x.made_at AT TIME ZONE 'Europe/London')::date, x.times,
  (x.last_used AT TIME ZONE 'Europe/London')::date, coalesce(x.revoked_by::text, ''),
  (x.revoked_at AT TIME ZONE 'Europe/London')::date
FROM rb.alias x JOIN rb.account a ON a.id = x.account_id
JOIN rb.landlord l ON l.id = x.landlord_id
"""
_LIVE = " WHERE x.revoked_at IS NULL AND l.code = %s AND x.payer IN ('', %s)"
