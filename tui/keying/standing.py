"""Receipts of a batch's stream and day that stand already: in the book, and in this batch."""

from core.corroboration import Receipt
from tui.keying.state import KeyingState


def earlier_of(state: KeyingState) -> tuple[Receipt, ...]:
    """Receipts of this stream and day elsewhere as the book has them, here as they stand."""
    own = f"batch {state.batch.number} line "
    day, slip = state.day(), state.slip
    elsewhere = [one for one in state.facts.earlier if not one.where.startswith(own)]
    here = [
        Receipt(line.shown.account, line.shown.amount, f"line {line.number}")
        for line in state.lines
        if line.shown.account is not None and line.number != slip.number
        if not line.is_struck and line.shown.effective == day
    ]
    return (*elsewhere, *here)
