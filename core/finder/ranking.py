"""Ranking: of the rows that hold most of what was typed, whose person and address it fits best.

The words of a name must agree on one person: forename of one and surname of another joint tenant
are worth less together than both of one. The words of an address are worth more side by side.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS, Evidence, by_word
from core.finder.index import CURRENT, Index
from core.finder.slots import (
    FLAT,
    HOUSE,
    HOUSE_DIGITS,
    INWARD,
    OUTWARD,
    PLACE,
    POSTCODE,
    STREET,
    SURNAME,
)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

FORMER_FACTOR: Final = 0.95
_OLD_NAME_FACTOR: Final = 0.93
_ADDRESS_WORD: Final = 0.85  # a word is a name first
_BOTH_NAMES: Final = 1.06
_INITIAL: Final = 1.05
_CLAIMED_TWICE: Final = 0.6
_HOUSE_AND_STREET: Final = 1.12
_SIDE_BY_SIDE: Final = 1.08
_NUMBER_AS_HOUSE: Final = np.array([0.6, 1, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1], np.float32)
_NUMBER_AS_FLAT: Final = np.array([1, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 1], np.float32)


@dataclass(frozen=True, slots=True)
class Fit:
    """How candidates fit: their score in bits, the person each fits best, and per token whether
    it was taken as a name (0), in the address (1) or as a reference (2)."""

    rows: Ints
    score: Floats
    person: Places
    taken: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class _Named:
    """Per token and person: worth as a name, and the slot class it claims (surname or not)."""

    worth: Floats
    family: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Per token and row: worth in the address, and the slot it stands in."""

    worth: Floats
    slot: Places


def fitted(index: Index, found: list[Evidence], rows: Ints) -> Fit:
    """The fit of each of `rows` (at most some hundreds) to the evidence of all tokens."""
    tables = [by_word(index, each) for each in found]
    people, owner = _people_of(index, rows)
    named = _named(index, tables, people)
    placed = _placed(index, found, tables, rows)
    cited = _cited(found, rows)
    elsewhere = np.maximum(placed.worth, cited)[:, owner]
    address_gain = _address_gain(found, placed)
    score, as_name = _per_person(found, named, elsewhere, address_gain[owner])
    as_name = np.pad(as_name, ((0, 0), (0, 1)))  # nobody, for rows without people
    score = np.where(_old(index, people), score * _OLD_NAME_FACTOR, score)
    best, person = _best_person(score, owner, len(rows))
    bare = np.maximum(placed.worth, cited).sum(axis=0) * address_gain
    alone = bare >= best
    taken = np.where(as_name[:, person] & ~alone, 0, np.where(cited > placed.worth, 2, 1)).astype(
        np.int8
    )
    total = np.where(alone, bare, best)
    current = index.tenancies.mark[rows] & CURRENT > 0
    total = np.where(current, total, total * FORMER_FACTOR).astype(np.float32)
    return Fit(rows, total, np.where(alone, -1, np.append(people, -1)[person]), taken)


def _people_of(index: Index, rows: Ints) -> tuple[Places, Places]:
    """The people of `rows`, and which of `rows` each belongs to."""
    ends = index.tenancies.people_ends
    low = ends[rows].astype(np.int64)
    count = ends[rows + 1] - low
    owner = np.repeat(np.arange(len(rows)), count)
    after = np.cumsum(count)
    return np.arange(len(owner)) + np.repeat(low - after + count, count), owner


def _old(index: Index, people: Places) -> npt.NDArray[np.bool_]:
    old: npt.NDArray[np.bool_] = index.tenancies.old[people] > 0
    return old


def _named(index: Index, tables: list[Floats], people: Places) -> _Named:
    words = index.tenancies.people[people]
    worth = np.zeros((len(tables), len(people)), np.float32)
    slot = np.zeros((len(tables), len(people)), np.int64)
    for place, table in enumerate(tables):
        each = table[words]
        slot[place] = each.argmax(axis=1)
        worth[place] = np.take_along_axis(each, slot[place][:, None], 1)[:, 0]
    return _Named(worth, slot >= SURNAME, slot == 0)


def _placed(index: Index, found: list[Evidence], tables: list[Floats], rows: Ints) -> _Placed:
    words = index.tenancies.address[rows]
    worth = np.zeros((len(tables), len(rows)), np.float32)
    slot = np.zeros((len(tables), len(rows)), np.int64)
    for place, (each, table) in enumerate(zip(found, tables, strict=True)):
        values = table[words] * _quality(each)
        slot[place] = values.argmax(axis=1)
        worth[place] = np.take_along_axis(values, slot[place][:, None], 1)[:, 0]
    return _Placed(worth, slot)


def _quality(found: Evidence) -> Floats | np.float32:
    if found.token.text.isalpha():
        return np.float32(_ADDRESS_WORD)
    return _NUMBER_AS_FLAT if found.token.flat else _NUMBER_AS_HOUSE


def _cited(found: list[Evidence], rows: Ints) -> Floats:
    """Per token and row: worth as a part of one of the row's references."""
    worth = np.zeros((len(found), len(rows)), np.float32)
    for place, each in enumerate(found):
        if len(each.rows):
            worth[place] = _looked_up(each, rows)
    return worth


def _looked_up(found: Evidence, rows: Ints) -> Floats:
    order = np.lexsort((found.rows_worth, found.rows))
    known = found.rows[order]
    at = np.searchsorted(known, rows, "right") - 1
    hit = (at >= 0) & (known[at] == rows)
    values = found.rows_worth[order][at] / np.float32(STEPS)
    return np.where(hit, values, 0).astype(np.float32)


def _address_gain(found: list[Evidence], placed: _Placed) -> Floats:
    """What standing side by side is worth: number before street, street before its kind, and
    the two halves of a postcode."""
    here = placed.worth > 0
    numbers = np.array([not each.token.text.isalpha() for each in found])
    slot = placed.slot
    house = here & (slot <= HOUSE_DIGITS) & (slot >= FLAT) & numbers[:, None]
    street = here & (slot >= STREET) & (slot < PLACE)
    gain = np.where(house.any(axis=0) & street.any(axis=0), _HOUSE_AND_STREET, 1.0)
    for place in range(len(found) - 1):
        pair = here[place] & here[place + 1]
        first, second = slot[place], slot[place + 1]
        halves = (first == OUTWARD) & (second == INWARD)
        streets = (first >= STREET) & (first < PLACE) & (second == first + 1)
        door = ((first == HOUSE) | (first == HOUSE_DIGITS)) & (second == STREET)
        gain = gain * np.where(pair & (halves | streets | door), _SIDE_BY_SIDE, 1.0)
    gain = gain * np.where((here & (slot == POSTCODE)).any(axis=0), _SIDE_BY_SIDE, 1.0)
    return gain.astype(np.float32)


def _per_person(
    found: list[Evidence], named: _Named, elsewhere: Floats, address_gain: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The score of every person with their row's address, and which tokens are their name."""
    as_name = named.worth > elsewhere * address_gain
    score = np.maximum(named.worth, elsewhere).sum(axis=0)
    for slot in (named.first, named.family):
        claim = np.where(as_name & slot, named.worth, 0)
        score = score - _CLAIMED_TWICE * (claim.sum(axis=0) - claim.max(axis=0))
    given = (as_name & ~named.family).any(axis=0)
    both = given & (as_name & named.family).any(axis=0)
    somewhere = (~as_name & (elsewhere > 0)).any(axis=0)
    score = score * np.where(both, _BOTH_NAMES, 1) * np.where(somewhere, address_gain, 1)
    for place, each in enumerate(found):
        if len(each.token.text) == 1 and each.token.text.isalpha():
            score = score * np.where(both & as_name[place] & named.first[place], _INITIAL, 1)
    return score, as_name


def _best_person(score: Floats, owner: Places, rows: int) -> tuple[Floats, Places]:
    """The best score of each row's people, and the position of that person; nobody comes last."""
    order = np.lexsort((-np.arange(len(owner)), score, owner))
    last = np.searchsorted(owner[order], np.arange(rows), "right") - 1
    order, score = np.append(order, len(owner)), np.append(score, np.float32(-1))
    known = (last >= 0) & (np.append(owner, -1)[order[last]] == np.arange(rows))
    person = np.where(known, order[last], len(owner))
    return score[person].astype(np.float32), person
