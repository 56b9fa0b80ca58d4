"""A search: what was typed, taken token by token to the tenancies it may mean.

The rows of all tokens but the last are kept, so a keystroke costs one token.
"""

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from typing import Final

import numpy as np

from core.finder.candidates import Segment
from core.finder.evidence import (
    Evidence,
    Sighting,
    chance,
    evidence,
    rarity,
    sighting,
)
from core.finder.index import CURRENT, RESTRICTED, Index
from core.finder.ranking import fitted
from core.finder.reasons import reasons
from core.finder.row import Hit
from core.finder.words import Token, compact, tokens_of

LIMIT_MAX: Final = 200
_TOKENS_KEPT: Final = 256


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
            self._segments = [Segment(index, dead)]
        else:
            replaced = np.concatenate((dead, delta.tenancies.account))
            self._segments = [Segment(index, replaced), Segment(delta, dead)]
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

    def cites(self, token: Token) -> bool:
        """Whether `token` is a part of some reference, or near to one."""
        return any(len(each.rows) for each in self._met(token))

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
    return (token,) if len(token.text) > 5 and finder.cites(token) else ()


def _hits(
    segment: Segment, found: list[Evidence], limit: int, best: float
) -> list[tuple[float, int, Hit]]:
    rows = segment.candidates(found, limit)
    if not len(rows):
        return []
    fit = fitted(segment.index, found, [segment.table(each) for each in found], rows, limit)
    known = segment.index.tenancies
    fields = known.fields(fit.rows)
    accounts, marks = known.account.take(fit.rows).tolist(), known.mark.take(fit.rows).tolist()
    scores = fit.score.tolist()
    shares = (fit.score * (1000 / best) + 0.5).astype(np.int64).tolist()
    each = zip(accounts, shares, reasons(segment.index, found, fit), fields, marks, strict=True)
    hits = [
        _hit((account, min(100.0, share / 10), why, *shown, *_MARKED[mark]))
        for account, share, why, shown, mark in each
    ]
    return list(zip(scores, accounts, hits, strict=True))


_hit: Final = partial(tuple.__new__, Hit)
_MARKED: Final = tuple((bool(mark & CURRENT), bool(mark & RESTRICTED)) for mark in range(256))
