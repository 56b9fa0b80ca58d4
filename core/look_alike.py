"""Look-alikes are live accounts that pay the same amount, a slip away or of the same name."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from core.corroboration import Candidate
from core.reference import normalise

_LETTERS = 40  # of a reference; the rest of a longer one is not compared
_FOUND_MAX = 4
_WORD = (1 << 64) - 1
_AMOUNT, _NAME = 0xD1B54A32D192ED03, 0x94D049BB133111EB

Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Asked = tuple[Candidate, int]  # the account of a line, and the line's amount


def look_alikes(asked: Sequence[Asked], live: Sequence[Candidate]) -> list[tuple[Candidate, ...]]:
    """For each line the live accounts that usually pay its amount and look like its own.

    Keys are hashes, so a stray account may be among them: corroboration looks at each again.
    """
    paying = [one for one in live if one.usual is not None]
    found: list[tuple[Candidate, ...]] = [()] * len(asked)
    if not paying:
        return found
    own = np.array(
        [each.current and each.usual == amount for each, amount in asked], dtype=np.int64
    )
    lines = _Points([(each.reference, each.name, amount) for each, amount in asked])
    points = _Points([(one.reference, one.name, one.usual or 0) for one in paying])
    width = max(lines.width, points.width)
    for mine, theirs in zip(lines.keys(width), points.keys(width), strict=True):
        for line, places in _matches(mine, theirs, own):
            known = {asked[line][0].account, *(one.account for one in found[line])}
            others = (paying[place] for place in places)
            fresh = tuple(one for one in others if one.account not in known)
            found[line] = (found[line] + fresh)[:_FOUND_MAX]
    return found


def _matches(mine: Keys, theirs: Keys, own: Places) -> Iterator[tuple[int, Places]]:
    """Lines that share a key with an account besides their own, with those accounts' places."""
    order = np.argsort(theirs, kind="stable").astype(np.int64)
    inorder = theirs[order]
    first = np.searchsorted(inorder, mine, "left")
    after = np.searchsorted(inorder, mine, "right")
    for line in np.flatnonzero((after - first > own) & (mine != 0)):
        yield int(line), order[first[line] : min(after[line], first[line] + _FOUND_MAX + 1)]


class _Points:
    """References, names and amounts as numbers: one column of keys for each slip there may be."""

    def __init__(self, rows: Sequence[tuple[str, str, int]]) -> None:
        refs = [normalise(reference)[:_LETTERS] for reference, _, _ in rows]
        self.width = max(map(len, refs), default=0)
        padded = np.array(refs, dtype=f"U{_LETTERS}").view(np.uint32)
        self._letters = padded.reshape(len(rows), _LETTERS).astype(np.uint64)
        self._names = _words([hash(name) for _, name, _ in rows])
        self._amounts = _words([amount for _, _, amount in rows]) * _word(_AMOUNT)

    def keys(self, width: int) -> Iterator[Keys]:
        """By name, by reference without each letter in turn, by neighbours in either order."""
        yield self._names * _word(_NAME) + self._amounts
        letters, weights = self._letters, _words([_weight(at) for at in range(_LETTERS)])
        whole = (letters * weights).sum(axis=1, dtype=np.uint64) + self._amounts
        for at in range(width):
            here = letters[:, at]
            yield _where(here > 0, whole - here * weights[at] + _word(_weight(_LETTERS + at)))
        for at in range(width - 1):
            one, two = letters[:, at], letters[:, at + 1]
            low, high = np.minimum(one, two), np.maximum(one, two)
            ordered = (low - one) * weights[at] + (high - two) * weights[at + 1]
            salt = _word(_weight(2 * _LETTERS + at))
            yield _where((two > 0) & (one != two), whole + ordered + salt)


def _where(holds: npt.NDArray[np.bool_], keys: Keys) -> Keys:
    return np.where(holds, keys, np.uint64(0))


def _weight(at: int) -> int:
    """An odd number for each place, the same in every session (splitmix64)."""
    mixed = (at + 1) * 0x9E3779B97F4A7C15 & _WORD
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & _WORD
    return (mixed ^ (mixed >> 27)) | 1


def _words(numbers: Sequence[int]) -> Keys:
    return np.array([number & _WORD for number in numbers], dtype=np.uint64)


def _word(number: int) -> Keys:
    return np.array([number & _WORD], dtype=np.uint64)
