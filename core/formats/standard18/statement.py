"""A Standard-18 file read as statements: one of each account in each section.

Layout: domain.md 1.4.3. It states no opening balance; UTL1 proves the section, Y1 gives the
ledger balance at its end. The bank's totals 44 and 54 are no sums of the items beside them.
"""

from collections.abc import Iterator

from core.bank_statement import (
    CURRENCY,
    REFERENCE_MAX,
    BankLine,
    BankStatement,
    StatementReading,
    told,
)
from core.file_text import text_lines
from core.formats.standard18.record import Section, Standard18Item, read_sections
from core.money import Pence
from core.stated_account import StatedAccount, stated_account

FORMAT = "standard18"


def read_standard18_statement(content: bytes) -> StatementReading:
    """Every account's day. Raises BadFile where the bytes are no text or another file."""
    sections, faults = read_sections(text_lines(content, "cp1252"))
    statements = tuple(one for section in sections for one in _statements(section))
    return StatementReading(FORMAT, statements, tuple(faults))


def _statements(section: Section) -> Iterator[BankStatement]:
    accounts: dict[str, list[Standard18Item]] = {}
    for item in section.items:
        accounts.setdefault(item.bank_account, []).append(item)
    balances = {one.bank_account: one.ledger for one in section.balances}  # the last counts
    for account in balances:
        accounts.setdefault(account, [])
    if not accounts:  # an empty day names the branch only
        yield _statement(section, stated_account("", section.sort_code), [], None)
    for account, items in accounts.items():
        yield _statement(section, stated_account(account), items, balances.get(account))


def _statement(
    section: Section, account: StatedAccount, items: list[Standard18Item], closing: Pence | None
) -> BankStatement:
    days = [one.day for one in items] or [day for day in (section.day,) if day]
    return BankStatement(
        line=section.opened,
        account=account,
        currency=CURRENCY,
        lines=tuple(map(_line, items)),
        closing=closing,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        controls=section.proves,
    )


def _line(item: Standard18Item) -> BankLine:
    payer = item.payer_account
    return BankLine(
        line=item.line,
        day=item.day,
        pence=Pence(item.pence if item.is_credit else -item.pence),
        kind=item.code,
        narrative=told(" ".join((item.name, item.reference))),
        reference=told(item.reference, REFERENCE_MAX),
        name=told(item.name),
        other=stated_account(payer) if payer else None,
        bank_id=told(item.free) if item.code == "RA" else "",
        reverses=item.code == "RA",
    )
