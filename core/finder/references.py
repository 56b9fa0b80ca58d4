"""References: any part of any of them, looked up by its rarest four signs.

Every run of four signs of every reference has its places in one text of all references; a
fragment takes the run of its own that has fewest places, and each place is verified.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from core.finder.words import compact

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Wide = npt.NDArray[np.int64]

FRAGMENT_MIN: Final = 3
NEAR_MIN: Final = 6  # shorter fragments are one slip from too much to be of use
_FRAGMENT_MAX: Final = 24
_PLACES_MAX: Final = 512
_NEAR_PLACES_MAX: Final = 128
_WHOLE_MAX: Final = 60
_RUN: Final = 4
_SIGNS: Final = 37  # nought ends a reference, then ten digits and twenty-six letters

_SIGN: Final = np.zeros(256, np.uint8)
_SIGN[48:58] = np.arange(1, 11)
_SIGN[65:91] = np.arange(11, 37)
MISREAD: Final = {"0": "OD", "O": "0", "1": "7IL", "7": "1", "5": "S", "S": "5", "8": "B",
                   "B": "8", "I": "1", "L": "1", "2": "Z", "Z": "2", "D": "0"}  # fmt: skip


class Kind(IntEnum):
    """What a reference is, the surest first."""

    PAYMENT = 0
    TENANCY = 1
    FORMER = 2
    CLAIM = 3
    PHONE = 4


@dataclass(frozen=True, slots=True)
class Found:
    """References that hold a fragment, as parallel arrays: number, place of the fragment in it,
    how many slips apart (0: as typed, 1: misread or swapped, 2: another digit wrong)."""

    number: Ints
    place: Ints
    slip: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class References:
    """Every reference of every tenancy in capitals, each after a nought; with runs of four."""

    signs: Bytes
    starts: Ints
    row: Ints
    kind: Bytes
    run_code: Ints
    run_ends: Ints
    run_place: Ints
    whole_hash: npt.NDArray[np.uint32]
    whole_number: Ints

    def text(self, number: int) -> str:
        """The reference with this number, compact."""
        return bytes(self.signs[self.starts[number] : self.starts[number + 1] - 1]).decode()

    def holding(self, fragment: str) -> Found:
        """References that hold `fragment` (compact, three signs or more) as it stands."""
        found, place, _ = self._verified([fragment[:_FRAGMENT_MAX]])
        return Found(found, place, np.zeros(len(found), np.uint8))

    def near(self, fragment: str, *, inside: bool) -> Found:
        """Whole references that `fragment` (six signs or more) was misread or mistyped from;
        where there is none and `inside`, references that hold what it may have been."""
        first, then = _slips(fragment[:_FRAGMENT_MAX])
        every = first + then
        number, which = self._whole(every)
        place = np.zeros(len(number), np.int32)
        if inside and not len(number):
            number, place, which = self._verified(every, _NEAR_PLACES_MAX)
        slip = np.where(which < len(first), 1, 2).astype(np.uint8)
        return Found(number, place, slip)

    def _whole(self, texts: list[str]) -> tuple[Ints, Wide]:
        """References that are one of `texts`, and which; the first ones where there are many."""
        if not len(self.whole_hash):
            return np.zeros(0, np.int32), np.zeros(0, np.int64)
        keys = np.array([crc32(text.encode()) for text in texts], np.uint32)
        low = self.whole_hash.searchsorted(keys)
        known = (self.whole_hash.take(low, mode="clip") == keys).nonzero()[0]
        high = self.whole_hash.searchsorted(keys.take(known), "right").tolist()
        listed = [
            (number, which)
            for which, start, end in zip(
                known.tolist(), low.take(known).tolist(), high, strict=True
            )
            for number in self.whole_number[start:end].tolist()
        ]
        found = [pair for pair in listed[:_WHOLE_MAX] if self.text(pair[0]) == texts[pair[1]]]
        pairs = np.array(found, np.int64).reshape(-1, 2)
        return pairs[:, 0].astype(np.int32), pairs[:, 1]

    def _verified(
        self, fragments: list[str], most: int = _PLACES_MAX
    ) -> tuple[Ints, Ints, npt.NDArray[np.int64]]:
        """Reference, place within it and fragment of every place that holds a fragment whole;
        of a fragment that could be in more than `most` places, those of them that come first."""
        if not fragments or not len(self.run_code):
            return np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int64)
        joined = "".join(fragments).encode("ascii")
        letters = np.frombuffer(joined, np.uint8).reshape(len(fragments), -1)
        place, which = self._places(letters, most)
        if letters.shape[1] > _RUN:
            place, which = self._whole_at(place, which, letters)
        # of one type with `starts`, which otherwise would be converted whole
        place = place.astype(np.int32)
        number = self.starts.searchsorted(place, "right").astype(np.int32) - np.int32(1)
        return number, place - self.starts.take(number), which

    def _whole_at(self, place: Wide, which: Wide, letters: Bytes) -> tuple[Wide, Wide]:
        """Those of the places at which the fragment stands whole."""
        length = letters.shape[1]
        inside = (place >= 0) & (place < len(self.signs) - length)
        place, which = place[inside], which[inside]
        for end in (0, length - 1):  # most places fall by the first sign or the last
            fits = self.signs.take(place + end) == letters[:, end].take(which)
            place, which = place[fits], which[fits]
        spread = self.signs.take(place[:, None] + np.arange(length))
        whole = (spread == letters.take(which, axis=0)).all(axis=1)
        return place[whole], which[whole]

    def _places(self, letters: Bytes, most: int) -> tuple[Wide, Wide]:
        """Where each fragment could start, by its rarest run, and which fragment it is."""
        low, high = self._runs(letters)
        every = np.arange(len(letters))
        shift = (high - low).argmin(axis=1)
        low, high = low[every, shift], high[every, shift]
        count = np.minimum(high - low, most)
        which = every.repeat(count)
        first = low - count.cumsum()
        first += count
        place = self.run_place.take(np.arange(len(which)) + first.take(which))
        return place - shift.take(which), which

    def _runs(self, letters: Bytes) -> tuple[Wide, Wide]:
        """Bounds in `run_place` of every run of every fragment; three signs are a span of runs."""
        signs = _SIGN[letters].astype(np.int32)
        if letters.shape[1] < _RUN:
            code = (signs[:, :1] * _SIGNS + signs[:, 1:2]) * _SIGNS + signs[:, 2:3]
            code, above = code * _SIGNS, code * _SIGNS + _SIGNS
        else:
            code = _codes(signs)
            above = code + 1
        low, high = self.run_code.searchsorted(code), self.run_code.searchsorted(above)
        return self.run_ends.take(low).astype(np.int64), self.run_ends.take(high).astype(np.int64)


def _codes(signs: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Numbers of the runs of four along the last axis."""
    code = signs[..., :-3]
    for ahead in (1, 2, 3):
        code = code * _SIGNS + signs[..., ahead : signs.shape[-1] - 3 + ahead]
    return code


def _slips(fragment: str) -> tuple[list[str], list[str]]:
    """What `fragment` may have been: misreadings and swaps first, then any other digit wrong."""
    first, then = {}, {}
    for place, sign in enumerate(fragment):
        before, after = fragment[:place], fragment[place + 1 :]
        first.update(dict.fromkeys(before + other + after for other in MISREAD.get(sign, "")))
        if after:
            first[before + after[0] + sign + after[1:]] = None
        if sign.isdigit():
            then.update(dict.fromkeys(before + other + after for other in "0123456789"))
    first.pop(fragment, None)
    return list(first), [other for other in then if other not in first and other != fragment]


def references(named: Iterable[tuple[Kind, Sequence[str], Sequence[int]]]) -> References:
    """The references of a set of rows: kind by kind the texts, and the row that each belongs to.
    The kinds that come first are met first where there are more than can be looked at."""
    texts, kinds, owners = [b""], [np.zeros(0, np.uint8)], [np.zeros(0, np.int32)]
    for kind, raw, rows in named:
        texts += _compacted(raw)
        kinds.append(np.full(len(raw), kind, np.uint8))
        owners.append(np.array(rows, np.int32))
    texts = texts[1:]
    starts = np.zeros(len(texts) + 1, np.int32)
    np.cumsum([len(text) + 1 for text in texts], out=starts[1:])
    signs = np.frombuffer(b"\0".join(texts) + b"\0", np.uint8)
    hashes = np.fromiter(map(crc32, texts), np.uint32, len(texts))
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    return References(
        signs,
        starts,
        np.concatenate(owners),
        np.concatenate(kinds),
        *_runs_of(_SIGN[signs].astype(np.int32)),
        hashes[order],
        order,
    )


def _compacted(texts: Sequence[str]) -> list[bytes]:
    """References as they are compared, all in one sweep."""
    joined = "\n".join(texts).upper().encode("ascii", "ignore")
    compacted = joined.translate(None, _NOT_CODED).split(b"\n")
    if len(compacted) == len(texts):
        return compacted
    return [compact(text).encode() for text in texts]


_NOT_CODED: Final = bytes(
    byte for byte in range(256) if not (chr(byte).isalnum() and byte < 128) and byte != ord("\n")
)


def _runs_of(signs: npt.NDArray[np.int32]) -> tuple[Ints, Ints, Ints]:
    """Runs in order, with their places: those that end a reference first, since the last signs of
    a reference are what people quote. A run that starts at an end of one is none."""
    if len(signs) < _RUN:
        return np.zeros(0, np.int32), np.zeros(1, np.int32), np.zeros(0, np.int32)
    code = _codes(signs)
    within = (signs[:-3] > 0) & (signs[1:-2] > 0) & (signs[2:-1] > 0)
    place = np.flatnonzero(within)
    ends_it = np.append(signs[4:], 0)[place] == 0
    pairs = np.sort(code[place].astype(np.int64) << 33 | np.where(ends_it, 0, 1) << 32 | place)
    place = (pairs & 0xFFFFFFFF).astype(np.int32)
    code = (pairs >> 33).astype(np.int32)
    first = np.flatnonzero(np.diff(code, prepend=-1))
    return code[first], np.append(first, len(place)).astype(np.int32), place.astype(np.int32)
