"""A reference names a rent account, and is misread in a few well-known ways."""

import re

_STRIPPED = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
# What eyes and keyboards confuse; each letter or digit with those it is taken for.
_MISREAD = {
    "0": "OQD",
    "O": "0QD",
    "Q": "0O",
    "D": "0O",
    "1": "7IL",
    "7": "1",
    "I": "1L",
    "L": "1I",
    "5": "S",
    "S": "5",
    "8": "B",
    "B": "8",
    "2": "Z",
    "Z": "2",
}
_DIGITS = "0123456789"


def normalise(reference: str) -> str:
    """The reference in capitals without spaces and dashes, as it is compared."""
    return (reference if reference.isalnum() else _STRIPPED.sub("", reference)).upper()


def split_part(text: str) -> tuple[str, str]:
    """`REF/garage` as (`REF`, `garage`); the part is empty where none is named."""
    reference, _, part = text.partition("/")
    return reference.strip(), part.strip().lower()


def slips(reference: str) -> frozenset[str]:
    """Every reference one slip away: a digit wrong, a letter misread, two neighbours swapped."""
    clean = normalise(reference)
    found = {
        clean[:place] + other + clean[place + 1 :]
        for place, letter in enumerate(clean)
        for other in _taken_for(letter)
    }
    found |= {
        clean[:place] + clean[place + 1] + clean[place] + clean[place + 2 :]
        for place in range(len(clean) - 1)
    }
    return frozenset(found - {clean})


def one_slip_apart(first: str, second: str) -> bool:
    """Whether one could be written for the other by a single slip; the same reference is not."""
    here, there = normalise(first), normalise(second)
    if len(here) != len(there) or here == there:
        return False
    apart = [place for place in range(len(here)) if here[place] != there[place]]
    if len(apart) == 1:
        return there[apart[0]] in _taken_for(here[apart[0]])
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return here[apart[0]] == there[apart[1]] and here[apart[1]] == there[apart[0]]


def digit_sum(reference: str) -> int:
    """The sum of its digits, the share of one line in a batch's hash total."""
    return sum(int(letter) for letter in reference if letter in _DIGITS)


def _taken_for(letter: str) -> str:
    alike = _MISREAD.get(letter, "")
    if letter in _DIGITS:
        return alike + "".join(digit for digit in _DIGITS if digit != letter and digit not in alike)
    return alike
