"""Candidates: the few rows that hold most of what was typed, found without looking at the others.

The evidence of all tokens but the last is summed once and kept; a keystroke then touches only the
rows of the word being typed, and the best rows of what stands before it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import Evidence, by_word, met, rows_of
from core.finder.index import CURRENT, Index
from core.finder.words import Token

Ints = npt.NDArray[np.int32]
Sums = npt.NDArray[np.uint16]

CANDIDATES: Final = 240
_OF_ONE: Final = 80  # one word gives little to rank by
_TAKEN_OF_ONE: Final = 4
_SUMS_KEPT: Final = 4
_TABLES_KEPT: Final = 16
_ENOUGH: Final = 80
_WIDE: Final = 16_000  # rows
_WEAK: Final = 5.0  # bits: a word worth more is looked for everywhere
_NEAR_MAX: Final = 16_000
_SHARES: Final = (0.8, 0.6, 0.4)  # of the best evidence, until there are enough rows


@dataclass(frozen=True, slots=True)
class _Sum:
    """The evidence of some tokens in every row; the rows that have most of it, and those that
    come near them."""

    worth: Sums
    rows: Ints
    near: Ints


class Segment:
    """One index with what was summed of it lately; `gone` accounts are dead in it."""

    __slots__ = ("_alive", "_sums", "_tables", "index")

    def __init__(self, index: Index, gone: npt.NDArray[np.int64]) -> None:
        self.index = index
        dead = np.isin(index.tenancies.account, gone) if len(gone) else np.zeros(0, np.bool_)
        self._alive = ~dead if dead.any() else None
        self._sums: OrderedDict[tuple[Token, ...], _Sum] = OrderedDict()
        self._tables: OrderedDict[Token, npt.NDArray[np.uint16]] = OrderedDict()

    def candidates(self, found: list[Evidence], wanted: int) -> Ints:
        """The rows that hold most of the evidence, ascending: three hundred at most, fewer of a
        single token."""
        if len(found) == 1:
            most = max(_OF_ONE, wanted)
            rows, worth = self._met(found[0], _TAKEN_OF_ONE * most)
            return _ascending(self._best(rows, worth, most))
        before = self._summed(found[:-1])
        rows, worth = self._met_beside(found[-1], before)
        rows = np.concatenate((rows, before.rows))
        worth = np.concatenate((worth, np.zeros(len(before.rows), np.uint16)))
        worth += before.worth[rows]
        rows, worth = _worthiest(rows, worth, max(4 * wanted, _ENOUGH))
        return _ascending(self._best(rows, worth, CANDIDATES))

    def table(self, found: Evidence) -> npt.NDArray[np.uint16]:
        """The worth of every word to a token, kept while it is typed with."""
        kept = self._tables.get(found.token)
        if kept is None:
            kept = self._tables[found.token] = by_word(self.index, found)
            if len(self._tables) > _TABLES_KEPT:
                self._tables.popitem(last=False)
        return kept

    def forget(self) -> None:
        """Drop what was kept, so that the next search starts from nothing."""
        self._sums.clear()
        self._tables.clear()

    def _met(self, found: Evidence, enough: int = 0) -> tuple[Ints, Sums]:
        rows, worth = met(self.index, found, enough if self._alive is None else 0)
        if self._alive is None:
            return rows, worth
        alive = self._alive[rows]
        return rows[alive], worth[alive]

    def _best(self, rows: Ints, worth: Sums, most: int) -> Ints:
        """`most` of `rows` at most: the worthiest, then current ones, then the first."""
        if len(rows) <= most:
            return rows
        value = worth.astype(np.int32) * 2
        value += self.index.tenancies.mark[rows] & CURRENT
        least = np.partition(value, len(value) - most)[len(value) - most]
        above = rows[value > least]
        return np.concatenate((above, rows[value == least][: most - len(above)]))

    def _summed(self, found: list[Evidence]) -> _Sum:
        key = tuple(each.token for each in found)
        kept = self._sums.get(key)
        if kept is None:
            kept = self._sums[key] = self._sum(found)
            if len(self._sums) > _SUMS_KEPT:
                self._sums.popitem(last=False)
        return kept

    def _sum(self, found: list[Evidence]) -> _Sum:
        if len(found) == 1:
            rows, worth = self._met(found[0])
            total = np.zeros(len(self.index), np.uint16)
            total[rows[::-1]] = worth[::-1]  # the dearest come first, so they are written last
        else:
            before = self._summed(found[:-1])
            rows, worth = self._met_beside(found[-1], before)
            total = before.worth.copy()
            rows, worth = rows[::-1], worth[::-1]
            total[rows] = before.worth[rows] + worth
            rows = np.concatenate((rows, before.rows))
        rows, worth = _worthiest(rows, total[rows], CANDIDATES)
        near = _ascending(rows[: 4 * _NEAR_MAX])[:_NEAR_MAX]
        return _Sum(total, self._best(rows, worth, CANDIDATES), near)

    def _met_beside(self, found: Evidence, before: _Sum) -> tuple[Ints, Sums]:
        """The rows that show a token, with its worth; of a token that very many show (`s` of
        `smith s`) only those that show what stands before it."""
        if found.rarity > _WEAK or rows_of(self.index, found) <= _WIDE:
            return self._met(found)
        worth = _shown(self.index, self.table(found), before.near)
        some = worth > 0
        return before.near[some], worth[some]


def _shown(index: Index, table: npt.NDArray[np.uint16], rows: Ints) -> Sums:
    """The best worth of any word of each of `rows`, by the worth of every word."""
    known = index.tenancies
    worth: Sums = table.take(known.address.take(rows, axis=0)).max(axis=1)
    low, high = known.people_ends.take(rows), known.people_ends.take(rows + 1)
    for place in range(int((high - low).max(initial=0))):
        person = low + place
        has = person < high
        words = known.people.take(np.where(has, person, 0), axis=0)
        np.maximum(worth, table.take(words).max(axis=1) * has, out=worth)
    return worth


def _worthiest(rows: Ints, worth: Sums, enough: int) -> tuple[Ints, Sums]:
    """The rows whose worth comes near the best one, by shares until there are `enough`."""
    top = int(worth.max(initial=0))
    chosen = np.zeros(0, np.int64)
    for share in _SHARES:
        chosen = np.flatnonzero(worth >= max(1, int(top * share)))
        if len(chosen) >= enough:
            break
    return rows[chosen], worth[chosen]


def _ascending(rows: Ints) -> Ints:
    """`rows` in order, each once."""
    rows = np.sort(rows)
    return rows[np.diff(rows, prepend=-1) > 0]
