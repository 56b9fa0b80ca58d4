"""What is expected of a stream: whose calendar its money keeps, and what amount comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from core.charge import Cycle
from core.expecting.history import History
from core.expecting.rhythm import Rhythm
from core.money import Pence
from core.rent_year import WEEK, monday_of, rent_year, rent_year_of, week_number
from core.stream import ControlKind
from core.usual import usual_amount

_A_YEAR = 52  # weeks of the year that monthly payments share out


class Rule(StrEnum):
    """The kinds of streams that are expected differently (domain.md 1.1 to 1.4)."""

    STANDING = "standing"  # standing orders, bank payments: the same, rent-free weeks or not
    CARD = "card"  # paid by hand at an agency: no rent is due in a rent-free week
    DEBIT = "debit"  # collected: what came last, while the tenancy stands
    BENEFIT = "benefit"  # Housing Benefit: for charged weeks, in arrears, on its payer's days
    CREDIT = "credit"  # Universal Credit: a month's worth each assessment period


@lru_cache(maxsize=4_096)  # a stream's days are few; a pure function may remember
def _week_of(day: date) -> tuple[int, int | None]:
    year = rent_year_of(day)
    return year, week_number(rent_year(year), day)


_RULES: dict[ControlKind, Rule] = {
    ControlKind.CARD_CLEARING: Rule.CARD,
    ControlKind.DD_CLEARING: Rule.DEBIT,
    ControlKind.HB_CLEARING: Rule.BENEFIT,
    ControlKind.UC_CLEARING: Rule.CREDIT,
}
_LIKELY: dict[Rule, Rhythm] = {
    Rule.BENEFIT: Rhythm.FOUR_WEEKLY,
    Rule.CREDIT: Rhythm.MONTHLY,
    Rule.DEBIT: Rhythm.MONTHLY,
}


def rule_of(debits: ControlKind) -> Rule:
    """The rule of a stream, told by the account it debits."""
    return _RULES.get(debits, Rule.STANDING)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The rent weeks: which are rent-free, by rent year (years have 52 or 53 of them)."""

    free: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def is_charged(self, day: date) -> bool:
        """Whether rent is charged in the week of this day."""
        year, week = _week_of(day)
        return week not in self.free.get(year, ())

    def charged_weeks(self, first: date, weeks: int) -> int:
        """How many of so many weeks from the week of `first` on are charged."""
        monday = monday_of(first)
        return sum(self.is_charged(monday + WEEK * each) for each in range(weeks))


def likely_rhythm(rule: Rule, history: History) -> Rhythm:
    """What one receipt alone suggests: how many weeks' charge it comes to, or what is the rule."""
    if (told := _LIKELY.get(rule)) is not None:
        return told
    if history.cycle is Cycle.MONTHLY or not history.charge:
        return Rhythm.MONTHLY
    paid = history.came[0].amount * 12
    weeks = {Rhythm.WEEKLY: 12, Rhythm.FORTNIGHTLY: 24, Rhythm.FOUR_WEEKLY: 48,
             Rhythm.MONTHLY: _A_YEAR}  # fmt: skip
    return min(weeks, key=lambda each: abs(paid - weeks[each] * history.charge))


def is_due(rule: Rule, rhythm: Rhythm, day: date, calendar: Calendar) -> bool:
    """Whether anything is due on this day: in a rent-free week some streams rest."""
    if rule is Rule.BENEFIT:
        return benefit_weeks(rhythm, day, calendar) > 0
    rests = rule in (Rule.CARD, Rule.DEBIT) and rhythm is Rhythm.WEEKLY
    return calendar.is_charged(day) or not rests


def is_owed(rule: Rule, history: History, day: date) -> bool:
    """Whether the tenancy still stands for what is due on this day.

    A former tenant's standing order is expected as long as it comes; Housing Benefit comes in
    arrears, so four weeks after the end it may still be due.
    """
    if history.deceased:
        return False
    if history.ended is None or rule in (Rule.STANDING, Rule.CARD):
        return True
    arrears = 4 * WEEK if rule is Rule.BENEFIT else timedelta()
    return day <= history.ended + arrears


def amount_due(
    rule: Rule, rhythm: Rhythm, history: History, day: date, calendar: Calendar
) -> Pence:
    """What is expected on this day, by what came before."""
    came = history.came
    if rule is Rule.BENEFIT:
        before = benefit_weeks(rhythm, came[0].day, calendar)
        now = benefit_weeks(rhythm, day, calendar)
        return came[0].amount if not before else Pence((came[0].amount * now * 2 + before)
                                                       // (before * 2))  # fmt: skip
    if rule in (Rule.DEBIT, Rule.CREDIT):
        return came[0].amount
    if len(came) > 1 and came[0].amount == came[1].amount:  # twice running: that is what it is now
        return came[0].amount
    return usual_amount(None, [each.amount for each in came], None) or came[0].amount


def benefit_weeks(rhythm: Rhythm, day: date, calendar: Calendar) -> int:
    """The charged weeks that a payment of Housing Benefit is for.

    A rebate is for the rent week it is dated in; an allowance for the weeks before its own.
    """
    if rhythm is Rhythm.WEEKLY:
        return calendar.charged_weeks(day, 1)
    weeks = 2 if rhythm is Rhythm.FORTNIGHTLY else 4
    return calendar.charged_weeks(monday_of(day) - WEEK * weeks, weeks)
