"""Corrections: the words a typed word may have been meant for, by spelling and by sound.

Two words within k edits share a string that both reach by at most k deletions (Garbe's symmetric
deletes). Hashes of those strings stand sorted; a typed word looks up its own deletions, and the
words found are verified by the ranking. Words shorter than four letters allow one deletion.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from jellyfish import metaphone

from core.finder.vocabulary import Vocabulary

Ints = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint32]

_READ: Final = 8  # letters of a word whose deletions are kept; the verification sees all of it
_STEMS: Final = (4, 5, 6)  # lengths at which a word still being typed may already be misspelt
SOUND: Final = 6
# The table behind zlib's CRC-32, read off its answers, so that columns of words hash at once.
_CRC: Final = np.array(
    [~crc32(bytes((255 ^ byte,))) & 0xFFFFFFFF ^ 0x00FFFFFF for byte in range(256)], np.uint32
)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Sorted hashes, each with the words (or the slices of words) it leads to: hash h of spelling
    or sound has `near_word[near_ends[h]:near_ends[h + 1]]`."""

    near_hash: Hashes
    near_ends: Ints
    near_word: Ints
    stem_hash: Hashes
    stem_low: Ints
    stem_high: Ints

    def like(self, word: str) -> tuple[set[int], set[int]]:
        """Numbers of words perhaps within two edits of `word` (one where it is short) or of the
        same sound, and those of the same sound."""
        keys = _deletions_of(word[:_READ], 2 if len(word) > 3 else 1)
        keys.append(_sound(word))
        sought = np.array(keys, np.uint32)
        if not len(self.near_hash):
            return set(), set()
        at = self.near_hash.searchsorted(sought)
        known = (self.near_hash.take(at, mode="clip") == sought).nonzero()[0]
        at = at.take(known)
        words, numbers = self.near_word.data, set[int]()
        low, high = self.near_ends.take(at).tolist(), self.near_ends.take(at + 1).tolist()
        found = [words[start:end] for start, end in zip(low, high, strict=True)]
        sounding = set(found.pop()) if len(known) and known[-1] == len(keys) - 1 else set()
        return numbers.union(sounding, *found), sounding

    def stems_like(self, stem: str) -> list[tuple[int, int]]:
        """Slices of words that start with something one edit from `stem`, a word begun."""
        found = _within(self.stem_hash, np.array(_deletions_of(stem[: _STEMS[-1]], 1), np.uint32))
        return sorted(
            set(zip(self.stem_low[found].tolist(), self.stem_high[found].tolist(), strict=True))
        )


def _within(hashes: Hashes, keys: Hashes) -> npt.NDArray[np.int64]:
    """Positions in sorted `hashes` of every one of `keys`."""
    low = np.searchsorted(hashes, keys, "left")
    count = np.searchsorted(hashes, keys, "right") - low
    total = int(count.sum())
    ends = np.cumsum(count)
    positions: npt.NDArray[np.int64] = np.arange(total) + np.repeat(low - ends + count, count)
    return positions


def _deletions_of(word: str, deletions: int) -> list[int]:
    """Hashes of what is left of one word after deletions, as `_deletions` gives them; some of them
    twice. The hash of what comes before is gone on from."""
    whole = word.encode() if word.isascii() else bytes(ord(letter) & 255 for letter in word)
    hashes = [crc32(whole)]
    deletions = min(deletions, len(whole) - 1)
    for place in range(len(whole) if deletions else 0):
        before, rest = crc32(whole[:place]), whole[place + 1 :]
        hashes.append(crc32(rest, before))
        for gone in range(len(rest) if deletions > 1 else 0):
            hashes.append(crc32(rest[gone + 1 :], crc32(rest[:gone], before)))
    return hashes


def _deletions(words: list[str], deletions: int) -> npt.NDArray[np.uint32]:
    """CRC-32 (words × ways) of what is left of words of one length after deletions."""
    length = len(words[0])
    points = np.array(words, f"U{length}").view(np.uint32).reshape(len(words), length) & 255
    ways = [
        kept
        for gone in range(min(deletions, length - 1) + 1)
        for kept in combinations(range(length), length - gone)
    ]
    key = np.zeros((len(words), len(ways)), np.uint32)
    for way, kept in enumerate(ways):
        rest = np.full(len(words), 0xFFFFFFFF, np.uint32)
        for place in kept:
            rest = _CRC[(rest ^ points[:, place]) & 255] ^ rest >> np.uint32(8)
        key[:, way] = ~rest
    return key


def _sound(word: str) -> int:
    """The hash of how a word sounds; small letters would be spelling."""
    return crc32(metaphone(word)[:SOUND].upper().encode())


def corrections(vocabulary: Vocabulary) -> Corrections:
    """The corrections of every word of two letters or more in `vocabulary`."""
    everything = vocabulary.words(list(range(len(vocabulary))))
    numbers = [n for n, word in enumerate(everything) if len(word) > 1 and word.isalpha()]
    words = [everything[n] for n in numbers]
    return Corrections(*_near(words, numbers), *_stems(words, vocabulary))


def _near(words: list[str], numbers: list[int]) -> tuple[Hashes, Ints, Ints]:
    hashes = [np.array(list(map(_sound, words)), np.uint32)]
    owners = [np.array(numbers, np.int32)]
    for length, deletions, chosen in _by_length(words):
        keys = _deletions([words[n][:length] for n in chosen], deletions)
        hashes.append(keys.ravel())
        owner = np.array([numbers[n] for n in chosen], np.int32)
        owners.append(np.repeat(owner, keys.shape[1]))
    key, owner = _sorted(np.concatenate(hashes), np.concatenate(owners))
    first = np.flatnonzero(np.diff(key, prepend=~key[:1]))
    return key[first], np.append(first, len(key)).astype(np.int32), owner


def _by_length(words: list[str]) -> list[tuple[int, int, list[int]]]:
    """Words by the length that is read, with the deletions allowed at it."""
    groups: dict[int, list[int]] = {}
    for place, word in enumerate(words):
        groups.setdefault(min(len(word), _READ), []).append(place)
    return [(length, 2 if length > 3 else 1, chosen) for length, chosen in groups.items()]


def _stems(words: list[str], vocabulary: Vocabulary) -> tuple[Hashes, Ints, Ints]:
    hashes, owners = [np.zeros(0, np.uint32)], [np.zeros(0, np.int32)]
    slices: list[tuple[int, int]] = []
    for length in _STEMS:
        stems = sorted({word[:length] for word in words if len(word) > length})
        if stems:
            keys = _deletions(stems, 1)
            hashes.append(keys.ravel())
            owner = np.arange(len(slices), len(slices) + len(stems), dtype=np.int32)
            owners.append(np.repeat(owner, keys.shape[1]))
            slices += [vocabulary.starting(stem) for stem in stems]
    key, owner = _sorted(np.concatenate(hashes), np.concatenate(owners))
    bounds = np.array(slices, np.int32).reshape(-1, 2)[owner]
    return key, np.ascontiguousarray(bounds[:, 0]), np.ascontiguousarray(bounds[:, 1])


def _sorted(hashes: Hashes, owners: Ints) -> tuple[Hashes, Ints]:
    pairs = np.sort(hashes.astype(np.uint64) << np.uint64(32) | owners.astype(np.uint64))
    pairs = pairs[np.diff(pairs, prepend=~pairs[:1]) != 0]
    return (pairs >> np.uint64(32)).astype(np.uint32), pairs.astype(np.uint32).view(np.int32)
