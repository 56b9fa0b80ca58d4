"""The forms of a schedule of write-offs: which accounts, and why they are given up."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from core.dates import BadDate, parse_date
from core.money import BadAmount, Pence, parse_amount, pounds
from tui.account_forms import AskedFor
from tui.requests.forms import reason_fault, reason_lines, words_fault
from tui.widgets.form import Field

if TYPE_CHECKING:
    from db.requests.schedules import Candidate, Filter

LINES_MAX = 500


def filter_form(today: date, last: Mapping[str, str] | None) -> AskedFor:
    """Which former accounts, as the last one was."""
    fields = (
        Field("at_most", "owing at most", 14, "right", check=_amount_fault, replaced=True),
        Field("ended", "ended before", 12, hint="a day; empty: whenever",
              check=partial(_day_fault, today)),
        Field("landlord", "landlord", 8, hint="its code; empty: every one of yours"),
    )  # fmt: skip
    lines = ("  Accounts of former tenants that owe something and are asked for nowhere yet.", "")
    form = AskedFor("Write-offs to ask for", fields, lines)
    return form if last is None else form.again(last, "")


def filter_of(values: Mapping[str, str], today: date) -> "Filter":
    """The filter that was typed."""
    from db.requests.schedules import Filter

    ended = values["ended"].strip()
    return Filter(
        Pence(parse_amount(values["at_most"])),
        parse_date(ended, today) if ended else None,
        values["landlord"].strip().upper(),
    )


def schedule_form(lines: "tuple[Candidate, ...]") -> AskedFor:
    """Why these are given up, one of the office's reasons for all."""
    total = pounds(Pence(sum(one.pence for one in lines)))
    title = f"Ask for the write-off of {len(lines)} debts, {total} in all"
    fields = (
        Field("reason", "reason", 20, hint="one of those above, or its beginning",
              check=reason_fault),
        Field("why", "why", 60, check=words_fault),
    )  # fmt: skip
    return AskedFor(title, fields, (*reason_lines(), ""))


def not_one_schedule(lines: "tuple[Candidate, ...]") -> str:
    """Why these cannot be one schedule, and what to do; empty where they can."""
    if not lines:
        return "nothing is left to ask for: F finds others"
    landlords = sorted({one.landlord for one in lines})
    if len(landlords) > 1:
        return f"a schedule is of one landlord: F names one ({', '.join(landlords)})"
    if len(lines) > LINES_MAX:
        return f"a schedule has at most {LINES_MAX} lines: F narrows what is found"
    return ""


def _amount_fault(text: str) -> str | None:
    try:
        return None if parse_amount(text) > 0 else "an amount above nil"
    except BadAmount as bad:
        return bad.says


def _day_fault(today: date, text: str) -> str | None:
    try:
        if text.strip():
            parse_date(text, today)
    except BadDate as bad:
        return str(bad)
    return None
