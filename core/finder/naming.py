"""Naming: which of the typed words are the name of one person, and which part of it each is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS
from core.finder.index import Index
from core.finder.slots import FORENAME, PERSON_SLOTS, SURNAME, SURNAME_2, SURNAME_JOINED

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]
Places = npt.NDArray[np.int64]

BOTH_NAMES: Final = np.float32(1.1)
_INITIAL: Final = np.float32(1.05)
IN_ORDER: Final = np.float32(0.3)  # bits: forename typed before surname
LEFT_OVER: Final = np.float32(0.6)  # bits lost for a part of the name that nobody typed
_ONE: Final = np.float32(1)
_FINE_STEP: Final = np.float32(1 / (16 * STEPS))
_SHARE: Final = (np.array([16, 15, 15, 16, 16, 16], np.uint16) << 4)[:, None]
_LATER: Final = np.arange(PERSON_SLOTS, dtype=np.uint16)[:, None]
_BIT: Final = np.array([1 << slot for slot in range(8)], np.uint8)
_GIVEN: Final = 0b111
_FAMILY: Final = 0b111000

_MET: Final = np.arange(64)
_BOTH: Final = (_MET & _GIVEN > 0) & (_MET & _FAMILY > 0)
# What is left over, by which slots have words and which were met; a joined surname meets both.
_COUNTED: Final = 1 << FORENAME | 1 << SURNAME | 1 << SURNAME_2
_REST: Final = np.array([(n & _COUNTED).bit_count() for n in range(64)], np.float32) * LEFT_OVER
_TAKES: Final = np.where(_MET >> SURNAME_JOINED & 1, _MET | _FAMILY, _MET).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Named:
    """Per token and person: whether it is taken as a part of the name, and the slot of that part;
    per person the bits of all of them, the slots met, and the slots that have words."""

    taken: Bools
    slot: Places
    bits: Floats
    met: Bytes
    filled: Bytes

    def agreement(self, initials: list[int]) -> Floats:
        """What forename and surname of one person, met together, multiply the score by; more so
        where one of the tokens `initials` stands for the forename."""
        both = _BOTH[self.met]
        factor = np.where(both, BOTH_NAMES, _ONE)
        if initials:
            short = (self.taken & (self.slot == FORENAME))[initials].any(axis=0)
            factor = np.where(short & both, factor * _INITIAL, factor)
        return factor

    def order_and_rest(self) -> Floats:
        """Bits for a forename typed before its surname, less those of parts nobody typed; only
        where both were."""
        family = self.taken & (self.slot >= SURNAME)
        given = self.taken & (self.slot < SURNAME)
        in_order = np.where(given.argmax(axis=0) < family.argmax(axis=0), IN_ORDER, np.float32(0))
        rest = _REST[self.filled & ~_TAKES[self.met]]
        return np.where(_BOTH[self.met], in_order - rest, np.float32(0))


def named(index: Index, tables: list[Codes], people: Places, elsewhere: Floats) -> Named:
    """What each token is of the name of each of `people`, where it is worth more as that than
    `elsewhere` (bits by token and person)."""
    words = np.ascontiguousarray(index.tenancies.people[people].T)
    code = np.empty((len(tables), PERSON_SLOTS, len(people)), np.uint16)
    for place, table in enumerate(tables):
        table.take(words, out=code[place], mode="clip")
    code *= _SHARE
    code |= _LATER
    best = np.maximum.reduce(code, axis=1)
    worth = (best >> 4) * _FINE_STEP
    slot = (best & 15).astype(np.int64)
    taken = worth > elsewhere
    if len(tables) > 1:
        _share_out(code, worth, slot, taken)
    bit = np.where(taken, _BIT[slot], np.uint8(0))
    met = np.bitwise_or.reduce(bit, axis=0)
    bits = np.where(taken, worth, 0).sum(axis=0)
    return Named(taken, slot, bits, met, index.tenancies.filled[people])


def _share_out(code: Codes, worth: Floats, slot: Places, taken: Bools) -> None:
    """Two tokens are never the same part of a name: `Guled Guled` is forename and surname, and
    of two that can only be the surname the lesser is not taken. Best first, one after the other."""
    bit = np.where(taken, _BIT[slot], np.uint8(0))
    met = np.bitwise_or.reduce(bit, axis=0)
    one_sided = (taken.sum(axis=0) > 1) & ~_BOTH[met]
    crowded = np.flatnonzero(one_sided | (bit.sum(axis=0) != met))
    if not len(crowded):
        return
    open_parts = np.where(taken[:, None, crowded], code[:, :, crowded], 0)
    every = np.arange(len(crowded))
    given_worth = np.zeros((len(taken), len(crowded)), np.float32)
    for _ in taken:
        choice = open_parts.reshape(-1, len(crowded)).argmax(axis=0)
        token, part = np.divmod(choice, PERSON_SLOTS)
        bits = (open_parts[token, part, every] >> 4) * _FINE_STEP
        given_worth[token, every] = np.maximum(given_worth[token, every], bits)
        slot[token[bits > 0], crowded[bits > 0]] = part[bits > 0]
        open_parts[token, :, every] = 0
        open_parts[:, part, every] = 0
    worth[:, crowded] = given_worth
    taken[:, crowded] = given_worth > 0
