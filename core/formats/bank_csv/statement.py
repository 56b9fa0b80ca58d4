"""A bank's CSV read as statements, one of each account, its running balance followed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.bank_statement import (
    CURRENCY,
    BankStatement,
    Faults,
    StatementFault,
    StatementReading,
    spanned,
    told,
)
from core.dates import BadDate
from core.file_text import FileRow
from core.file_values import read_day
from core.formats.bank_csv.entry import Entry, EntryReader
from core.formats.bank_csv.layout import BARCLAYS_DAILY
from core.formats.bank_csv.order import balances, booked_order, broken
from core.formats.bank_csv.table import Table, read_table
from core.stated_account import StatedAccount, stated_account

FORMAT = "bank-csv"
_ACCOUNT = re.compile(r"([0-9]{2}-?[0-9]{2}-?[0-9]{2})\W{0,20}([0-9]{8})(?![0-9])")
_MASKED = re.compile(r"[*Xx][ *Xx]{1,30}[0-9]{2,8}")


@dataclass(slots=True)
class _Group:
    """The entries of one account in one currency."""

    account: StatedAccount
    currency: str
    entries: list[Entry] = field(default_factory=list)


def read_bank_csv(content: bytes) -> StatementReading:
    """Every account of the file. Raises BadFile where no bank's layout is found in it."""
    faults = Faults()
    table = read_table(content, faults)
    passed: list[StatementFault] = []
    groups = _groups(table, faults, passed)
    statements = tuple(_statement(one, passed if place == 0 else ()) for place, one in
                       enumerate(groups))  # fmt: skip
    return StatementReading(FORMAT, statements, tuple(faults))


def _groups(
    table: Table, faults: list[StatementFault], passed: list[StatementFault]
) -> list[_Group]:
    def tell(line: int, what: str, rule: str, says: str) -> None:
        faults.append(StatementFault(line, what, rule, says))

    reader = EntryReader(table.layout, _file_day(table), tell)
    named = _named_before(table)
    groups: dict[tuple[StatedAccount, str], _Group] = {}
    for row in table.rows:
        if sum(bool(cell.strip()) for cell in row.cells) < 2 < table.layout.width:
            passed.append(_footer(row))
            continue
        entry = reader.read(row)
        if entry is not None:
            account = entry.account if entry.account.written else named
            key = (account, entry.currency)
            groups.setdefault(key, _Group(*key)).entries.append(entry)
    if not groups and not faults:
        key = (named, CURRENCY)
        groups[key] = _Group(*key)
    return list(groups.values())


def _footer(row: FileRow) -> StatementFault:
    says = f"passed over, for one field is no entry: {told(row.raw, 60)!a}"
    return StatementFault(row.line, "row", "row_passed", says)


def _statement(group: _Group, passed: Sequence[StatementFault]) -> BankStatement:
    booked = booked_order([one for one in group.entries if one.status == "booked"])
    opening, closing = balances(booked)
    breaks = tuple(broken(booked))
    return spanned(
        BankStatement(
            line=min((one.line.line for one in group.entries), default=1),
            account=group.account,
            currency=group.currency,
            lines=tuple(one.line for one in booked if one.line.pence),
            opening=opening,
            closing=closing,
            pending=tuple(one.line for one in group.entries if one.status == "pending"),
            controls=False if breaks else None,
            remarks=(*passed, *breaks, *_remarks(group)),
        )
    )


def _remarks(group: _Group) -> Iterator[StatementFault]:
    if not group.account.written:
        says = "the file names no account: is it the cashbook's?"
        yield StatementFault(1, "account", "account_unknown", says)
    for one in group.entries:
        if one.status == "left":
            says = "the bank did not carry it out; it is in no sum"
            yield StatementFault(one.line.line, "status", "not_done", says)


def _named_before(table: Table) -> StatedAccount:
    """The account a preamble names, whole or masked."""
    for row in table.preamble:
        text = " ".join(row.cells)
        if table.layout.header and row is table.preamble[-1]:
            break
        if whole := _ACCOUNT.search(text):
            return stated_account(whole[2], whole[1])
        if masked := _MASKED.search(text):
            return StatedAccount(told(masked[0], 40))
    return StatedAccount("")


def _file_day(table: Table) -> date | None:
    """Barclays' daily statement has its date in the fourth field of its first line."""
    if table.layout.name != BARCLAYS_DAILY or not table.preamble:
        return None
    cells = [*table.preamble[0].cells, "", "", "", ""]
    try:
        return read_day(cells[3], ("yyyymmdd",))
    except BadDate:
        return None
