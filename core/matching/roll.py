"""The rent roll: every account money may belong to, found by reference, postcode and surname."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from math import log10
from typing import Final

from core.matching.address import Place, place_of
from core.matching.columns import Columns
from core.matching.entry import Entry, KeyKind
from core.matching.person import Person, people_of
from core.matching.shared import Given, Shared, shared_of
from core.reference import normalise

_WEIGHT_MAX: Final = 60
_CORRECTED_MIN: Final = 4  # letters: shorter surnames are one slip from too many others
_KEPT_MAX: Final = 4_000  # accounts whose people and places are kept taken apart

Named = tuple[Entry, KeyKind]


class Roll:
    """The accounts of every landlord, indexed for matching; made once for a file or a session.

    Of a hundred thousand accounts it keeps places in `entries`, so that these may be columns.
    """

    def __init__(self, entries: Iterable[Entry] | Columns) -> None:
        self.entries: Sequence[Entry] = entries if isinstance(entries, Columns) else tuple(entries)
        self._named: dict[str, int | tuple[int, ...]] = {}
        for place, texts in enumerate(_texts(self.entries)):
            for text in texts:
                self._name(text, place)
        self._people: dict[int, tuple[Person, ...]] = {}
        self._places: dict[int, Place] = {}
        self._rarities: dict[int, int] = {}

    def _name(self, text: str, place: int) -> None:
        key = normalise(text)
        known = self._named.get(key)
        if known is None:
            self._named[text if text == key else key] = place  # one text, not two alike
        elif isinstance(known, tuple):
            if known[-1] != place:
                self._named[key] = (*known, place)
        elif known != place:
            self._named[key] = (known, place)

    def named(self, key: str) -> Sequence[Named]:
        """The accounts of any landlord that a normalised reference names, with what it is."""
        found = self._named.get(key)
        if found is None:
            return ()
        entries = self._at(found if isinstance(found, tuple) else (found,))
        return [(entry, kind) for entry in entries for kind in _kinds(entry, key)]

    def _at(self, places: Iterable[int]) -> Iterator[Entry]:
        return map(self.entries.__getitem__, places)

    def people(self, entry: Entry) -> tuple[Person, ...]:
        """The people of an account as names are compared, old names last."""
        known = self._people.get(entry.account)
        if known is None:
            if len(self._people) >= _KEPT_MAX:
                self._people.clear()
            known = people_of(entry.names, old=False) + people_of(entry.old_names, old=True)
            self._people[entry.account] = known
        return known

    def place(self, entry: Entry) -> Place:
        """The address of an account as addresses are compared."""
        known = self._places.get(entry.account)
        if known is None:
            if len(self._places) >= _KEPT_MAX:
                self._places.clear()
            known = self._places[entry.account] = place_of(entry.address, entry.postcode)
        return known

    def ready(self) -> None:
        """Make every index now, where a session would rather wait here than at its first line."""
        _ = (self._by_account, self._shared)
        self.spelt_like("made")

    def of_account(self, account: int) -> Entry | None:
        """The entry of that account number."""
        place = self._by_account.get(account)
        return None if place is None else self.entries[place]

    def living_at(self, postcode: str) -> Iterator[Entry]:
        """The accounts at a postcode, written without its space."""
        return self._at(self._shared.postcodes.get(postcode, ()))

    def many_at(self, postcode: str) -> int:
        """How many these are."""
        return len(self._shared.postcodes.get(postcode, ()))

    def bearing(
        self, surname: str, landlord: str, fits: Callable[[Given], bool]
    ) -> Iterator[tuple[int, bool]]:
        """The landlord's accounts of everybody of a folded surname, those of an old name too: each
        one's place in `entries`, once for a person, and whether the given names fit."""
        found = self._shared.surnames.get(surname)
        if found is None:
            return
        known: dict[int, bool] = {}
        for place, given in zip(found.places, found.given, strict=True):
            if self._landlord(place) == landlord:
                if given not in known:
                    known[given] = fits(self._shared.given[given])
                yield place, known[given]

    def _landlord(self, place: int) -> str:
        entries = self.entries
        if isinstance(entries, Columns):
            return entries.landlords[place]
        return entries[place].landlord

    def many_bearing(self, surname: str) -> int:
        """How many accounts they have."""
        found = self._shared.surnames.get(surname)
        return found.accounts if found else 0

    def many_called(self, forename: str) -> int:
        """How many people bear a folded forename."""
        return self._shared.forenames[forename]

    def many_paying(self, amount: int) -> int:
        """How many accounts expect to pay an amount of pence, by whatever stream."""
        return self._shared.amounts[amount]

    @cached_property
    def _by_account(self) -> dict[int, int]:
        entries = self.entries
        accounts = (
            entries.accounts
            if isinstance(entries, Columns)
            else [entry.account for entry in entries]
        )
        return {account: place for place, account in enumerate(accounts)}

    @cached_property
    def _shared(self) -> Shared:
        return shared_of(self.entries)

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        """Surnames by what is left of them without one letter, and as they stand."""
        found: dict[str, list[str]] = {}
        for surname in self._shared.surnames:
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


def _texts(entries: Sequence[Entry]) -> Iterator[tuple[str, ...]]:
    if isinstance(entries, Columns):
        return entries.texts()
    return ((entry.reference, *(text for _, text in entry.refs)) for entry in entries)


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
