"""A batch that is walked: filled with what is expected, passed over where nothing came."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core.money import Pence
from core.names import parse_names, short_names
from core.refusal import Refusal
from core.walk import Item, Walked, walked
from db.acting import act, derived_key
from db.batch_lists import listed, load
from db.batches import Header, open_batch
from db.book import Book
from db.errors import translated
from db.walk.expecting import expected_on


def fill(book: Book, batch: int) -> tuple[Item, ...]:
    """Fills an open batch without lines with what its stream expects by its value date.

    Asked again, it answers what the batch was filled with. Raises Refusal: nothing_expected, …
    """
    if known := items(book, batch):
        return known
    head = listed(book, batch)
    return _filled(book, batch, expected_on(book, head.cashbook, head.stream, head.effective))


def _filled(book: Book, batch: int, due: tuple[Item, ...]) -> tuple[Item, ...]:
    document: dict[str, Any] = {"items": [_written(item) for item in due]}
    with book.session() as session:
        act(session, "fill_walk", derived_key("walk", batch, document), batch, document)
    return due


def open_walk(book: Book, header: Header, key: str | None = None) -> int:
    """Opens a batch and fills it; where nothing is expected no batch is opened.

    Raises Refusal: nothing_expected, and what opening a batch raises.
    """
    day = header.effective or book.about.today
    due = expected_on(book, header.cashbook, header.stream, day)
    if not due:
        words = f"nothing is expected of {header.stream} by {day:%d/%m/%Y}: key it line by line"
        raise Refusal("nothing_expected", words, header.stream)
    batch = open_batch(book, header, key)
    if not items(book, batch):  # opened by that key before, it may be filled
        _filled(book, batch, due)
    return batch


def pass_over(book: Book, batch: int, item: int, key: str, *, passed: bool = True) -> None:
    """Passes an expected payment over as missing, or takes it up again."""
    with book.session() as session:
        act(session, "pass_over", key, batch, item, passed)


def items(book: Book, batch: int) -> tuple[Item, ...]:
    """What the batch was filled with, in its order; empty for one that is not walked."""
    with book.session() as session, translated():
        rows = session.execute(_ITEMS, (batch,), prepare=True).fetchall()
    return tuple(_item(row) for row in rows)


def walk(book: Book, batch: int) -> Walked:
    """A walk as it stands. Raises Refusal: unknown_batch, not_walked."""
    loaded = load(book, batch)
    known = items(book, batch)
    if not known:
        words = f"batch {batch} is not walked: rentbook batch open --walk opens one that is"
        raise Refusal("not_walked", words, batch)
    return walked(known, loaded.lines)


def _written(item: Item) -> Sequence[object]:
    day: date = item.day
    return [item.account, item.amount, day.isoformat(), item.missed, item.may_rest, item.says]


def _item(row: tuple[Any, ...]) -> Item:
    number, account, pence, day, ref, names, *rest = row
    name = short_names(parse_names(names)) if names else ""
    return Item(number, account, Pence(pence), day, ref, name, *rest)


_ITEMS = """
SELECT w.item, w.account_id, w.pence, w.day, a.ref,
  (SELECT string_agg(u.name, ' + ' ORDER BY n.position) FROM rb.tenant n
    JOIN rb.customer u ON u.id = n.customer_id
    WHERE n.tenancy_id = a.tenancy_id AND n.ended IS NULL),
  w.missed, w.may_rest, w.skipped, w.says, coalesce(p.address, '')
FROM rb.walk_item w JOIN rb.account a ON a.id = w.account_id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id LEFT JOIN rb.property p ON p.id = t.property_id
WHERE w.batch_id = %s ORDER BY w.item
"""
