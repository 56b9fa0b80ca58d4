"""An allocation is how one receipt is split over accounts and sub-accounts to the last penny."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.money import Pence, pounds

PARTS_MAX = 99


class Rule(StrEnum):
    """How a receipt finds its parts where no hand shares it out."""

    BY_ORDER = "by order"
    OLDEST_FIRST = "oldest debt first"
    PROPORTIONAL = "in proportion"


@dataclass(frozen=True, slots=True)
class Debt:
    """An account or sub-account that may take a part: its balance (arrears positive), its age."""

    account: int
    balance: Pence
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a split receipt, above nil."""

    account: int
    amount: Pence


class BadSplit(ValueError):
    """The parts do not make up the receipt; `says` the way out."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


def split_by_rule(whole: Pence, debts: Sequence[Debt], rule: Rule) -> tuple[Part, ...]:
    """Share a receipt over debts in policy order (rent first); what is over goes to the first.

    Each debt takes at most its arrears before anything is over. Raises BadSplit: split_wrong
    where there is nothing to share or nobody to take it.
    """
    if whole <= 0 or not debts:
        raise BadSplit("split_wrong", "nothing to split: type an amount, then choose accounts")
    shares = _proportional(whole, debts) if rule is Rule.PROPORTIONAL else None
    if shares is None:
        ordered = sorted(debts, key=_age) if rule is Rule.OLDEST_FIRST else list(debts)
        shares = _in_turn(whole, ordered)
    over = whole - sum(shares.values())
    first = debts[0].account
    shares[first] = shares.get(first, 0) + over
    accounts = dict.fromkeys(debt.account for debt in debts)
    return tuple(Part(one, Pence(shares[one])) for one in accounts if shares.get(one, 0) > 0)


def split_by_hand(whole: Pence, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Accept parts given by hand: each above nil, one an account, together the whole.

    Raises BadSplit: split_wrong.
    """
    if not 1 <= len(parts) <= PARTS_MAX:
        raise BadSplit("split_wrong", f"a receipt has 1 to {PARTS_MAX} parts")
    if any(part.amount <= 0 for part in parts):
        raise BadSplit("split_wrong", "each part is above nil: type its amount, or leave it out")
    if len({part.account for part in parts}) != len(parts):
        raise BadSplit("split_wrong", "an account stands twice: put its two parts into one")
    left = left_to_split(whole, parts)
    if left:
        words = f"{pounds(Pence(abs(left)))} {'left to split' if left > 0 else 'too much'}"
        raise BadSplit("split_wrong", f"{words}: change one of the parts")
    return tuple(parts)


def left_to_split(whole: Pence, parts: Sequence[Part]) -> Pence:
    """What of the receipt no part has taken yet; below nil where the parts are too much."""
    return Pence(whole - sum(part.amount for part in parts))


def _in_turn(whole: Pence, ordered: Sequence[Debt]) -> dict[int, int]:
    shares: dict[int, int] = {}
    left: int = whole
    for debt in ordered:
        share = min(left, max(debt.balance, 0))
        shares[debt.account] = shares.get(debt.account, 0) + share
        left -= share
    return shares


def _proportional(whole: Pence, debts: Sequence[Debt]) -> dict[int, int] | None:
    """Shares by arrears, pennies left over to the largest remainders; None where nobody owes."""
    owed = sum(max(debt.balance, 0) for debt in debts)
    if owed <= whole:
        return None  # everybody is paid in full: the order no longer matters
    shares: dict[int, int] = {}
    remainders: list[tuple[int, int, int]] = []
    for place, debt in enumerate(debts):
        share, rest = divmod(whole * max(debt.balance, 0), owed)
        shares[debt.account] = shares.get(debt.account, 0) + share
        remainders.append((-rest, place, debt.account))
    for _, _, account in sorted(remainders)[: whole - sum(shares.values())]:
        shares[account] += 1
    return shares


def _age(debt: Debt) -> date:
    return debt.since or date.max
