"""Sending a change to the book: one act with the key it was given when Enter was pressed."""

from db.batches import Keyed, amend_line, keep_line, strike_line
from db.book import Book
from tui.keying.outbox import Change, Doing


def send(book: Book, batch: int, change: Change) -> Keyed:
    """Do it once. Raises Refusal, Unknown or Unreached."""
    if change.doing is Doing.STRIKE:
        return strike_line(book, batch, change.number, change.key)
    assert change.receipt is not None, "only a strike carries no receipt"
    if change.doing is Doing.AMEND:
        return amend_line(book, batch, change.number, change.receipt.whole(), change.key)
    return keep_line(book, batch, change.number, change.receipt, change.key)
