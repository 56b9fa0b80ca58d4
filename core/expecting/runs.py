"""The runs of a payer: days on which it pays for many at once, and when it will again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.expecting.history import History
from core.expecting.rhythm import Rhythm, due_days, rhythm_of

_LEAST_APART = 12  # days: whoever pays oftener pays each account in its own time, or weekly
RUNS_A_YEAR = 13  # of four weeks: a monthly payment is missing from one of them (domain.md 1.2)


@dataclass(frozen=True, slots=True)
class Runs:
    """A payer's days, latest first, and the rhythm they keep."""

    days: tuple[date, ...]
    rhythm: Rhythm

    def until(self, day: date) -> tuple[date, ...]:
        """The runs there have been, and those due until this day, latest first."""
        more: list[date] = []
        for due in due_days(self.rhythm, self.days):
            if due > day:
                break
            more.append(due)
        return (*reversed(more), *self.days)


def runs_of(histories: Iterable[History], likely: Rhythm) -> Mapping[str, Runs]:
    """The runs of every payer that pays in runs; one that pays day by day has none."""
    counted: dict[str, Counter[date]] = {}
    for each in histories:
        if each.payer:
            counted.setdefault(each.payer, Counter()).update({one.day for one in each.came})
    found: dict[str, Runs] = {}
    for payer, days in counted.items():
        many = max(days.values())
        runs = tuple(sorted((day for day, n in days.items() if n * 2 >= many), reverse=True))
        if many > 1 and all((late - soon).days >= _LEAST_APART for late, soon in pairwise(runs)):
            found[payer] = Runs(runs, rhythm_of(runs, likely))
    return found
