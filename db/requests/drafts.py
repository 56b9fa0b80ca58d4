"""Drafts: what an operator means to ask, kept for themselves; nothing is reserved yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book
from db.errors import translated
from db.requests.asking import ask


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft; `doc` is what `ask` will be given, without bank details, which no draft holds."""

    number: int
    kind: str
    account: int | None
    reference: str
    names: str
    to: int | None
    to_reference: str
    doc: dict[str, Any]
    changed: datetime

    @property
    def pence(self) -> Pence | None:
        """The amount, where one was named."""
        pence = self.doc.get("pence")
        return None if pence is None else Pence(pence)

    @property
    def why(self) -> str:
        """The reason so far."""
        return str(self.doc.get("why", ""))


def drafts(book: Book) -> tuple[Draft, ...]:
    """This operator's own, newest first; nobody else sees them."""
    with book.session() as session, translated():
        rows = session.execute(_DRAFTS + " ORDER BY d.id DESC", prepare=True).fetchall()
    return tuple(Draft(*row) for row in rows)


def draft(book: Book, number: int) -> Draft:
    """One of this operator's own. Raises Refusal: unknown_draft."""
    with book.session() as session, translated():
        row = session.execute(_DRAFTS + " AND d.id = %s", (number,)).fetchone()
    if row is None:
        says = f"there is no draft {number} of yours: rentbook draft list shows them"
        raise Refusal("unknown_draft", says, number)
    return Draft(*row)


def keep_draft(
    book: Book, kind: str, doc: dict[str, Any], number: int | None = None, key: str | None = None
) -> int:
    """Keeps what `ask` would be given, in place of that draft where one is named; its number.

    Raises Refusal: unknown_kind, doc_wrong, unknown_account, restricted, unknown_draft, ….
    """
    with book.session() as session:
        told = act(session, "keep_draft", key or new_key(), number, kind, doc)
    return int(told["draft"])


def submit_draft(book: Book, number: int, more: dict[str, Any], key: str | None = None) -> int:
    """Asks for what the draft means, with `more` in place of its own; the request's number.

    One that was submitted answers with its request. Raises Refusal: unknown_draft, draft_ended,
    and those of `ask`.
    """
    with book.session() as session, translated():
        row = session.execute(_ASKED, (number,)).fetchone()
    if row is not None:
        return int(row[0])
    meant = draft(book, number)
    return ask(book, meant.kind, meant.doc | more | {"draft_id": number}, key).request


def discard_draft(book: Book, number: int, key: str | None = None) -> None:
    """Gives one up; its words go. Raises Refusal: unknown_draft, draft_ended."""
    with book.session() as session:
        act(session, "discard_draft", key or new_key(), number)


_ASKED = (
    "SELECT request_id FROM rb.request_draft"
    " WHERE id = %s AND maker = session_user AND request_id IS NOT NULL"
)

# A restricted person's name is hidden by its own policy.
_DRAFTS = """
SELECT d.id, d.kind, d.account_id, coalesce(a.ref, '')::text,
  coalesce((SELECT string_agg(c.name::text, ' and ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer c ON c.id = n.customer_id WHERE n.tenancy_id = a.tenancy_id
    AND (n.ended IS NULL OR a.status = 'former')), ''),
  d.to_account, coalesce(t.ref, '')::text, d.doc, d.changed_at
FROM rb.request_draft d LEFT JOIN rb.account a ON a.id = d.account_id
LEFT JOIN rb.account t ON t.id = d.to_account WHERE d.state = 'draft'
"""
