"""A journal as beancount reads it: `bean-check` proves it (Beancount Language Syntax)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from core.journal import CURRENCY, LedgerAccount, LedgerPosting, account_name, decimal

# Accounts stand open before the first day a book date may name.
_OPENED = "1900-01-01"


def beancount_name(account: LedgerAccount) -> str:
    """`Assets:CLY:Bank:MAIN`: the class first, each part with a capital or a digit."""
    landlord, kind, *rest = account_name(account).split(":")
    return ":".join(part[0].upper() + part[1:] for part in (kind, landlord, *rest))


def head(title: str, accounts: Iterable[LedgerAccount]) -> Iterator[str]:
    """Title, currency and an opening of every account."""
    yield f'option "title" "{title}"\noption "operating_currency" "{CURRENCY}"\n\n'
    for account in accounts:
        yield f"{_OPENED} open {beancount_name(account)} {CURRENCY}\n"
    yield "\n"


def transaction(posting: LedgerPosting, names: Mapping[int, str]) -> str:
    """One posting on its book date; `names` are beancount_name's."""
    more = f"  effective: {posting.effective}\n"
    more += f"  batch: {posting.batch}\n" if posting.batch is not None else ""
    more += f'  reverses: "{posting.reverses}"\n' if posting.reverses else ""
    amount = decimal(posting.amount)
    return (
        f'{posting.booked} * "{posting.code}" "{posting.name}"\n{more}'
        f"  {names[posting.debit]}  {amount} {CURRENCY}\n"
        f"  {names[posting.credit]}  -{amount} {CURRENCY}\n\n"
    )


def foot(accounts: Iterable[LedgerAccount], last: date) -> Iterator[str]:
    """The balance the book keeps of every customer account, to the penny, as the next day begins.

    Without a tolerance of its own beancount would let a penny pass.
    """
    day = last + timedelta(days=1)
    for account in accounts:
        if account.balance is not None:
            kept = f"{decimal(account.balance)} ~ 0 {CURRENCY}"
            yield f"{day} balance {beancount_name(account)} {kept}\n"
