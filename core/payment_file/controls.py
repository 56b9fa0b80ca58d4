"""A control is what a header, trailer or total row declares, held against what was read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core.dates import BadDate
from core.file_text import FileRow
from core.file_values import read_day, read_money
from core.money import BadAmount, Pence, pounds
from core.payment_file import FileFault, Totals
from core.payment_file.layout import Cells, taken
from core.profile import Control, Places, Profile, field_places

_VALUES = ("gross", "recovery", "net")
MISSING: Final = "control_missing"  # the rule of a file without the total row its profile wants


@dataclass(slots=True)
class Declared:
    """What the control rows of one file have declared so far, and where."""

    profile: Profile
    columns: tuple[str, ...]
    faults: list[FileFault]
    day: date | None = None
    count: int | None = None
    values: dict[str, Pence] = field(default_factory=dict)
    header_line: int = 0
    trailer_line: int = 0

    def header(self, row: FileRow) -> None:
        """Takes the file's header record."""
        if self.header_line:
            self._tell(
                row, "header", "control_twice", "a second header: two files in one? part them"
            )
        self.header_line = row.line
        self._take(row, self.profile.header)
        if self.profile.header.date:
            self.day = self._day(row, self.profile.header.date)

    def trailer(self, row: FileRow) -> None:
        """Takes the trailer or total row."""
        if self.trailer_line:
            self._tell(row, "total", "control_twice", "a second total: two files in one? part them")
        self.trailer_line = row.line
        control = self.profile.trailer
        self._take(row, control)
        if not control.value:
            for name in _VALUES:
                self._value(row, name, field_places(self.profile, name))
            self._value(row, "net", field_places(self.profile, "amount"))

    def totals(self) -> Totals:
        """What was declared, None where nothing was."""
        values = self.values
        return Totals(self.count, values.get("gross"), values.get("recovery"), values.get("net"))

    def _take(self, row: FileRow, control: Control) -> None:
        if control.count:
            written = self._text(row.cells, control.count)
            if written.isascii() and written.isdigit() and len(written) < 13:
                self.count = int(written)
            else:
                says = "the count is not a number: ask for the file again"
                self._tell(row, "count", "control_not_read", says)
        if control.value:
            self._value(row, control.value_of, control.value, needed=True)

    def _value(self, row: FileRow, name: str, places: Places, *, needed: bool = False) -> None:
        written = self._text(row.cells, places) if places else ""
        if not written:
            if needed:
                says = "the total is not there: ask for the file again"
                self._tell(row, name, "control_not_read", says)
            return
        try:
            value = read_money(written, self.profile.money)
            self.values[name] = Pence(abs(value)) if name == "recovery" else value
        except BadAmount as bad:
            self._tell(row, name, "control_not_read", f"the total is {bad.says}")

    def _day(self, row: FileRow, places: Places) -> date | None:
        try:
            return read_day(self._text(row.cells, places), self.profile.dates)
        except BadDate as bad:
            self._tell(row, "date", bad.code, bad.says)
            return None

    def _text(self, cells: Cells, places: Places) -> str:
        return taken(places, self.columns, cells).strip()

    def _tell(self, row: FileRow, name: str, rule: str, says: str) -> None:
        self.faults.append(FileFault(row.line, name, rule, says))


def unproved(declared: Declared, computed: Totals, last_line: int) -> list[FileFault]:
    """Every control that fails; one is enough to refuse the file whole."""
    told, line = declared.totals(), declared.trailer_line or declared.header_line
    faults: list[FileFault] = []
    if declared.profile.needs_total and not declared.trailer_line:
        says = "no total row at its end: ask for the whole file, or declare its total"
        faults.append(FileFault(max(last_line, 1), "total", MISSING, says))
    if told.count is not None and told.count != computed.count:
        says = f"{told.count} lines declared, {computed.count} read: ask for the file again"
        faults.append(FileFault(line, "count", "control_count", says))
    for name in _VALUES:
        value, found = getattr(told, name), getattr(computed, name)
        if value is not None and value != found:
            says = f"{pounds(value)} declared, {pounds(found)} read: ask for the file again"
            faults.append(FileFault(line, name, "control_value", says))
    return faults


def declared_instead(faults: tuple[FileFault, ...]) -> tuple[FileFault, ...]:
    """What is left of the faults where an operator declares the total that the file lacks."""
    return tuple(fault for fault in faults if fault.rule != MISSING)


def not_tied(computed: Totals, declared_net: Pence) -> FileFault | None:
    """The fault where the operator's total, such as the bank credit's, is not the file's net."""
    net = computed.net or Pence(0)
    if net == declared_net:
        return None
    says = f"you declare {pounds(declared_net)}, the file comes to {pounds(net)}: which is right?"
    return FileFault(0, "declared_total", "control_value", says)
