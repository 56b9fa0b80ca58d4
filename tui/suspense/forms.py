"""The small forms of a case: a part to clear, its owner, its next action, until when it rests."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from core.dates import BadDate, parse_date
from core.money import BadAmount, Pence, parse_amount, pounds
from tui.account_forms import AskedFor
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.suspense.cases import Case


def part_form(case: "Case", to: str) -> AskedFor:
    """How much of an item; at most what is left of it."""
    left = case.item.left
    field = Field("amount", "amount", 14, "right", hint=f"of {pounds(left)}",
                  check=partial(_part_fault, left))  # fmt: skip
    return AskedFor(f"Clear a part of item {case.item.item} to {to}", (field,))


def owner_form(case: "Case", login: str) -> AskedFor:
    """Who looks after a case: oneself, unless another is named."""
    owner = case.item.owner if case.item.owner not in ("", login) else login
    field = Field("owner", "owner", 24, initial=owner, hint="a login, yours unless changed",
                  check=_empty_fault)  # fmt: skip
    return AskedFor(f"Who looks after item {case.item.item}", (field,))


def action_form(case: "Case") -> AskedFor:
    """What happens next with a case."""
    field = Field("next_action", "next", 60, initial=case.next_action)
    return AskedFor(f"What happens next with item {case.item.item}", (field,))


def park_form(case: "Case", today: date) -> AskedFor:
    """Until when a case rests, and what is waited for; no day: it is in hand again."""
    until = f"{case.item.parked:%-d/%-m/%Y}" if case.item.parked else ""
    fields = (
        Field("next_action", "waiting for", 56, initial=case.next_action, check=_empty_fault),
        Field("park_until", "until", 12, initial=until, hint="a day; empty: in hand again",
              check=partial(_day_fault, today)),
    )  # fmt: skip
    return AskedFor(f"Park item {case.item.item}", fields)


def change_of(values: Mapping[str, str], today: date) -> dict[str, Any]:
    """What a form says, as the book is told: a day as ISO, none as None."""
    change: dict[str, Any] = dict(values)
    if "park_until" in change:
        typed = change["park_until"]
        day = parse_date(typed, today, past=False) if typed else None
        change["park_until"] = day.isoformat() if day else None
    return change


def _part_fault(left: Pence, text: str) -> str | None:
    try:
        amount = parse_amount(text)
    except BadAmount as bad:
        return bad.says
    if 0 < amount <= left:
        return None
    return f"more than nil, and at most the {pounds(left)} left"


def _day_fault(today: date, text: str) -> str | None:
    if not text:
        return None
    try:
        day = parse_date(text, today, past=False)
    except BadDate as bad:
        return str(bad)
    return None if day >= today else "a day to come; empty: in hand again"


def _empty_fault(text: str) -> str | None:
    return None if text else "in a few words; Esc goes back"
