"""Proposals for all that is open: pairs, whole takings, near ones, sums; each item at most once."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from core.money import NIL, Pence
from core.reconciliation.inside import Receipt, inside
from core.reconciliation.item import Item, Kind, Proposal, Window
from core.reconciliation.near import near
from core.reconciliation.pairs import pairs
from core.reconciliation.sums import sums
from core.reconciliation.takings import takings

Step = Callable[[list[Item], list[Item], Window], list[Proposal]]
_WINDOW = Window()


def proposals(
    bank: Iterable[Item],
    book: Iterable[Item],
    window: Window = _WINDOW,
    within: Pence = NIL,
    receipts: Iterable[Receipt] = (),
) -> tuple[Proposal, ...]:
    """What of the bank's lines and the cashbook's entries is the same money, exact ones first.

    The answer depends on what the items are, not on the order in which they come. No item is in
    two proposals, and both sides of each come to the same amount, or are apart by at most `within`
    (the cashbook's tolerance), which is said and never exact. Money of another cashbook must
    not be among them. `receipts` are those inside entries of `book`; a proposal names one by its
    own key, and its whole entry is then in no other.
    """
    lines, entries, receipts = _whole(bank), _whole(book), tuple(receipts)
    whole = {each.item.key: each.whole for each in receipts}
    found: list[Proposal] = []
    steps: tuple[Step, ...] = (
        pairs,
        partial(takings, kind=Kind.ONE_TO_MANY),
        partial(takings, kind=Kind.MANY_TO_ONE),
        partial(near, within=within),
        lambda bank, book, window: inside(bank, receipts, window, book),
        partial(sums, kind=Kind.ONE_TO_MANY),
        partial(sums, kind=Kind.MANY_TO_ONE),
    )
    for step in steps:
        fresh = step(lines, entries, window)
        found += fresh
        lines, entries = _left(lines, entries, fresh, whole)
    return tuple(sorted(found, key=lambda each: (not each.exact, each.bank, each.book)))


def _whole(items: Iterable[Item]) -> list[Item]:
    """Those that carry money, in an order of their own."""
    return sorted((item for item in items if item.pence), key=lambda item: (item.day, item.key))


def _left(
    lines: list[Item], entries: list[Item], taken: Iterable[Proposal], whole: Mapping[int, int]
) -> tuple[list[Item], list[Item]]:
    of_bank = {key for each in taken for key in each.bank}
    of_book = {whole.get(key, key) for each in taken for key in each.book}
    return (
        [one for one in lines if one.key not in of_bank],
        [one for one in entries if one.key not in of_book],
    )
