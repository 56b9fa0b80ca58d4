"""Slips of hand, ear and eye, as people type names and references; each a pure function."""

from typing import Final

from core.estate.draw import mixed
from core.keyboard import BESIDE

_MISREAD: Final = {"0": "O8", "O": "0", "1": "7I", "7": "1", "5": "S6", "S": "5", "8": "B3",
                   "B": "8", "2": "Z", "3": "8", "4": "9", "6": "5",
                   "9": "4", "I": "1"}  # fmt: skip
_BY_EAR: Final = (("ph", "f"), ("ck", "k"), ("mac", "mc"), ("mc", "mac"), ("ie", "y"), ("y", "i"),
                  ("ei", "ie"), ("ou", "u"), ("c", "k"), ("z", "s"), ("ll", "l"), ("tt", "t"),
                  ("ee", "ea"), ("ow", "ou"), ("w", "v"), ("j", "y"), ("a", "e"), ("o", "a"),
                  ("s", "ss"), ("t", "tt"), ("n", "nn"), ("i", "e"), ("e", "i"))  # fmt: skip


def mistyped(text: str, bits: int, edits: int = 1) -> str:
    """`text` (lower case) with `edits` slips: a key beside, a key too many or too few, a swap.

    Never at a space. The same bits give the same slip; the result may by chance undo itself.
    """
    for _ in range(edits):
        bits = mixed(bits)
        text = _one_slip(text, bits)
    return text


def _one_slip(text: str, bits: int) -> str:
    places = [place for place, letter in enumerate(text) if letter != " "]
    if not places:
        return text
    place = places[(bits >> 8) % len(places)]
    letter, kind = text[place], bits % 5
    near = BESIDE.get(letter, "abcdefghijklmnopqrstuvwxyz")
    other = near[(bits >> 24) % len(near)]
    if kind == 0:
        return text[:place] + other + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1 :]
    if kind == 2:
        return text[:place] + (letter if bits >> 40 & 1 else other) + text[place:]
    if kind == 3 and text[place + 1 : place + 2].strip():
        return text[:place] + text[place + 1] + letter + text[place + 2 :]
    return text[:place] + "abcdefghijklmnopqrstuvwxyz"[(bits >> 32) % 26] + text[place + 1 :]


def misheard(text: str, bits: int) -> str:
    """`text` (lower case) as somebody writes it who only heard it."""
    start = bits % len(_BY_EAR)
    for part, other in _BY_EAR[start:] + _BY_EAR[:start]:
        place = text.find(part, 1)
        if place > 0:
            return text[:place] + other + text[place + len(part) :]
    return text


def misread(reference: str, bits: int) -> str:
    """A reference with one digit taken for its look-alike, or two neighbours swapped."""
    place = bits % (len(reference) - 1)
    if bits >> 8 & 1:
        return reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    likes = _MISREAD.get(reference[place], "")
    if not likes:
        return misread(reference, mixed(bits))
    return reference[:place] + likes[(bits >> 16) % len(likes)] + reference[place + 1 :]
