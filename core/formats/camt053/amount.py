"""Amounts, days and accounts as CAMT writes them."""

from datetime import date

from core.bank_statement import StatementFault
from core.dates import BadDate
from core.file_values import read_day
from core.money import BadAmount, Pence
from core.stated_account import StatedAccount, stated_account
from core.stated_amount import stated_pence
from core.xml_elements import Element

_SIGNS = {"CRDT": 1, "DBIT": -1}
_CLEARING = "FinInstnId/ClrSysMmbId/MmbId"


def signed_amount(
    element: Element, amount: Element | None, where: str, faults: list[StatementFault]
) -> Pence | None:
    """The amount by the credit or debit mark of its element; None where either is a fault."""
    if amount is None:
        says = "no amount: the file is damaged, ask for it again"
        faults.append(StatementFault(element.line, f"{where} Amt", "amount_missing", says))
        return None
    mark = element.said("CdtDbtInd")
    try:
        pence = stated_pence(amount.text.strip())
    except BadAmount as bad:
        faults.append(StatementFault(amount.line, f"{where} Amt", bad.code, bad.says))
        return None
    if mark not in _SIGNS:
        says = f"{mark[:10]!a} is neither CRDT nor DBIT: ask for the file again"
        faults.append(StatementFault(element.line, f"{where} CdtDbtInd", "sign_wrong", says))
        return None
    return Pence(_SIGNS[mark] * pence)


def day_of(element: Element, *paths: str) -> date | None:
    """The first day down the paths, a time and its zone left aside; None where there is none.

    Raises BadDate where something else is written there.
    """
    written = element.said(*(f"{path}/{form}" for path in paths for form in ("Dt", "DtTm")))
    written = written or element.said(*paths)
    if not written:
        return None
    if len(written) > 10 and written[10] not in "TZ+-":
        raise BadDate("date_not_read", "not a date as 2026-11-23: ask for the file again")
    return read_day(written[:10], ("yyyy-mm-dd",))


def account_of(account: Element | None, agent: Element | None = None) -> StatedAccount:
    """The account of an `Acct`, its sort code from the agent's clearing member where need be."""
    if account is None:
        return stated_account("")
    if iban := account.said("Id/IBAN"):
        return stated_account(iban)
    sort_code = agent.said(_CLEARING) if agent is not None else ""
    written = account.said("Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id", "Id")
    digits = "".join(letter for letter in written if letter.isdigit())
    return stated_account(written, sort_code if len(digits) == 8 else "")
