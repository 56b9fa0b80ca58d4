"""Rivals: what the other lines of a file say of a line that bears nothing but a reference.

A reference one digit off names another live account half the time. The account it should have
named then usually pays the same, and has no line of its own in the file.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from core.matching.choice import Candidate, Hold
from core.matching.entry import Entry, Expected
from core.matching.plain import PLAIN_TOTAL
from core.matching.roll import Roll
from core.matching.said import Said
from core.payment_file import DEBITS, FileLine
from core.reference import normalise, one_slip_apart

_SAME_CYCLE: Final = 5  # days: nobody pays twice by one stream within a week's working days
_DUE_WITHIN: Final = 10  # days

Lone = Mapping[int, tuple[Said, Candidate]]  # by place in the file


class _Named(NamedTuple):
    """A line that names an account: which way it goes, when, and how surely (decibans)."""

    debit: bool
    day: date | None
    total: int


def bare(said: Said, first: Candidate) -> bool:
    """Whether nothing but a reference and the amount speaks for the account."""
    return first.identity <= 0 and not said.words and not said.place.words


class Taken:
    """The accounts that lines of a file name by their keys, and who names those of bare lines."""

    def __init__(self, lone: Lone) -> None:
        self._lone = lone
        self._accounts: set[int] = set()
        wanted = {first.entry.account for _, first in lone.values()}
        self._by: dict[int, list[_Named]] = {account: [] for account in wanted}

    def by(self, account: int, said: Said, total: int) -> None:
        """A weighed line whose keys name the account."""
        self._accounts.add(account)
        if account in self._by:
            self._by[account].append(_Named(said.debit, said.day, total))

    def plainly(self, account: int, line: FileLine) -> None:
        """A plain line of the account."""
        self._accounts.add(account)
        if account in self._by:
            self._by[account].append(_Named(line.type in DEBITS, line.day, PLAIN_TOTAL))

    def holds(self, roll: Roll) -> dict[int, list[Hold]]:
        """What holds each bare line, by its place."""
        found: dict[int, list[Hold]] = {}
        for place, (said, first) in self._lone.items():
            named = self._by[first.entry.account]
            if sum(_as_good(said, first, other) for other in named) > 1:
                found.setdefault(place, []).append(Hold.TWICE)
        for place in _rivalled(self._lone, self._accounts, roll):
            found.setdefault(place, []).append(Hold.RIVAL)
        return found


def _as_good(said: Said, first: Candidate, other: _Named) -> bool:
    """Whether another line (or this one itself) takes the account in this cycle no less surely."""
    same = other.debit == said.debit and _one_cycle(said.day, other.day)
    return same and other.total >= first.total


def _one_cycle(day: date | None, other: date | None) -> bool:
    return day is None or other is None or abs((day - other).days) <= _SAME_CYCLE


def _rivalled(lone: Lone, named: set[int], roll: Roll) -> set[int]:
    """The bare lines whose amount an account a slip away expects that has no line here."""
    looked_for: dict[tuple[str, int], list[int]] = {}
    for place, (said, _) in lone.items():
        for text in _texts(said):
            for mask in masks(text):
                looked_for.setdefault((mask, said.amount), []).append(place)
    amounts = {said.amount for said, _ in lone.values()}
    landlords = {first.entry.landlord for _, first in lone.values()}
    found: set[int] = set()
    for entry in roll.entries:
        if entry.account in named or not entry.current or entry.landlord not in landlords:
            continue
        for expected in entry.expected:
            if expected.amount in amounts:
                found |= _met(entry, expected, looked_for, lone)
    return found


def _met(
    entry: Entry, expected: Expected, looked_for: Mapping[tuple[str, int], list[int]], lone: Lone
) -> set[int]:
    places = {
        place
        for mask in masks(entry.reference)
        for place in looked_for.get((mask, expected.amount), ())
    }
    return {
        place
        for place in places
        if lone[place][1].entry.account != entry.account
        and expected.stream in {"", lone[place][0].stream}
        and _due(expected, lone[place][0].day)
        and any(one_slip_apart(text, entry.reference) for text in _texts(lone[place][0]))
    }


def _due(expected: Expected, day: date | None) -> bool:
    if expected.due is None or day is None:
        return True
    return abs((expected.due - day).days) <= _DUE_WITHIN


def _texts(said: Said) -> list[str]:
    return [each.text for each in said.quoted]


def masks(reference: str) -> list[str]:
    """What two references a slip apart have in common: each without one sign, each with two
    neighbours in order."""
    clean = normalise(reference)
    found = [f"{clean[:place]}?{clean[place + 1 :]}" for place in range(len(clean))]
    found += [
        f"{clean[:place]}{''.join(sorted(clean[place : place + 2]))}~{clean[place + 2 :]}"
        for place in range(len(clean) - 1)
    ]
    return found
