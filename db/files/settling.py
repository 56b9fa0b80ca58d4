"""Settling: an exception of a file gets its account, or goes to suspense with a reason."""

from dataclasses import dataclass
from typing import Any

from core.money import Pence
from db.acting import act, new_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Settled:
    """An exception settled: the tally of its batch after it."""

    batch: int
    line: int
    left: Pence
    left_count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose a line is: `account` None is suspense; `remember` makes the name an alias too."""

    account: int | None
    reason: str = ""
    remember: bool = False

    def document(self) -> dict[str, Any]:
        """The act's argument."""
        return {"account_id": self.account, "reason": self.reason, "remember": self.remember}


def settle(book: Book, file: int, item: int, choice: Choice, key: str | None = None) -> Settled:
    """Gives an exception its account, or sends it to suspense with a reason.

    Raises Refusal: unknown_line, unknown_account, wrong_landlord, account_closed,
    interest_declared, reason_needed, recovery_needs_account, not_your_batch, batch_not_open.
    """
    with book.session() as session:
        told = act(session, "settle_line", key or new_key(), file, item, choice.document())
    return Settled(told["batch"], item, Pence(told["left_pence"]), told["left_lines"])
