"""A CAMT.053 statement (Stmt) is its balances and entries; the pages of one are put together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.bank_statement import (
    BankLine,
    BankStatement,
    Faults,
    StatementFault,
    StatementReading,
    told,
)
from core.dates import BadDate
from core.delimited import BadFile
from core.formats.camt053.amount import account_of, day_of, signed_amount
from core.formats.camt053.entry import read_entry
from core.money import BadAmount, Pence, pounds
from core.stated_account import StatedAccount
from core.stated_amount import stated_pence
from core.xml_elements import Element, walk_xml

FORMAT = "camt053"
_LOOKED_AT = 1_000  # elements
_OTHERS = {
    "BkToCstmrAcctRpt": "a camt.052, a report within the day",
    "BkToCstmrDbtCdtNtfctn": "a camt.054, an advice of single entries",
    "CstmrCdtTrfInitn": "a pain.001, an order to pay",
    "CstmrDrctDbtInitn": "a pain.008, an order to collect",
}


@dataclass(slots=True)
class _Page:
    """One Stmt as it is read."""

    line: int = 0
    account: StatedAccount = StatedAccount("")  # noqa: RUF009  # a tuple, as immutable as a text
    currency: str = ""
    id: str = ""
    is_last: bool = True
    days: tuple[date | None, date | None] = (None, None)
    balances: list[tuple[str, Pence]] = field(default_factory=list)
    lines: list[BankLine] = field(default_factory=list)
    pending: list[BankLine] = field(default_factory=list)
    count: int = 0
    remarks: list[StatementFault] = field(default_factory=list)


class _File:
    """Pages and faults so far, and the page under way."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.pages: list[_Page] = []
        self.page = _Page()
        self.currencies: list[tuple[int, str, str]] = []
        self.is_statement = False
        self.elements = 0
        self.other = ""

    def take(self, element: Element, above: Sequence[Element]) -> bool:
        """Takes entries and statements at their ends, so that no large file stands in memory."""
        if element.name == "Ntry" and above and above[-1].name == "Stmt":
            self._take_entry(element)
            return True
        if element.name == "Stmt" and above and above[-1].name == "BkToCstmrStmt":
            self._take_statement(element)
            return True
        self._look(element, above)
        return False

    def _look(self, element: Element, above: Sequence[Element]) -> None:
        """What message it is; another one is not read to its end."""
        self.elements += 1
        if self.elements > _LOOKED_AT:
            return
        names = {element.name, *(one.name for one in above)}
        self.is_statement = self.is_statement or "BkToCstmrStmt" in names
        for name in names:
            self.other = self.other or _OTHERS.get(name, "")
        if self.elements == _LOOKED_AT and not self.is_statement:
            raise self.wrong()

    def wrong(self) -> BadFile:
        """Why it is refused where it is no statement."""
        what = self.other or "another XML"
        return BadFile("not_camt053", f"no BkToCstmrStmt in it, it is {what}: load the camt.053")

    def _take_entry(self, element: Element) -> None:
        page = self.page
        page.count += 1
        entry = read_entry(element, page.count, self.faults)
        if entry is None:
            return
        (page.lines if entry.is_booked else page.pending).append(entry.line)
        if entry.currency:
            self.currencies.append((element.line, f"entry {page.count} Amt", entry.currency))

    def _take_statement(self, element: Element) -> None:
        page, self.page = self.page, _Page()
        page.line = element.line
        page.id = element.said("Id")
        page.account = account_of(element.first("Acct"), element.first("Acct/Svcr"))
        page.is_last = element.said("StmtPgntn/LastPgInd").lower() not in ("false", "0")
        page.days = (self._bound(element, "FrDt"), self._bound(element, "ToDt"))
        for balance in element.all("Bal"):
            self._take_balance(page, balance)
        page.currency = element.said("Acct/Ccy").upper() or (
            self.currencies[0][2] if self.currencies else ""
        )
        for line, where, currency in self.currencies:
            if currency != page.currency:
                says = f"{currency[:10]} in a statement of {page.currency[:10]}: ask the bank"
                self.faults.append(StatementFault(line, where, "currency_differs", says))
        self.currencies = []
        if not page.account.written:
            says = "the statement names no account: ask for the file again"
            self.faults.append(StatementFault(element.line, "Acct", "account_missing", says))
        page.remarks.extend(_unmet(page, element))
        self.pages.append(page)

    def _take_balance(self, page: _Page, balance: Element) -> None:
        code = balance.said("Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry")
        if code not in ("OPBD", "PRCD", "CLBD", "ITBD"):
            return  # available and forward balances prove nothing
        amount = balance.first("Amt")
        pence = signed_amount(balance, amount, f"balance {code}", self.faults)
        if pence is not None and amount is not None:
            page.balances.append((code, pence))
            currency = amount.attributes.get("Ccy", "").upper()
            if currency:
                self.currencies.append((amount.line, f"balance {code} Amt", currency))

    def _bound(self, element: Element, name: str) -> date | None:
        try:
            return day_of(element, f"FrToDt/{name}", f"FrToDt/{name}Tm")
        except BadDate as bad:
            self.faults.append(StatementFault(element.line, f"FrToDt {name}", bad.code, bad.says))
            return None


def read_camt053(content: bytes) -> StatementReading:
    """Every statement of the file. Raises BadFile where the bytes are no XML or another message."""
    file = _File()
    walk_xml(content, file.take)
    if not file.is_statement:
        raise file.wrong()
    whole: list[list[_Page]] = []
    for page in file.pages:
        before = whole[-1][-1] if whole else None
        if before and not before.is_last and _same(before, page):
            whole[-1].append(page)
        else:
            whole.append([page])
    return StatementReading(FORMAT, tuple(map(_statement, whole)), tuple(file.faults))


def _same(before: _Page, page: _Page) -> bool:
    return (before.account, before.id) == (page.account, page.id)


def _statement(pages: list[_Page]) -> BankStatement:
    first, last = pages[0], pages[-1]
    balances = [one for page in pages for one in page.balances]
    remarks = [one for page in pages for one in page.remarks]
    if not last.is_last:
        says = "the statement has further pages that are not in the file: load those too"
        remarks.append(StatementFault(last.line, "StmtPgntn", "goes_on", says))
    return BankStatement(
        line=first.line,
        account=first.account,
        currency=told(first.currency, 10),
        lines=tuple(line for page in pages for line in page.lines),
        opening=_opening(balances),
        closing=_closing(balances),
        number=told(first.id, 40),
        first_day=first.days[0],
        last_day=last.days[1],
        pending=tuple(line for page in pages for line in page.pending),
        remarks=tuple(remarks),
    )


def _opening(balances: list[tuple[str, Pence]]) -> Pence | None:
    """Opening or previously closed; an interim one only where it cannot be the closing one."""
    for code in ("OPBD", "PRCD"):
        for one, pence in balances:
            if one == code:
                return pence
    interim = [pence for code, pence in balances if code == "ITBD"]
    has_closing = any(code == "CLBD" for code, _ in balances)
    return interim[0] if interim and (has_closing or len(interim) > 1) else None


def _closing(balances: list[tuple[str, Pence]]) -> Pence | None:
    closed = [pence for code, pence in balances if code == "CLBD"]
    if closed:
        return closed[-1]
    interim = [pence for code, pence in balances if code == "ITBD"]
    has_opening = any(code in ("OPBD", "PRCD") for code, _ in balances)
    return interim[-1] if interim and (has_opening or len(interim) > 1) else None


def _unmet(page: _Page, element: Element) -> Iterator[StatementFault]:
    """Where the bank's own summary counts or sums other than its entries; some count pending."""
    booked, every = page.lines, [*page.lines, *page.pending]
    for name, way in (("TtlCdtNtries", 1), ("TtlDbtNtries", -1)):
        summary = element.first(f"TxsSummry/{name}")
        written = summary.said("Sum") if summary is not None else ""
        if summary is None or not written:
            continue
        sums = {_sum(booked, way), _sum(every, way)}
        try:
            declared = stated_pence(written)
        except BadAmount as bad:
            yield StatementFault(summary.line, f"{name} Sum", bad.code, bad.says)
            continue
        if declared not in sums:
            found = pounds(_sum(booked, way))
            says = f"the bank sums {pounds(declared)}, its entries come to {found}: ask the bank"
            yield StatementFault(summary.line, f"{name} Sum", "total_differs", says)


def _sum(lines: Sequence[BankLine], way: int) -> Pence:
    return Pence(sum(way * one.pence for one in lines if way * one.pence > 0))
