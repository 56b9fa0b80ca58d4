"""The rent roll: every account money may belong to, found by reference, postcode and surname."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import log10
from typing import Final

from core.matching.address import Place, place_of
from core.matching.person import Person, people_of
from core.money import Pence
from core.reference import normalise
from core.stream import SubAccountKind

_WEIGHT_MAX: Final = 60
_CORRECTED_MIN: Final = 4  # letters: shorter surnames are one slip from too many others


class KeyKind(StrEnum):
    """What a text is to the account it names; the values are those of the book's account_ref."""

    PAYMENT = "payment"
    TENANCY = "tenancy"
    FORMER = "former"
    CARD = "card"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Expected:
    """An amount the account is expected to pay: by one stream, or (no stream) its charge; `due`
    is the day nearest to the file's on which it falls due, where that is known."""

    amount: Pence
    stream: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One account of the roll. Of a restricted one the caller may leave names and address out.

    `refs` are its other names: tenancy, former, card and claim references.
    """

    account: int
    landlord: str
    reference: str
    refs: tuple[tuple[KeyKind, str], ...] = ()
    names: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    expected: tuple[Expected, ...] = ()
    kind: SubAccountKind = SubAccountKind.RENT
    current: bool = True
    closed: bool = False
    deceased: bool = False
    restricted: bool = False


Named = tuple[Entry, KeyKind]


class Roll:
    """The accounts of every landlord, indexed for matching; made once for a file or a session."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Sequence[Entry] = tuple(entries)
        self._named: dict[str, Entry | list[Entry]] = {}
        for entry in self.entries:
            self._name(entry.reference, entry)
            for _, text in entry.refs:
                self._name(text, entry)
        self._people: dict[int, tuple[Person, ...]] = {}
        self._places: dict[int, Place] = {}
        self._rarities: dict[int, int] = {}

    def _name(self, text: str, entry: Entry) -> None:
        key = normalise(text)
        known = self._named.get(key)
        if known is None:
            self._named[text if text == key else key] = entry  # one text, not two alike
        elif isinstance(known, list):
            if known[-1] is not entry:
                known.append(entry)
        elif known is not entry:
            self._named[key] = [known, entry]

    def named(self, key: str) -> Sequence[Named]:
        """The accounts of any landlord that a normalised reference names, with what it is."""
        found = self._named.get(key)
        if found is None:
            return ()
        entries = found if isinstance(found, list) else (found,)
        return [(entry, kind) for entry in entries for kind in _kinds(entry, key)]

    def people(self, entry: Entry) -> tuple[Person, ...]:
        """The people of an account as names are compared, old names last."""
        known = self._people.get(entry.account)
        if known is None:
            known = people_of(entry.names, old=False) + people_of(entry.old_names, old=True)
            self._people[entry.account] = known
        return known

    def place(self, entry: Entry) -> Place:
        """The address of an account as addresses are compared."""
        known = self._places.get(entry.account)
        if known is None:
            known = self._places[entry.account] = place_of(entry.address, entry.postcode)
        return known

    def ready(self) -> None:
        """Make every index now, where a session would rather wait here than at its first line."""
        _ = (self.by_account, self.by_postcode, self.forenames, self.amounts)
        self.spelt_like("made")

    @cached_property
    def by_account(self) -> dict[int, Entry]:
        """Every entry by its account number."""
        return {entry.account: entry for entry in self.entries}

    @cached_property
    def by_postcode(self) -> dict[str, list[Entry]]:
        """The accounts at each postcode, written without its space."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.postcode:
                found.setdefault(normalise(entry.postcode), []).append(entry)
        return found

    @cached_property
    def by_surname(self) -> dict[str, list[Entry]]:
        """The accounts of everybody of a folded surname, those of an old name among them."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for surname in {part for person in self.people(entry) for part in person.family}:
                found.setdefault(surname, []).append(entry)
        return found

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        """Surnames by what is left of them without one letter, and as they stand."""
        found: dict[str, list[str]] = {}
        for surname in self.by_surname:
            if len(surname) >= _CORRECTED_MIN:
                for short in without_one(surname):
                    found.setdefault(short, []).append(surname)
        return found

    def spelt_like(self, word: str) -> list[str]:
        """Surnames of the roll one slip from `word`, in order."""
        if len(word) < _CORRECTED_MIN:
            return []
        near = {name for short in without_one(word) for name in self._shortened.get(short, ())}
        return sorted(near - {word})

    @cached_property
    def forenames(self) -> Counter[str]:
        """How many people bear each folded forename."""
        return Counter(
            person.given[0]
            for entry in self.entries
            for person in self.people(entry)
            if person.given
        )

    @cached_property
    def amounts(self) -> Counter[int]:
        """How many accounts expect to pay each amount of pence, by whatever stream."""
        return Counter(
            amount
            for entry in self.entries
            for amount in {expected.amount for expected in entry.expected}
        )

    @cached_property
    def size(self) -> str:
        """How many accounts there are, in words."""
        return f"one of {len(self.entries):,} accounts"

    @cached_property
    def population(self) -> int:
        """The weight (decibans) it takes to single one account out of all of them."""
        return weight_of(1, len(self.entries))

    def rarity(self, count: int) -> int:
        """The weight of sharing what `count` accounts of the roll have."""
        known = self._rarities.get(count)
        if known is None:
            known = self._rarities[count] = weight_of(max(count, 1), len(self.entries))
        return known


def _kinds(entry: Entry, key: str) -> list[KeyKind]:
    """What a normalised text is to the entry it names: held for every text it would weigh more."""
    found = [KeyKind.PAYMENT] if normalise(entry.reference) == key else []
    return found + [kind for kind, text in entry.refs if normalise(text) == key]


def weight_of(count: int, of: int) -> int:
    """Decibans of surprise at meeting by chance what `count` of `of` have."""
    return min(_WEIGHT_MAX, max(0, round(10 * log10(max(of, 1) / count))))


def without_one(word: str) -> list[str]:
    """`word`, and what is left of it without each letter in turn."""
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]
