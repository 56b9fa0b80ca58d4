"""Rivals: what the other lines of a file say of a line that bears nothing but a reference.

A reference one digit off names another live account half the time. The account it should have
named then usually pays the same, and has no line of its own in the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from core.matching.choice import Candidate, Hold
from core.matching.roll import Entry, Expected, Roll
from core.matching.said import Said
from core.reference import normalise, one_slip_apart

_SAME_CYCLE: Final = 5  # days: nobody pays twice by one stream within a week's working days
_DUE_WITHIN: Final = 10  # days

Lone = Mapping[int, tuple[Said, Candidate]]  # by place in the file


def bare(said: Said, first: Candidate) -> bool:
    """Whether nothing but a reference and the amount speaks for the account."""
    return first.identity <= 0 and not said.words and not said.place.words


def holds_among(
    lone: Lone, every: Sequence[tuple[Said, Candidate]], roll: Roll
) -> dict[int, list[Hold]]:
    """What holds each bare line, by its place; `every` is each line whose keys name an account."""
    found: dict[int, list[Hold]] = {}
    taken: dict[int, list[tuple[Said, Candidate]]] = {}
    for said, first in every:
        taken.setdefault(first.entry.account, []).append((said, first))
    for place, (said, first) in lone.items():
        if sum(_as_good(said, first, other) for other in taken[first.entry.account]) > 1:
            found.setdefault(place, []).append(Hold.TWICE)
    for place in _rivalled(lone, taken.keys(), roll):
        found.setdefault(place, []).append(Hold.RIVAL)
    return found


def _as_good(said: Said, first: Candidate, other: tuple[Said, Candidate]) -> bool:
    """Whether another line (or this one itself) takes the account in this cycle no less surely."""
    line, theirs = other
    same = line.debit == said.debit and _one_cycle(said.day, line.day)
    return same and theirs.total >= first.total


def _one_cycle(day: date | None, other: date | None) -> bool:
    return day is None or other is None or abs((day - other).days) <= _SAME_CYCLE


def _rivalled(lone: Lone, taken: Iterable[int], roll: Roll) -> set[int]:
    """The bare lines whose amount an account a slip away expects that has no line here."""
    looked_for: dict[tuple[str, int], list[int]] = {}
    for place, (said, _) in lone.items():
        for text in _texts(said):
            for mask in masks(text):
                looked_for.setdefault((mask, said.amount), []).append(place)
    amounts = {said.amount for said, _ in lone.values()}
    landlords = {first.entry.landlord for _, first in lone.values()}
    named = set(taken)
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
