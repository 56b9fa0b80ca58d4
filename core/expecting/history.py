"""What an account has paid by one stream, and the terms that say what it may pay next."""

from dataclasses import dataclass
from datetime import date

from core.charge import Cycle
from core.money import NIL, Pence


@dataclass(frozen=True, slots=True)
class Came:
    """One receipt: the day the money moved and how much."""

    day: date
    amount: Pence


@dataclass(frozen=True, slots=True)
class History:
    """Receipts of one account by one stream, latest first, reversed ones left out.

    `payer` is whoever sends the money for many (a council, DWP), empty where nobody is named;
    `charge` is the full charge of a week or month by `cycle`; `ended` the last day of the tenancy.
    """

    account: int
    came: tuple[Came, ...]
    cycle: Cycle = Cycle.WEEKLY
    charge: Pence = NIL
    ended: date | None = None
    deceased: bool = False
    payer: str = ""
