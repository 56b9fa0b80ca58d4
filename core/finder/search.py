"""A search: what was typed, taken token by token to the tenancies it may mean.

The rows of all tokens but the last are kept, so a keystroke costs one token.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from core.finder.evidence import (
    Evidence,
    Sighting,
    by_word,
    chance,
    evidence,
    rarity,
    sighting,
    swept,
)
from core.finder.index import CURRENT, RESTRICTED, Index
from core.finder.ranking import Fit, fitted
from core.finder.reasons import reasons
from core.finder.row import Hit
from core.finder.words import Token, compact, tokens_of

LIMIT_MAX: Final = 200
_CANDIDATES: Final = 300
_CANDIDATES_OF_ONE: Final = 120  # one word gives little to rank by
_TOKENS_KEPT: Final = 256
_SUMS_KEPT: Final = 4
_TABLES_KEPT: Final = 16


class _Segment:
    """One index with what was swept of it lately, and the rows that are dead in it."""

    __slots__ = ("_dead", "_sums", "_swept", "_tables", "_total", "index")

    def __init__(self, index: Index, gone: npt.NDArray[np.int64]) -> None:
        self.index = index
        self._dead = np.flatnonzero(np.isin(index.tenancies.account, gone))
        self._swept = np.zeros(len(index), np.uint16)
        self._total = np.zeros(len(index), np.uint16)
        self._sums: OrderedDict[tuple[Token, ...], npt.NDArray[np.uint16]] = OrderedDict()
        self._tables: OrderedDict[Token, npt.NDArray[np.uint16]] = OrderedDict()

    def fit(self, found: list[Evidence], wanted: int) -> Fit | None:
        """The fit of the rows that hold most of the evidence; nothing where none holds any."""
        most = _CANDIDATES if len(found) > 1 else max(_CANDIDATES_OF_ONE, wanted)
        rows = self._candidates(found, wanted, most)
        if not len(rows):
            return None
        return fitted(self.index, found, [self._table(each) for each in found], rows, wanted)

    def _candidates(self, found: list[Evidence], wanted: int, most: int) -> npt.NDArray[np.int32]:
        """The rows that hold most of the evidence, at most `most`, ascending."""
        swept(self.index, found[-1], self._swept)
        worth = self._swept
        if len(found) > 1:
            worth = np.add(self._sum(found[:-1]), self._swept, out=self._total)
        if len(self._dead):
            worth[self._dead] = 0
        top = int(worth.max(initial=0))
        if not top:
            return np.zeros(0, np.int32)
        rows = np.zeros(0, np.int64)
        for share in (0.8, 0.6, 0.4):
            rows = np.flatnonzero(worth >= max(1, int(top * share)))
            if len(rows) >= 4 * wanted:
                break
        return self._best(rows, worth, most).astype(np.int32)

    def _best(
        self, rows: npt.NDArray[np.int64], worth: npt.NDArray[np.uint16], most: int
    ) -> npt.NDArray[np.int64]:
        """`most` of `rows` at most: the worthiest, then current ones, then the first."""
        if len(rows) <= most:
            return rows
        value = worth[rows].astype(np.int32) * 2
        value += self.index.tenancies.mark[rows] & CURRENT
        least = np.partition(value, len(value) - most)[len(value) - most]
        above = rows[value > least]
        level = rows[value == least][: most - len(above)]
        return np.sort(np.concatenate((above, level)))

    def _sum(self, found: list[Evidence]) -> npt.NDArray[np.uint16]:
        """The worth of all tokens but the last in every row, kept between keystrokes."""
        key = tuple(each.token for each in found)
        kept = self._sums.get(key)
        if kept is None:
            full = len(self._sums) >= _SUMS_KEPT
            kept = self._sums.popitem(last=False)[1] if full else np.zeros_like(self._total)
            kept.fill(0)
            swept_last = np.zeros_like(self._swept) if found else self._swept
            for each in found:
                swept(self.index, each, swept_last)
                kept += swept_last
            self._sums[key] = kept
        return kept

    def _table(self, found: Evidence) -> npt.NDArray[np.uint16]:
        kept = self._tables.get(found.token)
        if kept is None:
            kept = self._tables[found.token] = by_word(self.index, found)
            if len(self._tables) > _TABLES_KEPT:
                self._tables.popitem(last=False)
        return kept


class Finder:
    """Searches one index, with a small `delta` of newer rows over it.

    A tenancy that stands in `delta` is not looked for in `index`; one in `gone` (accounts) in
    neither. Nothing changes after it is made: newer rows make a new finder over the same index.
    """

    __slots__ = ("_evidence", "_rows", "_segments")

    def __init__(
        self, index: Index, delta: Index | None = None, gone: frozenset[int] = frozenset()
    ) -> None:
        dead = np.fromiter(gone, np.int64, len(gone))
        if delta is None:
            self._segments = [_Segment(index, dead)]
        else:
            replaced = np.concatenate((dead, delta.tenancies.account))
            self._segments = [_Segment(index, replaced), _Segment(delta, dead)]
        self._rows = sum(len(segment.index) for segment in self._segments)
        self._evidence: OrderedDict[Token, list[Evidence]] = OrderedDict()

    def search(self, text: str, limit: int = 20) -> list[Hit]:
        """The tenancies that `text` may mean, best first, at most `limit` (and never over 200)."""
        limit = max(0, min(limit, LIMIT_MAX))
        tokens = _whole_reference(self, text) or tokens_of(text)
        found = [self._met(token) for token in tokens]
        best = float(sum(each[0].rarity for each in found)) or 1.0
        hits: list[tuple[float, int, Hit]] = []
        for place, segment in enumerate(self._segments):
            known = [each[place] for each in found if not each[place].empty]
            if known and limit:
                hits += _hits(segment, known, limit, best)
        hits.sort(key=lambda each: (-each[0], each[1]))
        return [hit for _, _, hit in hits[:limit]]

    def search_many(self, texts: Iterable[str], limit: int = 5) -> list[list[Hit]]:
        """The hits of every text; texts that share words share the work."""
        return [self.search(text if text[-1:].isspace() else text + " ", limit) for text in texts]

    def holds(self, reference: str) -> bool:
        """Whether some reference has `reference` in it as it stands."""
        sought = compact(reference)
        return any(
            len(segment.index.references.holding(sought).number) for segment in self._segments
        )

    def _met(self, token: Token) -> list[Evidence]:
        """The evidence of `token` in each segment, as rare as it is over all of them."""
        kept = self._evidence.get(token)
        if kept is not None:
            self._evidence.move_to_end(token)
            return kept
        seen: list[Sighting] = [sighting(segment.index, token) for segment in self._segments]
        by_chance = sum(
            chance(segment.index, each) for segment, each in zip(self._segments, seen, strict=True)
        )
        bits = rarity(token, by_chance, self._rows)
        kept = [
            evidence(segment.index, token, each, bits)
            for segment, each in zip(self._segments, seen, strict=True)
        ]
        self._evidence[token] = kept
        if len(self._evidence) > _TOKENS_KEPT:
            self._evidence.popitem(last=False)
        return kept


def _whole_reference(finder: Finder, text: str) -> tuple[Token, ...]:
    """`1023 4417` or `0101-002-06` typed in pieces, as the one reference it is; else nothing."""
    pieces = text[:40].replace("-", " ").split()
    digits = sum(any(sign.isdigit() for sign in piece) for piece in pieces)
    if len(pieces) < 2 or digits < len(pieces):
        return ()
    token = Token(compact("".join(pieces)).lower())
    return (token,) if len(token.text) > 5 and finder.holds(token.text) else ()


def _hits(
    segment: _Segment, found: list[Evidence], limit: int, best: float
) -> list[tuple[float, int, Hit]]:
    fit = segment.fit(found, limit)
    if fit is None:
        return []
    known = segment.index.tenancies
    each = zip(
        fit.score.tolist(),
        known.account[fit.rows].tolist(),
        known.mark[fit.rows].tolist(),
        known.fields(fit.rows),
        reasons(segment.index, found, fit),
        strict=True,
    )
    return [
        (score, account, _hit((account, 100 * score / best, why), shown, mark))
        for score, account, mark, shown, why in each
    ]


def _hit(found: tuple[int, float, tuple[str, ...]], shown: list[str], mark: int) -> Hit:
    account, score, why = found
    landlord, payment, tenancy, name, address, postcode, phone = shown
    return Hit(
        account, round(min(100.0, score), 1), why,
        landlord, payment, tenancy, name, address, postcode, phone,
        bool(mark & CURRENT), bool(mark & RESTRICTED),
    )  # fmt: skip
