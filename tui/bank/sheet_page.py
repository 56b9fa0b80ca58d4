"""A proof sheet on the screen, as it was signed; P prints it as text and PDF."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from textual.widget import Widget

from core.dates import day_words
from core.proof_sheet import ProofSheet, sheet_text
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Overlay
from tui.printed import Printed, printed_words
from tui.reaching import lost, reach
from tui.theme import Tone
from tui.widgets.grid import Column, Grid, Row


class SheetRead(Answered[ProofSheet]):
    """The sheet."""


class SheetPrinted(Answered[Printed]):
    """Where it lies."""


class SheetPage(Overlay):
    """Every line of the sheet, in its own words."""

    ACTIONS = (
        Action("print", "p", "print", "Print the sheet, as text and PDF",
               when=lambda page: page.sheet is not None),
        Action("older", "v", "earlier version", "The version before this one",
               when=lambda page: page.sheet is not None and page.sheet.version > 1),
        Action("back", ("escape", "enter"), "back", "Close the sheet"),
    )  # fmt: skip

    def __init__(self, cashbook: str, day: date) -> None:
        super().__init__()
        self.cashbook = cashbook
        self.day = day
        self.sheet: ProofSheet | None = None
        self.lines: list[str] = []
        self.grid = Grid((Column("", 78, grows=True),), self.rows, listener=self, titles=False)
        self.grid.empty = "Reading the sheet…"
        self.reading = Asking(self, SheetRead)
        self.printing = Asking(self, SheetPrinted)

    def body(self) -> Iterable[Widget]:
        """The sheet's lines."""
        yield self.grid

    def book_ready(self) -> None:
        """Read its last version."""
        self._read(None)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Its lines as they are printed."""
        return [Row((line,)) for line in self.lines[start:stop]]

    def on_sheet_read(self, event: SheetRead) -> None:
        """Show it."""
        if event.fault is not None:
            self.grid.empty = lost(event.fault)
            self.grid.refresh()
            return
        self.sheet = event.result
        self.lines = sheet_text(self.sheet).splitlines()
        self.grid.show(len(self.lines), cursor=0, top=0)
        told = f"{self.cashbook} {day_words(self.day)}, version {self.sheet.version}"
        self.say(f"{told}: {self.sheet.state}", Tone.DIM)
        self.refresh_keys()

    def on_sheet_printed(self, event: SheetPrinted) -> None:
        """Where it lies."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
        else:
            self.say(printed_words(event.result, self.size.width - 3), Tone.GOOD)

    def act_print(self) -> None:
        """P."""
        from tui.bank.printing import print_sheet

        assert self.sheet is not None
        self.printing.ask("sheet", partial(print_sheet, self.sheet))

    def act_older(self) -> None:
        """V."""
        assert self.sheet is not None
        self._read(self.sheet.version - 1)

    def _read(self, version: int | None) -> None:
        work = partial(reach, self.desk.book, _sheet, self.cashbook, self.day, version)
        self.reading.ask(version, work, holds="reading the sheet")


def _sheet(book: Any, cashbook: str, day: date, version: int | None) -> ProofSheet:
    from db.bank.proof_sheets import proof_sheet

    return proof_sheet(book, cashbook, day, version)
