"""Pairs are one bank line and one entry of the same amount; what decides makes a pair exact."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from core.money import Pence
from core.reconciliation.evidence import against, agree, other_reference
from core.reconciliation.item import Item, Kind, Proposal, Window

Both = tuple[Item, Item]  # a bank line and an entry
_COMPARED_MAX = 2_500  # pairs of equal amount that one reference or day names


@dataclass(slots=True)
class _Equal:
    """The open items of one amount, each side by day and key."""

    bank: list[Item] = field(default_factory=list)
    book: list[Item] = field(default_factory=list)

    def without(self, decided: "Sequence[Both]") -> "_Equal":
        """What is left when these are taken away."""
        lines, entries = {one.key for one, _ in decided}, {other.key for _, other in decided}
        return _Equal(
            [one for one in self.bank if one.key not in lines],
            [one for one in self.book if one.key not in entries],
        )


def pairs(
    bank: Iterable[Item], book: Iterable[Item], window: Window, steps: "Steps | None" = None
) -> list[Proposal]:
    """Each item at most once: by reference, by amount, by day; what is left in order of days.

    With `steps` only what they decide.
    """
    found: list[Proposal] = []
    for pence, equal in sorted(_by_amount(bank, book).items()):
        if equal.bank and equal.book:
            fresh, left = _decided_by(steps or ALL, Pence(pence), equal, window)
            found += fresh if steps else [*fresh, *_left_over(Pence(pence), left, window)]
    return found


def _by_amount(bank: Iterable[Item], book: Iterable[Item]) -> dict[int, _Equal]:
    equals: dict[int, _Equal] = defaultdict(_Equal)
    for item in sorted(bank, key=_place):
        equals[item.pence].bank.append(item)
    for item in sorted(book, key=_place):
        equals[item.pence].book.append(item)
    return equals


def _place(item: Item) -> tuple[date, int]:
    return item.day, item.key


def _decided_by(
    steps: "Steps", pence: Pence, equal: _Equal, window: Window
) -> tuple[list[Proposal], _Equal]:
    found: list[Proposal] = []
    for step, why in steps:
        decided = step(equal, window)
        found += [_decided(pence, both, why) for both in decided]
        equal = equal.without(decided)
    return found, equal


def _left_over(pence: Pence, equal: _Equal, window: Window) -> list[Proposal]:
    return [
        _pair(pence, both, exact=False, why="several of this amount: check which")
        for both in _in_order(equal, window)
        if not other_reference(*both)
    ]


def _decided(pence: Pence, both: Both, why: str) -> Proposal:
    """Exact unless something speaks against it, which is said."""
    other = against(*both)
    return _pair(pence, both, exact=not other, why=f"{why}, but {other}" if other else why)


def _pair(pence: Pence, both: Both, *, exact: bool, why: str) -> Proposal:
    bank, book = both
    return Proposal(Kind.ONE_TO_ONE, (bank.key,), (book.key,), pence, exact, why)


def _by_reference(equal: _Equal, window: Window) -> list[Both]:
    """Pairs whose words agree, where each agrees with no other of this amount."""
    return _agreeing(equal, window)


def _by_reference_and_day(equal: _Equal, window: Window) -> list[Both]:
    """Likewise among those of one day: the same payer's rent of another week is another."""
    del window  # the same day is within every window
    return _agreeing(equal, Window(0, 0))


def _agreeing(equal: _Equal, window: Window) -> list[Both]:
    """Pairs whose words agree within the window, each with one other only.

    Looked up by what the words name, so that a thousand equal rents cost no more than others; what
    too many of this amount are named by decides nothing for any of them.
    """
    lines, entries = _named(equal.bank, _line_names), _named(equal.book, _entry_names)
    crowded = {name for name in lines.keys() & entries.keys()
               if len(lines[name]) * len(entries[name]) > _COMPARED_MAX}  # fmt: skip
    agreeing: set[tuple[int, int]] = set()
    for name in lines.keys() & entries.keys() - crowded:
        for one, other in product(lines[name], entries[name]):
            if window.holds(one.day, other.day) and agree(one, other):
                agreeing.add((one.key, other.key))
    of_line, of_entry = Counter(a for a, _ in agreeing), Counter(b for _, b in agreeing)
    for name in crowded:
        of_line.update(item.key for item in lines[name] * 2)
        of_entry.update(item.key for item in entries[name] * 2)
    bank, book = {one.key: one for one in equal.bank}, {other.key: other for other in equal.book}
    return [(bank[a], book[b]) for a, b in sorted(agreeing) if of_line[a] == of_entry[b] == 1]


_Name = str | tuple[int, int]  # a reference, or a month and day


def _line_names(bank: Item) -> frozenset[_Name]:
    return bank.references | bank.named_days


def _entry_names(book: Item) -> frozenset[_Name]:
    return book.references | {(book.day.month, book.day.day)}


def _named(
    items: Sequence[Item], names: Callable[[Item], frozenset[_Name]]
) -> dict[_Name, list[Item]]:
    found: dict[_Name, list[Item]] = defaultdict(list)
    for item in items:
        for name in names(item):
            found[name].append(item)
    return found


def _by_amount_alone(equal: _Equal, window: Window) -> list[Both]:
    """Pairs of which each is the only one of this amount within the other's window."""
    entries, lines = [e.day for e in equal.book], [e.day for e in equal.bank]
    found: list[Both] = []
    for one in equal.bank:
        start = bisect_left(entries, one.day - timedelta(days=window.after))
        if bisect_right(entries, one.day + timedelta(days=window.before)) - start != 1:
            continue
        other = equal.book[start]
        first = bisect_left(lines, other.day - timedelta(days=window.before))
        if bisect_right(lines, other.day + timedelta(days=window.after)) - first == 1:
            found.append((one, other))
    return found


def _by_day(equal: _Equal, window: Window) -> list[Both]:
    """Pairs of one day, where each side has one of this amount on that day."""
    del window  # the same day is within every window
    lines = Counter(one.day for one in equal.bank)
    entries = Counter(one.day for one in equal.book)
    of_day = {one.day: one for one in equal.book}
    return [
        (one, of_day[one.day])
        for one in equal.bank
        if lines[one.day] == 1 and entries[one.day] == 1
    ]


def _in_order(equal: _Equal, window: Window) -> list[Both]:
    """What is left, earliest with earliest, as far as the days allow."""
    found, entries = [], list(equal.book)
    at = 0
    for line in equal.bank:
        while at < len(entries) and (line.day - entries[at].day).days > window.after:
            at += 1
        if at < len(entries) and window.holds(line.day, entries[at].day):
            found.append((line, entries[at]))
            at += 1
    return found


Steps = tuple[tuple[Callable[[_Equal, Window], list[Both]], str], ...]
BY_NAME: Steps = (
    (_by_reference, "named in the bank's words"),
    (_by_reference_and_day, "named in the bank's words, same day"),
)
BY_AMOUNT: Steps = ((_by_amount_alone, "the only ones of this amount"),)
ALL: Steps = (*BY_NAME, *BY_AMOUNT, (_by_day, "same day"))
