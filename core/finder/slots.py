"""Slots: which word of a tenancy stands where — forename, surname, house number, street, postcode.

Words are numbered in the order they are first seen; the index numbers them again by the alphabet.
"""

import re
from collections.abc import Sequence
from typing import Final

from core.finder.words import WORD_MAX, folded
from core.names import parse_name

# Slots of a person, and of an address.
FORENAME, MIDDLE, GIVEN_JOINED, SURNAME, SURNAME_2, SURNAME_JOINED = range(6)
PERSON_SLOTS: Final = 6
FLAT, HOUSE, HOUSE_DIGITS, STREET, PLACE, OUTWARD, INWARD, POSTCODE = 0, 1, 2, 3, 7, 9, 10, 11
STREET_SLOTS: Final = 4
PLACE_SLOTS: Final = 2
ADDRESS_SLOTS: Final = 12

_CALLED: Final = "mr mrs miss ms mx dr prof rev revd sir dame lady lord master fr cllr"
_PARTICLES: Final = "de da do dos das van von der den al el bin bint ibn abu ben la le"
_BREAKS: Final = re.compile(r"(?:[^\w,/\n]|_)+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_FLATS: Final = frozenset(("flat", "apartment", "apt", "unit"))
_DIGITS: Final = re.compile(r"\d+")
NOBODY: Final = (0,) * PERSON_SLOTS


def _forms(words: str) -> frozenset[str]:
    """Each word as people write it: small, with a capital, in capitals, with a full stop."""
    forms = [form for word in words.split() for form in (word, word.capitalize(), word.upper())]
    return frozenset((*forms, *(form + "." for form in forms)))


_TITLES: Final = _forms(_CALLED)
_PARTICLE_FORMS: Final = _forms(_PARTICLES)


class Numbering:
    """Gives every different word a number, and remembers how raw words fold."""

    __slots__ = ("_named", "_streets", "numbers")

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self._named: dict[str, tuple[int, ...]] = {}
        self._streets: dict[str, list[int]] = {}

    def number(self, word: str) -> int:
        """The number of a folded word."""
        return self.numbers.setdefault(word[:WORD_MAX], len(self.numbers))

    def parts(self, raw: str) -> tuple[int, ...]:
        """Numbers of the parts of one raw word: `Okafor-Bell` is okafor, bell, okaforbell."""
        found = self._named.get(raw)
        if found is None:
            words = [part for part in _NO_LETTER.split(folded(raw)) if part]
            if len(words) > 1:
                words = [*words[:2], "".join(words)]
            found = self._named[raw] = tuple(map(self.number, words))
        return found

    def person(self, name: str) -> tuple[int, ...]:
        """The six slots of one person's full name."""
        words = name.split()
        if words and words[0] in _TITLES:
            del words[0]
        if "," in name or not _PARTICLE_FORMS.isdisjoint(words):
            parsed = parse_name(name)
            return self._filled(parsed.forename.split(), parsed.surname)
        return self._filled(words[:-1], words[-1]) if words else NOBODY

    def _filled(self, given: list[str], family: str) -> tuple[int, ...]:
        surname = (*self.parts(family), 0, 0)[:3]
        if len(given) == 1 and len(forename := self.parts(given[0])) == 1:
            return (*forename, 0, 0, *surname)
        forenames = [part for word in given for part in self.parts(word)]
        return (*forenames, 0, 0, 0)[:3] + surname

    def addresses(self, addresses: Sequence[str], postcodes: Sequence[str]) -> list[list[int]]:
        """The twelve slots of each address with its postcode."""
        return list(map(self._address, _lines(addresses), _lines(postcodes)))

    def _address(self, address: str, postcode: str) -> list[int]:
        slots = [0] * ADDRESS_SLOTS
        streets: list[int] = []
        places: list[int] = []
        for segment in address.split(","):
            self._segment(segment.strip(), slots, streets, places)
        if not streets:
            streets, places = places, []
        slots[STREET : STREET + len(streets[:STREET_SLOTS])] = streets[:STREET_SLOTS]
        slots[PLACE : PLACE + len(places[:PLACE_SLOTS])] = places[:PLACE_SLOTS]
        if postcode := postcode.strip():
            outward, _, inward = postcode.replace(",", "").partition(" ")
            joined = outward + inward
            if not inward:
                outward, inward = joined[:-3], joined[-3:]
            slots[OUTWARD:] = self.number(outward), self.number(inward), self.number(joined)
        return slots

    def _segment(
        self, segment: str, slots: list[int], streets: list[int], places: list[int]
    ) -> None:
        """Lay one part of an address between commas into its slots."""
        first, _, rest = segment.partition(" ")
        if first in _FLATS:
            flat, _, segment = rest.partition(" ")
            slots[FLAT] = self.number(flat)
            first, _, rest = segment.partition(" ")
        elif first[:1].isdigit() and not rest:
            slots[FLAT] = self.number(first)
            return
        if first[:1].isdigit():
            self._house(first, slots)
            streets += self._words(rest)
        elif streets and slots[HOUSE]:
            places += self._words(segment)
        else:
            streets += self._words(segment)

    def _words(self, text: str) -> list[int]:
        found = self._streets.get(text)
        if found is None:
            found = self._streets[text] = list(map(self.number, text.split()))
        return found

    def _house(self, door: str, slots: list[int]) -> None:
        slots[HOUSE] = self.number(door)
        if not door.isdigit():
            digits = _DIGITS.match(door)
            slots[HOUSE_DIGITS] = self.number(digits[0]) if digits else 0


def _lines(texts: Sequence[str]) -> list[str]:
    """Every text folded, with one blank for whatever stands between words; all in one sweep."""
    joined = "\n".join(map(folded, texts))
    plain = _BREAKS.sub(" ", joined).split("\n")
    if len(plain) == len(texts):
        return plain
    return [_BREAKS.sub(" ", folded(text).replace("\n", " ")) for text in texts]
