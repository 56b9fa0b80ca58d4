"""One widget owns a whole entry line of several cells, so keys typed ahead cannot stray.

Every key is handled in the widget's own `on_key`, and its listener is called there and then, so
that line and list change in one frame. The listener is any object with some of these methods:

    def entry_key(self, line, key: str, text: str) -> bool    before editing; True: it is dealt with
    def entry_edited(self, line, cell: str) -> None            the text of a cell changed
    def entry_finished(self, line, cell: str) -> None          Enter; default: the next cell
    def entry_moved(self, line, cell: str) -> None             another cell takes the next key
    def entry_pasted(self, line, lines: list[str]) -> None     a paste of several lines

`entry_key` is where a screen takes `+` in an empty cell, `/` in the amount cell, ↑↓ while
candidates show; keys nobody uses go on to the screen's actions (F-keys, Ctrl+Z, Esc).
The line says what it holds with `line.state` (EntryState); change it through `set`, `go`, `clear`,
which draw again. `line.says = ("amount of 10.999 has three decimals", Tone.BAD)` puts one refusal
after the cells; it goes with the next edit.
"""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from tui.keymap import plain_key, typed
from tui.theme import Tone
from tui.widgets.drawing import Drawn, Part, fit
from tui.widgets.entry_state import Cell, EntryState, Outcome


class EntryLine(Drawn, can_focus=True):
    """A line of cells; the current one is bright and holds the terminal's cursor."""

    DEFAULT_CSS = """
    EntryLine { height: 1; }
    """

    def __init__(self, cells: Sequence[Cell], listener: object, *, indent: int = 1) -> None:
        """`indent` in columns before the first cell; cells stand one column apart."""
        super().__init__()
        self.state = EntryState(cells)
        self.indent = indent
        self.before = ""  # what stands in the indent, for instance the line's number
        self._listener = listener
        self._says: Part = ("", Tone.PLAIN)

    # -- what screens use

    @property
    def says(self) -> Part:
        """The refusal or remark after the cells."""
        return self._says

    @says.setter
    def says(self, part: Part) -> None:
        if part != self._says:
            self._says = part
            self.refresh()

    def set(self, name: str, text: str) -> None:
        """Another text in a cell."""
        self.state.set(name, text)
        self.refresh()

    def go(self, name: str) -> None:
        """This cell takes the next key."""
        self.state.go(name)
        self.refresh()

    def clear(self) -> None:
        """Empty the line; the first cell takes the next key."""
        self.state.clear()
        self._says = ("", Tone.PLAIN)
        self.refresh()

    @property
    def caret(self) -> Offset | None:
        """Where the terminal's cursor stands, inside the widget."""
        x, width = self._spans()[self.state.at]
        shown, caret = self._window(self.state.at, width)
        if self.state.cell.align == "right":
            return Offset(x + width - 1 - (cell_len(shown) - caret), 0)
        return Offset(x + caret, 0)

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Every key of the line, in order; what is not the line's goes on to the screen."""
        key, text = plain_key(event.key), typed(event.key, event.character)
        if self._call("entry_key", key, text):
            _used(event)
            return
        outcome = self.state.press(key, text)
        if outcome is Outcome.UNUSED:
            return
        _used(event)
        cell = self.state.cell.name
        if outcome is Outcome.FINISHED:
            if not self._has("entry_finished"):
                self.state.press("tab", "")
            self._call("entry_finished", cell)
        elif outcome is Outcome.EDITED:
            self._says = ("", Tone.PLAIN)
            self._call("entry_edited", cell)
        elif outcome is Outcome.MOVED:
            self._call("entry_moved", cell)
        else:
            self.app.bell()
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed in; several are the listener's, and never Enter."""
        _used(event)
        lines = event.text.splitlines() or [""]
        if len(lines) > 1 and self._has("entry_pasted"):
            self._call_pasted(lines)
        elif len(lines) > 1 or not self.state.edit.insert(lines[0]):
            self.app.bell()
        else:
            self._call("entry_edited", self.state.cell.name)
        self.refresh()

    def _has(self, name: str) -> bool:
        return hasattr(self._listener, name)

    def _call(self, name: str, *arguments: str) -> Any:
        listen = getattr(self._listener, name, None)
        return None if listen is None else listen(self, *arguments)

    def _call_pasted(self, lines: list[str]) -> None:
        getattr(self._listener, "entry_pasted")(self, lines)  # noqa: B009 - optional method

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """The cells in their tones; a line below the first is blank."""
        width = self.size.width
        if y:
            return self.draw((), width)
        parts: list[Part] = [(fit(self.before, self.indent), Tone.DIM)]
        for place, (_, room) in enumerate(self._spans()):
            parts += [self._cell_part(place, room), (" ", Tone.PLAIN)]
        if self._says[0]:
            parts += [(" ", Tone.PLAIN), self._says]
        return self.draw(parts, width)

    def _cell_part(self, place: int, width: int) -> Part:
        cell, current = self.state.cells[place], place == self.state.at and self.has_focus
        tone = Tone.CELL if current else Tone.PLAIN
        if not self.state.edits[place].text and cell.prompt:
            return fit(cell.prompt, width, cell.align), tone if current else Tone.DIM
        shown, _ = self._window(place, width)
        if cell.align == "right":
            return fit(shown, width - 1, "right") + " ", tone
        return fit(shown, width), tone

    def _spans(self) -> list[tuple[int, int]]:
        """(x, width) of each cell; cells without a width share what is left."""
        cells = self.state.cells
        fixed = sum(cell.width for cell in cells) + self.indent + len(cells)
        free = [cell for cell in cells if not cell.width]
        share = max(1, (self.size.width - fixed) // len(free)) if free else 0
        spans, x = [], self.indent
        for cell in cells:
            width = cell.width or share
            spans.append((x, width))
            x += width + 1
        return spans

    def _window(self, place: int, width: int) -> tuple[str, int]:
        """The part of a cell's text that shows, and the cursor's column in it.

        One column stays free for the cursor behind the last character.
        """
        edit = self.state.edits[place]
        head = edit.text[: edit.at]
        start = 0
        while cell_len(head[start:]) > width - 1:
            start += 1
        end = len(edit.text)
        while cell_len(edit.text[start:end]) > width - 1:
            end -= 1
        return edit.text[start:end], cell_len(head[start:])


class TextField(EntryLine):
    """A single box, as wide as the screen lets it: the Find overlay, the palette."""

    def __init__(self, listener: object, *, prompt: str = "") -> None:
        """`prompt` is shown dim while the field is empty."""
        super().__init__((Cell("text", prompt=prompt),), listener, indent=2)

    @property
    def text(self) -> str:
        """What the field holds."""
        return self.state.text


def _used(event: events.Event) -> None:
    event.stop()
    event.prevent_default()
