"""A request in an answer: an object for programs, lines for people."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from core.evidence import Speaks
from core.money import pounds
from core.text import clean
from tui.office_time import office
from tui.requests.evidence_words import evidence_lines, limit_words

if TYPE_CHECKING:
    from db.requests.reading import Request, Standing

_MARKS = {Speaks.FOR: "ok", Speaks.LOOK: "!", Speaks.AGAINST: "x", Speaks.TELLS: ""}


def document_of(one: "Request") -> dict[str, Any]:
    """A request for programs; bank details masked."""
    return {
        "request": one.number,
        "kind": one.kind,
        "state": one.state,
        "account": one.account,
        "reference": one.reference or None,
        "names": one.names or None,
        "amount_pence": one.pence,
        "reserved_pence": one.reserved,
        "why": one.why,
        "reason": one.reason or None,
        "override": one.override or None,
        "target": one.target or None,
        "item": one.item,
        "payee": one.payee or None,
        "pays_to": one.pays_to or None,
        "subject": one.subject or None,
        "maker": one.maker,
        "asked_at": one.asked,
        "expires_on": one.expires,
        "level": one.level,
        "approvals": one.approvals,
        "council": one.council or None,
        "schedule": one.schedule,
        "number": one.entry or None,
        "decisions": [
            {"verdict": verdict, "by": who, "at": at, "why": why or None}
            for verdict, who, at, why in one.decided
        ],
    }


def evidence_of(stands: "Standing") -> dict[str, Any]:
    """What it rests on, or rested on: all that the page shows."""
    who, when = stands.saw or (None, None)
    return {
        "evidence": stands.facts,
        "as_seen_by": who,
        "as_seen_at": when,
        "stale": stands.stale or None,
        "warnings": list(stands.payee.warnings) if stands.payee else [],
        "documents": [{"name": name, "digest": digest} for name, digest in stands.documents],
        "notes": [{"words": words, "by": by, "at": at} for words, by, at in stands.notes],
    }


def request_words(one: "Request", stands: "Standing", today: date) -> Iterator[str]:
    """A request with its evidence, a line each."""
    who = f", {one.names} {one.reference}" if one.reference else f", {one.subject}"
    yield clean(f"request {one.number}: {one.kind}{_amount(one, ' ')}{who}: {one.state}")
    yield clean(f"  asked by {one.maker}, {office(one.asked):%d %b %H:%M}: {one.why}")
    for line in evidence_lines(one, stands, today):
        yield clean(f"  {line.about:<20} {line.says} {_MARKS[line.speaks]}".rstrip())
    if one.words:
        yield clean(f'  to the tenant: "{one.words}"')
    for verdict, decider, at, why in one.decided:
        yield clean(f"  {verdict} by {decider}, {office(at):%d %b %H:%M} {why}".rstrip())
    if one.state == "submitted":
        yield f"  {limit_words(one, stands)}; undecided it expires on {one.expires}"


def row_of(one: "Request") -> tuple[str, ...]:
    """A request in a list."""
    return (
        str(one.number),
        one.kind,
        one.reference or one.subject,
        _amount(one),
        one.state,
        f"{one.maker}, {office(one.asked):%d %b}",
        one.why,
    )


def _amount(one: "Request", before: str = "") -> str:
    return "" if one.pence is None else before + pounds(one.pence)
