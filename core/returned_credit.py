"""A returned credit is a payment of ours that the payee's bank could not apply and sent back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.bank_account.account import masked
from core.money import Pence


@dataclass(frozen=True, slots=True)
class ReturnedCredit:
    """One line of the bank's; `payer_account` is sort code and number of whom we had paid."""

    line: int
    raw: str
    day: date
    pence: Pence
    payer_account: str
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaidItem:
    """A payment of a confirmed run, as masked as everybody sees it."""

    run: int
    item: int
    pence: Pence
    pays_to: str
    told: str  # the reference that stood in the file
    returned: bool


class Found(StrEnum):
    """What became of a returned credit."""

    ONE = "one payment of ours"
    NONE = "no payment of ours"
    SEVERAL = "several payments of ours"


def find_paid(one: ReturnedCredit, paid: Sequence[PaidItem]) -> tuple[Found, PaidItem | None]:
    """The payment that came back: amount and masked account agree, the reference tells twins apart.

    What came back before is no candidate; `paid` are those still out.
    """
    out = [item for item in paid if not item.returned and item.pence == one.pence]
    if one.payer_account:
        shown = masked(one.payer_account[:6], one.payer_account[6:])
        out = [item for item in out if item.pays_to == shown]
    named = [item for item in out if _names(one.reference, item)]
    if named or not one.payer_account:
        out = named
    if len(out) == 1:
        return Found.ONE, out[0]
    return (Found.SEVERAL, None) if out else (Found.NONE, None)


def ordinals(credits_: Iterable[ReturnedCredit]) -> list[tuple[ReturnedCredit, int]]:
    """Each with its place among equal lines, so that a file read again finds the same ones."""
    seen: dict[str, int] = {}
    told: list[tuple[ReturnedCredit, int]] = []
    for one in credits_:
        seen[one.raw] = seen.get(one.raw, 0) + 1
        told.append((one, seen[one.raw]))
    return told


def _names(reference: str, item: PaidItem) -> bool:
    written = " ".join(reference.upper().split())
    return bool(written) and written == item.told.upper()
