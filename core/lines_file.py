"""A lines file is a list of receipts to be keyed into a batch, one a row."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.dates import BadDate, day_words, read_date
from core.delimited import Row, RowFault, Table
from core.money import NIL, BadAmount, Pence, parse_amount
from core.reference import split_part
from core.text import clean, looks_like_card_number

REQUIRED = ("reference", "amount")
OPTIONAL = (
    "date",
    "payer",
    "narrative",
    "reason",
    "corrects",
    "auth",
    "last4",
    "drawer",
    "cheque_number",
    "provider_ref",
)
SUSPENSE = "suspense"
_TEXTS = tuple(name for name in OPTIONAL if name != "date")
_AUTH = re.compile(r"[A-Za-z0-9-]{0,12}")
_LAST4 = re.compile(r"([0-9]{4})?")


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt as the file has it, cleaned; `day` None means the batch's own date.

    `part` names a sub-account (`REF/garage`); a reference of `suspense` is kept as it is.
    """

    line: int
    reference: str
    part: str
    amount: Pence
    day: date | None
    payer: str = ""
    narrative: str = ""
    reason: str = ""
    corrects: str = ""
    auth: str = ""
    last4: str = ""
    drawer: str = ""
    cheque_number: str = ""
    provider_ref: str = ""

    @property
    def to_suspense(self) -> bool:
        """Whether the row asks for suspense instead of an account."""
        return self.reference.lower() == SUSPENSE


@dataclass(frozen=True, slots=True)
class LinesFile:
    """Every good row, every fault, and the columns nobody asked for."""

    rows: tuple[ReceiptRow, ...]
    faults: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]


def read_lines(table: Table, today: date) -> LinesFile:
    """Check the rows of a lines file: one record a good row, all the faults of the others."""
    known = (*REQUIRED, *OPTIONAL)
    unknown = tuple(name for name in table.columns if name not in known)
    missing = [name for name in REQUIRED if name not in table.columns]
    if missing:
        says = f"the header lacks {' and '.join(missing)}: name the columns in the first line"
        return LinesFile((), (RowFault(1, missing[0], "column_missing", says),), unknown)
    rows: list[ReceiptRow] = []
    faults = list(table.faults)
    for row in table.rows:
        wrong: list[RowFault] = []
        record = _record(row, today, wrong)
        faults.extend(wrong)
        if not wrong:
            rows.append(record)
    return LinesFile(tuple(rows), tuple(sorted(faults, key=lambda one: one.line)), unknown)


def _record(row: Row, today: date, wrong: list[RowFault]) -> ReceiptRow:
    line, cells = row
    reference, part = split_part(clean(cells["reference"]))
    texts = {name: clean(cells[name].strip()) for name in _TEXTS if cells.get(name)}

    def fault(field: str, rule: str, says: str) -> None:
        wrong.append(RowFault(line, field, rule, says))

    amount = _amount(cells["amount"], fault)
    day = _day(cells.get("date", ""), today, fault)
    _check_reference(reference, texts.get("reason", ""), fault)
    _check_texts(cells, texts, fault)
    if amount < 0 and not texts.get("corrects"):
        fault("corrects", "negative_needs_request", "a negative line names the receipt it corrects")
    return ReceiptRow(line, reference, part, amount, day, **texts)


Tell = Callable[[str, str, str], None]


def _amount(written: str, fault: Tell) -> Pence:
    try:
        return parse_amount(written)
    except BadAmount as bad:
        fault("amount", bad.code, bad.says)
        return NIL


def _day(written: str, today: date, fault: Tell) -> date | None:
    if not written.strip():
        return None
    try:
        day = read_date(written)
    except BadDate as bad:
        fault("date", bad.code, bad.says)
        return None
    if day > today:
        fault("date", "date_in_future", f"{day_words(day)} is still to come: correct the date")
    return day


def _check_reference(reference: str, reason: str, fault: Tell) -> None:
    if not reference:
        fault("reference", "reference_missing", "no reference: write it, or suspense with a reason")
    elif reference.lower() == SUSPENSE and not reason:
        fault("reason", "reason_needed", "suspense needs a reason: say what is known of the money")


def _check_texts(cells: dict[str, str], texts: dict[str, str], fault: Tell) -> None:
    for name in ("reference", *texts):
        if looks_like_card_number(cells.get(name, "")):
            fault(name, "card_number", "looks like a card number: keep its last four digits only")
    if not _AUTH.fullmatch(texts.get("auth", "")):
        fault("auth", "auth_wrong", "an authorisation code is up to 12 letters and digits")
    if not _LAST4.fullmatch(texts.get("last4", "")):
        fault("last4", "last4_wrong", "the last four are four digits: write 0042, not 42")
