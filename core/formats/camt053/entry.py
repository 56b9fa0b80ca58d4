"""A CAMT entry (Ntry) is one booking, with what it is made of (TxDtls) where the bank says it."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from core.bank_statement import REFERENCE_MAX, BankLine, StatementFault, told
from core.dates import BadDate
from core.formats.camt053.amount import account_of, day_of, signed_amount
from core.money import BadAmount, Pence
from core.stated_account import StatedAccount
from core.stated_amount import stated_pence
from core.xml_elements import Element

BOOKED, PENDING = "BOOK", ("PDNG", "FUTR", "INFO")
_TX_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")
_NOT_GIVEN = ("", "NOTPROVIDED", "NONREF", "NOT PROVIDED")
_SIDES = ("Dbtr", "Cdtr")


class Entry(NamedTuple):
    """A line of the bank with its status and currency."""

    line: BankLine
    is_booked: bool
    currency: str


def read_entry(element: Element, number: int, faults: list[StatementFault]) -> Entry | None:
    """The number-th entry of its statement, None where it is a fault."""
    where = f"entry {number}"
    amount = element.first("Amt")
    pence = signed_amount(element, amount, where, faults)
    status = _status(element, where, faults)
    day = _day(element, where, faults)
    if pence is None or amount is None or day is None or not status:
        return None
    transactions = list(element.all("NtryDtls", "TxDtls"))
    only = transactions[0] if len(transactions) == 1 else None
    line = BankLine(
        line=element.line,
        day=day,
        pence=pence,
        kind=_kind(element),
        bank_id=told(element.said("AcctSvcrRef", "NtryRef"), REFERENCE_MAX),
        value_day=_value_day(element),
        reverses=element.said("RvslInd").lower() in ("true", "1"),
        items=_items(element, len(transactions)),
    )
    line = _said(line, element, only)
    if len(transactions) > 1:
        line = replace(line, parts=_parts(line, transactions))
    return Entry(line, status == BOOKED, amount.attributes.get("Ccy", "").upper())


def _status(element: Element, where: str, faults: list[StatementFault]) -> str:
    """The status, which stands in `Cd` from version 8 on; empty where it is a fault."""
    status = element.said("Sts/Cd", "Sts/Prtry", "Sts")
    if status in (BOOKED, *PENDING):
        return status
    says = f"the status {status[:10]!a} is neither booked nor pending: ask the bank"
    faults.append(StatementFault(element.line, f"{where} Sts", "status_unknown", says))
    return ""


def _day(element: Element, where: str, faults: list[StatementFault]) -> date | None:
    try:
        day = day_of(element, "BookgDt") or day_of(element, "ValDt")
    except BadDate as bad:
        faults.append(StatementFault(element.line, f"{where} BookgDt", bad.code, bad.says))
        return None
    if day is None:
        says = "no day booked and no value day: ask for the file again"
        faults.append(StatementFault(element.line, f"{where} BookgDt", "date_missing", says))
    return day


def _value_day(element: Element) -> date | None:
    try:
        return day_of(element, "ValDt")
    except BadDate:
        return None  # the day booked decides


def _items(element: Element, transactions: int) -> int:
    """How many payments the bank booked as one."""
    counts = [one.text.strip() for one in element.all("NtryDtls", "Btch", "NbOfTxs")]
    told_ = sum(int(one) for one in counts if one.isascii() and one.isdigit() and len(one) < 10)
    return max(1, transactions, told_)


def _kind(element: Element) -> str:
    codes = ("BkTxCd/Domn/Cd", "BkTxCd/Domn/Fmly/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd")
    domain = "/".join(filter(None, (element.said(path) for path in codes)))
    return told(domain or element.said("BkTxCd/Prtry/Cd"), 40)


def _parts(line: BankLine, transactions: list[Element]) -> tuple[BankLine, ...]:
    """The payments of a batched entry; none unless each has its amount and they add up to it."""
    parts = tuple(_part(line, one) for one in transactions)
    amounts = [part.pence for part in parts if part is not None]
    if len(amounts) < len(parts) or sum(amounts) != line.pence:
        return ()
    return tuple(part for part in parts if part is not None)


def _part(line: BankLine, transaction: Element) -> BankLine | None:
    amount = transaction.first(*_TX_AMOUNTS)
    try:
        pence = stated_pence(amount.text.strip()) if amount is not None else None
    except BadAmount:
        return None
    if pence is None:
        return None
    mark = transaction.said("CdtDbtInd")
    is_out = mark == "DBIT" if mark else line.pence < 0
    bare = replace(
        line, line=transaction.line, pence=Pence(-pence if is_out else pence), items=1, bank_id=""
    )
    return _said(bare, None, transaction)


def _said(line: BankLine, element: Element | None, transaction: Element | None) -> BankLine:
    """The line with its narrative, reference and other side."""
    words = [element.said("AddtlNtryInf")] if element is not None else []
    if transaction is None:
        return replace(line, narrative=told(" ".join(words)))
    words = [
        *(one.text for one in transaction.all("RmtInf", "Ustrd")),
        transaction.said("AddtlTxInf"),
        *words,
    ]
    name, other = _other_side(line, transaction)
    return replace(
        line,
        narrative=told(" ".join(dict.fromkeys(filter(None, words)))),
        reference=_reference(transaction),
        name=told(name, REFERENCE_MAX),
        other=other if other.written else None,
        bank_id=line.bank_id or told(transaction.said("Refs/AcctSvcrRef"), REFERENCE_MAX),
    )


def _reference(transaction: Element) -> str:
    paths = ("RmtInf/Strd/CdtrRefInf/Ref", "Refs/EndToEndId", "Refs/InstrId", "Refs/ChqNb")
    for path in paths:
        text = told(transaction.said(path), REFERENCE_MAX)
        if text.upper() not in _NOT_GIVEN:
            return text
    return ""


def _other_side(line: BankLine, transaction: Element) -> tuple[str, StatedAccount]:
    """Who paid what came in, who got what went out; of a reversal the other way about."""
    is_payer = (line.pence > 0) != line.reverses
    for side in _SIDES if is_payer else _SIDES[::-1]:
        name = transaction.said(f"RltdPties/{side}/Nm", f"RltdPties/{side}/Pty/Nm")
        account = transaction.first(f"RltdPties/{side}Acct")
        if name or account is not None:
            agent = transaction.first(f"RltdAgts/{side}Agt")
            return name, account_of(account, agent)
    return "", account_of(None)
