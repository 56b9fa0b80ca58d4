"""An OFX entry (STMTTRN) says which way money went by the sign of its amount."""

import re
from datetime import date

from core.bank_statement import REFERENCE_MAX, BankLine, StatementFault, told
from core.dates import BadDate
from core.file_values import read_day
from core.money import BadAmount, Pence
from core.stated_account import StatedAccount, stated_account
from core.stated_amount import stated_pence
from core.xml_elements import Element

_DAY = re.compile(r"([0-9]{8})(?:[0-9]{2,6}(?:\.[0-9]{1,6})?)?(?:\[[^\]]{1,20}\])?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{2}")
_UNCLEAR = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_AGAIN = "ask for the file again"


def amount_of(written: str) -> Pence:
    """An amount with its sign, its point a point or a comma. Raises BadAmount."""
    text = written.lstrip("+-") if len(written) > 1 and written[1] not in "+-" else written
    if _UNCLEAR.fullmatch(text):
        raise BadAmount("amount_not_read", f"thousands or decimals, it cannot be told: {_AGAIN}")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    pence = stated_pence(text, "," if "," in text else ".")
    return Pence(-pence if written[:1] == "-" else pence)


def day_of(written: str) -> date:
    """The day of a time, its zone left aside. Raises BadDate."""
    found = _DAY.fullmatch(written)
    if found is None:
        raise BadDate("date_not_read", f"not a day as 20261123: {_AGAIN}")
    return read_day(found[1], ("yyyymmdd",))


def account_of(element: Element | None) -> StatedAccount:
    """The account of a BANKACCTFROM or CCACCTFROM; in the UK BANKID is the sort code."""
    if element is None:
        return stated_account("")
    bank, account = element.said("BANKID"), element.said("ACCTID")
    digits = re.sub(r"[\s-]", "", account)
    alone = stated_account(account)
    if alone.sort_code or alone.iban or not bank:
        return alone
    both = stated_account(account, bank)
    return (
        both if len(digits) == 8 and both.number else StatedAccount(told(f"{bank} {account}", 80))
    )


def read_entry(
    element: Element, currency: str, faults: list[StatementFault], number: int
) -> BankLine | None:
    """The number-th entry of its statement, None where it is a fault."""
    where, count = f"entry {number} ", len(faults)
    day, pence = None, None
    try:
        day = day_of(element.said("DTPOSTED", "DTTRAN"))
    except BadDate as bad:
        faults.append(StatementFault(element.line, where + "DTPOSTED", bad.code, bad.says))
    try:
        pence = amount_of(element.said("TRNAMT"))
    except BadAmount as bad:
        faults.append(StatementFault(element.line, where + "TRNAMT", bad.code, bad.says))
    other = element.said("CURRENCY/CURSYM").upper()
    if other and other != currency:
        says = f"{told(other, 10)} in a statement of {told(currency, 10)}: ask the bank"
        faults.append(StatementFault(element.line, where + "CURRENCY", "currency_differs", says))
    if day is None or pence is None or len(faults) > count:
        return None
    return _line(element, day, pence)


def _line(element: Element, day: date, pence: Pence) -> BankLine:
    account = element.first("BANKACCTTO", "CCACCTTO", "BANKACCTFROM")
    name, memo = element.said("NAME", "PAYEE/NAME"), element.said("MEMO")
    check = element.said("CHECKNUM").strip("0")
    return BankLine(
        line=element.line,
        day=day,
        pence=pence,
        kind=told(element.said("TRNTYPE"), 40),
        narrative=told(f"{name} {memo}" if memo != name else name),
        reference=told(
            element.said("REFNUM") or (element.said("CHECKNUM") if check else ""), REFERENCE_MAX
        ),
        name=told(name, REFERENCE_MAX),
        other=account_of(account) if account is not None else None,
        bank_id=told(element.said("FITID", "SRVRTID"), REFERENCE_MAX),
        value_day=_value_day(element.said("DTAVAIL")),
    )


def _value_day(written: str) -> date | None:
    try:
        return day_of(written) if written else None
    except BadDate:
        return None  # the day posted decides
