"""The evidence of a request in lines: what it rests on, whom it is paid to, what was said."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.evidence import Line, Speaks, pence_of
from core.money import Pence, balance_words, pounds
from core.names import parse_names, short_names
from core.refund import refund_lines
from core.request import DRAWS_ON_CREDIT
from core.text import clean
from core.write_off import write_off_lines
from tui.office_time import office
from tui.requests.payee_words import payee_lines

if TYPE_CHECKING:
    from db.requests.reading import Request, Standing

_COUNCIL = {
    "ask": ("not asked yet: the approval waits for its answer", Speaks.AGAINST),
    "asked": ("asked, no answer yet: the approval waits", Speaks.AGAINST),
    "clear": ("has answered: it reclaims nothing", Speaks.FOR),
}


def evidence_lines(one: "Request", stands: "Standing", today: date) -> list[Line]:
    """Every line of the page; what speaks against comes first, where no page cuts it off."""
    if stands.saw is not None:
        today = office(stands.saw[1]).date()
        return _kept(one, stands) + [
            replace(line, about=line.about.replace(" now", " then"))
            for line in against_first(_evidence(one, stands, today))
        ]
    return _kept(one, stands) + against_first(_evidence(one, stands, today))


def against_first(lines: list[Line]) -> list[Line]:
    """The lines in their order, but those that speak against before the others.

    A line about nothing of its own goes with the one above it.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if line.about or not groups:
            groups.append([])
        groups[-1].append(line)
    groups.sort(key=lambda group: all(line.speaks is not Speaks.AGAINST for line in group))
    return [line for group in groups for line in group]


def _evidence(one: "Request", stands: "Standing", today: date) -> list[Line]:
    facts = stands.facts
    lines: list[Line] = []
    if stands.stale:
        lines.append(Line("stale", stands.stale, Speaks.AGAINST))
    lines += payee_lines(one.pays_to, one.payee, stands.payee, today)
    if one.item is not None:
        lines.append(_item_line(one, facts))
    elif one.kind in DRAWS_ON_CREDIT:
        lines += refund_lines(facts, one.facts)
    elif one.kind in ("write-off", "write-on", "overpayment"):
        lines += write_off_lines(facts, one.facts, one.reason, today)
    elif "reversed" in facts:
        lines.append(_reversal_line(one, facts))
    elif one.terms.get("sets"):
        lines += _setting_lines(one, facts)
    if one.kind not in ("refund", "reversal") and one.target:
        lines.append(_target_line(one, facts))
    return [*lines, *_said(one, stands)]


def _kept(one: "Request", stands: "Standing") -> list[Line]:
    if stands.saw is not None:
        who, at = stands.saw
        return [Line("evidence", f"as {who} saw it, {office(at):%a %-d %b %H:%M}")]
    if one.decided and one.state not in ("submitted", "withdrawn"):
        return [Line("evidence", "as the book stands now: what was seen was not kept", Speaks.LOOK)]
    return []


def limit_words(one: "Request", stands: "Standing") -> str:
    """`your limit 500.00 each, 5,000.00 a day, 1,120.00 of it used`."""
    if one.pence is None:
        return f"decided by a {one.level}"
    if stands.limit is None:
        return "you have no limit for this kind"
    day = "" if stands.day_limit is None else f", {pounds(stands.day_limit)} a day"
    used = f", {pounds(stands.used)} of it used" if stands.day_limit is not None else ""
    return f"your limit {pounds(stands.limit)} each{day}{used}"


def _said(one: "Request", stands: "Standing") -> list[Line]:
    lines: list[Line] = []
    if card := one.terms.get("card"):
        lines.append(Line("pay to", f"the card, provider's reference {card}"))
    if one.council:
        lines.append(Line("the council", *_COUNCIL[one.council]))
    if one.override:
        lines.append(Line("overrides a rule", one.override, Speaks.AGAINST))
    if one.approvals > 1:
        done = sum(verdict == "approve" for verdict, *_ in one.decided)
        lines.append(Line("approvals", f"{done} of {one.approvals}", Speaks.LOOK))
    lines += [Line("document", f"{name}  {digest[:12]}") for name, digest in stands.documents]
    return lines + [Line(f"{who} writes", f"{_later(stands, at)}{words}")
                    for words, who, at in stands.notes]  # fmt: skip


def _later(stands: "Standing", at: datetime) -> str:
    return "after it was decided: " if stands.saw is not None and at > stands.saw[1] else ""


def _setting_lines(one: "Request", facts: dict[str, object]) -> list[Line]:
    wanted = {k: v for k, v in one.terms.items() if k not in ("sets", "name", "who", "login")}
    was = facts.get("was")
    then = one.facts.get("was")
    says = operator_words if one.kind == "operator" else _figures
    lines = [Line("about", one.subject), Line("now", says(was)), Line("then", says(wanted))]
    if was != then:
        lines.append(Line("when asked", says(then), Speaks.LOOK))
    if keepers := keepers_step(one):
        lines.append(Line("the keeper types", keepers))
    return lines


def operator_words(told: object) -> str:
    """How an operator stands, or is to: `supervisor`, `suspended`, `assistant of CLY`."""
    if not isinstance(told, dict):
        return "no operator"
    parts = [str(told["group"])] if told.get("group") else []
    if landlords := told.get("landlords"):
        parts.append(f"of {' and '.join(map(str, landlords))}")
    if told.get("suspended"):
        parts.append("suspended")
    elif "suspended" in told and not parts:
        parts.append("let in again")
    return " ".join(parts)


def keepers_step(one: "Request") -> str:
    """What the keeper does once two people have said it: no act makes or moves a login."""
    group, login = one.terms.get("group"), one.terms.get("login")
    if one.kind != "operator" or not group or one.state not in ("submitted", "done"):
        return ""
    if "landlords" not in one.terms:
        return f"rentbook operator regroup {login} --group {group}"
    of = "".join(f" --landlord {code}" for code in one.terms["landlords"])
    return f"rentbook operator add {login} --name … --group {group}{of}"


def _figures(told: object) -> str:
    if not isinstance(told, dict):
        return "nothing" if told is None else str(told)
    return ", ".join(
        f"{name.removesuffix('_pence').replace('_', ' ')} "
        f"{pounds(Pence(value)) if name.endswith('_pence') and value is not None else value}"
        for name, value in told.items()
    )


def _item_line(one: "Request", facts: dict[str, object]) -> Line:
    left, came = pence_of(facts, "item_left"), facts.get("item_date")
    enough = one.pence is None or left >= one.pence
    day = f"{date.fromisoformat(str(came)):%-d %b %Y}" if came else "another day"
    written = f', "{clean(one.item_words, 120)}"' if one.item_words else ""
    says = f"item {one.item} of {day}, {pounds(left)} of it left{written}"
    return Line("suspense", says, Speaks.FOR if enough else Speaks.AGAINST)


def _reversal_line(one: "Request", facts: dict[str, object]) -> Line:
    if facts.get("reversed"):
        return Line("posting", f"{one.target} is reversed already", Speaks.AGAINST)
    signed = ", its day is signed" if facts.get("signed") else ""
    now = balance_words(pence_of(facts, "balance"))
    return Line("posting", f"{one.target} stands{signed}; the account is at {now}")


def _target_line(one: "Request", facts: dict[str, object]) -> Line:
    now = facts.get("to_balance_pence")
    balance = "" if now is None else f", {balance_words(Pence(int(str(now))))}"
    whose = short_names(parse_names(one.target_names)) if one.target_names else ""
    return Line("goes to", f"{' '.join(filter(None, (one.target, whose)))}{balance}")
