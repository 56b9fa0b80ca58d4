"""A person as names on payment files are compared: folded given names and family name."""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from core.finder.words import folded
from core.names import parse_name

_CALLED: Final = "mr mrs miss ms mss mx dr prof rev revd sir dame lady lord master fr cllr messrs"
_BEFORE_FAMILY: Final = (
    "de da do dos das van von der den al el bin bint ibn abu ben la le st mac mc o"
)
TITLES: Final = frozenset(_CALLED.split())
_PARTICLES: Final = frozenset(_BEFORE_FAMILY.split())
_NO_NAMES: Final = TITLES | {"and"}
_BREAKS: Final = str.maketrans(dict.fromkeys("&/+,;:()*_", " "))
_HALF_MIN: Final = 3  # letters of a part of a double-barrelled name that stand for it
_NEAR_MIN: Final = 4  # shorter names are one slip from too many others


class Fit(IntEnum):
    """How one part of a name on the line fits the person's, the best first."""

    SAME = 1
    NEAR = 2
    INITIAL = 3
    SILENT = 4
    DIFFERS = 5


class Person(NamedTuple):
    """`family` holds the whole surname in one word first, then the halves of a double one."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    old: bool = False


class NameFit(NamedTuple):
    """How the words of a line fit one person; `family_word` is the surname of the person."""

    family: Fit
    given: Fit
    person: Person

    @property
    def rank(self) -> tuple[int, int, bool]:
        """What the better fit of two has less of."""
        return (self.family, self.given, self.person.old)


def people_of(names: Iterable[str], *, old: bool) -> tuple[Person, ...]:
    """The people whose full names these are."""
    return tuple(_person(name, old=old) for name in names if name.strip())


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name on a line, without titles and joining words."""
    words = _plain(text).replace("-", " ").split()
    if _NO_NAMES.isdisjoint(words):
        return tuple(words)
    return tuple(word for word in words if word not in _NO_NAMES)


def best_fit(words: tuple[str, ...], people: tuple[Person, ...]) -> NameFit | None:
    """The person whom the words fit best, or None where nobody or nothing is named."""
    if not words or not people:
        return None
    best: NameFit | None = None
    for person in people:
        found = _fit(words, person)
        if best is None or found.rank < best.rank:
            best = found
        if best.family is Fit.SAME and best.given is Fit.SAME:
            break
    return best


def _fit(words: tuple[str, ...], person: Person) -> NameFit:
    family, rest = _family_fit(words, person.family)
    return NameFit(family, _given_fit(rest, person.given), person)


@lru_cache(maxsize=4096)  # a line is held against everybody of a surname
def _family_fit(words: tuple[str, ...], surname: tuple[str, ...]) -> tuple[Fit, tuple[str, ...]]:
    """How well a word, or two running, are the surname; and the words left over."""
    rest = tuple([word for word in words if word not in surname])
    if len(rest) < len(words):
        return Fit.SAME, rest
    whole = surname[0] if surname else ""
    for place, (one, other) in enumerate(pairwise(words)):
        if one + other == whole:
            return Fit.SAME, words[:place] + words[place + 2 :]
    for place in range(len(words) - 1, -1, -1):
        if near(words[place], whole):
            return Fit.NEAR, words[:place] + words[place + 1 :]
    return Fit.DIFFERS, words


@lru_cache(maxsize=16_384)
def _given_fit(words: tuple[str, ...], given: tuple[str, ...]) -> Fit:
    if not words or not given:
        return Fit.SILENT
    for word in words:
        if word in given:
            return Fit.SAME
    for word in words:
        if len(word) == 1 and any(each[0] == word for each in given):
            return Fit.INITIAL
    if any(_called(word, given[0]) for word in words):
        return Fit.NEAR
    if any(len(each) == 1 and word[0] == each for word in words for each in given):
        return Fit.INITIAL
    return Fit.SILENT if _PARTICLES.issuperset(words) else Fit.DIFFERS


def _called(word: str, given: str) -> bool:
    """Whether a word is short, or long, for a given name, or a slip from it."""
    short, long = sorted((word, given), key=len)
    return (len(short) >= _HALF_MIN and long.startswith(short)) or near(word, given)


def near(word: str, other: str) -> bool:
    """Whether one of two folded names is the other with a slip, two in a long one."""
    if len(other) < _NEAR_MIN or abs(len(word) - len(other)) > 2:
        return False
    most = 1 if len(other) < 8 else 2
    return bool(OSA.distance(word, other, score_cutoff=most) <= most)


def _person(name: str, *, old: bool) -> Person:
    if "," in name:
        parsed = parse_name(name)
        return _made(_plain(parsed.forename).split(), _plain(parsed.surname).split(), old=old)
    words = _plain(name).split()
    if words and words[0] in TITLES:
        del words[0]
    if len(words) == 2 and "-" not in name:
        return Person(_one(words[0]), _one(words[1]), old)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return _made(words[:start], words[start:], old=old)


@lru_cache(maxsize=1 << 14)
def _one(word: str) -> tuple[str]:
    """A name of one word, the same for everybody who bears it."""
    return (word,)


def _plain(text: str) -> str:
    """Folded text whose words are parted by blanks; hyphens stay."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower()
    if "." in text:
        text = text.replace(".", " ")
    return folded(text).translate(_BREAKS)


def _made(given: list[str], family: list[str], *, old: bool) -> Person:
    """A person; a family name of several words is found by its last one too."""
    if not family:
        return Person((), (), old)
    halves = [half for word in family for half in word.split("-")]
    whole = "".join(halves)
    parts = [half for half in halves if len(half) >= _HALF_MIN and half not in _PARTICLES]
    forenames = [half for word in given for half in word.split("-")]
    return Person(tuple(forenames), tuple(dict.fromkeys((whole, *parts))), old)
