"""The candidates of every open case, ranked again only where something has changed since."""

from dataclasses import dataclass, field
from typing import Final

from core.suspense import Ranked, perhaps_theirs
from db.book import Book
from db.errors import translated
from db.suspense.cases import Case, cases, with_candidates

DAYS_MAX: Final = 30  # where the office has no policy of its own


@dataclass(frozen=True, slots=True)
class Ranking:
    """Open cases, oldest first, with their candidates as roll and aliases stood at one moment.

    `theirs` has by account the items that may be its money.
    """

    stamp: tuple[object, ...]
    cases: tuple[Case, ...]
    ranked: dict[int, Ranked]
    theirs: dict[int, tuple[Ranked, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "theirs", perhaps_theirs(self.ranked.values()))


def ranks(book: Book, before: Ranking | None = None) -> Ranking:
    """Every open case ranked; `before` itself where nothing has changed since.

    Where roll and aliases stand as they did, only new and partly cleared items are ranked.
    """
    stamp = _stamp(book)
    now = cases(book)
    if before is not None and (before.stamp, before.cases) == (stamp, now):
        return before
    known = before.ranked if before is not None and before.stamp == stamp else {}
    asked = [one for one in now if not _stands(one, known)]
    fresh = with_candidates(book, asked) if asked else {}
    number = [one.item.item for one in now]
    return Ranking(stamp, now, {each: fresh.get(each) or known[each] for each in number})


def days_max(book: Book) -> int:
    """How many days money may stay in suspense before it is past its limit."""
    with book.session() as session, translated():
        row = session.execute(_DAYS_MAX, prepare=True).fetchone()
    return DAYS_MAX if row is None else int(row[0])


def _stands(case: Case, known: dict[int, Ranked]) -> bool:
    """Whether the item was ranked with as much of it left."""
    before = known.get(case.item.item)
    return before is not None and before.item.left == case.item.left


def _stamp(book: Book) -> tuple[object, ...]:
    with book.session() as session, translated():
        row = session.execute(_STAMP, prepare=True).fetchone()
    assert row is not None, "a book has one state of its finder"
    return tuple(row)


_DAYS_MAX = "SELECT value::text::int FROM rb.policy WHERE name = 'suspense_days'"

# What candidates rest on: people and references, aliases, feeds, and what accounts usually pay.
# A clearing tells nothing new of anybody else's money.
_STAMP = """
SELECT f.generation,
  (SELECT array_agg(r.tenancy_id ORDER BY r.tenancy_id)::text FROM rb.revealed r),
  (SELECT count(*) FILTER (WHERE x.revoked_at IS NULL) FROM rb.alias x),
  (SELECT max(x.id) FROM rb.alias x), (SELECT max(l.id) FROM rb.feed_load l),
  (SELECT max(e.id) FROM rb.entry e WHERE e.kind <> 'clearing')
FROM rb.finder_state f
"""
