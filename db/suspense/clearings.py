"""Clearing a suspense item by its number, so that a repeated command does not clear it twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.book import Book
from db.errors import translated
from db.suspense.cases import Cleared, key_to_clear, send_clearing


@dataclass(frozen=True, slots=True)
class Standing:
    """An item, open or not: what is left of it, how often it was cleared, and what I cleared of it.

    `ended` is cleared, reversed or empty; `clearings` counts those taken back too; `mine` has
    (account, pence, how many came before it) of each that stands and is this operator's own.
    """

    item: int
    landlord: str
    left: Pence
    ended: str
    clearings: int
    mine: tuple[tuple[int, Pence, int], ...]

    def done(self, account: int, pence: Pence | None) -> tuple[Pence, int] | None:
        """The pence and place of the clearing that this would repeat: a part, or the whole."""
        for to, cleared, place in reversed(self.mine):
            if to == account and (self.ended == "cleared" if pence is None else pence == cleared):
                return cleared, place
        return None


@dataclass(frozen=True, slots=True)
class Clearing:
    """So much of an item to an account, with the key that does it once."""

    item: int
    account: int
    pence: Pence
    key: str


def standings(book: Book, items: Iterable[int]) -> dict[int, Standing]:
    """How these items stand, those that this operator sees."""
    with book.session() as session, translated():
        rows = session.execute(_STANDING, (list(items),)).fetchall()
    return {row[0]: _standing(row) for row in rows}


def standing(book: Book, item: int) -> Standing:
    """How one item stands. Raises Refusal: unknown_item."""
    found = standings(book, [item]).get(item)
    if found is None:
        words = f"there is no suspense item {item}: rentbook suspense list shows them"
        raise Refusal("unknown_item", words, item)
    return found


def clearing(stands: Standing, account: int, pence: Pence | None = None) -> Clearing:
    """What clears an item, whole unless `pence` is given; of a repeat what was sent first.

    An equal part to the same account once more needs a key of its own.
    """
    fresh = (stands.left if pence is None else pence, stands.clearings)
    amount, place = stands.done(account, pence) or fresh
    key = key_to_clear(stands.item, amount, account, place)
    return Clearing(stands.item, account, amount, key)


def do_clear(book: Book, asked: Clearing, key: str | None = None) -> Cleared:
    """Does a clearing, once. Raises Refusal as db.suspense.cases.clear."""
    return send_clearing(book, key or asked.key, asked.item, asked.account, asked.pence)


def _standing(row: tuple[Any, ...]) -> Standing:
    item, landlord, left, ended, clearings, mine = row
    told = tuple((account, Pence(pence), place) for account, pence, place in mine)
    return Standing(item, landlord, Pence(left), ended or "", clearings, told)


_STANDING = """
SELECT i.id, l.code, i.pence - i.cleared_pence, i.ended, count(c.place),
  coalesce(jsonb_agg(jsonb_build_array(c.account_id, c.pence, c.place - 1) ORDER BY c.place)
    FILTER (WHERE NOT c.undone AND e.login = session_user), '[]')
FROM rb.suspense_item i JOIN rb.landlord l ON l.id = i.landlord_id
LEFT JOIN LATERAL (SELECT s.*, row_number() OVER (ORDER BY s.entry_id) AS place
  FROM rb.suspense_clearing s WHERE s.item_id = i.id) c ON true
LEFT JOIN rb.entry e ON e.id = c.entry_id
WHERE i.id = ANY (%s) GROUP BY i.id, l.code
"""
