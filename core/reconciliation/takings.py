"""Takings are all open items of a stream on one side over a day or a few, met by one on the other.

An acquirer settles a day's or a weekend's cards in one credit (domain.md 1.6); a bank may show one
by one what was entered as a single batch. Whole takings are looked for before any other sum,
because a sum of everything there was is seldom a coincidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.reconciliation.evidence import names_day, other_reference, other_stream
from core.reconciliation.item import Item, Kind, Proposal, Window, of_many

_DAYS_MAX = 5  # days of takings in one settlement: a long weekend


@dataclass(frozen=True, slots=True)
class _Run:
    """The open items of one stream over consecutive days that have any, two items at least."""

    items: tuple[Item, ...]
    first: date
    last: date

    @property
    def keys(self) -> tuple[int, ...]:
        return tuple(sorted(item.key for item in self.items))


def takings(
    bank: Sequence[Item], book: Sequence[Item], window: Window, kind: Kind
) -> list[Proposal]:
    """Whole takings of one side against single items of the other; each item at most once.

    ONE_TO_MANY: takings of the cashbook against a bank line; MANY_TO_ONE the other way.
    """
    many, ones = (book, bank) if kind is Kind.ONE_TO_MANY else (bank, book)
    runs = _runs_by_sum(many)
    wanted: dict[tuple[int, ...], list[Item]] = defaultdict(list)
    met: dict[int, list[_Run]] = {}
    for one in sorted(ones, key=lambda item: (item.day, item.key)):
        met[one.key] = [run for run in runs.get(one.pence, ()) if _near(one, run, window, kind)]
        for run in met[one.key]:
            wanted[run.keys].append(one)
    used: set[int] = set()
    found: list[Proposal] = []
    for one in sorted(ones, key=lambda item: (item.day, item.key)):
        free = [run for run in met[one.key] if used.isdisjoint(run.keys)]
        if free:
            best = min(free, key=lambda run: (not _named(one, run, kind), len(run.items), run.keys))
            used.update(best.keys)
            certain = len(met[one.key]) == 1 and len(wanted[best.keys]) == 1
            found.append(_proposal(one, best, kind, certain=certain))
    return found


def _runs_by_sum(many: Iterable[Item]) -> dict[int, list[_Run]]:
    streams: dict[tuple[str, bool], dict[date, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in sorted(many, key=lambda item: (item.day, item.key)):
        streams[item.stream, item.pence > 0][item.day].append(item)
    runs: dict[int, list[_Run]] = defaultdict(list)
    for _, days in sorted(streams.items()):
        held = list(days.items())
        for start in range(len(held)):
            together: list[Item] = []
            for day, items in held[start : start + _DAYS_MAX]:
                if (day - held[start][0]).days >= _DAYS_MAX:
                    break
                together += items
                if len(together) > 1:
                    total = sum(item.pence for item in together)
                    runs[total].append(_Run(tuple(together), held[start][0], day))
    return runs


def _near(one: Item, run: _Run, window: Window, kind: Kind) -> bool:
    if kind is Kind.ONE_TO_MANY:
        return window.holds(one.day, run.first) and window.holds(one.day, run.last)
    return window.holds(run.first, one.day) and window.holds(run.last, one.day)


def _named(one: Item, run: _Run, kind: Kind) -> bool:
    """Whether the bank's words name the last day of the takings."""
    if kind is Kind.ONE_TO_MANY:
        return names_day(one, run.items[-1])
    return all(names_day(item, one) for item in run.items)


def _proposal(one: Item, run: _Run, kind: Kind, *, certain: bool) -> Proposal:
    named = _named(one, run, kind)
    one_day = run.first == run.last
    others = all(other_reference(one, item) for item in run.items)  # symmetrical
    exact = certain and (one_day or named) and not others and not other_stream(one, run.items[0])
    stream = run.items[0].stream
    days = "of one day" if one_day else f"of {(run.last - run.first).days + 1} days"
    why = " ".join(part for part in ("all", stream, days) if part)
    if named:
        why += ", named in the bank's words"
    if others:
        why += ", but another reference"
    return of_many(kind, one, run.items, exact=exact, why=why)
