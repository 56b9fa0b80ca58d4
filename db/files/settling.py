"""Settling: a line of a file gets its account, or goes to suspense; and is put back again."""

from dataclasses import dataclass
from typing import Any

from core.money import Pence
from db.acting import act, new_key
from db.book import Book


@dataclass(frozen=True, slots=True)
class Settled:
    """A line settled or put back: the tally of its batch after it."""

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
    """Gives a line its account, or sends it to suspense with a reason.

    Raises Refusal: unknown_line, unknown_account, wrong_landlord, account_closed,
    interest_declared, reason_needed (to suspense, of the dead, or where it was matched for
    certain to another), recovery_needs_account, not_your_batch, batch_not_open.
    """
    with book.session() as session:
        told = act(session, "settle_line", key or new_key(), file, item, choice.document())
    return _settled(item, told)


def put_back(book: Book, file: int, item: int, key: str | None = None) -> Settled:
    """Takes a settlement back: the line stands again as matching left it.

    Raises Refusal: unknown_line, line_not_settled, not_your_batch, batch_not_open.
    """
    with book.session() as session:
        told = act(session, "put_back_line", key or new_key(), file, item)
    return _settled(item, told)


def _settled(item: int, told: dict[str, Any]) -> Settled:
    return Settled(told["batch"], item, Pence(told["left_pence"]), told["left_lines"])
