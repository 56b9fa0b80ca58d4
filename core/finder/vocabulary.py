"""A vocabulary: every word once, in order, so that a prefix is one slice of it.

Kept as bytes with offsets, searched where they lie: opening one reads nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

_HEAD: Final = 8  # bytes
_AFTER: Final = b"\xff"  # in no UTF-8 text: it sorts after every continuation of a prefix


class Vocabulary:
    """Words as UTF-8 in byte order; word 0 is the empty one. `heads` holds the first eight bytes
    of each as one number, so that most searches touch nothing else."""

    __slots__ = ("_ends", "_text", "heads", "letters", "offsets")

    def __init__(
        self,
        letters: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.int32],
        heads: npt.NDArray[np.uint64],
    ) -> None:
        self.letters = letters
        self.offsets = offsets
        self.heads = heads
        self._ends = offsets.data
        self._text = letters.data

    def __len__(self) -> int:
        return len(self.heads)

    def _at(self, number: int) -> bytes:
        return bytes(self._text[self._ends[number] : self._ends[number + 1]])

    def word(self, number: int) -> str:
        """The word with this number."""
        return self._at(number).decode()

    def words(self, numbers: Iterable[int]) -> list[str]:
        """The words with these numbers."""
        ends, text = self._ends, self._text
        return [str(text[ends[number] : ends[number + 1]], "utf-8") for number in numbers]

    def starting(self, prefix: str) -> tuple[int, int]:
        """The slice of words that start with `prefix`."""
        sought = prefix.encode()
        head = sought[:_HEAD]
        first, last = head.ljust(_HEAD, b"\0"), head.ljust(_HEAD, _AFTER)
        low = int(self.heads.searchsorted(np.uint64(int.from_bytes(first)), "left"))
        high = int(self.heads.searchsorted(np.uint64(int.from_bytes(last)), "right"))
        if len(sought) > _HEAD:
            low = bisect_left(range(high), sought, low, key=self._at)
            high = bisect_left(range(high), sought + _AFTER, low, key=self._at)
        return low, high


def vocabulary(words: list[str]) -> Vocabulary:
    """The vocabulary of words already sorted, the empty one first."""
    coded = [word.encode() for word in words]
    offsets = np.zeros(len(coded) + 1, np.int32)
    np.cumsum([len(word) for word in coded], out=offsets[1:])
    heads = np.frombuffer(b"".join(word[:_HEAD].ljust(_HEAD, b"\0") for word in coded), ">u8")
    return Vocabulary(np.frombuffer(b"".join(coded), np.uint8), offsets, heads.astype(np.uint64))
