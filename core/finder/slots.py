"""Slots: which word of a tenancy stands where — forename, surname, house number, street, postcode.

Words are numbered in the order they are first seen; the index numbers them again by the alphabet.
"""

import re
from typing import Final

from core.finder.words import folded
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
_TITLES: Final = frozenset(_CALLED.split())
_HARD: Final = frozenset(_PARTICLES.split())
_ADDRESS_BREAKS: Final = re.compile(r"[^\w\s,/]|_")
_DIGITS: Final = re.compile(r"\d+")


class Numbering:
    """Gives every different word a number, and remembers how raw words fold."""

    __slots__ = ("_folds", "numbers")

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {"": 0}
        self._folds: dict[str, tuple[int, ...]] = {}

    def number(self, word: str) -> int:
        """The number of a folded word."""
        return self.numbers.setdefault(word[:24], len(self.numbers))

    def parts(self, raw: str) -> tuple[int, ...]:
        """Numbers of the parts of one raw word: `Okafor-Bell` is okafor, bell, okaforbell."""
        found = self._folds.get(raw)
        if found is None:
            words = [part for part in re.split(r"[\W_]+", folded(raw)) if part]
            if len(words) > 1:
                words = [*words[:2], "".join(words)]
            found = self._folds[raw] = tuple(self.number(word) for word in words)
        return found

    def person(self, name: str) -> list[int]:
        """The six slots of one person's full name."""
        words = name.split()
        if words and words[0].rstrip(".").lower() in _TITLES:
            del words[0]
        if "," in name or any(word.lower() in _HARD for word in words):
            parsed = parse_name(name)
            return self._filled(parsed.forename.split(), [parsed.surname])
        return self._filled(words[:-1], words[-1:])

    def _filled(self, given: list[str], family: list[str]) -> list[int]:
        slots = [0] * PERSON_SLOTS
        forenames = [part for word in given for part in self.parts(word)]
        if forenames:
            slots[FORENAME] = forenames[0]
            slots[MIDDLE : MIDDLE + len(forenames[1:3])] = forenames[1:3]
        surnames = self.parts(family[0]) if family else ()
        slots[SURNAME : SURNAME + len(surnames)] = surnames[:3]
        return slots

    def address(self, address: str, postcode: str) -> list[int]:
        """The twelve slots of an address with its postcode."""
        slots = [0] * ADDRESS_SLOTS
        streets: list[int] = []
        places: list[int] = []
        for segment in _ADDRESS_BREAKS.sub(" ", folded(address)).split(","):
            self._segment(segment.split(), slots, streets, places)
        if not streets:
            streets, places = places, []
        slots[STREET : STREET + len(streets[:STREET_SLOTS])] = streets[:STREET_SLOTS]
        slots[PLACE : PLACE + len(places[:PLACE_SLOTS])] = places[:PLACE_SLOTS]
        code = folded(postcode).split()
        if code:
            joined = "".join(code)
            outward, inward = code if len(code) == 2 else (joined[:-3], joined[-3:])
            slots[OUTWARD:] = self.number(outward), self.number(inward), self.number(joined)
        return slots

    def _segment(
        self, words: list[str], slots: list[int], streets: list[int], places: list[int]
    ) -> None:
        """Lay one part of an address between commas into its slots."""
        if not words:
            return
        if words[0] in ("flat", "apartment", "apt", "unit"):
            slots[FLAT] = self.number(words[1]) if len(words) > 1 else 0
            words = words[2:]
        elif words[0][0].isdigit() and len(words) == 1:
            slots[FLAT] = self.number(words[0])
            return
        if words and words[0][0].isdigit():
            self._house(words.pop(0), slots)
            streets += map(self.number, words)
        elif streets and slots[HOUSE]:
            places += map(self.number, words)
        else:
            streets += map(self.number, words)

    def _house(self, door: str, slots: list[int]) -> None:
        slots[HOUSE] = self.number(door)
        digits = _DIGITS.match(door)
        if digits and digits[0] != door:
            slots[HOUSE_DIGITS] = self.number(digits[0])
