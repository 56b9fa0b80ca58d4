"""An OFX file read as statements: entries and the ledger balance, of banks and of cards."""

from collections.abc import Iterator
from datetime import date

from core.bank_statement import (
    BankLine,
    BankStatement,
    Faults,
    StatementFault,
    StatementReading,
    oldest_first,
    spanned,
    told,
)
from core.dates import BadDate
from core.delimited import BadFile, decoded
from core.formats.ofx.entry import account_of, amount_of, day_of, read_entry
from core.formats.ofx.markup import read_markup
from core.money import BadAmount, Pence
from core.xml_elements import Element

FORMAT = "ofx"
_STATEMENTS = ("STMTRS", "CCSTMTRS")
_ANSWERS = ("STMTTRNRS", "CCSTMTTRNRS")


def read_ofx(content: bytes) -> StatementReading:
    """Every statement of the file. Raises BadFile where it is no text or another file."""
    text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    faults = Faults()
    root = read_markup(text, faults).first("OFX")
    if root is None:
        raise BadFile("not_ofx", "no <OFX> in it: is it the bank's OFX file?")
    statements: list[BankStatement] = []
    for element in _everywhere(root):
        if element.name in _STATEMENTS:
            statements.append(_statement(element, faults))
        elif element.name in _ANSWERS and not any(map(element.first, _STATEMENTS)):
            faults.append(_refused(element))
    return StatementReading(FORMAT, tuple(statements), tuple(faults))


def _everywhere(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(reversed(element.parts))


def _refused(answer: Element) -> StatementFault:
    """The bank's answer where it gave no statement."""
    said = told(answer.said("STATUS/MESSAGE") or answer.said("STATUS/CODE") or "nothing", 100)
    says = f"the bank gave no statement but answered: {said}; download it again"
    return StatementFault(answer.line, "STATUS", "no_statement", says)


def _statement(element: Element, faults: list[StatementFault]) -> BankStatement:
    currency = element.said("CURDEF").upper()
    entries = [*element.all("BANKTRANLIST", "STMTTRN")]
    pending = [*element.all("BANKTRANLISTP", "STMTTRNP")]
    account = account_of(element.first("BANKACCTFROM", "CCACCTFROM"))
    if not account.written:
        says = "the statement names no account: ask for the file again"
        faults.append(StatementFault(element.line, "ACCTID", "account_missing", says))
    lines = _lines(entries, currency, faults)
    return spanned(
        BankStatement(
            line=element.line,
            account=account,
            currency=told(currency, 10),
            lines=oldest_first(lines),
            closing=_balance(element, faults),
            first_day=_bound(element, "DTSTART", faults),
            last_day=_bound(element, "DTEND", faults),
            pending=_lines(pending, currency, faults),
            remarks=tuple(_remarks(element, currency)),
        )
    )


def _lines(
    entries: list[Element], currency: str, faults: list[StatementFault]
) -> tuple[BankLine, ...]:
    read = (read_entry(one, currency, faults, n) for n, one in enumerate(entries, 1))
    return tuple(line for line in read if line is not None)


def _balance(element: Element, faults: list[StatementFault]) -> Pence | None:
    balance = element.first("LEDGERBAL")
    written = balance.said("BALAMT") if balance is not None else ""
    if balance is None or not written:
        return None
    try:
        return amount_of(written)
    except BadAmount as bad:
        faults.append(StatementFault(balance.line, "LEDGERBAL BALAMT", bad.code, bad.says))
        return None


def _bound(element: Element, name: str, faults: list[StatementFault]) -> date | None:
    written = element.said(f"BANKTRANLIST/{name}")
    try:
        return day_of(written) if written else None
    except BadDate as bad:
        faults.append(StatementFault(element.line, name, bad.code, bad.says))
        return None


def _remarks(element: Element, currency: str) -> Iterator[StatementFault]:
    balance = element.first("LEDGERBAL")
    if balance is None or not balance.said("BALAMT"):
        says = "the file states no balance: nothing proves it, compare it with the bank's screen"
        yield StatementFault(element.line, "LEDGERBAL", "balance_missing", says)
    if not currency:
        says = "the file names no currency: is it the cashbook's?"
        yield StatementFault(element.line, "CURDEF", "currency_unknown", says)
    for entry in element.all("BANKTRANLIST", "STMTTRN"):
        if entry.said("CORRECTFITID"):
            says = "it corrects an earlier entry: is that one booked?"
            yield StatementFault(entry.line, "CORRECTFITID", "corrects", says)
