"""Evidence of one token: what each word, and each reference, that it may stand for is worth.

Worth is counted in bits of rarity less cost, kept as bytes of a sixteenth of a bit, so that the
evidence of several tokens adds up row by row in one sweep.
"""

from dataclasses import dataclass, field
from math import log2
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.index import Index
from core.finder.meanings import Meanings, meanings
from core.finder.references import FRAGMENT_MIN, NEAR_MIN, Found
from core.finder.words import Token, compact

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

STEPS: Final = 16  # to the bit
_WORTH_MAX: Final = 13.0
_WORTH_MIN: Final = 1.2
_WORD_WORTH_MIN: Final = 9.5  # of a word of three letters: more than its second misspelling costs
_SURE_OF: Final = 40  # references that hold a fragment: nobody asks for near ones as well
_DIGITS_MIN: Final = 4  # a postcode is not a misread reference
_KEPT_SHARE: Final = 0.12  # of a token's worth is left to its dearest meaning

# Cost in bits of a reference by its kind, by where the fragment stands, and by its slips.
_KIND_COSTS: Final = np.array([0.0, 0.3, 1.2, 1.5, 2.0], np.float32)
_WHOLE_COST, _END_COST, _START_COST, _INSIDE_COST = 0.0, 1.0, 1.6, 2.0
_SLIP_COSTS: Final = np.array([0.0, 4.5, 6.5], np.float32)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a token is met in one index, before its worth is known: words and references."""

    words: Meanings
    references: Found
    reference_costs: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a token is worth: words ascending by worth with a slice among them, and the rows that
    hold it as a reference, ascending, each with its best one. `rarity` is its worth if met
    exactly, in bits; `told` keeps the words of reasons."""

    token: Token
    rarity: float
    words: Ints
    worth: Bytes
    low: int
    high: int
    slice_worth: int
    rows: Ints
    rows_worth: Bytes
    references: Ints
    told: dict[int, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was met."""
        return not (len(self.words) or self.high > self.low or len(self.rows))


def sighting(index: Index, token: Token) -> Sighting:
    """Where `token` is met in `index`."""
    found = _as_reference(index, compact(token.text)) if _like_reference(token) else _NONE
    return Sighting(meanings(index, token), found, _reference_costs(index, token, found))


_NONE: Final = Found(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.uint8))


def _like_reference(token: Token) -> bool:
    text = token.text
    return len(text) >= FRAGMENT_MIN and any(sign.isdigit() for sign in text)


def _as_reference(index: Index, fragment: str) -> Found:
    if len(fragment) < FRAGMENT_MIN:
        return _NONE
    found = index.references.holding(fragment)
    digits = sum(map(str.isdigit, fragment))
    if len(fragment) < NEAR_MIN or digits < _DIGITS_MIN or len(found.number) > _SURE_OF:
        return found
    near = index.references.near(fragment, inside=not len(found.number))
    return Found(
        np.concatenate((found.number, near.number)),
        np.concatenate((found.place, near.place)),
        np.concatenate((found.slip, near.slip)),
    )


def _reference_costs(index: Index, token: Token, found: Found) -> npt.NDArray[np.float32]:
    if not len(found.number):
        return np.zeros(0, np.float32)
    references = index.references
    fragment = len(compact(token.text))
    length = references.starts[found.number + 1] - references.starts[found.number] - 1
    at_end = found.place + fragment == length
    at_start = found.place == 0
    where = np.where(at_end, _END_COST, np.where(at_start, _START_COST, _INSIDE_COST))
    where = np.where(at_end & at_start, _WHOLE_COST, where)
    kind = _KIND_COSTS[references.kind[found.number]]
    # A whole old reference or phone number is as good as it gets: its kind costs little then.
    kind = np.where(at_end & at_start, kind * 0.3, kind)
    cost: npt.NDArray[np.float32] = (where + kind + _SLIP_COSTS[found.slip]).astype(np.float32)
    return cost


def chance(index: Index, sighted: Sighting) -> float:
    """How many rows of `index` would show the token by chance, each meaning by its cost."""
    ends, words = index.occurrences.ends, sighted.words
    total = 0.0
    if len(words.words):
        rows = ends[words.words + 1] - ends[words.words]
        total += float(np.dot(rows, np.exp2(-words.costs)))
    if words.high > words.low:
        total += float(ends[words.high] - ends[words.low]) * 2.0**-words.slice_cost
    if len(sighted.reference_costs):
        total += float(np.exp2(-sighted.reference_costs).sum())
    return total


def rarity(token: Token, rows: float, of: int) -> float:
    """Bits of surprise at meeting in one of `of` rows the token that `rows` of them show."""
    if rows <= 0:
        return _WORTH_MAX
    least = _WORD_WORTH_MIN if token.text.isalpha() and len(token.text) > 2 else _WORTH_MIN
    return min(_WORTH_MAX, max(least, log2(1 + of / rows)))


def evidence(index: Index, token: Token, sighted: Sighting, bits: float) -> Evidence:
    """What `token` is worth in `index`, met as `sighted`, when it is `bits` rare over all."""
    words = sighted.words
    worth = _worth(words.costs, bits)
    order = worth.argsort(kind="stable")
    wide = _worth_of_one(words.slice_cost, bits) if words.high > words.low else 0
    number, worth = words.words.take(order), worth.take(order)
    cited = _by_row(index, sighted, bits)
    return Evidence(token, bits, number, worth, words.low, words.high, wide, *cited)


def _worth_of_one(cost: float, bits: float) -> int:
    left = max(bits - cost, _KEPT_SHARE * bits * 2 ** (-cost / 8))
    return min(255, max(1, int(left * STEPS)))


def _by_row(index: Index, sighted: Sighting, bits: float) -> tuple[Ints, Bytes, Ints]:
    """Rows ascending with the worth and number of the best reference each was met by."""
    number = sighted.references.number
    if not len(number):
        return _NONE.number, _NONE.slip, _NONE.number
    rows = index.references.row[number]
    worth = _worth(sighted.reference_costs, bits)
    order = np.lexsort((worth, rows))
    rows, worth, number = rows[order], worth[order], number[order]
    last = np.append(rows[1:] != rows[:-1], True)[: len(rows)]
    return rows[last], worth[last], number[last]


def _worth(costs: npt.NDArray[np.float32], bits: float) -> Bytes:
    left = np.exp2(costs * np.float32(-1 / 8))
    left *= np.float32(_KEPT_SHARE * bits)
    np.maximum(left, np.float32(bits) - costs, out=left)
    left *= STEPS
    np.maximum(left, 1, out=left)
    worth: Bytes = np.minimum(left, 255, out=left).astype(np.uint8)
    return worth


def rows_of(index: Index, found: Evidence) -> int:
    """How many rows the token's words and references have, those of several words over again."""
    ends = index.occurrences.ends
    wide = int(ends[found.high] - ends[found.low])
    return int((ends[found.words + 1] - ends[found.words]).sum()) + wide + len(found.rows)


def met(index: Index, found: Evidence, enough: int = 0) -> tuple[Ints, npt.NDArray[np.uint16]]:
    """The rows that show the token, with its worth there, the dearest first; a row comes again for
    every word of it. With `enough`, no more than so many rows."""
    ends = index.occurrences.ends
    words, worth = found.words[::-1], found.worth[::-1]
    low, high = ends[words], ends[words + 1]
    if found.high > found.low:
        at = int((worth > found.slice_worth).sum())
        low = np.concatenate((low[:at], ends[found.low : found.low + 1], low[at:]))
        high = np.concatenate((high[:at], ends[found.high : found.high + 1], high[at:]))
        worth = np.concatenate((worth[:at], np.array([found.slice_worth], np.uint8), worth[at:]))
    count = high - low
    if enough:
        count = _cut(count, enough)
        low, worth = low[: len(count)], worth[: len(count)]
    rows = index.occurrences.row.take(ranges(low, count))
    values = worth.repeat(count).astype(np.uint16)
    if not len(found.rows):
        return rows, values
    rows = np.concatenate((rows, found.rows))
    values = np.concatenate((values, found.rows_worth))
    order = (_WORTH_END - values).argsort(kind="stable")
    return rows.take(order), values.take(order)


_WORTH_END: Final = np.uint16(255)


def ranges(low: Ints, count: Ints) -> npt.NDArray[np.int64]:
    """The numbers of every range, `count` of them from `low` on, one range after the other."""
    ends = count.cumsum()
    before = low - ends
    before += count
    numbers: npt.NDArray[np.int64] = before.repeat(count)
    numbers += np.arange(len(numbers))
    return numbers


def _cut(count: Ints, enough: int) -> Ints:
    """The first of `count` that are `enough` together, the last of them cut."""
    total = count.cumsum()
    most = int(total.searchsorted(enough)) + 1
    count = count[:most].copy()
    if most <= len(total):
        count[-1] -= max(0, int(total[most - 1]) - enough)
    return count


def by_word(index: Index, found: Evidence) -> npt.NDArray[np.uint16]:
    """The token's worth for every word number, in steps of a sixteenth of a bit."""
    table = np.zeros(len(index.vocabulary), np.uint16)
    split = int(np.searchsorted(found.worth, found.slice_worth)) if found.high > found.low else 0
    table[found.words[:split]] = found.worth[:split]
    table[found.low : found.high] = found.slice_worth
    table[found.words[split:]] = found.worth[split:]
    table[0] = 0
    return table
