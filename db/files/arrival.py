"""A payment file on its way in: its bytes, its profile, and where its money came."""

from dataclasses import dataclass
from datetime import date

from core.money import Pence


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be loaded: its bytes (or what was pasted), its own name, where its money came.

    `declared` is what the payer, or the bank credit, says it comes to; without it the total in
    the file stands. `day` is the effective date of lines without their own, today by default.
    `others` are further cashbooks, for a bank's file of several accounts.
    """

    content: bytes
    name: str
    profile: str
    cashbook: str
    declared: Pence | None = None
    day: date | None = None
    replaces: int | None = None
    pasted: bool = False
    others: tuple[str, ...] = ()

    @property
    def cashbooks(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((self.cashbook, *self.others)))
