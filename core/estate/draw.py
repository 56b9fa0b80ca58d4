"""A draw: the number that a seed, a topic and a position give, the same on every machine.

SplitMix64 (Steele, Lea, Flood 2014) over a counter: item 1,000,000 costs as much as item 1, and
any slice of an estate can be made without the items before it.
"""

from collections.abc import Sequence
from typing import Final

_ALL: Final = (1 << 64) - 1
_STEP: Final = 0x9E3779B97F4A7C15
_TABLE: Final = 4096


def mixed(number: int) -> int:
    """The SplitMix64 finaliser: 64 bits in, 64 well-mixed bits out."""
    number = (number + _STEP) & _ALL
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _ALL
    return number ^ (number >> 31)


class Draw:
    """Draws for one topic of one seed; `at(position)` gives 64 bits to slice as needed."""

    __slots__ = ("_start",)

    def __init__(self, seed: int, topic: str) -> None:
        start = mixed(seed & _ALL)
        for byte in topic.encode():
            start = mixed(start ^ byte)
        self._start = start

    def at(self, position: int) -> int:
        """The 64 bits drawn at `position` (any whole number)."""
        number = (self._start + (position + 1) * _STEP) & _ALL
        number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
        number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _ALL
        return number ^ (number >> 31)


def skewed(items: Sequence[str], power: float) -> tuple[str, ...]:
    """4,096 places filled from `items`, the first ones most often (power 1 is even).

    Pick with twelve bits of a draw: `table[bits & 4095]`. Surnames and forenames are that uneven
    in life, and look-alikes matter most among the common ones.
    """
    size = len(items)
    return tuple(items[int((place / _TABLE) ** power * size)] for place in range(_TABLE))
