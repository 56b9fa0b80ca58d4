"""Evidence is what besides the amount says that a bank line and an entry are the same money."""

from core.reconciliation.item import Item


def agree(bank: Item, book: Item) -> bool:
    """Whether both name the same reference, or the bank names the entry's own day and stream."""
    return bool(bank.references & book.references) or names_day(bank, book)


def names_day(bank: Item, book: Item) -> bool:
    """Whether the bank's words carry the entry's day as DDMM, and nothing says another stream."""
    named = (book.day.month, book.day.day) in bank.named_days
    return named and (not bank.stream or not book.stream or bank.stream == book.stream)


def other_stream(bank: Item, book: Item) -> bool:
    """Whether the two say different streams: then the amount alone is not enough."""
    return bool(bank.stream and book.stream) and bank.stream != book.stream


def other_reference(bank: Item, book: Item) -> bool:
    """Whether the two name accounts, by references of one length, and not the same one."""
    if not bank.personal or not book.personal or bank.personal & book.personal:
        return False
    lengths = {len(one) for one in bank.personal}
    return any(len(other) in lengths for other in book.personal)


def against(bank: Item, book: Item) -> str:
    """What speaks against the two being the same money, in words; nothing: ""."""
    if other_reference(bank, book):
        return "another reference"
    return "another stream" if other_stream(bank, book) else ""
