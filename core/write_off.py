"""A write-off rests on its reason's own checklist, the age of the debt, and who else owes it."""

from datetime import date
from typing import Any

from core.evidence import Line, Speaks, day_of, interest_line, owed_words, pence_of
from core.money import balance_words, pounds

Facts = dict[str, Any]

# What each reason must be able to show (domain.md 3.10), beside what the book knows.
CHECKLIST: dict[str, str] = {
    "small-balance": "one letter sent, and costs would exceed the debt",
    "deceased": "no estate, or no reply in 28 days to the first and 56 to the second letter",
    "in-care": "permanent residential care, no means",
    "no-trace": "traced in house, then by an agency, for three months",
    "insolvent": "bankruptcy or debt relief order, its number and date",
    "statute-barred": "older than the limitation, nothing paid or acknowledged since",
    "prison": "sentence and its end",
    "dispute": "what is disputed, and why it cannot be resolved",
    "vulnerable": "whose advice says that recovery does harm",
    "all-action-failed": "letters, agency and court, each with its date",
    "hb-not-recoverable": "the council's decision on the overpayment",
}


def is_barred(facts: Facts, today: date) -> bool:
    """Whether the oldest of the debt is older than the limitation and nothing was paid since."""
    oldest = day_of(facts, "oldest_debt")
    years = int(facts.get("limitation_years") or 6)
    since = max(filter(None, (oldest, day_of(facts, "last_receipt"))), default=None)
    return since is not None and _years_after(since, years) <= today


def write_off_lines(facts: Facts, asked: Facts, reason: str, today: date) -> list[Line]:
    """The evidence of a write-off or write-on; `asked` are the facts when it was asked."""
    now, then = pence_of(facts, "balance"), pence_of(asked, "balance")
    moved = "not moved" if now == then else "moved"
    says = f"{balance_words(now)}    when asked {balance_words(then)}    {moved}"
    lines = [
        Line("balance now", says, Speaks.FOR if now == then else Speaks.LOOK),
        _tenancy_line(facts),
        _age_line(facts, reason, today),
        Line("last paid", _day(facts, "last_receipt")),
        Line("last contact", _day(facts, "last_contact")),
        _liable_line(facts, reason),
        _credits_line(facts),
    ]
    if reason in CHECKLIST:
        lines.append(Line(f"for {reason}", CHECKLIST[reason]))
    if pence_of(facts, "memo"):
        lines.append(Line("written off before", pounds(pence_of(facts, "memo"))))
    return [*lines, interest_line(facts)]


def _tenancy_line(facts: Facts) -> Line:
    ended = day_of(facts, "ended")
    if ended is None:
        return Line("tenancy", "has not ended", Speaks.AGAINST)
    return Line("tenancy", f"ended {ended:%-d %b %Y}")


def _age_line(facts: Facts, reason: str, today: date) -> Line:
    oldest = day_of(facts, "oldest_debt")
    years = int(facts.get("limitation_years") or 6)
    if oldest is None:
        return Line("oldest of it", "nothing is owed", Speaks.AGAINST)
    barred = is_barred(facts, today)
    says = f"{oldest:%-d %b %Y}, limitation {years} years: {'barred' if barred else 'not barred'}"
    wrong = reason == "statute-barred" and not barred
    return Line("oldest of it", says, Speaks.AGAINST if wrong else Speaks.TELLS)


def _liable_line(facts: Facts, reason: str) -> Line:
    survivors = int(facts.get("survivors") or 0)
    current = facts.get("current") or []
    if current:
        return Line("who owes it", f"rents from us now: {', '.join(current)}", Speaks.AGAINST)
    if reason == "deceased" and survivors:
        return Line("who owes it", f"{survivors} joint tenant survives", Speaks.AGAINST)
    says = f"{survivors} tenant{'' if survivors == 1 else 's'} of it"
    return Line("who owes it", says if survivors else "nobody living")


def _credits_line(facts: Facts) -> Line:
    others = facts.get("credits") or []
    told = f"{owed_words(others, 'Cr')}: transfer it first" if others else "none"
    return Line("credit elsewhere", told, Speaks.LOOK if others else Speaks.TELLS)


def _day(facts: Facts, name: str) -> str:
    day = day_of(facts, name)
    return f"{day:%-d %b %Y}" if day else "nothing known"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
