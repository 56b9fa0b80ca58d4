"""Meanings of a typed word: the words it may stand for, each at a cost in bits.

The costs read as a channel: how many bits of surprise lie between the word that was meant and
what was typed. What a word is worth is the surprise of meeting it by chance at all (its rarity),
less the cost of the meaning.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from core.finder.index import Index
from core.finder.words import Token

Ints = npt.NDArray[np.int32]
Bits = npt.NDArray[np.float32]

PREFIX_COST: Final = 1.0
_PREFIX_PER_LETTER: Final = 0.12
_UNFINISHED_COST: Final = 3.0  # a prefix that the typist went on from
_EDIT_COSTS: Final = np.array([0.0, 4.0, 8.0], np.float32)
_FIRST_LETTER_COST: Final = 1.5
_UNLIKE_COST: Final = 6.0  # times how far Jaro–Winkler falls short of one
_SAME_SOUND_GAIN: Final = 1.5
_SOUND_COST: Final = 5.0
_SOUND_UNLIKE_COST: Final = 10.0
_STEM_COST: Final = 6.5
_WIDE: Final = 48  # longer prefix slices are kept as a slice
_MEANINGS_MAX: Final = 96


@dataclass(frozen=True, slots=True)
class Meanings:
    """Words a token may stand for: single ones with their costs, and a wide slice at one cost."""

    words: Ints
    costs: Bits
    low: int = 0
    high: int = 0
    slice_cost: float = 0.0


def meanings(index: Index, token: Token) -> Meanings:
    """Every word of `index` that `token` may stand for, at most a hundred beside one slice."""
    text = token.text
    low, high = index.vocabulary.starting(text)
    exact = low if high > low and index.vocabulary.word(low) == text else -1
    cost: dict[int, float] = {}
    if text.isalpha() and (len(text) > 2 or (len(text) == 2 and exact < 0 and not token.open)):
        _misspelt(index, text, cost)
        if token.open and high == low and len(text) > 3:
            _begun(index, text, cost)
    begun = high > low and (token.open or len(text) == 1 or exact < 0)
    if begun and high - low <= _WIDE:
        _prefixed(index, token, (low, high), cost)
    if exact >= 0:
        cost[exact] = 0.0
    words = np.fromiter(cost, np.int32, len(cost))
    costs = np.fromiter(cost.values(), np.float32, len(cost))
    if len(words) > _MEANINGS_MAX:
        kept = np.argpartition(costs, _MEANINGS_MAX)[:_MEANINGS_MAX]
        words, costs = words[kept], costs[kept]
    if not begun or high - low <= _WIDE:
        return Meanings(words, costs)
    return Meanings(words, costs, low, high, _prefix_cost(token, 4))


def _prefix_cost(token: Token, more: int) -> float:
    start = PREFIX_COST if token.open or len(token.text) == 1 else _UNFINISHED_COST
    return start + _PREFIX_PER_LETTER * min(more, 8)


def _prefixed(index: Index, token: Token, bounds: tuple[int, int], cost: dict[int, float]) -> None:
    for number in range(*bounds):
        more = len(index.vocabulary.word(number)) - len(token.text)
        cost[number] = min(_prefix_cost(token, more), cost.get(number, 99.0))


def _misspelt(index: Index, text: str, cost: dict[int, float]) -> None:
    """Words within two edits, and words that sound the same."""
    edits = 2 if len(text) > 3 else 1
    sounding = set(index.corrections.sounding_like(text).tolist())
    numbers = list(sounding.union(index.corrections.spelt_like(text).tolist()))
    if not numbers:
        return
    words = index.vocabulary.words(numbers)
    apart = cdist([text], words, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)[0]
    alike = cdist([text], words, scorer=JaroWinkler.similarity, dtype=np.float32)[0]
    sounds = np.fromiter((n in sounding for n in numbers), np.bool_, len(numbers))
    other_start = np.fromiter((word[0] != text[0] for word in words), np.bool_, len(words))
    near = apart <= edits
    spelt = _EDIT_COSTS[np.minimum(apart, 2)] + _UNLIKE_COST * (1 - alike)
    spelt -= _SAME_SOUND_GAIN * sounds
    heard = _SOUND_COST + _SOUND_UNLIKE_COST * (1 - alike)
    costs = np.where(near, np.minimum(spelt, np.where(sounds, heard, 99)), heard)
    costs = np.maximum(costs + _FIRST_LETTER_COST * other_start, 0.5)
    for number, bits, usable in zip(numbers, costs.tolist(), near | sounds, strict=True):
        if usable:
            cost[number] = bits


def _begun(index: Index, text: str, cost: dict[int, float]) -> None:
    """Words that begin with something one edit from what was typed so far."""
    for low, high in index.corrections.stems_like(text):
        for number in range(low, min(high, low + _WIDE)):
            cost.setdefault(number, _STEM_COST + _PREFIX_PER_LETTER * 4)
