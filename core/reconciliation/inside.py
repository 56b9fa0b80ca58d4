"""Inside is a bank line that is one receipt of a batch entered whole: proposed, never exact.

Named by reference, or the only one of its amount. What money the bank credits in one sum (cards,
benefit) is looked for by reference alone: amounts repeat there by the hundred.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.reconciliation.item import Item, Proposal, Window
from core.reconciliation.pairs import BY_AMOUNT, BY_NAME, pairs

_IN_ONE_SUM = frozenset(("telephone", "card-agency", "hb", "uc", "direct-debit"))


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt of an entry that stands open whole; `whole` is that entry's key."""

    item: Item
    whole: int


def inside(
    bank: Sequence[Item], receipts: Iterable[Receipt], window: Window, entries: Sequence[Item]
) -> list[Proposal]:
    """Pairs of a bank line and a receipt whose batch is still among the open `entries`."""
    whole = {one.key for one in entries}
    free = [each.item for each in receipts if each.whole in whole]
    found = pairs(bank, free, window, BY_NAME)
    met = {key for each in found for key in each.bank}
    named = {key for each in found for key in each.book}
    alone = [one for one in free if one.key not in named and one.stream not in _IN_ONE_SUM]
    found += pairs([one for one in bank if one.key not in met], alone, window, BY_AMOUNT)
    return [replace(each, exact=False, why=f"one of a batch: {each.why}") for each in found]
