"""Ranking: of the rows that hold most of what was typed, whose person and address it fits best.

The words of a name must agree on one person: forename of one and surname of another joint tenant
are worth less together than both of one. The words of an address are worth more side by side.
Everything is swept as columns, one for each person with the address of their row; what is rarely
needed is worked out for the few columns that do.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS, Evidence
from core.finder.index import CURRENT, Index
from core.finder.naming import AS_PART, NO_SLOT, PART_BITS, Named, named
from core.finder.slots import (
    ADDRESS_SLOTS,
    HOUSE,
    HOUSE_DIGITS,
    INWARD,
    OUTWARD,
    PERSON_SLOTS,
    PLACE,
    POSTCODE,
    STREET,
)

Floats = npt.NDArray[np.float32]
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
_BY_AGE: Final = np.array([_ONE, OLD_NAME_FACTOR], np.float32)
_REFERENCE: Final = 14


def _shares(*sixteenths: int) -> Codes:
    """How many sixteenths of its worth a word keeps in each slot of a name and of an address."""
    return (np.array([*AS_PART, *sixteenths], np.uint16) << 4).astype(np.uint16)[:, None]


# A word is a name first; then what a number keeps, and one said to be a flat's.
_SHARES: Final = np.stack(
    (
        _shares(*[14] * ADDRESS_SLOTS),
        _shares(10, 16, 13, *[16] * 9),
        _shares(16, 10, 8, *[8] * 6, 16, 16, 16),
    )
)
# Of two slots worth the same, the later one of a name and the earlier one of an address.
_SLOT_BITS: Final = np.array([*PART_BITS, *range(15, 15 - ADDRESS_SLOTS, -1)], np.uint16)[:, None]
_EVERY_CODE: Final = np.arange(1 << 16)
_ADDRESS_SLOT: Final = np.where(_EVERY_CODE < 16, NO_SLOT, 15 - (_EVERY_CODE & 15)).astype(np.uint8)
_BIT: Final = np.array([*(1 << slot for slot in range(ADDRESS_SLOTS)), *[0] * 4], np.int32)
_HOUSE_BITS: Final = 0b111
_STREET_BITS: Final = 0b1111 << STREET
_TAKEN_AS: Final = np.array([AS_ADDRESS] * 14 + [AS_REFERENCE, AS_NOTHING], np.int8)


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
_OF_ONE: Final = np.ones(16, np.float32)
_OF_ONE[POSTCODE] = _SIDE_BY_SIDE


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows that fit best, best first: their score in bits, the person each fits best, and per
    row and token what the token was taken as, and in which slot."""

    rows: Ints
    score: Floats
    person: Places
    taken: npt.NDArray[np.int8]
    slot: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Per token and person: its worth in the address or as a reference, the slot (15: none, 14: a
    reference), and per person what standing side by side multiplies that by."""

    worth: Floats
    slot: npt.NDArray[np.uint8]
    gain: Floats


def fitted(index: Index, found: list[Evidence], tables: list[Codes], rows: Ints, limit: int) -> Fit:
    """The `limit` best of `rows` (some tens) by how they fit all tokens; `tables` holds for each
    token the worth of every word."""
    people, owner = _people_of(index, rows)
    code = _codes(index, found, tables, (people, owner))
    placed = _placed(found, code[:, PERSON_SLOTS:], owner)
    names = named(index, code[:, :PERSON_SLOTS], people, placed.worth * placed.gain)
    known = index.tenancies
    score = _per_person(found, names, placed) * _BY_AGE.take(known.old.take(people))
    bare = np.add.reduce(placed.worth, axis=0) * placed.gain
    total = np.maximum(score, bare) * _BY_MARK.take(known.mark.take(owner))
    best = _first_of_rows((-total).argsort(kind="stable"), owner, limit)
    taken, slot = _told(names, placed, best, (score > bare).take(best))
    return Fit(owner.take(best), total.take(best), people.take(best), taken, slot)


def _people_of(index: Index, rows: Ints) -> tuple[Places, Ints]:
    """The people of `rows`, and the row that each belongs to; every row has one."""
    ends = index.tenancies.people_ends
    low = ends.take(rows)
    count = ends.take(rows + 1) - low
    low[1:] -= count[:-1].cumsum(dtype=np.int32)
    people = low.repeat(count)
    return people + np.arange(len(people)), rows.repeat(count)


def _codes(
    index: Index, found: list[Evidence], tables: list[Codes], people: tuple[Places, Ints]
) -> Codes:
    """What each token is worth as each slot of each person, with the slot in the last four bits:
    the greatest one is the best."""
    known, (person, row) = index.tenancies, people
    words = np.empty((PERSON_SLOTS + ADDRESS_SLOTS, len(person)), np.int32)
    words[:PERSON_SLOTS] = known.people.take(person, axis=0).T
    words[PERSON_SLOTS:] = known.address.take(row, axis=0).T
    code = np.empty((len(found), *words.shape), np.uint16)
    for place, table in enumerate(tables):
        table.take(words, out=code[place], mode="clip")
    code *= _shares_of(tuple(map(_sort, found)))
    code |= _SLOT_BITS
    return code


@lru_cache(512)
def _shares_of(sorts: tuple[int, ...]) -> Codes:
    return _SHARES.take(sorts, axis=0)


def _sort(found: Evidence) -> int:
    if found.token.text.isalpha():
        return 0
    return 2 if found.token.flat else 1


def _first_of_rows(order: Places, owner: Ints, limit: int) -> Places:
    """The first `limit` of `order` that are of different rows."""
    seen: dict[int, int] = {}
    for place, row in zip(order.tolist(), owner.take(order).tolist(), strict=True):
        if row not in seen:
            seen[row] = place
            if len(seen) == limit:
                break
    return np.fromiter(seen.values(), np.int64, len(seen))


def _told(
    names: Named, placed: _Placed, best: Places, by_name: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.uint8]]:
    """What each token was taken as by the people at `best`, and in which slot; a line a row."""
    slot, part = placed.slot.take(best, axis=1), names.slot.take(best, axis=1)
    is_name = (part < NO_SLOT) & by_name
    taken = np.where(is_name, np.int8(AS_NAME), _TAKEN_AS.take(slot))
    return taken.T, np.where(is_name, part, slot * (slot < ADDRESS_SLOTS)).T


def _placed(found: list[Evidence], code: Codes, owner: Ints) -> _Placed:
    best: Codes = np.maximum.reduce(code, axis=1)
    worth = (best >> 4) * FINE_STEP
    slot: npt.NDArray[np.uint8] = _ADDRESS_SLOT.take(best)
    gain = _gain(found, slot)
    for place, each in enumerate(found):
        if len(each.rows):
            _cite(each, owner, worth[place], slot[place])
    return _Placed(worth, slot, gain)


def _cite(found: Evidence, rows: Ints, worth: Floats, slot: npt.NDArray[np.uint8]) -> None:
    """Where a row holds the token as a reference, and that is worth more, take it as one."""
    at = found.rows.searchsorted(rows)
    cited = found.rows_worth.take(at, mode="clip") / np.float32(STEPS)
    better = (found.rows.take(at, mode="clip") == rows) & (cited > worth)
    worth[better] = cited[better]
    slot[better] = _REFERENCE


def _gain(found: list[Evidence], slot: npt.NDArray[np.uint8]) -> Floats:
    """What standing side by side is worth: number before street, street before its kind, and
    the two halves of a postcode."""
    if len(found) == 1:
        alone: Floats = _OF_ONE.take(slot[0])
        return alone
    gain: Floats = np.multiply.reduce(_NEIGHBOURS.take(slot[:-1] << 4 | slot[1:]), axis=0)
    numbers = [place for place, each in enumerate(found) if not each.token.text.isalpha()]
    if numbers:
        bit = _BIT.take(slot)
        met = np.bitwise_or.reduce(bit, axis=0)
        house = np.bitwise_or.reduce(bit[numbers], axis=0) & _HOUSE_BITS
        gain *= np.where((house > 0) & (met & _STREET_BITS > 0), _HOUSE_AND_STREET, _ONE)
        gain *= np.where(met >> POSTCODE > 0, _SIDE_BY_SIDE, _ONE)
    return gain


def _per_person(found: list[Evidence], names: Named, placed: _Placed) -> Floats:
    """The score of every person with their row's address."""
    elsewhere = np.add.reduce(placed.worth * (names.slot == NO_SLOT), axis=0)
    score: Floats = names.bits + elsewhere
    score *= np.where(elsewhere > 0, placed.gain, _ONE)
    if len(found) == 1:
        return score
    initials = [place for place, each in enumerate(found) if len(each.token.text) == 1]
    score *= names.agreement(initials)
    both = names.both()
    if np.maximum.reduce(both):
        score += names.as_one(both)
    return score
