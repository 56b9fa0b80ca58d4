"""Proposals accepted together: what is still true is matched, what is not is left and told why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.reconciliation import Proposal
from db.acting import act, derived_key, new_key
from db.bank.matching import Matched, matched_of
from db.bank.reconciling import Entry, open_items, sides
from db.book import Book

_AT_ONCE = 200  # matches of one act: nobody waits longer for the gate

# What a match that is true no more came to, in a few words; else the refusal's own.
_WHY = {
    "matched_already": "matched meanwhile",
    "receipt_already": "a receipt meanwhile",
    "unknown_line": "gone from the statements",
    "before_cut_off": "before the cut-off",
    "not_of_cashbook": "reversed or moved meanwhile",
    "match_differs": "no longer equal",
}


@dataclass(slots=True)
class Accepted:
    """The matches made, and for each proposal left its place among those asked for, and why."""

    made: list[Matched] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)

    @property
    def why(self) -> str:
        """The reasons for what is left, commonest first: "2 matched meanwhile"."""
        counted = Counter(why for _, why in self.left).most_common()
        return ", ".join(f"{count} {why}" for why, count in counted)


def accept(
    book: Book,
    cashbook: str,
    chosen: Sequence[tuple[Proposal, Mapping[int, Entry]]],
    key: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Accepted:
    """Makes each proposal (with the entries by their keys) a match if it is still true.

    Raises Refusal: unknown_cashbook, not_permitted; Unknown, with the key to send again.
    """
    key, done = key or new_key(), Accepted()
    for start in range(0, len(chosen), _AT_ONCE):
        part = chosen[start : start + _AT_ONCE]
        document = {"cashbook": cashbook, "how": "exact", "matches": [_match(*one) for one in part]}
        with book.session() as session:
            told = act(session, "accept_matches", derived_key(key, start), document)
        done.made += map(matched_of, told["made"])
        done.left += [(start + one["place"], _WHY.get(one["code"], one["says"]))
                      for one in told["left"]]  # fmt: skip
        if progress is not None:
            progress(start + len(part), len(chosen))
    return done


def accept_exact(
    book: Book, cashbook: str, day: date, progress: Callable[[int, int], None] | None = None
) -> Accepted:
    """Makes every exact proposal of a day a match; asked again, only what is new.

    Raises Refusal as `accept`.
    """
    found = open_items(book, cashbook, day)
    entries = {each.key: each for each in (*found.inside, *found.book)}
    exact = [(each, entries) for each in found.proposals() if each.exact]
    return accept(book, cashbook, exact, None, progress)


def _match(proposal: Proposal, entries: Mapping[int, Entry]) -> dict[str, Any]:
    both = sides(proposal, entries)
    return {"lines": list(both.lines), "entries": [list(one) for one in both.entries]}
