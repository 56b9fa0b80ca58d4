"""Ranking: of the rows that hold most of what was typed, whose person and address it fits best.

The words of a name must agree on one person: forename of one and surname of another joint tenant
are worth less together than both of one. The words of an address are worth more side by side.
Everything is swept as columns; what is rarely needed is worked out for the few columns that do.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS, Evidence
from core.finder.index import CURRENT, Index
from core.finder.naming import NO_SLOT, Named, named
from core.finder.slots import (
    ADDRESS_SLOTS,
    HOUSE,
    HOUSE_DIGITS,
    INWARD,
    OUTWARD,
    PLACE,
    POSTCODE,
    STREET,
)

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint16]
Places = npt.NDArray[np.int64]

AS_NAME, AS_ADDRESS, AS_REFERENCE, AS_NOTHING = 0, 1, 2, 3
FORMER_FACTOR: Final = np.float32(0.985)
OLD_NAME_FACTOR: Final = np.float32(0.93)
_HOUSE_AND_STREET: Final = np.float32(1.12)
_SIDE_BY_SIDE: Final = np.float32(1.08)
_ONE: Final = np.float32(1)
FINE_STEP: Final = np.float32(1 / (16 * STEPS))
_BY_MARK: Final = np.where(np.arange(256) & CURRENT, _ONE, FORMER_FACTOR).astype(np.float32)


def _share(*sixteenths: int) -> Codes:
    """How many sixteenths of its worth a word keeps in each slot of an address, times sixteen."""
    return (np.array(sixteenths, np.uint16) << 4).astype(np.uint16)[:, None]


_AS_WORD: Final = _share(*[14] * ADDRESS_SLOTS)  # a word is a name first
_AS_HOUSE: Final = _share(10, 16, 13, *[16] * 9)
_AS_FLAT: Final = _share(16, 10, 8, *[8] * 6, 16, 16, 16)
_EARLIER: Final = (15 - np.arange(ADDRESS_SLOTS, dtype=np.uint16))[:, None]
_BIT: Final = np.array([*(1 << slot for slot in range(ADDRESS_SLOTS)), *[0] * 4], np.int32)
_HOUSE_BITS: Final = 0b111
_STREET_BITS: Final = 0b1111 << STREET


def _neighbours() -> Floats:
    """What a pair of slots (first * 16 + second) multiplies by when it stands side by side."""
    gain = np.ones(256, np.float32)
    gain[OUTWARD * 16 + INWARD] = _SIDE_BY_SIDE
    for door in (HOUSE, HOUSE_DIGITS):
        gain[door * 16 + STREET] = _SIDE_BY_SIDE
    for street in range(STREET, PLACE):
        gain[street * 16 + street + 1] = _SIDE_BY_SIDE
    return gain


_NEIGHBOURS: Final = _neighbours()


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows that fit best, best first: their score in bits, the person each fits best (0 where
    nobody), and per row and token what the token was taken as, and in which slot."""

    rows: Ints
    score: Floats
    person: Places
    taken: npt.NDArray[np.int8]
    slot: Places


@dataclass(frozen=True, slots=True)
class _Placed:
    """Per token and row (or person): its worth in the address or as a reference, the slot (15:
    none, 14: a reference), and per row what standing side by side multiplies that by."""

    worth: Floats
    slot: npt.NDArray[np.uint8]
    gain: Floats


_REFERENCE: Final = 14


def fitted(index: Index, found: list[Evidence], tables: list[Codes], rows: Ints, limit: int) -> Fit:
    """The `limit` best of `rows` (some hundreds) by how they fit all tokens; `tables` holds for
    each token the worth of every word."""
    placed = _placed(index, found, tables, rows)
    people, starts, owner = _people_of(index, rows)
    theirs = _Placed(placed.worth.take(owner, axis=1), placed.slot, placed.gain.take(owner))
    names = named(index, tables, people, theirs.worth * theirs.gain)
    score = _per_person(found, names, theirs)
    old = index.tenancies.old.take(people)
    if old.any():
        score = np.where(old > 0, score * OLD_NAME_FACTOR, score)
    best = _best(score, starts, owner, len(rows))
    bare = placed.worth.sum(axis=0) * placed.gain
    total = np.maximum(best, bare)
    total *= _BY_MARK.take(index.tenancies.mark.take(rows))
    order = (-total).argsort(kind="stable")[:limit]
    person = [_first_best(score, starts, place) for place in order.tolist()]
    alone = (bare >= best)[order]
    taken, slot = _told(names, placed, order, np.where(alone, -1, person))
    whose = people[np.maximum(person, 0)] if len(people) else np.zeros(len(order), np.int64)
    return Fit(rows[order], total[order], whose, taken, slot)


def _told(
    names: Named, placed: _Placed, order: Places, person: Places
) -> tuple[npt.NDArray[np.int8], Places]:
    """What each token was taken as in the rows at `order`, whose `person` (-1: nobody) fits best,
    and in which slot; a line a row."""
    slot = placed.slot[:, order]
    taken = _TAKEN_AS[slot]
    if names.slot.shape[1]:
        part = names.slot[:, person]
        is_name = (part < NO_SLOT) & (person >= 0)
        taken[is_name] = AS_NAME
        slot = np.where(is_name, part, slot)
    return taken.T, np.where(slot < ADDRESS_SLOTS, slot, 0).astype(np.int64).T


_TAKEN_AS: Final = np.full(16, AS_ADDRESS, np.int8)
_TAKEN_AS[_REFERENCE] = AS_REFERENCE
_TAKEN_AS[NO_SLOT] = AS_NOTHING


def _people_of(index: Index, rows: Ints) -> tuple[Places, Places, Places]:
    """The people of `rows`; where each row's begin (and the end); which row each belongs to."""
    ends = index.tenancies.people_ends
    low = ends.take(rows)
    count = ends.take(rows + 1) - low
    starts = np.zeros(len(rows) + 1, np.int64)
    count.cumsum(out=starts[1:])
    owner = np.arange(len(rows)).repeat(count)
    return np.arange(len(owner)) + (low - starts[:-1]).take(owner), starts, owner


def _placed(index: Index, found: list[Evidence], tables: list[Codes], rows: Ints) -> _Placed:
    words = np.ascontiguousarray(index.tenancies.address[rows].T)
    code = np.empty((len(found), len(rows)), np.uint16)
    for place, (each, table) in enumerate(zip(found, tables, strict=True)):
        bits = table.take(words)
        bits *= _slots_for(each)
        bits |= _EARLIER
        np.maximum.reduce(bits, axis=0, out=code[place])
    worth = (code >> 4) * FINE_STEP
    code *= code >= 16  # worth nothing: the slot comes out as none
    slot = (15 - (code & 15)).astype(np.uint8)
    gain = _gain(found, slot)
    for place, each in enumerate(found):
        if len(each.rows):
            _cite(each, rows, worth[place], slot[place])
    return _Placed(worth, slot, gain)


def _slots_for(found: Evidence) -> Codes:
    if found.token.text.isalpha():
        return _AS_WORD
    return _AS_FLAT if found.token.flat else _AS_HOUSE


def _cite(found: Evidence, rows: Ints, worth: Floats, slot: npt.NDArray[np.uint8]) -> None:
    """Where a row holds the token as a reference, and that is worth more, take it as one."""
    at = found.rows.searchsorted(rows).clip(max=len(found.rows) - 1)
    cited = found.rows_worth.take(at) * (found.rows.take(at) == rows) / np.float32(STEPS)
    better = cited > worth
    worth[better] = cited[better]
    slot[better] = _REFERENCE


def _gain(found: list[Evidence], slot: npt.NDArray[np.uint8]) -> Floats:
    """What standing side by side is worth: number before street, street before its kind, and
    the two halves of a postcode."""
    if len(found) == 1:
        return np.where(slot[0] == POSTCODE, _SIDE_BY_SIDE, _ONE)
    gain: Floats = np.multiply.reduce(_NEIGHBOURS.take(slot[:-1] << 4 | slot[1:]), axis=0)
    numbers = [place for place, each in enumerate(found) if not each.token.text.isalpha()]
    if numbers:
        bit = _BIT.take(slot)
        met = np.bitwise_or.reduce(bit, axis=0)
        house = np.bitwise_or.reduce(bit[numbers], axis=0) & _HOUSE_BITS
        gain *= np.where((house > 0) & (met & _STREET_BITS > 0), _HOUSE_AND_STREET, _ONE)
        gain *= np.where(met >> POSTCODE > 0, _SIDE_BY_SIDE, _ONE)
    return gain


def _per_person(found: list[Evidence], names: Named, theirs: _Placed) -> Floats:
    """The score of every person with their row's address."""
    elsewhere = (theirs.worth * (names.slot == NO_SLOT)).sum(axis=0)
    gain = np.where(elsewhere > 0, theirs.gain, _ONE)
    if len(found) == 1:
        return np.asarray(names.bits + elsewhere * gain, np.float32)
    initials = [place for place, each in enumerate(found) if len(each.token.text) == 1]
    agreed = names.agreement(initials)
    score: Floats = (
        (names.bits + elsewhere) * gain * agreed + names.order_and_rest() + names.commonness()
    )
    return score


def _best(score: Floats, starts: Places, owner: Places, rows: int) -> Floats:
    """The best score of each row's people; less than nothing where a row has none."""
    best = np.full(rows, -1, np.float32)
    if len(owner):
        peopled = np.flatnonzero(starts[1:] > starts[:-1])
        best[peopled] = np.maximum.reduceat(score, starts[peopled])
    return best


def _first_best(score: Floats, starts: Places, place: int) -> int:
    """The position of the person that row `place` fits best, or -1."""
    low, high = int(starts[place]), int(starts[place + 1])
    return low + int(score[low:high].argmax()) if high > low else -1
