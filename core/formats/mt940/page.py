"""A page is one MT940 message read: its account, its balances and its entries."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.bank_statement import BankLine, StatementFault, told
from core.dates import BadDate
from core.file_values import read_day
from core.formats.mt940.entry import YYMMDD, read_entry
from core.formats.mt940.message import Field, Message
from core.money import BadAmount, Pence, pounds
from core.stated_account import StatedAccount, stated_account
from core.stated_amount import stated_pence

_BALANCE = re.compile(r"([CD])([0-9]{6})([A-Z]{3})([0-9,.]+)")
_SUM = re.compile(r"([0-9]{1,5})([A-Z]{3})([0-9,.]+)")
_KNOWN = {"13", "13D", "20", "21", "28", "28C", "34F", "64", "65", "NS"}  # moving nothing
_AGAIN = "ask for the file again"


class Balance(NamedTuple):
    """A balance of a message; `is_final` where the statement begins or ends with it."""

    line: int
    day: date | None
    currency: str
    pence: Pence
    is_final: bool


@dataclass(slots=True)
class Page:
    """One message; a statement of several has one page each."""

    line: int
    is_stray: bool
    account: StatedAccount = StatedAccount("")  # noqa: RUF009  # a tuple, as immutable as a text
    number: str = ""
    sequence: int = 0
    opening: Balance | None = None
    closing: Balance | None = None
    lines: list[BankLine] = field(default_factory=list)
    pending: list[BankLine] = field(default_factory=list)
    declared: dict[str, Field] = field(default_factory=dict)  # `:90C:` and `:90D:`
    controls: bool | None = None
    remarks: list[StatementFault] = field(default_factory=list)


def read_page(message: Message, faults: list[StatementFault]) -> Page:
    """The message with every fault of it told."""
    page = Page(message.line, message.is_stray)
    for place, said in enumerate(message.fields):
        following = message.fields[place + 1] if place + 1 < len(message.fields) else None
        _take(page, said, following, faults)
    for said in page.declared.values():
        _hold_sum(page, said, faults)
    if page.is_stray:
        says = "entries behind the end of a statement belong to no account: ask the bank"
        page.remarks.append(StatementFault(page.line, ":61:", "outside_statement", says))
        return page
    for what, there in (
        (":25:", page.account.written), (":60F:", page.opening), (":62F:", page.closing),
    ):  # fmt: skip
        if not there:
            says = f"the message has no {what}: it is cut short or no statement, {_AGAIN}"
            faults.append(StatementFault(page.line, what, "control_missing", says))
    return page


def _take(page: Page, said: Field, following: Field | None, faults: list[StatementFault]) -> None:
    tag = said.tag
    if tag == "61":
        narrative = following if following and following.tag == "86" else None
        entry = read_entry(said, narrative, faults)
        if entry:
            (page.pending if entry.is_expected else page.lines).append(entry.line)
    elif tag in ("60F", "60M", "62F", "62M"):
        _take_balance(page, said, faults)
    elif tag == "25":
        page.account = stated_account(said.text)
    elif tag in ("28C", "28"):
        number, _, sequence = said.text.partition("/")
        page.number, page.sequence = told(number, 20), int(sequence) if _few(sequence) else 0
    elif tag in ("90C", "90D"):
        page.declared[tag] = said
    elif tag not in _KNOWN and tag != "86":
        says = f":{tag}: is no field of a statement and was passed over: ask the bank what it is"
        page.remarks.append(StatementFault(said.line, f":{tag}:", "field_unknown", says))


def _take_balance(page: Page, said: Field, faults: list[StatementFault]) -> None:
    what, is_opening = f":{said.tag}:", said.tag[:2] == "60"
    if (page.opening if is_opening else page.closing) is not None:
        says = f"a second {what} in one message: two files in one? {_AGAIN}"
        faults.append(StatementFault(said.line, what, "balance_twice", says))
        return
    found = _BALANCE.fullmatch(said.text.strip())
    try:
        if found is None:
            raise BadAmount("balance_not_read", f"not C or D, day, currency and amount: {_AGAIN}")
        pence = stated_pence(found[4], ",")
    except BadAmount as bad:
        faults.append(StatementFault(said.line, what, bad.code, bad.says))
        return
    signed = Pence(pence if found[1] == "C" else -pence)
    balance = Balance(said.line, _day(page, said, found[2]), found[3], signed, said.tag[2] == "F")
    if is_opening:
        page.opening = balance
    else:
        page.closing = balance
        if page.opening and page.opening.currency != balance.currency:
            says = f"{balance.currency} where the statement began in {page.opening.currency}"
            says = f"{says}: {_AGAIN}"
            faults.append(StatementFault(said.line, what, "currency_differs", says))


def _day(page: Page, said: Field, written: str) -> date | None:
    try:
        return read_day(written, YYMMDD)
    except BadDate:
        says = f"{written} is no day; the balance is read without: ask the bank which is meant"
        page.remarks.append(StatementFault(said.line, f":{said.tag}:", "date_not_read", says))
        return None


def _hold_sum(page: Page, said: Field, faults: list[StatementFault]) -> None:
    """`:90C:` and `:90D:` declare count and sum of the message's entries."""
    found = _SUM.fullmatch(said.text.strip())
    what, way = f":{said.tag}:", 1 if said.tag == "90C" else -1
    amounts = [way * one.pence for one in page.lines if way * one.pence > 0]
    try:
        if found is None:
            raise BadAmount("control_not_read", f"not count, currency and sum: {_AGAIN}")
        declared = (int(found[1]), int(stated_pence(found[3], ",")))
    except BadAmount as bad:
        faults.append(StatementFault(said.line, what, bad.code, bad.says))
        return
    if declared != (len(amounts), sum(amounts)):
        says = (
            f"the bank declares {declared[0]} entries of {pounds(Pence(declared[1]))}, the file has"
            f" {len(amounts)} of {pounds(Pence(sum(amounts)))}: {_AGAIN}"
        )
        faults.append(StatementFault(said.line, what, "control_wrong", says))
    page.controls = page.controls is not False and declared == (len(amounts), sum(amounts))


def _few(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) < 6
