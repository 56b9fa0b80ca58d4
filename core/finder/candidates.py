"""Candidates: the few rows that hold most of what was typed, found without looking at the others.

The evidence of all tokens but the last is summed once and kept; a keystroke then touches only the
rows of the word being typed, and the best rows of what stands before it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import Evidence, by_word, met, ranges, rows_of
from core.finder.index import CURRENT, Index
from core.finder.words import Token

Ints = npt.NDArray[np.int32]
Sums = npt.NDArray[np.uint16]

CANDIDATES: Final = 80
_TAKEN_OF_ONE: Final = 4
_SUMS_KEPT: Final = 4
_TABLES_KEPT: Final = 16
_MANY: Final = 600  # rows: more are thinned out before the best of them are taken
_WIDE: Final = 16_000  # rows
_WEAK: Final = 5.0  # bits: a word worth more is looked for everywhere
_NEAR_MAX: Final = 2_000
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
        """The rows that hold most of the evidence, ascending: some eighty, or twice as many as
        are wanted."""
        if len(found) == 1:
            most = max(CANDIDATES, wanted)
            return self._best(*self._met(found[0], _TAKEN_OF_ONE * most), most)
        before = self._summed(found[:-1])
        rows, worth = self._met_beside(found[-1], before)
        rows = np.concatenate((rows, before.rows))
        worth = np.concatenate((worth, np.zeros(len(before.rows), np.uint16)))
        worth += before.worth.take(rows)
        if len(rows) > _MANY:
            rows, worth = _worthiest(rows, worth, max(4 * wanted, CANDIDATES))
        return self._best(rows, worth, max(CANDIDATES, 2 * wanted))

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
        """`most` of `rows` at most, ascending: the worthiest, then current ones, then the first."""
        if len(rows) > most:
            value = worth.astype(np.int64)
            value <<= 1
            value += self.index.tenancies.mark.take(rows) & CURRENT
            value <<= 32
            value -= rows
            value.partition(len(value) - most)
            rows = (-value[-most:] & 0xFFFFFFFF).astype(np.int32)
        return _ascending(rows)

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
            total[rows] = before.worth.take(rows) + worth
            rows = np.concatenate((rows, before.rows))
        rows, worth = _worthiest(rows, total.take(rows), CANDIDATES)
        return _Sum(total, self._best(rows, worth, CANDIDATES), _ascending(rows[:_NEAR_MAX]))

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
    low = known.people_ends.take(rows)
    count = known.people_ends.take(rows + 1) - low  # every row has somebody, named or not
    people = known.people.take(ranges(low, count), axis=0)
    named = np.maximum.reduce(table.take(people), axis=1)
    worth: Sums = np.maximum.reduce(table.take(known.address.take(rows, axis=0)), axis=1)
    if len(rows):
        np.maximum(worth, np.maximum.reduceat(named, count.cumsum() - count), out=worth)
    return worth


def _worthiest(rows: Ints, worth: Sums, enough: int) -> tuple[Ints, Sums]:
    """The rows whose worth comes near the best one, by shares until there are `enough`."""
    top = int(np.maximum.reduce(worth, initial=0))
    chosen = np.zeros(0, np.int64)
    for share in _SHARES:
        chosen = (worth >= max(1, int(top * share))).nonzero()[0]
        if len(chosen) >= enough:
            break
    return rows.take(chosen), worth.take(chosen)


def _ascending(rows: Ints) -> Ints:
    """`rows` in order, each once."""
    if len(rows) < 2:
        return rows
    rows = np.sort(rows)
    first = np.empty(len(rows), np.bool_)
    first[0] = True
    np.not_equal(rows[1:], rows[:-1], out=first[1:])
    return rows[first]
