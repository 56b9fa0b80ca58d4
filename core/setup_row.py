"""One table of a setup file, read field by field with every fault told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.money import BadAmount, Pence, parse_amount
from core.stream import ReceiptField
from core.text import clean


@dataclass(frozen=True, slots=True)
class SetupFault:
    """One thing wrong in a setup file: where, the rule, the way out."""

    where: str
    rule: str
    says: str


class Row:
    """One table of the file, read field by field; what nobody reads is a fault."""

    def __init__(self, where: str, fields: Mapping[str, object], faults: list[SetupFault]) -> None:
        self.where = where
        self.fields = fields
        self.faults = faults
        self.read: set[str] = set()

    def fault(self, field: str, rule: str, says: str) -> None:
        self.faults.append(SetupFault(f"{self.where}, {field}", rule, says))

    def text(
        self, field: str, default: str | None = None, *, like: re.Pattern[str] | None = None
    ) -> str:
        """The text of a field, cleaned; with a default it may be missing."""
        self.read.add(field)
        value = self.fields.get(field, default)
        if value is None:
            self.fault(field, "missing", "it is not there: name it")
            return ""
        if not isinstance(value, str) or len(value) > 100 or (not value and default is None):
            self.fault(field, "text_wrong", "write a text of 1 to 100 characters in quotes")
            return ""
        told = clean(value.strip(), 100)
        if like is not None and told and not like.fullmatch(told):
            self.fault(field, "text_wrong", f"{told} is not of the form {like.pattern}")
        return told

    def one_of(self, field: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text out of a few."""
        told = self.text(field, default)
        if told and told not in allowed:
            self.fault(field, "not_one_of", f"{told}: write one of {', '.join(allowed)}")
        return told

    def amount(self, field: str, most: Pence) -> Pence | None:
        """An amount in quotes, nil or more; None where it is not there."""
        told = self.text(field, "")
        try:
            amount = parse_amount(told, most=most) if told else None
        except BadAmount as bad:
            nil = Pence(0) if re.fullmatch(r"0(\.00?)?", told) else None
            if nil is None:
                self.fault(field, "amount_wrong", bad.says)
            return nil
        if amount is not None and amount < 0:
            self.fault(field, "amount_wrong", "it is not below nil: write nil or more")
        return amount

    def flag(self, field: str, *, default: bool) -> bool:
        """True or false."""
        self.read.add(field)
        value = self.fields.get(field, default)
        if not isinstance(value, bool):
            self.fault(field, "flag_wrong", "write true or false")
            return default
        return value

    def day(self, field: str) -> date:
        """A date as TOML has it."""
        self.read.add(field)
        value = self.fields.get(field)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(field, "date_wrong", "write a date without quotes, as 2026-04-06")
            return date.min
        return value

    def fields_of(self, field: str, default: tuple[ReceiptField, ...]) -> tuple[ReceiptField, ...]:
        """Names of receipt fields."""
        self.read.add(field)
        value = self.fields.get(field)
        if value is None:
            return default
        known = tuple(ReceiptField)
        if not isinstance(value, list) or any(one not in known for one in value):
            self.fault(field, "not_one_of", f"write a list of {', '.join(known)}")
            return default
        return tuple(ReceiptField(one) for one in value)

    def end(self) -> None:
        """Everything has been read: whatever is left over is misspelt."""
        for field in self.fields.keys() - self.read:
            known = ", ".join(sorted(self.read))
            self.fault(clean(str(field), 40), "unknown", f"nothing is called that: use {known}")
