"""Meanings of a typed word: the words it may stand for, each at a cost in bits.

The costs read as a channel: how many bits of surprise lie between the word that was meant and
what was typed. What a word is worth is the surprise of meeting it by chance at all (its rarity),
less the cost of the meaning.
"""

from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from core.finder.index import Index
from core.finder.words import Token
from core.keyboard import BESIDE

Ints = npt.NDArray[np.int32]
Bits = npt.NDArray[np.float32]

PREFIX_COST: Final = 1.0
_PREFIX_PER_LETTER: Final = 0.25
_UNFINISHED_COST: Final = 5.0  # a prefix that the typist went on from
_EDIT_COSTS: Final = (0.0, 4.5, 8.5)
_FIRST_LETTER_COST: Final = 0.2
_UNLIKE_COST: Final = 2.5  # times how far Jaro–Winkler falls short of one
_LEFT_OUT: Final = -0.3
_SWAPPED: Final = -0.3
_BESIDE_KEY: Final = -0.3
_OTHER_KEY: Final = 0.5
_SAME_SOUND_GAIN: Final = 1.5
_SOUND_COST: Final = 6.5
_SOUND_UNLIKE_COST: Final = 10.0
_COST_MAX: Final = 12.0
_STEM_COST: Final = 9.5
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
    wide = begun and high - low > _WIDE
    if begun and not wide:
        _prefixed(index, token, (low, high), cost)
    if exact >= 0:
        cost[exact] = 0.0
    if len(cost) > _MEANINGS_MAX:
        cost = dict(sorted(cost.items(), key=itemgetter(1))[:_MEANINGS_MAX])
    words = np.fromiter(cost, np.int32, len(cost))
    costs = np.fromiter(cost.values(), np.float32, len(cost))
    if not wide:
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
    """Words within two edits (one of a word of two letters), and words that sound the same."""
    most = 2 if len(text) > 2 else 1
    numbers, sounding = index.corrections.like(text)
    if not numbers:
        return
    words = index.vocabulary.words(numbers)
    apart = cdist([text], words, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    for number, word, edits in zip(numbers, words, apart.tolist(), strict=True):
        sounds = number in sounding
        if edits > most and not sounds:
            continue
        bits = _FIRST_LETTER_COST if word[0] != text[0] else 0.0
        bits += _channel_cost(edits, 1 - _like(text, word), sounds=sounds)
        if edits <= most:
            bits += _slip_cost(text, word, edits)
        if bits < _COST_MAX:
            cost[number] = max(0.5, bits)


_like: Final = JaroWinkler.similarity


def _channel_cost(edits: int, unlike: float, *, sounds: bool) -> float:
    """Bits between what was meant and what was typed, for a word near by spelling or sound."""
    bits = _COST_MAX
    if edits < len(_EDIT_COSTS):
        bits = _EDIT_COSTS[edits] + _UNLIKE_COST * unlike - _SAME_SOUND_GAIN * sounds
    return min(bits, _SOUND_COST + _SOUND_UNLIKE_COST * unlike) if sounds else bits


def _slip_cost(text: str, word: str, edits: int) -> float:
    """Bits more, or less, that these slips cost than slips do: a letter left out, two swapped or a
    key beside the right one are what hands do; any other letter is not."""
    more = len(word) - len(text)
    if more:
        return _LEFT_OUT if more > 0 else 0.0
    wrong = [(a, b) for a, b in zip(text, word, strict=True) if a != b]
    if len(wrong) > edits:
        return _SWAPPED
    return sum(_BESIDE_KEY if a in BESIDE.get(b, "") else _OTHER_KEY for a, b in wrong)


def _begun(index: Index, text: str, cost: dict[int, float]) -> None:
    """Words that begin with something one edit from what was typed so far."""
    for low, high in index.corrections.stems_like(text):
        for number in range(low, min(high, low + _WIDE)):
            cost.setdefault(number, _STEM_COST + _PREFIX_PER_LETTER * 4)
