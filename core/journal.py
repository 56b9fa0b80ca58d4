"""The journal is every posting as other bookkeeping programs read it, to prove it for themselves.

Accounts are named landlord:class:kind; names of people, payers and narratives are no part of it.
The same balances that the book keeps stand in it as assertions, so that a program which reads it
without complaint has proved them (hledger: "Balance assertions"; beancount: "Balance assertions").
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from core.money import Pence
from core.stream import ControlKind

CURRENCY = "GBP"

_CLASS_OF: dict[str, str] = {
    ControlKind.BANK: "assets",
    ControlKind.CARD_CLEARING: "assets",
    ControlKind.HB_CLEARING: "assets",
    ControlKind.UC_CLEARING: "assets",
    ControlKind.DD_CLEARING: "assets",
    ControlKind.BANK_TRANSFERS: "assets",
    ControlKind.BANK_CHARGES: "expenses",
    ControlKind.SUSPENSE: "liabilities",
    ControlKind.REFUNDS_PAYABLE: "liabilities",
    ControlKind.INTER_LANDLORD: "liabilities",
    ControlKind.OPENING: "equity",
    ControlKind.OVERS_AND_SHORTS: "expenses",
    ControlKind.WRITE_OFF: "expenses",
}


@dataclass(frozen=True, slots=True)
class LedgerAccount:
    """An account as a journal names it; a customer's has its kept `balance`, a control has none."""

    number: int
    landlord: str
    kind: str
    reference: str
    cashbook: str = ""
    balance: Pence | None = None


@dataclass(frozen=True, slots=True)
class LedgerPosting:
    """One posting: debit and credit are account numbers, `reverses` names another posting."""

    name: str
    landlord: str
    cashbook: str
    code: str
    debit: int
    credit: int
    amount: Pence
    effective: date
    booked: date
    posted_at: datetime
    batch: int | None = None
    reverses: str = ""


def account_class(account: LedgerAccount) -> str:
    """assets, liabilities, equity, income or expenses: what other programs want to know first."""
    if account.balance is not None:
        return "assets"
    return _CLASS_OF.get(account.kind, "income")


def account_name(account: LedgerAccount) -> str:
    """`CLY:assets:bank:MAIN`, or a customer's `CLY:assets:tenants:10234417:rent-10001`."""
    named = [account.landlord, account_class(account)]
    if account.balance is None:
        return ":".join([*named, account.kind, account.cashbook]).rstrip(":")
    return ":".join([*named, "tenants", _plain(account.reference), _own(account)])


def decimal(amount: Pence) -> str:
    """Pounds with two decimals, nothing between the digits: `1204.75`, `-0.05`."""
    pounds, pence = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{pounds}.{pence:02}"


def _own(account: LedgerAccount) -> str:
    return f"{_plain(account.kind).lower()}-{account.number}"


def _plain(text: str) -> str:
    """Only what every program takes inside an account's name."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-") or "none"
