"""A line of cells being keyed: which cell takes the next key, and what each holds. No Textual."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from tui.widgets.editing import LineEdit


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of an entry line. `width` in columns; 0 takes what is left."""

    name: str
    width: int = 0
    align: Literal["left", "right"] = "left"
    limit: int = 200
    prompt: str = ""  # shown dim while the cell is empty


class Outcome(Enum):
    """What a key did to the line."""

    EDITED = "edited"  # the text of the current cell changed
    MOVED = "moved"  # the cursor moved, no text changed
    FINISHED = "finished"  # Enter: the cell is finished, the caller says what follows
    FULL = "full"  # the cell takes no more characters
    UNUSED = "unused"  # not a key of a line


@dataclass(slots=True)
class EntryState:
    """The cells, their texts, and the current one."""

    cells: Sequence[Cell]
    at: int = 0
    edits: list[LineEdit] = field(init=False)

    def __post_init__(self) -> None:
        self.edits = [LineEdit(limit=cell.limit) for cell in self.cells]

    @property
    def cell(self) -> Cell:
        """The cell that takes the next key."""
        return self.cells[self.at]

    @property
    def edit(self) -> LineEdit:
        """The text of the current cell."""
        return self.edits[self.at]

    @property
    def text(self) -> str:
        """What the current cell holds."""
        return self.edit.text

    def texts(self) -> dict[str, str]:
        """What each cell holds, by name."""
        return {cell.name: edit.text for cell, edit in zip(self.cells, self.edits, strict=True)}

    def place(self, name: str) -> int:
        """The index of a cell by name; KeyError for no such cell."""
        for place, cell in enumerate(self.cells):
            if cell.name == name:
                return place
        raise KeyError(name)

    def go(self, name: str) -> None:
        """The cell of this name takes the next key."""
        self.at = self.place(name)

    def set(self, name: str, text: str) -> None:
        """Another text in a cell, its cursor at the end."""
        self.edits[self.place(name)].set(text)

    def clear(self) -> None:
        """Empty every cell and go to the first."""
        for edit in self.edits:
            edit.set("")
        self.at = 0

    def press(self, key: str, text: str) -> Outcome:
        """One key: its name, and the printable text it types or an empty string."""
        if key == "enter":
            return Outcome.FINISHED
        if key in ("tab", "shift+tab"):
            return self._tab(1 if key == "tab" else -1)
        before = self.edit.text
        if text:
            whole = self.edit.insert(text)
            return Outcome.EDITED if whole else Outcome.FULL
        if not self.edit.press(key):
            return Outcome.UNUSED
        return Outcome.EDITED if self.edit.text != before else Outcome.MOVED

    def _tab(self, step: int) -> Outcome:
        if not 0 <= self.at + step < len(self.cells):
            return Outcome.UNUSED
        self.at += step
        return Outcome.MOVED
