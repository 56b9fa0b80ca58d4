"""Naming: which of the typed words are the name of one person, and which part of it each is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS
from core.finder.index import Index
from core.finder.slots import FORENAME, PERSON_SLOTS, SURNAME, SURNAME_2, SURNAME_JOINED

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]
Places = npt.NDArray[np.int64]

BOTH_NAMES: Final = 1.1
_INITIAL: Final = np.float32(1.05)
IN_ORDER: Final = np.float32(0.3)  # bits: forename typed before surname
_OF_MANY: Final = np.float32(0.25 / 16)
LEFT_OVER: Final = np.float32(0.6)  # bits lost for a part of the name that nobody typed
NO_SLOT: Final = 15
_FINE_STEP: Final = np.float32(1 / (16 * STEPS))
# Sixteenths of its worth that a word keeps as each part, and what says in a code which part it is.
AS_PART: Final = (16, 15, 15, 16, 16, 16)
PART_BITS: Final = range(PERSON_SLOTS)
_BIT: Final = np.array([*(1 << slot for slot in range(8)), *[0] * 8], np.uint8)
_GIVEN: Final = 0b111
_FAMILY: Final = 0b111000

# Tables by which slots were met, as bits.
_MET: Final = np.arange(64)
_BOTH: Final = (_MET & _GIVEN > 0) & (_MET & _FAMILY > 0)
_BOTH_MET: Final = _BOTH.astype(np.float32)
_AGREED: Final = np.where(_BOTH, BOTH_NAMES, 1).astype(np.float32)
_ONE_SIDED: Final = ~_BOTH & (np.bitwise_count(_MET) > 1)
# What is left over, by which slots have words and which were met; a joined surname meets both.
_COUNTED: Final = 1 << FORENAME | 1 << SURNAME | 1 << SURNAME_2
_REST: Final = np.bitwise_count(_MET & _COUNTED).astype(np.float32) * LEFT_OVER
_OPEN: Final = ~np.where(_MET >> SURNAME_JOINED & 1, _MET | _FAMILY, _MET).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Named:
    """Per token and person: the slot of the name it is taken as (15: none); per person the bits
    of all of them, the slots met, and the slots that have words."""

    slot: Bytes
    bits: Floats
    met: Bytes
    filled: Bytes
    common: Bytes

    def both(self) -> Floats:
        """One where forename and surname were met, else nought."""
        return _BOTH_MET.take(self.met)

    def as_one(self, both: Floats) -> Floats:
        """Bits for a forename typed before its surname and for how many people have the very same
        name (of two equally near the likelier), less those of parts nobody typed; where `both`
        were met."""
        bits: Floats = (self._in_order() - self._left_over() + self.common * _OF_MANY) * both
        return bits

    def agreement(self, initials: list[int]) -> Floats:
        """What forename and surname of one person, met together, multiply the score by; more so
        where one of the tokens `initials` stands for the forename."""
        factor: Floats = _AGREED.take(self.met)
        if initials:
            short = (self.slot[initials] == FORENAME).any(axis=0)
            factor = np.where(short & _BOTH[self.met], factor * _INITIAL, factor)
        return factor

    def _in_order(self) -> Floats:
        bit = _BIT.take(self.slot)
        family = (bit & _FAMILY > 0).argmax(axis=0)
        bits: Floats = IN_ORDER * ((bit & _GIVEN > 0).argmax(axis=0) < family)
        return bits

    def _left_over(self) -> Floats:
        bits: Floats = _REST.take(self.filled & _OPEN.take(self.met))
        return bits


def named(index: Index, code: Codes, people: Places, elsewhere: Floats) -> Named:
    """What each token is of the name of each of `people`, where it is worth more as that than
    `elsewhere` (bits by token and person); `code` has its worth as each part."""
    best = np.maximum.reduce(code, axis=1)
    worth = (best >> 4) * _FINE_STEP
    taken = worth > elsewhere
    worth *= taken
    slot = np.where(taken, best & 15, NO_SLOT).astype(np.uint8)
    met = _shared_out(code, worth, slot) if len(code) > 1 else _BIT.take(slot[0])
    known = index.tenancies
    return Named(
        slot,
        np.add.reduce(worth, axis=0),
        met,
        known.filled.take(people),
        known.common.take(people),
    )


def _shared_out(code: Codes, worth: Floats, slot: Bytes) -> Bytes:
    """The slots met by each person, once no two tokens are the same part of a name: `Guled Guled`
    is forename and surname, and of two that can only be the surname the lesser is none."""
    bit = _BIT.take(slot)
    met: Bytes = np.bitwise_or.reduce(bit, axis=0)
    crowded = np.flatnonzero(
        (np.add.reduce(bit, axis=0, dtype=np.uint8) != met) | _ONE_SIDED.take(met)
    )
    if not len(crowded):
        return met
    _share_out(code[:, :, crowded], worth, slot, crowded)
    np.bitwise_or.reduce(_BIT[slot], axis=0, out=met)
    return met


def _share_out(parts: Codes, worth: Floats, slot: Bytes, crowded: Places) -> None:
    """Give each of the `crowded` people's tokens a part of its own, the best ones first."""
    parts = np.where((slot[:, crowded] < NO_SLOT)[:, None], parts, 0)
    every = np.arange(len(crowded))
    bits = np.zeros((len(slot), len(crowded)), np.float32)
    new = np.full(bits.shape, NO_SLOT, np.uint8)
    for _ in slot:
        token, part = np.divmod(parts.reshape(-1, len(crowded)).argmax(axis=0), PERSON_SLOTS)
        more = (parts[token, part, every] >> 4) * _FINE_STEP
        some = more > 0
        bits[token[some], every[some]] = more[some]
        new[token[some], every[some]] = part[some]
        parts[token, :, every] = 0
        parts[:, part, every] = 0
    worth[:, crowded] = bits
    slot[:, crowded] = new
