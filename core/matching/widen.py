"""Widening: the accounts a line may mean where its keys alone do not settle it.

References a slip away first, then who lives at the postcode, then who bears the name; each step
only while no account is certain, because every account weighed costs as much as a settled line.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from core.matching.entry import Entry, KeyKind
from core.matching.person import Fit, Person, best_fit
from core.matching.roll import Roll
from core.matching.said import Quoted, Said
from core.reference import normalise, slips

_REFERENCE_MIN: Final = 6  # signs: shorter texts are a slip from too much
_DIGITS_MIN: Final = 4
_READ_MAX: Final = 3
_SIGNS_MAX: Final = 16
_BLOCK_MAX: Final = 12


def steps(said: Said, roll: Roll, landlord: str) -> Iterator[list[Entry]]:
    """The landlord's accounts that `said` may mean, step by step, the likeliest step first."""
    yield _slipped(said, roll, landlord)
    yield _living_there(said, roll, landlord)
    yield _bearing_the_name(said, roll, landlord)


def _slipped(said: Said, roll: Roll, landlord: str) -> list[Entry]:
    """Accounts whose reference is a slip from one written, and that something else points to."""
    texts = [each.text for each in said.quoted if _like_reference(each)][:_READ_MAX]
    if not texts:
        return []
    meant = {*said.words, *(name for word in said.words for name in roll.spelt_like(word))}
    return [
        entry
        for text in texts
        for slip in slips(text)
        for entry, kind in roll.named(slip)
        if kind is KeyKind.PAYMENT
        and entry.landlord == landlord
        and (_pays(said, entry) or _near_by(said, entry) or _bears(meant, entry, roll))
    ]


def _like_reference(quoted: Quoted) -> bool:
    """Whether it may be a payment reference with a slip; a payer's own claim number is none."""
    text = quoted.text
    digits = sum(map(str.isdigit, text))
    return (
        KeyKind.PAYMENT in quoted.names
        and _REFERENCE_MIN <= len(text) <= _SIGNS_MAX
        and digits >= _DIGITS_MIN
    )


def _living_there(said: Said, roll: Roll, landlord: str) -> list[Entry]:
    """Accounts at the postcode whose house number or surname the line has too."""
    if not said.place.postcode:
        return []
    meant = set(said.words)
    return [
        entry
        for entry in roll.living_at(said.place.postcode)
        if entry.landlord == landlord and (_lives(said, entry, roll) or _bears(meant, entry, roll))
    ]


def _bearing_the_name(said: Said, roll: Roll, landlord: str) -> list[Entry]:
    words = [word for word in said.words if len(word) > 1]
    surnames = [word for word in words if roll.many_bearing(word)]
    found = _called(surnames, said, roll, landlord)
    if not found:
        alike = [name for word in words for name in roll.spelt_like(word)]
        found = _called(alike, said, roll, landlord)
    return found


def _called(surnames: list[str], said: Said, roll: Roll, landlord: str) -> list[Entry]:
    """Accounts under these surnames; of many those whose given name fits, then whose amount."""
    found: dict[int, bool] = {}  # by place, whether somebody's given name fits
    for surname in dict.fromkeys(surnames):
        fits = partial(_given_fits, said.words, surname)
        for place, fitting in roll.bearing(surname, landlord, fits):
            found[place] = found.get(place, False) or fitting
    several = [roll.entries[place] for place in _fitting(found)]
    if len(several) > _BLOCK_MAX:
        several.sort(key=lambda entry: (not _pays(said, entry), not entry.current, entry.account))
    return several[:_BLOCK_MAX]


def _fitting(found: dict[int, bool]) -> list[int]:
    return [place for place, fits in found.items() if fits or len(found) <= _BLOCK_MAX]


def _given_fits(words: tuple[str, ...], surname: str, given: tuple[str, ...]) -> bool:
    fit = best_fit(words, (Person(given, (surname,)),))
    return fit is not None and fit.given < Fit.DIFFERS


def _pays(said: Said, entry: Entry) -> bool:
    return any(each.amount == said.amount for each in entry.expected)


def _bears(names: set[str], entry: Entry, roll: Roll) -> bool:
    return any(not names.isdisjoint(person.family) for person in roll.people(entry))


def _near_by(said: Said, entry: Entry) -> bool:
    return said.place.postcode != "" and normalise(entry.postcode) == said.place.postcode


def _lives(said: Said, entry: Entry, roll: Roll) -> bool:
    return not said.place.doors.isdisjoint(roll.place(entry).doors)
