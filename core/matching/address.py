"""An address as those on payment files are compared: postcode, doors and the head of its street."""

import re
from enum import IntEnum
from itertools import pairwise
from typing import Final, NamedTuple

from core.finder.words import folded
from core.matching.person import near

_WORD: Final = re.compile(r"[0-9a-z]+(?:/[0-9a-z]+)*")
_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b", re.IGNORECASE)
_PLAIN: Final = str.maketrans("", "", " ,/")
_NO_STREET: Final = frozenset(
    ("flat", "apartment", "apt", "unit", "garage", "rear", "of", "the", "no", "number", "room")
)


class Where(IntEnum):
    """How the place on a line fits an address."""

    POSTCODE = 1
    STREET = 2
    NEAR = 3
    SILENT = 4
    ELSEWHERE = 5


class Door(IntEnum):
    """How house and flat number on a line fit an address."""

    SAME = 1
    SILENT = 2
    OTHER = 3


class Place(NamedTuple):
    """One address: postcode without its space, numbers of house and flat, words, and the first
    word of the street."""

    postcode: str
    doors: frozenset[str]
    words: frozenset[str]
    street: str


NOWHERE: Final = Place("", frozenset(), frozenset(), "")


def place_of(address: str, postcode: str = "") -> Place:
    """An address taken apart; a postcode within the text counts where none is given."""
    if not address and not postcode:
        return NOWHERE
    within = not postcode or address[-3:-2].isdigit()  # an inward code ends the address
    if within and (found := _POSTCODE.search(address)):
        address = address[: found.start()] + address[found.end() :]
        postcode = postcode or found[0]
    lines = _lines(folded(address))
    words = [word for line in lines for word in line]
    doors = frozenset([word for word in words if word[0].isdigit()])
    postcode = postcode.replace(" ", "").upper()
    return Place(postcode, doors, frozenset(words) - doors, _street(lines))


def _lines(text: str) -> list[list[str]]:
    """The words of each part between commas."""
    if text.translate(_PLAIN).isalnum():
        return [part.split() for part in text.split(",")]
    return [_WORD.findall(part) for part in text.split(",")]


def _street(lines: list[list[str]]) -> str:
    """The first word behind a house number, else of the first part that has a plain word."""
    for line in lines:
        for number, word in pairwise(line):
            if number[0].isdigit() and word.isalpha() and word not in _NO_STREET:
                return word
    plain = (word for line in lines for word in line if word.isalpha() and word not in _NO_STREET)
    return next(plain, "")


def where(written: Place, known: Place) -> Where:
    """How the place written on a line fits a known address."""
    if written.postcode and written.postcode == known.postcode:
        return Where.POSTCODE
    street = known.street and (known.street in written.words or near(written.street, known.street))
    if street:
        return Where.STREET
    if written.postcode and _one_sign_apart(written.postcode, known.postcode):
        return Where.NEAR
    if not known.street or not (written.postcode or written.street):
        return Where.SILENT
    return Where.ELSEWHERE


def door(written: Place, known: Place) -> Door:
    """How the house number written on a line fits a known address in the same street."""
    if not written.doors or not known.doors:
        return Door.SILENT
    if written.doors == known.doors:
        return Door.SAME
    shared = written.doors & known.doors
    if shared and (written.doors < known.doors or known.doors < written.doors):
        return Door.SILENT
    return Door.OTHER


def _one_sign_apart(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    return sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) == 1
