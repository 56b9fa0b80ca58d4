"""The ledger control: what accounts owe is what was charged less what came in, to the penny."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.money import Pence


@dataclass(frozen=True, slots=True)
class Moved:
    """What one code did to one account: a control account by its name, or customers of a kind.

    `code_class` is charge, receipt or adjustment; debits and credits are both above nil.
    """

    landlord: str
    account: str
    kind: str
    code: str
    code_class: str
    debits: Pence
    credits: Pence

    @property
    def of_customers(self) -> bool:
        """Whether it moved what customers owe."""
        return self.account == CUSTOMERS

    @property
    def net(self) -> Pence:
        """Debits less credits."""
        return Pence(self.debits - self.credits)


@dataclass(frozen=True, slots=True)
class LedgerControl:
    """A landlord's control reconciliation; amounts as they move what is owed, arrears above nil.

    opening + charges + receipts + adjustments = ledger; `accounts` is the sum of the kept balances
    and `controls` what every account of the house holds, the opposite of the ledger.
    """

    landlord: str
    opening: Pence
    charges: Pence
    receipts: Pence
    adjustments: Pence
    accounts: Pence
    controls: Pence
    cashbooks: tuple[tuple[str, Pence], ...] = ()

    @property
    def ledger(self) -> Pence:
        """What the postings say is owed."""
        return Pence(self.opening + self.charges + self.receipts + self.adjustments)

    @property
    def difference(self) -> Pence:
        """The ledger less the sum of the accounts: nil where the ledger proves."""
        return Pence(self.ledger - self.accounts)

    @property
    def proves(self) -> bool:
        """Whether accounts, postings and the accounts of the house agree."""
        return not self.difference and not self.ledger + self.controls


CUSTOMERS = "customers"
OPENING_CODE = "OPEN"
_CASH = ("bank", "card-clearing", "hb-clearing", "uc-clearing", "dd-clearing")


def ledger_control(landlord: str, moved: Iterable[Moved], accounts: Pence) -> LedgerControl:
    """The control reconciliation of one landlord from all that moved and its accounts' balances."""
    mine = [each for each in moved if each.landlord == landlord]
    customers = [each for each in mine if each.of_customers]
    opening = sum(each.net for each in customers if each.code == OPENING_CODE)
    by_class = {
        name: Pence(
            sum(e.net for e in customers if e.code_class == name and e.code != OPENING_CODE)
        )
        for name in ("charge", "receipt", "adjustment")
    }
    cash: dict[str, int] = {}
    for each in mine:
        if not each.of_customers and each.kind in _CASH:
            named = each.account.partition(":")[0]
            cash[named] = cash.get(named, 0) + each.net
    return LedgerControl(
        landlord,
        Pence(opening),
        by_class["charge"],
        by_class["receipt"],
        by_class["adjustment"],
        accounts,
        Pence(sum(each.net for each in mine if not each.of_customers)),
        tuple((name, Pence(pence)) for name, pence in sorted(cash.items())),
    )
