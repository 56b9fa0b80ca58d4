"""Whose a statement is: the bank accounts of the cashbooks named, and which of them it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.bank_statement import CURRENCY, BankStatement
from core.refusal import Refusal
from db.book import Session

_TOLD_MIN = 4  # digits of an account that a bank masks


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """A bank account of a cashbook; `number` is the book's own of it."""

    number: int
    cashbook: str
    sort_code: str
    account_number: str


def accounts_of(session: Session, cashbooks: Sequence[str]) -> tuple[OwnAccount, ...]:
    """The bank accounts of those cashbooks. Raises Refusal: unknown_cashbook."""
    rows = session.execute(_ACCOUNTS, (list(cashbooks),)).fetchall()
    found = tuple(OwnAccount(*row) for row in rows)
    for missing in (one for one in cashbooks if one not in {each.cashbook for each in found}):
        says = f"there is no cashbook {missing} of yours: rentbook setup --show lists them"
        raise Refusal("unknown_cashbook", says, missing)
    return found


def whose(told: BankStatement, own: tuple[OwnAccount, ...]) -> OwnAccount:
    """The account the statement is of. One that names none is of the only account there is.

    Raises Refusal: other_account, other_currency.
    """
    ours = ", ".join(f"{one.sort_code} {one.account_number}" for one in own)
    found = [one for one in own if _is(told, one)]
    if len(found) != 1:
        who = told.account.text or "a statement without an account"
        says = f"{who} at line {told.line} is none of {ours}: name the cashbook of that account"
        raise Refusal("other_account", says, who)
    if told.currency and told.currency != CURRENCY:
        says = (
            f"the statement at line {told.line} is in {told.currency}, the cashbook in {CURRENCY}"
        )
        raise Refusal("other_currency", f"{says}: it is not booked", told.currency)
    return found[0]


def _is(told: BankStatement, one: OwnAccount) -> bool:
    if told.account.number:
        whole = told.account.sort_code in {"", one.sort_code}
        return whole and told.account.number == one.account_number
    left = "".join(filter(str.isdigit, told.account.written))
    if left and len(left) < _TOLD_MIN:
        return False
    return f"{one.sort_code}{one.account_number}".endswith(left) and not told.account.iban


_ACCOUNTS = """
SELECT b.id, c.code, b.sort_code, b.account_number FROM rb.bank_account b
JOIN rb.cashbook c ON c.id = b.cashbook_id WHERE c.code = ANY (%s) ORDER BY b.id
"""
