"""Ranking: of the rows that hold most of what was typed, whose person and address it fits best.

The words of a name must agree on one person: forename of one and surname of another joint tenant
are worth less together than both of one. The words of an address are worth more side by side.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import STEPS, Evidence
from core.finder.index import CURRENT, Index
from core.finder.slots import (
    ADDRESS_SLOTS,
    FORENAME,
    HOUSE,
    HOUSE_DIGITS,
    INWARD,
    OUTWARD,
    PLACE,
    POSTCODE,
    STREET,
    SURNAME,
    SURNAME_2,
    SURNAME_JOINED,
)

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

AS_NAME, AS_ADDRESS, AS_REFERENCE = 0, 1, 2
FORMER_FACTOR: Final = np.float32(0.985)
_OLD_NAME_FACTOR: Final = np.float32(0.93)
_BOTH_NAMES: Final = np.float32(1.1)
_INITIAL: Final = np.float32(1.05)
_IN_ORDER: Final = np.float32(0.3)  # bits: forename typed before surname
_LEFT_OVER: Final = np.float32(0.6)  # bits lost for a part of the name that nobody typed
_ALL_FORENAMES: Final = 99.0
_CLAIMED_TWICE: Final = np.float32(1)
_HOUSE_AND_STREET: Final = np.float32(1.12)
_SIDE_BY_SIDE: Final = np.float32(1.08)
# How much of its worth a word keeps in each slot; divided by the steps, so that bits come out.
_STEP: Final = np.float32(1 / STEPS)
_GIVEN_SLOTS: Final = np.array([1, 0.93, 0.93], np.float32) * _STEP
_FAMILY_SLOTS: Final = np.array([1, 1, 1], np.float32) * _STEP
_WORD_SLOTS: Final = np.full(ADDRESS_SLOTS, 0.85, np.float32) * _STEP  # a word is a name first
_HOUSE_SLOTS: Final = np.array([0.6, 1, 0.8, *[1] * 9], np.float32) * _STEP
_FLAT_SLOTS: Final = np.array([1, 0.6, 0.5, *[0.5] * 6, 1, 1, 1], np.float32) * _STEP


@dataclass(frozen=True, slots=True)
class Fit:
    """How candidate rows fit: their score in bits, the person each fits best (-1: nobody), and
    per token and row what it was taken as, and in which slot of the person or the address."""

    rows: Ints
    score: Floats
    person: Places
    taken: npt.NDArray[np.int8]
    slot: Places


@dataclass(frozen=True, slots=True)
class _Seen:
    """Per token and person (or row): the worth in bits at the best slot, and that slot."""

    worth: Floats
    slot: Places


@dataclass(frozen=True, slots=True)
class _Named:
    """Per token and person: its worth in bits as a part of the name, the slot of that part,
    whether it is taken as one, and whether that part is of the surname."""

    worth: Floats
    slot: Places
    taken: Bools
    family: Bools


def fitted(index: Index, found: list[Evidence], tables: npt.NDArray[np.uint8], rows: Ints) -> Fit:
    """The fit of each of `rows` (some hundreds) to all tokens; `tables` holds the worth of every
    word, a line for each token."""
    people, owner = _people_of(index, rows)
    placed = _seen(tables[:, index.tenancies.address[rows]], _address_slots(found))
    cited = _cited(found, rows)
    elsewhere = np.maximum(placed.worth, cited)
    gain = _address_gain(found, placed)
    words = index.tenancies.people[people]
    named = _named(tables[:, words], elsewhere[:, owner] * gain[owner])
    if len(found) == 1:
        score = np.where(named.taken, named.worth, elsewhere[:, owner] * gain[owner])[0]
    else:
        score = _per_person(found, named, elsewhere[:, owner], gain[owner])
        score -= _LEFT_OVER * _left_over(words, named)
    score = np.where(index.tenancies.old[people] > 0, score * _OLD_NAME_FACTOR, score)
    best, person = _best_person(score, owner, len(rows))
    bare = elsewhere.sum(axis=0) * gain
    alone = bare >= best
    total = np.where(alone, bare, best)
    former = index.tenancies.mark[rows] & CURRENT == 0
    total = np.where(former, total * FORMER_FACTOR, total)
    is_name = _padded(named.taken)[:, person] & ~alone
    taken = np.where(is_name, AS_NAME, np.where(cited > placed.worth, AS_REFERENCE, AS_ADDRESS))
    slot = np.where(is_name, _padded(named.slot)[:, person], placed.slot)
    whom = np.where(alone, -1, np.append(people, -1)[person])
    return Fit(rows, total, whom, taken.astype(np.int8), slot)


def _named(worth: npt.NDArray[np.uint8], elsewhere: Floats) -> _Named:
    """What each token is of each person's name, where it is worth more so than elsewhere.

    Where every token would be forename (or surname) the one that loses least is taken as the
    other: `Guled Guled`, `James Stewart`.
    """
    given = _seen(worth[:, :, :SURNAME], _GIVEN_SLOTS)
    family = _seen(worth[:, :, SURNAME:], _FAMILY_SLOTS)
    taken = np.maximum(given.worth, family.worth) > elsewhere
    as_family = taken & (family.worth >= given.worth)
    if len(taken) > 1:
        _turn_one(given, family, taken, as_family)
    bits = np.where(as_family, family.worth, given.worth)
    slot = np.where(as_family, family.slot + SURNAME, given.slot)
    return _Named(bits, slot, taken, as_family)


def _turn_one(given: _Seen, family: _Seen, taken: Bools, as_family: Bools) -> None:
    """Where all tokens are forename, or all surname, turns the one that loses least by it."""
    several = taken.sum(axis=0) > 1
    for lacking, other in ((~as_family, family), (as_family, given)):
        stuck = several & (lacking | ~taken).all(axis=0)
        if stuck.any():
            kept = np.where(lacking, given.worth, family.worth)
            loss = np.where(taken & (other.worth > 0), kept - other.worth, _ALL_FORENAMES)
            least = loss.argmin(axis=0)
            turned = stuck & (loss.min(axis=0) < _ALL_FORENAMES)
            as_family[least[turned], np.flatnonzero(turned)] ^= True


def _left_over(words: Ints, named: _Named) -> Floats:
    """How many parts of each person's name no token took: forename, surname, second surname.
    Counted only where a forename and a surname were typed."""
    both = (named.taken & named.family).any(axis=0) & (named.taken & ~named.family).any(axis=0)
    joined = (named.taken & (named.slot == SURNAME_JOINED)).any(axis=0)
    over = np.zeros(len(words), np.float32)
    for slot in (FORENAME, SURNAME, SURNAME_2):
        met = (named.taken & (named.slot == slot)).any(axis=0)
        over += (words[:, slot] > 0) & ~met & ~(joined & (slot != FORENAME))
    return np.where(both, over, 0).astype(np.float32)


def _padded(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """With one more column, for nobody."""
    return np.concatenate((array, np.zeros((len(array), 1), array.dtype)), axis=1)


def _people_of(index: Index, rows: Ints) -> tuple[Places, Places]:
    """The people of `rows`, and which of `rows` each belongs to."""
    ends = index.tenancies.people_ends
    low = ends[rows].astype(np.int64)
    count = ends[rows + 1] - low
    owner = np.repeat(np.arange(len(rows)), count)
    after = np.cumsum(count)
    return np.arange(len(owner)) + np.repeat(low - after + count, count), owner


def _seen(worth: npt.NDArray[np.uint8], share: npt.NDArray[Any]) -> _Seen:
    """The best slot of each token in each person or row."""
    bits = worth * share
    slot = bits.argmax(axis=2)
    return _Seen(np.take_along_axis(bits, slot[:, :, None], 2)[:, :, 0], slot)


def _address_slots(found: list[Evidence]) -> Floats:
    return np.stack(
        [
            _WORD_SLOTS
            if each.token.text.isalpha()
            else _FLAT_SLOTS
            if each.token.flat
            else _HOUSE_SLOTS
            for each in found
        ]
    )[:, None, :]


def _cited(found: list[Evidence], rows: Ints) -> Floats:
    """Per token and row: worth as a part of one of the row's references."""
    worth = np.zeros((len(found), len(rows)), np.float32)
    if not any(len(each.rows) for each in found):
        return worth
    for place, each in enumerate(found):
        if len(each.rows):
            at = np.minimum(np.searchsorted(each.rows, rows), len(each.rows) - 1)
            worth[place] = np.where(each.rows[at] == rows, each.rows_worth[at], 0)
    return worth / np.float32(STEPS)


def _address_gain(found: list[Evidence], placed: _Seen) -> Floats:
    """What standing side by side is worth: number before street, street before its kind, and
    the two halves of a postcode."""
    here, slot = placed.worth > 0, placed.slot
    if not here.any():
        return np.ones(here.shape[1], np.float32)
    numbers = np.array([not each.token.text.isalpha() for each in found])[:, None]
    house = (here & numbers & (slot <= HOUSE_DIGITS)).any(axis=0)
    in_street = here & (slot >= STREET) & (slot < PLACE)
    postcode = (here & (slot == POSTCODE)).any(axis=0)
    first, second = slot[:-1], slot[1:]
    halves = (first == OUTWARD) & (second == INWARD)
    streets = in_street[:-1] & (second == first + 1)
    door = (first >= HOUSE) & (first <= HOUSE_DIGITS) & (second == STREET)
    pairs = (here[:-1] & here[1:] & (halves | streets | door)).sum(axis=0) + postcode
    together = np.where(house & in_street.any(axis=0), _HOUSE_AND_STREET, np.float32(1))
    gain: Floats = together * _SIDE_BY_SIDE ** pairs.astype(np.float32)
    return gain


def _per_person(found: list[Evidence], named: _Named, elsewhere: Floats, gain: Floats) -> Floats:
    """The score of every person with their row's address."""
    taken, family = named.taken, named.family
    score = np.where(taken, named.worth, elsewhere).sum(axis=0)
    for slot in (FORENAME, SURNAME):
        claim = np.where(taken & (named.slot == slot), named.worth, 0)
        score = score - _CLAIMED_TWICE * (claim.sum(axis=0) - claim.max(axis=0))
    given = taken & ~family
    both = given.any(axis=0) & (taken & family).any(axis=0)
    somewhere = (~taken & (elsewhere > 0)).any(axis=0)
    one = np.float32(1)
    score = score * np.where(both, _BOTH_NAMES, one) * np.where(somewhere, gain, one)
    initials = np.array([len(each.token.text) == 1 for each in found])[:, None]
    initial = both & (given & initials & (named.slot == FORENAME)).any(axis=0)
    in_order = both & (given.argmax(axis=0) < (taken & family).argmax(axis=0))
    total: Floats = score * np.where(initial, _INITIAL, one) + _IN_ORDER * in_order
    return total


def _best_person(score: Floats, owner: Places, rows: int) -> tuple[Floats, Places]:
    """The best score of each row's people, and the position of that person; a row without people
    has nobody, who stands after the last."""
    best = np.full(rows, -1, np.float32)
    np.maximum.at(best, owner, score)
    person = np.full(rows, len(owner), np.int64)
    those = np.flatnonzero(score == best[owner])[::-1]
    person[owner[those]] = those  # the last one written is the first of them
    return best, person
