"""Schedules: many write-offs or overpayments asked at once, decided whole or line by line."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book
from db.errors import translated


@dataclass(frozen=True, slots=True)
class Filter:
    """Which former accounts: owing at most so much, ended before a day, of one landlord."""

    at_most: Pence
    ended_before: date | None = None
    landlord: str = ""
    excepted: tuple[str, ...] = ()  # payment references


@dataclass(frozen=True, slots=True)
class Candidate:
    """An account that the filter finds, and all it owes."""

    account: int
    landlord: str
    reference: str
    kind: str
    names: str
    ended: date | None
    pence: Pence


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as lists show it: how many lines, how many and how much of them still open."""

    number: int
    kind: str
    title: str
    maker: str
    asked: datetime
    lines: int
    open: int
    pence: Pence
    open_pence: Pence
    mine: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A schedule that was made, and its requests."""

    schedule: int
    requests: tuple[int, ...]
    pence: Pence


@dataclass(frozen=True, slots=True)
class Decision:
    """A second person's word; `seen` is what was read of each line (`marks`)."""

    verdict: str
    why: str
    seen: dict[str, str]
    excepted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DecidedSchedule:
    """What was decided, (request, state, entry) each, and what stays open: (request, why)."""

    schedule: int
    verdict: str
    decided: tuple[tuple[int, str, str], ...]
    left: tuple[tuple[int, str, str], ...]
    pence: Pence


def candidates(book: Book, wanted: Filter) -> tuple[Candidate, ...]:
    """The accounts that a schedule of write-offs would be made of, by reference."""
    given = {
        "most": wanted.at_most,
        "before": wanted.ended_before,
        "landlord": wanted.landlord or None,
        "excepted": list(wanted.excepted),
    }
    with book.session() as session, translated():
        rows = session.execute(_CANDIDATES, given, prepare=True).fetchall()
    return tuple(Candidate(*row) for row in rows)


def reason_allowed(book: Book, reason: str) -> None:
    """Raises Refusal reason_unknown where the office has its reasons and this is none of them."""
    with book.session() as session, translated():
        row = session.execute(
            "SELECT value #>> '{}' FROM rb.policy WHERE name = 'write_off_reasons'"
        ).fetchone()
    known = row[0].split() if row is not None and row[0] else [reason]
    if reason not in known:
        words = f"a write-off has one of these reasons: {', '.join(known)}"
        raise Refusal("reason_unknown", words, reason)


def make_schedule(
    book: Book, lines: tuple[Candidate, ...], reason: str, why: str, key: str | None = None
) -> Made:
    """Asks for the write-off of each, all or none.

    Raises Refusal: doc_wrong, reason_unknown, more_than_debt, tenant_survives, …, naming the
    account.
    """
    asked = [{"account_id": each.account, "pence": each.pence} for each in lines]
    doc: dict[str, Any] = {"kind": "write-off", "reason": reason, "why": why, "lines": asked}
    with book.session() as session:
        told = act(session, "make_schedule", key or new_key(), doc)
    return Made(told["schedule"], tuple(told["requests"]), Pence(told["pence"]))


def make_overpayments(
    book: Book, lines: tuple[tuple[int, Pence], ...], doc: dict[str, Any], key: str | None = None
) -> Made:
    """Asks for each (account, pence) that the council takes back, all or none.

    `doc` has `why`, and payee, sort_code and account_number where the council is paid. Raises
    Refusal: doc_wrong, payee_needed, bank_details, …, naming the account.
    """
    asked = [{"account_id": account, "pence": pence} for account, pence in lines]
    with book.session() as session:
        sent = doc | {"kind": "overpayment", "lines": asked}
        told = act(session, "make_schedule", key or new_key(), sent)
    return Made(told["schedule"], tuple(told["requests"]), Pence(told["pence"]))


def schedules(book: Book) -> tuple[Schedule, ...]:
    """The schedules this operator sees, newest first."""
    with book.session() as session, translated():
        rows = session.execute(_SCHEDULES, prepare=True).fetchall()
    return tuple(Schedule(*row) for row in rows)


def marks(book: Book, schedule: int) -> dict[str, str]:
    """The mark of each open line's evidence as it stands; a decision repeats them."""
    with book.session() as session, translated():
        rows = session.execute(_MARKS, (schedule,)).fetchall()
    return dict(rows)


def decide_schedule(
    book: Book, schedule: int, decision: Decision, key: str | None = None
) -> DecidedSchedule:
    """Decides every open line but those excepted.

    Raises Refusal: own_request, unknown_schedule, reason_needed, request_ended, …; what refuses a
    line alone (over_limit, over_day_limit, stale, moved, …) leaves it open and is told in `left`.
    """
    doc = {"seen": decision.seen, "except": list(decision.excepted)}
    said = (decision.verdict, decision.why, doc)
    with book.session() as session:
        told = act(session, "decide_schedule", key or new_key(), schedule, *said)
    if told["schedule"] != schedule:
        raise Refusal("key_reused", "that key was used for another schedule: take a new key")
    return DecidedSchedule(
        schedule,
        told["verdict"],
        tuple((one["request"], one["state"], one["number"] or "") for one in told["decided"]),
        tuple((one["request"], one["code"], one["says"]) for one in told["left"]),
        Pence(told["pence"]),
    )


# What is asked for already is no candidate, nor what this operator has an interest in.
_CANDIDATES = """
SELECT a.id, l.code::text, a.ref::text, a.kind,
  coalesce((SELECT string_agg(c.name::text, ' and ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer c ON c.id = n.customer_id WHERE n.tenancy_id = a.tenancy_id), ''),
  t.end_date::date, b.pence
FROM rb.account a JOIN rb.tenancy t ON t.id = a.tenancy_id
  JOIN rb.landlord l ON l.id = a.landlord_id JOIN rb.balance b ON b.account_id = a.id
WHERE a.status = 'former' AND b.pence BETWEEN 1 AND %(most)s
  AND (%(before)s::date IS NULL OR t.end_date < %(before)s::date)
  AND (%(landlord)s::text IS NULL OR l.code = %(landlord)s::text)
  AND a.ref <> ALL (%(excepted)s::text[])
  AND NOT EXISTS (SELECT FROM rb.request r WHERE r.account_id = a.id AND r.kind = 'write-off'
    AND r.state = 'submitted' AND r.expires_on >= rb.book_day())
  AND NOT EXISTS (SELECT FROM rb.interest i WHERE i.login = session_user
    AND i.account_id IN (a.id, a.parent_id))
ORDER BY l.code, a.ref, a.id LIMIT 501
"""

_SCHEDULES = """
SELECT s.id, s.kind, s.title::text, s.maker::text, s.at, count(r.id),
  count(r.id) FILTER (WHERE r.state = 'submitted' AND r.expires_on >= rb.book_day()),
  coalesce(sum(r.pence), 0)::bigint,
  coalesce(sum(r.pence) FILTER (WHERE r.state = 'submitted' AND r.expires_on >= rb.book_day()),
    0)::bigint, s.maker = session_user
FROM rb.schedule s LEFT JOIN rb.request r ON r.schedule_id = s.id GROUP BY s.id ORDER BY s.id DESC
"""

_MARKS = """
SELECT r.id::text, rb.request_facts(r.id) ->> 'seen' FROM rb.request r
WHERE r.schedule_id = %s AND r.state = 'submitted'
"""
