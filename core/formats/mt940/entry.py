"""An MT940 entry is a field `:61:` and the narrative `:86:` behind it.

Layout: domain.md 1.5. RC takes a credit back, so money goes out; RD the other way about.
"""

import re
from datetime import date
from typing import NamedTuple

from core.bank_statement import REFERENCE_MAX, BankLine, StatementFault, told
from core.dates import BadDate
from core.file_values import read_day
from core.formats.mt940.message import Field
from core.money import BadAmount, Pence
from core.stated_account import stated_account
from core.stated_amount import stated_pence

YYMMDD = ("yymmdd",)
_ENTRY = re.compile(
    r"(?P<value>[0-9]{6})(?P<booked>[0-9]{4}|\s{4})?(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?\s?"
    r"(?P<amount>[0-9,.]+)(?:(?P<kind>[A-Z][A-Z0-9 ]{3})(?P<references>.*))?",
    re.DOTALL,
)
_IN = ("C", "RD", "EC")
_SUBFIELD = re.compile(r"\?([0-9]{2})")
_NO_REFERENCE = ("", "NONREF", "KREF+", "NOTPROVIDED")


class Entry(NamedTuple):
    """A line of the bank; `is_expected` where the bank only foresees it."""

    line: BankLine
    is_expected: bool


def read_entry(said: Field, narrative: Field | None, faults: list[StatementFault]) -> Entry | None:
    """The entry with its narrative, None where it is a fault."""
    found = _ENTRY.fullmatch(said.lines[0].rstrip()) if said.lines else None
    if found is None:
        says = "not day, C or D, amount and type: the line is damaged, ask for the file again"
        faults.append(StatementFault(said.line, ":61:", "entry_not_read", says))
        return None
    value_day = _value_day(found["value"])
    booked = (found["booked"] or "").strip()
    day = _booked(booked, found["value"]) if booked else value_day
    try:
        pence = stated_pence(found["amount"], ",")
    except BadAmount as bad:
        faults.append(StatementFault(said.line, ":61: amount", bad.code, bad.says))
        return None
    if day is None:
        says = f"{found['value']}{booked} is no day: ask the bank which is meant"
        faults.append(StatementFault(said.line, ":61: date", "date_not_read", says))
        return None
    customer, _, bank = (found["references"] or "").partition("//")
    extra = " ".join(said.lines[1:])
    text = _narrative(narrative.text if narrative else "")
    mark = found["mark"]
    line = BankLine(
        line=said.line,
        day=day,
        pence=Pence(pence if mark in _IN else -pence),
        kind=(found["kind"] or "").strip(),
        narrative=told(f"{text.words} {extra}"),
        reference=_reference(customer),
        name=told(text.name),
        other=stated_account(text.account) if text.account else None,
        bank_id=_reference(bank),
        value_day=value_day,
        reverses=mark[0] == "R",
    )
    return Entry(line, mark[0] == "E")


def _value_day(written: str) -> date | None:
    """None for a day there is not: banks that count thirty days a month write 30 February."""
    try:
        return read_day(written, YYMMDD)
    except BadDate:
        return None


def _booked(month_day: str, value: str) -> date | None:
    """The day booked, in the year that brings it nearest to the value date's."""
    near = _value_day(value) or _value_day(f"{value[:4]}01")
    year = int(value[:2])
    days = [_value_day(f"{one % 100:02d}{month_day}") for one in (year, year - 1, year + 1)]
    there = [day for day in days if day is not None]
    if near is None:
        return None
    return min(there, key=lambda day: abs((day - near).days), default=None)


class _Narrative(NamedTuple):
    words: str
    name: str = ""
    account: str = ""


def _narrative(text: str) -> _Narrative:
    """Free text as it is; subfields `?20` to `?63` by what they mean."""
    parts = _SUBFIELD.split(text)
    if len(parts) < 3:
        return _Narrative(text)
    subfields = list(zip(parts[1::2], parts[2::2], strict=True))
    words = [body for code, body in subfields if code[0] in "06" or "20" <= code <= "29"]
    name = " ".join(body for code, body in subfields if code in ("32", "33"))
    account = "".join(body for code, body in subfields if code == "31")
    return _Narrative(" ".join(words), name, account)


def _reference(written: str) -> str:
    text = told(written, REFERENCE_MAX)
    return "" if text.upper() in _NO_REFERENCE else text
