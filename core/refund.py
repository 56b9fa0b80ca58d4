"""A refund rests on where the credit came from, what else is owed, and what may be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core.codes import TRANSACTION_CODES
from core.evidence import Line, Speaks, day_of, interest_line, owed_words, pence_of
from core.money import Pence, balance_words, pounds

Facts = dict[str, Any]

_NAMES = {one.code: one.name for one in TRANSACTION_CODES}
_SHOWN = 3  # amounts of one kind that a line names


@dataclass(frozen=True, slots=True)
class Offset:
    """So much of the credit pays another account's debt first."""

    account: int
    reference: str
    kind: str
    pence: Pence


def sources(credit: Pence, receipts: Iterable[tuple[str, Pence]]) -> list[tuple[str, Pence]]:
    """What is left of which receipts, newest first: charges used up the oldest (first in, first
    out). `receipts` are (group, pence), newest first."""
    found: list[tuple[str, Pence]] = []
    left = max(credit, 0)
    for group, pence in receipts:
        if left <= 0:
            break
        took = min(pence, left)
        found.append((group, Pence(took)))
        left -= took
    return found


def most_refundable(credit: Pence, leave_in: Pence, owed: Pence, uncleared: Pence) -> Pence:
    """Credit less what stays in, what is owed elsewhere and what has not cleared; never below 0."""
    return Pence(max(credit - leave_in - owed - uncleared, 0))


def proposed_offsets(facts: Facts) -> tuple[Offset, ...]:
    """The debts that this credit should pay first, each as far as cleared credit reaches."""
    left = pence_of(facts, "credit") - pence_of(facts, "uncleared")
    found: list[Offset] = []
    for debt in facts.get("debts") or []:
        pence = min(left, int(debt["pence"]))
        if pence > 0:
            found.append(Offset(debt["account"], debt["ref"], debt["kind"], Pence(pence)))
            left -= pence
    return tuple(found)


def tenant_words(pence: Pence, offsets: Sequence[Offset], facts: Facts) -> str:
    """What the tenant is told, in plain words."""
    told = [f"We are refunding £{pounds(pence)}."]
    paid = [f"£{pounds(each.pence)} has paid your {_debt(each)}" for each in offsets]
    leave_in = pence_of(facts, "leave_in")
    left = pence_of(facts, "credit") - pence - sum(each.pence for each in offsets)
    stays = Pence(max(min(leave_in, left), 0))
    if stays:
        span = "a month" if facts.get("cycle") == "monthly" else "a week"
        whole = f" as {span} in advance" if stays == leave_in else ""
        paid.append(f"£{pounds(stays)} stays on your account{whole}")
    return " ".join([*told, *([" and ".join(paid) + "."] if paid else [])])


def source_words(facts: Facts) -> str:
    """`standing order 98.20 + 98.20 + 44.80, no benefit`."""
    by_name: dict[str, list[int]] = {}
    came = facts.get("sources") or []
    for each in came:
        by_name.setdefault(_name(each["code"]), []).append(each["pence"])
    told = [f"{name} {_amounts(amounts)}" for name, amounts in by_name.items()]
    if not any(each["group"] == "benefit" for each in came):
        told.append("no benefit")
    return ", ".join(told) if came else "nothing: there is no credit"


def refund_lines(facts: Facts, asked: Facts) -> list[Line]:
    """The evidence of a refund, payment or transfer; `asked` are the facts when it was asked."""
    lines = [
        _credit_line(facts, asked),
        Line("it came from", source_words(facts)),
        _leave_in_line(facts),
        _debts_line(facts),
        _uncleared_line(facts),
        _most_line(facts),
        _benefit_line(facts),
        _refunds_line(facts),
    ]
    return [*lines, *_people_lines(facts), interest_line(facts)]


def _credit_line(facts: Facts, asked: Facts) -> Line:
    now, then = pence_of(facts, "balance"), pence_of(asked, "balance")
    moved = "not moved" if now == then else "moved"
    says = f"{balance_words(now)}    when asked {balance_words(then)}    {moved}"
    promised = pence_of(facts, "promised")
    if promised:
        says += f", {pounds(promised)} promised to others"
    return Line("credit now", says, Speaks.FOR if now == then else Speaks.LOOK)


def _leave_in_line(facts: Facts) -> Line:
    leave_in = pence_of(facts, "leave_in")
    span = "a month" if facts.get("cycle") == "monthly" else "a week"
    return Line(
        "leave in advance", f"{pounds(leave_in)}, {span} (policy)" if leave_in else "nothing"
    )


def _debts_line(facts: Facts) -> Line:
    debts = facts.get("debts") or []
    offsets = {each["account"] for each in facts.get("offsets") or []}
    says = owed_words(debts)
    if debts and all(each["account"] in offsets for each in debts):
        return Line("other debts", f"{says}, paid first", Speaks.FOR)
    told = f"{says}, offset proposed" if debts else "none"
    return Line("other debts", told, Speaks.LOOK if debts else Speaks.TELLS)


def _uncleared_line(facts: Facts) -> Line:
    uncleared = pence_of(facts, "uncleared")
    dates = [each["date"] for each in facts.get("sources") or [] if not each["clear"]]
    if not uncleared:
        return Line("not cleared yet", "nothing")
    return Line("not cleared yet", f"{pounds(uncleared)}, last of {max(dates)}", Speaks.LOOK)


def _most_line(facts: Facts) -> Line:
    parts = [pounds(pence_of(facts, "credit"))]
    for name in ("leave_in", "owed", "uncleared"):
        if pence_of(facts, name):
            parts.append(pounds(pence_of(facts, name)))
    return Line("most that may go", f"{pounds(pence_of(facts, 'most'))} = {' − '.join(parts)}")


def _benefit_line(facts: Facts) -> Line:
    benefit, since = pence_of(facts, "benefit"), day_of(facts, "benefit_since")
    if benefit:
        says = f"{pounds(benefit)} of the credit is benefit and may be reclaimed: ask the council"
        return Line("benefit", says, Speaks.AGAINST)
    told = f"none of the credit; last on {since:%-d %b %Y}" if since else "none lately"
    return Line("benefit", told, Speaks.LOOK if since else Speaks.TELLS)


def _refunds_line(facts: Facts) -> Line:
    told = facts.get("refunds") or []
    says = ", ".join(f"{pounds(Pence(each['pence']))} on {each['date']}" for each in told)
    return Line("refunds in 12 months", says or "none", Speaks.LOOK if told else Speaks.TELLS)


def _people_lines(facts: Facts) -> list[Line]:
    if facts.get("deceased"):
        return [Line("tenant", "has died: the executor is paid, with proof", Speaks.LOOK)]
    joint = int(facts.get("tenants") or 0)
    if joint > 1:
        return [Line("joint tenants", f"{joint}, each of them must agree", Speaks.LOOK)]
    return []


def _name(code: str) -> str:
    name = _NAMES.get(code, code)
    return name if name.istitle() else name[:1].lower() + name[1:]


def _amounts(amounts: list[int]) -> str:
    shown = " + ".join(pounds(Pence(each)) for each in amounts[:_SHOWN])
    rest = amounts[_SHOWN:]
    return f"{shown} + {len(rest)} more of {pounds(Pence(sum(rest)))}" if rest else shown


def _debt(offset: Offset) -> str:
    return {"garage": "garage rent", "repairs": "repairs", "court": "court costs"}.get(
        offset.kind, f"account {offset.reference}"
    )
