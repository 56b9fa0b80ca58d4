"""A Standard-18 file is read record by record: items, the bank's own sums, its balances.

Layout: domain.md 1.4.3, after the files of NatWest and RBS Data Services. Columns 1-14 are our
account, 18-31 the counterparty's; UTL1 proves sums and counts of debits, credits and balances.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from core.bank_statement import Faults
from core.delimited import BadFile, RowFault
from core.money import Pence, pounds

CREDIT_CODES = frozenset({"86", "90", "93", "99", "Z4", "Z5", "RA", "54"})
DEBIT_CODES = frozenset({"01", "03", "11", "17", "18", "19", "U1", "U7", "U8", "U9", "44"})
TOTAL_CODES = frozenset({"44", "54"})  # the day's sums, counted in UTL1 like items
_BALANCE = "Y1"
_LABELS = ("VOL1", "HDR1", "HDR2", "UHL1", "UTL1", "EOF1", "EOF2")
_COUNTERS = (  # of UTL1: what, from, to
    ("debit value", 4, 17),
    ("credit value", 17, 30),
    ("debit count", 30, 37),
    ("credit count", 37, 44),
    ("balance count", 44, 51),
)


_NO_NUMBER = "00000000"


@dataclass(frozen=True, slots=True)
class Standard18Item:
    """One item of a day, in from our side; accounts are sort code and number without a space."""

    line: int
    raw: str
    bank_account: str
    code: str
    payer_account: str  # empty where the bank gives none
    free: str
    pence: Pence
    is_credit: bool
    name: str
    reference: str
    day: date

    @property
    def payer_key(self) -> str:
        """Whose the payer's account is: many members of a building society pay from one.

        Such an account has no number, or the member's roll number stands where the name would;
        then what tells the member stands behind a stroke (docs/decisions/0176).
        """
        account, told = self.payer_account, self.name or self.reference
        is_shared = account[6:] == _NO_NUMBER or any(map(str.isdigit, self.name))
        return f"{account}/{told}" if account and is_shared and told else account

    def cells(self) -> list[str]:
        """The item as text by column, money out with a minus in front."""
        amount = f"{'' if self.is_credit else '-'}{self.pence}"
        return [
            self.bank_account, self.code, self.payer_key, self.free, amount, self.name,
            self.reference, self.day.isoformat(),
        ]  # fmt: skip


class Standard18Balance(NamedTuple):
    """A Y1 record: the ledger balance the bank states, in credit above nil."""

    line: int
    bank_account: str
    ledger: Pence


@dataclass(slots=True)
class Section:
    """From UHL1 to UTL1; `seen` is in the order of `_COUNTERS`, lines are 0 until seen."""

    opened: int
    sort_code: str = ""
    day: date | None = None
    closed: int = 0
    proves: bool = False
    seen: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    items: list[Standard18Item] = field(default_factory=list)
    balances: list[Standard18Balance] = field(default_factory=list)


def read_standard18(lines: list[str]) -> tuple[list[Standard18Item], list[RowFault]]:
    """Every item but the bank's own totals and balances, and every fault of the whole file.

    Raises BadFile not_standard18 where the file does not begin with VOL1.
    """
    sections, faults = read_sections(lines)
    return [item for section in sections for item in section.items], faults


def read_sections(lines: list[str]) -> tuple[list[Section], list[RowFault]]:
    """The same with the bank's balances, section by section. Raises BadFile."""
    if not lines[0].startswith("VOL1"):
        says = "line 1 is not VOL1: is it the bank's Standard 18 file?"
        raise BadFile("not_standard18", says, 1)
    file = _File([], Faults(), Section(0))
    for number, line in enumerate(lines, 1):
        if line.strip("\x1a "):
            _take(file, number, line)
    if file.section.opened and not file.section.closed:
        says = "no UTL1 ends the last account: the file is cut short, ask for it again"
        file.faults.append(RowFault(len(lines), "UTL1", "control_missing", says))
    elif not file.sections:
        says = "the file has no UHL1: it is cut short, ask for it again"
        file.faults.append(RowFault(len(lines), "UHL1", "control_missing", says))
    return file.sections, file.faults


@dataclass(slots=True)
class _File:
    sections: list[Section]
    faults: list[RowFault]
    section: Section  # the one under way, or the last


def _take(file: _File, number: int, line: str) -> None:
    label, section = line[:4], file.section
    if label == "UHL1":
        if section.opened and not section.closed:
            says = "an account begins before the last one ends with UTL1: ask for the file again"
            file.faults.append(RowFault(number, "UHL1", "control_missing", says))
        file.section = Section(number, line[10:16].strip(), _day(line[4:10]))
        file.sections.append(file.section)
    elif label == "UTL1":
        wrong = list(_unproved(section, number, line))
        file.faults.extend(wrong)
        section.closed, section.proves = number, not wrong
    elif label not in _LABELS:
        _take_record(file, number, line)


def _take_record(file: _File, number: int, line: str) -> None:
    section = file.section
    wrong = list(_record_faults(line, number))
    if not section.opened or section.closed:
        says = "a record outside UHL1 and UTL1: the file is cut or mixed, ask for it again"
        wrong.append(RowFault(number, "", "record_outside", says))
    file.faults.extend(wrong)
    if wrong:
        return
    code = line[15:17]
    pence = 0 if code == _BALANCE else int(line[35:46])
    section.seen = _counted(section.seen, code, pence)
    if code == _BALANCE:
        section.balances.extend(_balance(number, line))
    elif code not in TOTAL_CODES:
        section.items.append(_item(number, line))


def _balance(number: int, line: str) -> Iterator[Standard18Balance]:
    """The ledger balance of a Y1; one that is not written is none."""
    written, mark = line[36:51], line[51:52]
    if _is_digits(written) and mark in ("C", "D"):
        pence = int(written)
        yield Standard18Balance(number, line[:14], Pence(pence if mark == "C" else -pence))


def _counted(
    seen: tuple[int, int, int, int, int], code: str, pence: int
) -> tuple[int, int, int, int, int]:
    debits, credited, debit_count, credit_count, balances = seen
    if code == _BALANCE:
        return debits, credited, debit_count, credit_count, balances + 1
    if code in CREDIT_CODES:
        return debits, credited + pence, debit_count, credit_count + 1, balances
    return debits + pence, credited, debit_count + 1, credit_count, balances


def _item(number: int, line: str) -> Standard18Item:
    payer = line[17:31].strip()
    return Standard18Item(
        number,
        line,
        line[:14],
        line[15:17],
        payer if payer.strip("0") else "",
        line[31:35].strip(" 0"),
        Pence(int(line[35:46])),
        line[15:17] in CREDIT_CODES,
        line[46:64].strip(),
        line[64:82].strip(),
        _item_day(line) or date.min,
    )


def _record_faults(line: str, number: int) -> Iterator[RowFault]:
    code = line[15:17]
    if not _is_digits(line[:14]):
        yield RowFault(number, "bank_account", "account_wrong", _wrong("1-14 are not our account"))
    if code not in CREDIT_CODES and code not in DEBIT_CODES and code != _BALANCE:
        says = f"the transaction code {code!a} is not known: ask the bank what it means"
        yield RowFault(number, "code", "code_unknown", says)
    if code != _BALANCE and not _is_digits(line[35:46]):
        yield RowFault(number, "amount", "amount_not_read", _wrong("36-46 are not pence"))
    if code != _BALANCE and _item_day(line) is None:
        yield RowFault(number, "date", "date_not_read", _wrong("101-106 are not a date YYDDD"))


def _unproved(section: Section, number: int, line: str) -> Iterator[RowFault]:
    """The control of one account: sums in pence and counts against what was read."""
    if not section.opened or section.closed:
        says = "a UTL1 without its UHL1: the file is cut or mixed, ask for it again"
        yield RowFault(number, "UTL1", "control_missing", says)
        return
    for place, (what, first, last) in enumerate(_COUNTERS):
        written, seen = line[first:last].strip(), section.seen[place]
        if not written and what == "balance count" and not seen:
            continue  # some files leave it blank
        if not _is_digits(written):
            yield RowFault(number, what, "control_not_read", _wrong(f"{what} is not a number"))
        elif int(written) != seen:
            declared, found = (
                (pounds(Pence(int(written))), pounds(Pence(seen)))
                if what.endswith("value")
                else (written.lstrip("0") or "0", str(seen))
            )
            says = f"the bank declares {declared}, the file has {found}: ask for the file again"
            yield RowFault(number, what, "control_wrong", says)


def _item_day(line: str) -> date | None:
    """The date of an item; some banks write a blank too many before it."""
    return _day(line[100:106]) or _day(line[100:107])


def _day(written: str) -> date | None:
    """A space, two digits of the year, three of its day."""
    text = written.strip()
    if len(text) != 5 or not _is_digits(text):
        return None
    year, place = 2000 + int(text[:2]), int(text[2:])
    if not 1 <= place <= 366:
        return None
    day = date(year, 1, 1) + timedelta(days=place - 1)
    return day if day.year == year else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _wrong(what: str) -> str:
    return f"{what}: the line is damaged, ask for the file again"
