"""Sums are a few items of one side that together come to one of the other: proposed, never exact.

Bounded by counts, not by a clock, so that the same items always give the same proposals: of each
target the nearest few of its sign are tried, two to four together, by sums of two met in the
middle. A sum found this way may be a coincidence, so somebody always looks.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from core.reconciliation.evidence import agree, other_reference, other_stream
from core.reconciliation.item import Item, Kind, Proposal, Window, of_many

_NEAREST = 24  # items of the other side tried for one target
_TARGETS_MAX = 500  # of one side; where more are open, only the oldest are tried


def sums(bank: Sequence[Item], book: Sequence[Item], window: Window, kind: Kind) -> list[Proposal]:
    """Proposals by sums, oldest target first; each item at most once, none of them exact."""
    many, ones = (book, bank) if kind is Kind.ONE_TO_MANY else (bank, book)
    ordered = sorted(many, key=lambda item: (item.day, item.key))
    days = [item.day.toordinal() for item in ordered]
    used: set[int] = set()
    found: list[Proposal] = []
    for one in sorted(ones, key=lambda item: (item.day, item.key))[:_TARGETS_MAX]:
        near = _nearest(one, ordered, days, used)
        fits = [item for item in near if _may_be_part(one, item, window, kind)]
        parts = _parts(one, fits, kind)
        if parts is not None:
            used.update(item.key for item in parts)
            why = f"{len(parts)} together come to it: check them"
            found.append(of_many(kind, one, parts, exact=False, why=why))
    return found


def _nearest(one: Item, ordered: Sequence[Item], days: list[int], used: set[int]) -> list[Item]:
    """The free items nearest in days, smaller than the target and of its sign."""
    at = bisect_left(days, one.day.toordinal())
    around = ordered[max(0, at - 4 * _NEAREST) : at + 4 * _NEAREST]
    free = [
        item
        for item in around
        if item.key not in used
        and (item.pence > 0) == (one.pence > 0)
        and abs(item.pence) < abs(one.pence)
    ]
    free.sort(key=lambda item: (abs((item.day - one.day).days), item.day, item.key))
    return free[:_NEAREST]


def _may_be_part(one: Item, item: Item, window: Window, kind: Kind) -> bool:
    bank, book = (one, item) if kind is Kind.ONE_TO_MANY else (item, one)
    return window.holds(bank.day, book.day) and not other_stream(bank, book)


def _parts(one: Item, fits: Sequence[Item], kind: Kind) -> tuple[Item, ...] | None:
    """Two, three or four that come to it: fewest, then those whose words agree, then nearest."""
    by_sum: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, second in combinations(range(len(fits)), 2):
        by_sum[fits[first].pence + fits[second].pence].append((first, second))
    for every in (_twos(one, by_sum), _threes(one, fits, by_sum), _fours(one, by_sum)):
        if found := [places for places in every if _may_be(one, fits, places, kind)]:
            best = min(found, key=lambda places: (_disagreeing(one, fits, places, kind), places))
            return tuple(fits[place] for place in best)
    return None


_Pairs = dict[int, list[tuple[int, int]]]


def _twos(one: Item, by_sum: _Pairs) -> list[tuple[int, ...]]:
    return list(by_sum.get(one.pence, ()))


def _threes(one: Item, fits: Sequence[Item], by_sum: _Pairs) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for place, item in enumerate(fits):
        for first, second in by_sum.get(one.pence - item.pence, ()):
            if place < first:
                found.append((place, first, second))
    return found


def _fours(one: Item, by_sum: _Pairs) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    for total, lower in by_sum.items():
        for first, second in lower:
            for third, fourth in by_sum.get(one.pence - total, ()):
                if second < third:
                    found.append((first, second, third, fourth))
                    break
    return found


def _may_be(one: Item, fits: Sequence[Item], places: tuple[int, ...], kind: Kind) -> bool:
    """Whether no part names another account than it does, or one part is named by it."""
    both = _both(one, fits, places, kind)
    if not any(other_reference(*each) for each in both):
        return True
    return any(bank.personal & book.personal for bank, book in both)


def _disagreeing(one: Item, fits: Sequence[Item], places: tuple[int, ...], kind: Kind) -> int:
    """How many parts share no word with it; fewer is better."""
    return sum(not agree(*each) for each in _both(one, fits, places, kind))


def _both(
    one: Item, fits: Sequence[Item], places: tuple[int, ...], kind: Kind
) -> list[tuple[Item, Item]]:
    """The bank line and the entry of each part."""
    items = [fits[place] for place in places]
    return [(one, item) if kind is Kind.ONE_TO_MANY else (item, one) for item in items]
