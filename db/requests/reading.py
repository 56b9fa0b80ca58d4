"""Requests as they are read: which there are, what each rests on, what was said about it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.acting import Session
from db.bank_details import PayeeFacts, payee_of, payee_told
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `names` and `reference` are its account's, `pays_to` is masked, `target_names`
    whose the account is that it goes to, `item_words` what came with the money in suspense.

    `state` says expired where its day has passed; `decided` is (verdict, who, when, why) of each
    step; `mine` whether this operator asked it, `awaits` whether it may be theirs to decide.
    """

    number: int
    kind: str
    state: str
    account: int | None
    reference: str
    names: str
    pence: Pence | None
    why: str
    maker: str
    asked: datetime
    expires: date
    level: str
    approvals: int
    target: str
    payee: str
    pays_to: str
    subject: str
    reason: str
    override: str
    words: str
    council: str
    schedule: int | None
    item: int | None
    entry: str
    reserved: Pence
    terms: dict[str, Any]
    facts: dict[str, Any]
    decided: tuple[tuple[str, str, datetime, str], ...]
    mine: bool
    awaits: bool
    target_names: str
    item_words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a request rests on: as the book stands, or once it is decided as the decider saw it.

    `stale` says why it can no longer be approved; `seen` names this state of the evidence, and an
    approval repeats it. `saw` is who decided on it, and when.
    """

    facts: dict[str, Any]
    stale: str
    seen: str
    limit: Pence | None
    day_limit: Pence | None
    used: Pence
    notes: tuple[tuple[str, str, datetime], ...] = ()
    documents: tuple[tuple[str, str], ...] = field(default=())
    payee: PayeeFacts | None = None  # where it pays to a bank account
    saw: tuple[str, datetime] | None = None


def requests(book: Book, view: str = "") -> tuple[Request, ...]:
    """The requests this operator sees, newest first; `view`: mine, awaiting, decided or all.

    Awaiting: still to be decided, by somebody who is not barred from it; oldest first.
    """
    with book.session() as session, translated():
        found = [_request(row) for row in session.execute(_REQUESTS + _ORDER, prepare=True)]
    if view == "mine":
        return tuple(one for one in found if one.mine)
    if view == "awaiting":
        return tuple(one for one in reversed(found) if one.awaits)
    if view == "decided":
        return tuple(one for one in found if one.state not in ("submitted", "expired"))
    return tuple(found)


def lines_of(book: Book, schedule: int) -> tuple[Request, ...]:
    """The requests of a schedule that this operator sees, as they were asked."""
    query = _REQUESTS + " WHERE r.schedule_id = %s ORDER BY r.id"
    with book.session() as session, translated():
        return tuple(_request(row) for row in session.execute(query, (schedule,), prepare=True))


def request(book: Book, number: int) -> Request:
    """One request. Raises Refusal: unknown_request."""
    with book.session() as session, translated():
        row = session.execute(_REQUESTS + " WHERE r.id = %s", (number,), prepare=True).fetchone()
    if row is None:
        words = f"there is no request {number}: rentbook requests shows them"
        raise Refusal("unknown_request", words, number)
    return _request(row)


def standing(book: Book, number: int) -> Standing:
    """What a request rests, or rested on. Raises Refusal: unknown_request, restricted."""
    with book.session() as session, translated():
        row = session.execute("SELECT rb.request_facts(%s)", (number,)).fetchone()
        notes = session.execute(_NOTES, (number,)).fetchall()
        documents = session.execute(_DOCUMENTS, (number,)).fetchall()
        payee = payee_of(session, number)
        decided = session.execute(_DECIDED, (number,)).fetchone()
    assert row is not None, "facts are one row"
    told = row[0]
    now = Standing(
        told["facts"],
        told["stale"] or "",
        told["seen"],
        _pence(told["limit_item_pence"]),
        _pence(told["limit_day_pence"]),
        Pence(told["used_pence"]),
        tuple(tuple(note) for note in notes),
        tuple(tuple(document) for document in documents),
        payee,
    )
    return now if decided is None else _as_decided(now, decided)


def _as_decided(now: Standing, decided: tuple[Any, ...]) -> Standing:
    """The evidence that was on the page when it was decided, in place of today's."""
    facts, who, at, payee, pays_to = decided
    payee = payee_told(payee, pays_to, facts["payee"]) if "payee" in facts else None
    return replace(now, facts=facts, payee=payee, saw=(who, at))


def credit_facts(book: Book, account: int) -> dict[str, Any]:
    """What a refund of this account's credit would rest on. Raises Refusal: unknown_account, …."""
    return _facts(book, "SELECT rb.credit_facts(%s)", account)


def debt_facts(book: Book, account: int) -> dict[str, Any]:
    """What writing this account's debt off would rest on. Raises Refusal: unknown_account, …."""
    return _facts(book, "SELECT rb.debt_facts(%s)", account)


def reserved(session: Session, account: int) -> Pence:
    """What open requests have reserved of an account's credit."""
    row = session.execute(_RESERVED, (account,), prepare=True).fetchone()
    assert row is not None, "a sum is one row"
    return Pence(row[0])


def _facts(book: Book, statement: str, account: int) -> dict[str, Any]:
    with book.session() as session, translated():
        row = session.execute(statement.encode(), (account,)).fetchone()
    assert row is not None, "facts are one row"
    facts: dict[str, Any] = row[0]
    return facts


def _pence(told: int | None) -> Pence | None:
    return None if told is None else Pence(told)


def _request(row: tuple[Any, ...]) -> Request:
    values = list(row)
    values[6], values[24] = _pence(values[6]), Pence(values[24])
    values[27] = tuple(
        (verdict, who, datetime.fromisoformat(at), why) for verdict, who, at, why in values[27]
    )
    return Request(*values)


# A restricted person's name and address are hidden by their own policies.
_REQUESTS = """
SELECT r.id, r.kind, CASE WHEN r.state = 'submitted' AND r.expires_on < rb.book_day()
    THEN 'expired' ELSE r.state END,
  r.account_id, coalesce(a.ref, '')::text,
  coalesce((SELECT string_agg(c.name::text, ' and ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer c ON c.id = n.customer_id WHERE n.tenancy_id = a.tenancy_id
    AND (n.ended IS NULL OR a.status = 'former')), ''),
  r.pence, r.why::text, r.maker::text, r.at, r.expires_on, r.level, r.approvals,
  coalesce((SELECT t.ref::text FROM rb.account t WHERE t.id = r.to_account),
    r.terms ->> 'entry', '') || CASE WHEN r.of_line > 0 THEN '.' || r.of_line ELSE '' END,
  coalesce(r.payee, '')::text, coalesce(r.pays_to, ''), r.subject::text, r.reason::text,
  r.override::text, r.words, r.council, r.schedule_id, r.item_id,
  coalesce((SELECT rb.entry_number(c.series, e.number) FROM rb.entry e JOIN rb.chain c
    ON c.login = e.login WHERE e.id = r.entry_id), ''),
  r.reserved_pence, r.terms, r.facts,
  coalesce((SELECT jsonb_agg(jsonb_build_array(s.kind, s.decider, s.at, s.why) ORDER BY s.step)
    FROM rb.request_step s WHERE s.request_id = r.id), '[]'),
  r.maker = session_user,
  r.state = 'submitted' AND r.expires_on >= rb.book_day() AND NOT session_user = ANY (r.makers)
    AND rb.in_group('supervisor') AND (r.level = 'supervisor' OR rb.in_group('manager')
      OR r.pence IS NOT NULL AND r.override = '' AND (rb.my_limit(r.kind)) >= r.pence)
    AND NOT EXISTS (SELECT FROM rb.request_step s WHERE s.request_id = r.id
      AND s.decider = session_user),
  coalesce((SELECT string_agg(c.name::text, ' and ' ORDER BY n.position) FROM rb.account t
    JOIN rb.tenant n ON n.tenancy_id = t.tenancy_id AND (n.ended IS NULL OR t.status = 'former')
    JOIN rb.customer c ON c.id = n.customer_id WHERE t.id = r.to_account), ''),
  coalesce((SELECT concat_ws(' ', nullif(k.quoted, ''), nullif(k.payer, ''),
    nullif(k.narrative, ''))::text FROM rb.suspense_item i
    JOIN rb.entry e ON e.id = i.entry_id
    JOIN rb.batch_line k ON (k.batch_id, k.line) = (e.batch_id, i.line)
    WHERE i.id = r.item_id), '')
FROM rb.request r LEFT JOIN rb.account a ON a.id = r.account_id
"""

_ORDER = " ORDER BY r.id DESC LIMIT 2000"

_NOTES = (
    "SELECT words::text, maker::text, at FROM rb.request_note WHERE request_id = %s ORDER BY id"
)

_DECIDED = """
SELECT s.facts, s.decider::text, s.at, coalesce(r.payee, '')::text, coalesce(r.pays_to, '')
FROM rb.request_step s JOIN rb.request r ON r.id = s.request_id
WHERE s.request_id = %s AND r.state <> 'submitted' AND s.kind <> 'withdraw' AND s.facts <> '{}'
ORDER BY s.step DESC LIMIT 1
"""

_DOCUMENTS = (
    "SELECT name::text, encode(digest, 'hex') FROM rb.request_document WHERE request_id = %s"
    " ORDER BY at"
)

_RESERVED = """
SELECT coalesce(sum(r.reserved_pence), 0)::bigint FROM rb.request r
WHERE r.account_id = %s AND r.state = 'submitted' AND r.expires_on >= rb.book_day()
  AND r.item_id IS NULL AND r.kind IN ('refund', 'transfer', 'payment')
"""
