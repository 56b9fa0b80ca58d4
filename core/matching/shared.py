"""What accounts of the roll share: surnames, forenames, postcodes, amounts; each pass costs."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from core.matching.entry import Entry
from core.matching.person import people_of
from core.reference import normalise

Places = dict[str, "array[int]"]
Given = tuple[str, ...]


class Bearers:
    """Those who bear a surname: the places of their accounts, and which given names each has.

    `accounts` counts the places, each once.
    """

    __slots__ = ("accounts", "given", "places")

    def __init__(self) -> None:
        self.places = array("i")
        self.given = array("i")
        self.accounts = 0

    def add(self, place: int, given: int) -> None:
        """One person more; everybody of an account comes at once."""
        self.accounts += not self.places or self.places[-1] != place
        self.places.append(place)
        self.given.append(given)


class Shared(NamedTuple):
    """By folded surname and by postcode the places of accounts; how many share the others.

    `given` are the given names of people, each once.
    """

    surnames: dict[str, Bearers]
    given: tuple[Given, ...]
    forenames: Counter[str]
    postcodes: Places
    amounts: Counter[int]


def shared_of(entries: Iterable[Entry]) -> Shared:
    """What these accounts share, in one pass; of nobody more than two numbers is kept."""
    surnames: dict[str, Bearers] = defaultdict(Bearers)
    postcodes: Places = defaultdict(_places)
    forenames, amounts = Counter[str](), Counter[int]()
    given: dict[Given, int] = {}
    for place, entry in enumerate(entries):
        for person in (*people_of(entry.names, old=False), *people_of(entry.old_names, old=True)):
            known = given.setdefault(person.given, len(given))
            for surname in person.family:
                surnames[surname].add(place, known)
            if person.given:
                forenames[person.given[0]] += 1
        if entry.postcode:
            postcodes[normalise(entry.postcode)].append(place)
        for amount in {expected.amount for expected in entry.expected}:
            amounts[amount] += 1
    return Shared(dict(surnames), tuple(given), forenames, dict(postcodes), amounts)


def _places() -> "array[int]":
    return array("i")
