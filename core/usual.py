"""The usual amount is what an account is expected to pay by a stream."""

from collections import Counter
from collections.abc import Sequence

from core.money import Pence

RECEIPTS_LOOKED_AT = 6


def usual_amount(
    imported: Pence | None, receipts: Sequence[Pence], charge: Pence | None
) -> Pence | None:
    """The imported amount, else the mode of the last six receipts (latest first), else the charge.

    Of amounts equally frequent the latest counts; reversals (not above nil) never do.
    """
    if imported:
        return imported
    paid = [amount for amount in receipts if amount > 0][:RECEIPTS_LOOKED_AT]
    if paid:
        return Counter(paid).most_common(1)[0][0]  # first seen wins a tie: the latest
    return charge or None


def is_charge_alone(imported: Pence | None, receipts: Sequence[Pence]) -> bool:
    """Whether the usual amount is only what is charged: nothing tells what is paid."""
    return not imported and not any(amount > 0 for amount in receipts)
