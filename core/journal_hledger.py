"""A journal as hledger reads it: `hledger check --strict` proves it (hledger.org/hledger.html)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.journal import CURRENCY, LedgerAccount, LedgerPosting, account_name, decimal


def head(title: str, accounts: Iterable[LedgerAccount]) -> Iterator[str]:
    """Title, currency and accounts, so that no name in it can be mistyped."""
    yield f"; {title}\n\ncommodity 1000.00 {CURRENCY}\n\n"
    for account in accounts:
        yield f"account {account_name(account)}\n"
    yield "\n"


def transaction(posting: LedgerPosting, names: Mapping[int, str]) -> str:
    """One posting on its book date, its number as the code, its code as the description."""
    tags = f"effective:{posting.effective}"
    tags += f", batch:{posting.batch}" if posting.batch is not None else ""
    tags += f", reverses:{posting.reverses}" if posting.reverses else ""
    amount = decimal(posting.amount)
    return (
        f"{posting.booked} ({posting.name}) {posting.code}  ; {tags}\n"
        f"    {names[posting.debit]}  {amount} {CURRENCY}\n"
        f"    {names[posting.credit]}  -{amount} {CURRENCY}\n\n"
    )


def foot(accounts: Iterable[LedgerAccount], last: date) -> Iterator[str]:
    """The balance the book keeps of every customer account, asserted on the last book date."""
    for account in accounts:
        if account.balance is not None:
            kept = f"0.00 {CURRENCY} = {decimal(account.balance)} {CURRENCY}"
            yield f"{last} kept balance\n    {account_name(account)}  {kept}\n\n"
