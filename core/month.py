"""Receipts of a month against the usual: totals by day, and what came by the same day before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.money import Pence

_MONTHS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Month:
    """The month that holds `today`: its total, its days with money, the usual total by today.

    `usual` is the mean of the earlier months up to the same day of theirs; None without history.
    """

    today: date
    total: Pence
    days: tuple[tuple[date, Pence], ...]
    usual: Pence | None


def first_asked(today: date) -> date:
    """The first day whose receipts `month_of` wants."""
    first = today.replace(day=1)
    for _ in range(_MONTHS_BEFORE):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def month_of(receipts: Mapping[date, Pence], today: date) -> Month:
    """The month's figures from receipts by book date; days after today do not count."""
    this = {day: pence for day, pence in receipts.items() if _month(day) == _month(today)}
    kept = sorted((day, pence) for day, pence in this.items() if day <= today)
    earlier: dict[tuple[int, int], int] = {}
    for day, pence in receipts.items():
        if _month(day) < _month(today) and day.day <= today.day:
            earlier[_month(day)] = earlier.get(_month(day), 0) + pence
    usual = Pence(sum(earlier.values()) // len(earlier)) if earlier else None
    return Month(today, Pence(sum(pence for _, pence in kept)), tuple(kept), usual)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
