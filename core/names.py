"""A person's name, taken apart as tenancy agreements, banks and councils write it."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import takewhile

_TITLES = {
    "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "mss": "Ms", "miss": "Miss", "mx": "Mx",
    "mister": "Mr", "master": "Master", "dr": "Dr", "doctor": "Dr", "prof": "Prof",
    "professor": "Prof", "rev": "Rev", "revd": "Rev", "reverend": "Rev", "fr": "Fr", "sr": "Sr",
    "br": "Br", "sir": "Sir", "dame": "Dame", "lady": "Lady", "lord": "Lord", "cllr": "Cllr",
    "capt": "Capt", "maj": "Maj", "col": "Col", "sgt": "Sgt",
}  # fmt: skip
_PARTICLES = frozenset({
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le",
    "el", "al", "bin", "bint", "ibn", "abu", "ben", "mac", "mc", "st", "ter", "ten", "zu", "san",
    "santa",
})  # fmt: skip
_JOINED = re.compile(r"\s*(?:[&+;]|\band\b)\s*", re.IGNORECASE)
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
    | {"þ": "th", "ŋ": "ng"}
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """One person: title and forename may be empty; `full` is the name as it was written."""

    title: str
    forename: str
    surname: str
    full: str


def parse_name(text: str) -> PersonName:
    """Take one person's name apart: `Mrs Aisha Okafor`, `OKAFOR A MRS` or `Okafor, Mrs A`."""
    full = " ".join(text.split())
    surname, comma, rest = full.partition(",")
    if comma and surname.strip():
        title, words = _titled(rest.replace(",", " ").split())
        before, stem = _titled(surname.split())
        family = " ".join(stem or surname.split())
        return _person(title or before, words, family, full)
    title, words = _titled(full.split())
    if not words:
        return PersonName("", "", title or full, full)
    forenames, family = _divided(words, surname_first=_title_stands_last(full))
    return _person(title, forenames, family, full)


def parse_names(text: str) -> tuple[PersonName, ...]:
    """Everybody in a joint name, lead first: `Mr J & Mrs K Smith`, `Smith, Mr J + Mrs K`.

    Who has no surname of their own takes that of the person who has one.
    """
    family, comma, rest = text.partition(",")
    if comma and _JOINED.search(rest) and not _JOINED.search(family):
        following = [part for part in _JOINED.split(rest) if part.strip()]
        return tuple(parse_name(part if "," in part else f"{family}, {part}") for part in following)
    parts = [part for part in _JOINED.split(text) if part.strip()]
    if len(parts) < 2:
        return (parse_name(text),)
    last = parse_name(parts[-1])
    first = parse_name(parts[0])
    return tuple(_with_surname(part, first, last) for part in parts)


def short_name(name: PersonName) -> str:
    """`Okafor, Mrs A`, as lists show it."""
    rest = " ".join(part for part in (name.title, name.forename[:1].upper()) if part)
    return f"{name.surname}, {rest}" if rest else name.surname


def short_names(names: tuple[PersonName, ...]) -> str:
    """Joint names in short: `Smith, Mr J + Mrs K`, or each in full where surnames differ."""
    if not names:
        return ""
    lead = names[0]
    shown = [short_name(lead)]
    for name in names[1:]:
        short = short_name(name)
        same = fold(name.surname) == fold(lead.surname)
        shown.append(short.removeprefix(f"{name.surname}, ") if same else short)
    return " + ".join(shown)


def sort_key(name: PersonName) -> tuple[str, str, str]:
    """Order of people in a list: accents and case fold, Mc stands with Mac, O'Neill with Oneill."""
    return (_family_key(name.surname), fold(name.forename), name.title)


def fold(text: str) -> str:
    """Text without accents, capitals and punctuation, as names are compared."""
    if text.isascii():
        plain = text.lower()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", "", plain.replace("-", " ")).split())


def _family_key(surname: str) -> str:
    key = fold(surname).replace(" ", "")
    return "mac" + key[2:] if re.match(r"mc[a-z]", key) else key


def _titled(words: list[str]) -> tuple[str, list[str]]:
    """The first title among the words, and the words that are none; one at either end counts."""
    leading = list(takewhile(_title, words))
    rest = words[len(leading) :]
    if leading:
        return _title(leading[0]), rest
    if len(rest) > 1 and _title(rest[-1]):
        return _title(rest[-1]), rest[:-1]
    return "", rest


def _title(word: str) -> str:
    return _TITLES.get(word.rstrip(".").lower(), "")


def _title_stands_last(full: str) -> bool:
    words = full.split()
    return len(words) > 1 and bool(_title(words[-1])) and not _title(words[0])


def _divided(words: list[str], *, surname_first: bool) -> tuple[list[str], str]:
    """Forenames and surname; initials behind a name mean that the surname stands first."""
    initials_last = _initials(words[-1]) and len(words) > 1
    if len(words) > 1 and not _initials(words[0]) and (surname_first or initials_last):
        end = 1
        while end < len(words) - 1 and _bare(words[end - 1]) in _PARTICLES:
            end += 1
        return words[end:], " ".join(words[:end])
    start = len(words) - 1
    while start > 1 and _bare(words[start - 1]) in _PARTICLES:
        start -= 1
    if start == 1 and len(words) > 1 and _bare(words[0]) in _PARTICLES:
        start = 0
    return words[:start], " ".join(words[start:])


def _bare(word: str) -> str:
    return word.rstrip(".").lower()


def _initials(word: str) -> bool:
    letters = word.replace(".", "")
    return letters.isalpha() and (len(letters) == 1 or (len(letters) <= 3 and "." in word))


def _person(title: str, forenames: list[str], surname: str, full: str) -> PersonName:
    given = " ".join(_cased(word) for word in " ".join(forenames).replace(".", " ").split())
    return PersonName(title, given, " ".join(_cased(word) for word in surname.split()), full)


def _cased(word: str) -> str:
    """A word a bank wrote in capitals (or all small) as people write it; mixed case stays."""
    if len(word) < 2 or not (word.isupper() or word.islower()):
        return word if len(word) != 1 else word.upper()
    if word.islower() and word in _PARTICLES:
        return word
    shaped = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    shaped = re.sub(r"'S\b", "'s", shaped)
    return re.sub(r"^Mc(\w)", lambda part: "Mc" + part[1].upper(), shaped)


def _with_surname(part: str, first: PersonName, last: PersonName) -> PersonName:
    words = part.split()
    title, rest = _titled(words)
    own = len(rest) > 1 or (len(rest) == 1 and not _initials(rest[0]))
    if own and not (len(rest) == 1 and _lone_forename(rest[0], last)):
        return parse_name(part)
    family = last.surname if not _initials(last.surname) and last.surname != last.title else ""
    family = family or first.surname
    return _person(title, rest, family, f"{' '.join(words)} {family}")


def _lone_forename(word: str, last: PersonName) -> bool:
    """`Mr John and Mrs Kaye Smith`: a single word beside a full name is a forename."""
    return len(last.forename) > 1 and fold(word) != fold(last.surname)
