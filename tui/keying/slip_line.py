"""The entry line of keying: one widget for every cell, whatever is being asked."""

from collections.abc import Callable

from textual import events

from tui.keying.slip import Slip
from tui.keymap import plain_key, typed
from tui.widgets.entry_line import EntryLine
from tui.widgets.entry_state import Cell, EntryState


class SlipLine(EntryLine):
    """Shows the cells of a slip that take keys now; every key goes to `pressed` there and then."""

    def __init__(
        self, pressed: Callable[[str, str], bool], pasted: Callable[[list[str]], None]
    ) -> None:
        """`pressed(key, text)`: whether the line had a use for it; `pasted`: several lines."""
        super().__init__((Cell("who"),), None, indent=7)
        self._pressed = pressed
        self._lines_pasted = pasted

    def put(self, slip: Slip) -> None:
        """Show this slip as it stands."""
        self.state: EntryState = slip.entry
        self.before = f"{slip.number:>6} "
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Every key, in order; what is not the line's goes on to the screen."""
        event.prevent_default()
        if self._pressed(plain_key(event.key), typed(event.key, event.character)):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed in; several are shown first, and none presses Enter."""
        event.prevent_default()
        event.stop()
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            self._lines_pasted(lines)
        elif lines:
            self._pressed("<paste>", lines[0])
