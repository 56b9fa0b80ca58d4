"""Evidence is what besides the amount says that a bank line and an entry are the same money."""

from core.reconciliation.item import Item


def agree(bank: Item, book: Item) -> bool:
    """Whether both name the same reference, or the bank names the entry's own day and stream."""
    return bool(bank.references & book.references) or names_day(bank, book)


def names_day(bank: Item, book: Item) -> bool:
    """Whether the bank's words carry the entry's day as DDMM, and nothing says another stream."""
    named = (book.day.month, book.day.day) in bank.named_days
    return named and (not bank.stream or not book.stream or bank.stream == book.stream)


def contradicts(bank: Item, book: Item) -> bool:
    """Whether the two say different streams: then the amount alone is not enough."""
    return bool(bank.stream and book.stream) and bank.stream != book.stream
