"""A statement loaded by mistake is withdrawn, with the lines that no other statement shows."""

from dataclasses import dataclass

from db.acting import act, derived_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A statement that left the book, and how many bank lines left with it."""

    statement: int
    cashbook: str
    lines: int


def withdraw_statement(book: Book, statement: int, why: str, key: str | None = None) -> Withdrawn:
    """Withdraws it; its file may be loaded again.

    Raises Refusal: unknown_statement, statement_signed, statement_used, reason_needed.
    """
    with book.session() as session:
        told = act(session, "withdraw_statement", key or derived_key("withdraw", statement, why),
                   statement, why)  # fmt: skip
    return Withdrawn(told["statement"], told["cashbook"], told["lines"])
