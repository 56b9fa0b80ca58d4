"""What is expected by a day: due about now, of whom, how much, and what was missed before it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import takewhile
from typing import Final

from core.dates import MONTHS
from core.expecting.history import History
from core.expecting.rhythm import DAYS_LOOKED_AT, Rhythm, due_days, rhythm_of, working_day
from core.expecting.rule import (
    Calendar,
    Rule,
    amount_due,
    is_due,
    is_owed,
    likely_rhythm,
)
from core.expecting.runs import RUNS_A_YEAR, Runs, runs_of
from core.money import Pence

ENDED_AFTER: Final = 3  # cycles missed running: nothing is expected any more
# Days after its own on which a payment still stands in the list.
_LATE: dict[Rhythm, int] = {
    Rhythm.WEEKLY: 3,
    Rhythm.FORTNIGHTLY: 5,
    Rhythm.FOUR_WEEKLY: 7,
    Rhythm.MONTHLY: 7,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One payment: `day` it is due, `missed` how many before it did not come, `says` why.

    `may_rest`: a monthly payment sent in four-weekly runs, whose turn to be left out it may be.
    """

    account: int
    amount: Pence
    day: date
    missed: int
    says: str
    may_rest: bool = False


def expected(
    histories: Iterable[History], day: date, rule: Rule, calendar: Calendar
) -> tuple[Expected, ...]:
    """Everything due by the stream of `rule` on the day or shortly before, in the order given."""
    known = [each for each in histories if each.came]
    runs = runs_of(known, likely_rhythm(rule, known[0])) if known and _pays_in_runs(rule) else {}
    found = (_of_one(each, day, rule, calendar, runs.get(each.payer)) for each in known)
    return tuple(each for each in found if each is not None)


def _pays_in_runs(rule: Rule) -> bool:
    return rule in (Rule.BENEFIT, Rule.CREDIT)


def _of_one(
    history: History, day: date, rule: Rule, calendar: Calendar, runs: Runs | None
) -> Expected | None:
    history = _regular(history, runs)
    rhythm, dues = _dues(history, day, rule, runs)
    owed = [due for due in dues if is_due(rule, rhythm, due, calendar)]
    if not owed or len(owed) > ENDED_AFTER or not is_owed(rule, history, owed[-1]):
        return None
    due, missed = owed[-1], len(owed) - 1
    if (day - due).days > _LATE[rhythm]:
        return None
    amount = amount_due(rule, rhythm, history, due, calendar)
    rests = _may_rest(history, rule, rhythm, runs)
    return Expected(history.account, amount, due, missed, _says(rhythm, due, missed), rests)


def _regular(history: History, runs: Runs | None) -> History:
    """Without what a payer sent between its runs: a first payment, a changed award."""
    if runs is None:
        return history
    regular = tuple(each for each in history.came if each.day in runs.days)
    return replace(history, came=regular or history.came)


def _dues(
    history: History, day: date, rule: Rule, runs: Runs | None
) -> tuple[Rhythm, tuple[date, ...]]:
    """The rhythm, and every day due after the last receipt until this one."""
    days = tuple(each.day for each in history.came)
    if runs is not None:
        return runs.rhythm, tuple(run for run in _runs_until(runs, day) if run > days[0])
    rhythm = rhythm_of(days, likely_rhythm(rule, history))
    return rhythm, _due_until(rhythm, days[:DAYS_LOOKED_AT], day, rule is Rule.CREDIT)


@lru_cache(maxsize=1_024)  # whoever is paid in one run shares its days
def _runs_until(runs: Runs, day: date) -> tuple[date, ...]:
    return tuple(reversed(runs.until(day)))


@lru_cache(maxsize=16_384)
def _due_until(
    rhythm: Rhythm,
    days: tuple[date, ...],
    day: date,
    before: bool,  # noqa: FBT001 - a cache is asked by place
) -> tuple[date, ...]:
    moved = (working_day(due, before=before) for due in due_days(rhythm, days))
    return tuple(takewhile(lambda due: due <= day, moved))


def _may_rest(history: History, rule: Rule, rhythm: Rhythm, runs: Runs | None) -> bool:
    """Whether twelve runs have paid since one did not: the thirteenth pays nothing."""
    if runs is None or rule is not Rule.CREDIT or rhythm is not Rhythm.FOUR_WEEKLY:
        return False
    paid = {each.day for each in history.came}
    first = min(paid)
    lately = [run for run in runs.days if run >= first][: RUNS_A_YEAR - 1]
    return all(run in paid for run in lately)


def _says(rhythm: Rhythm, due: date, missed: int) -> str:
    """`monthly, due 20 Nov`, with what did not come before."""
    said = f"{rhythm.value}, due {due.day} {MONTHS[due.month - 1].capitalize()}"
    if not missed:
        return said
    return f"{said}, missed {'last time' if missed == 1 else 'twice'}"
