"""The two overlays every screen has: its key card (F1) and the palette of its actions (Ctrl+P)."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from tui.keymap import Action, show_key
from tui.page import Overlay
from tui.theme import Tone
from tui.widgets.entry_line import EntryLine, TextField
from tui.widgets.grid import Column, Grid, Row

_COLUMNS = (Column("keys", 16), Column("what it does", 30, grows=True))


def _row(action: Action) -> Row:
    keys = " ".join(show_key(key) for key in action.all_keys)
    return Row((keys, action.says), tones=((0, Tone.ACCENT),))


class KeyCard(Overlay):
    """Every key that works on the screen beneath, made from its own table."""

    ACTIONS = (Action("back", ("escape", "f1", "enter"), "", "Close this card"),)

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self.grid = Grid(_COLUMNS, self._rows, listener=self)

    def body(self) -> Iterable[Widget]:
        """One line per action."""
        yield self.grid

    def on_mount(self) -> None:
        """Fill the card."""
        self.grid.show(len(self._actions), cursor=0)
        self.say("Esc closes", Tone.DIM)

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter closes, it runs nothing."""
        self.leave()

    def _rows(self, start: int, stop: int) -> list[Row]:
        return [_row(action) for action in self._actions[start:stop]]


class Palette(Overlay):
    """Every action of the screen and the app, narrowed by typing; Enter runs the one chosen."""

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._shown = self._actions
        self.field = TextField(self, prompt="what to do")
        self.grid = Grid(_COLUMNS, self._rows, titles=False)
        self.grid.can_focus = False
        self.grid.empty = "no action has these words: Backspace widens"

    def body(self) -> Iterable[Widget]:
        """The field, and the actions that fit it."""
        yield self.field
        yield self.grid

    def on_mount(self) -> None:
        """Show them all."""
        self.grid.show(len(self._shown), cursor=0)

    def entry_key(self, _line: EntryLine, key: str, _text: str) -> bool:
        """Choose with the arrows while the field keeps the focus."""
        steps = {"up": -1, "down": 1, "pageup": -self.grid.page, "pagedown": self.grid.page}
        if key not in steps:
            return False
        self.grid.move(steps[key])
        return True

    def entry_edited(self, line: EntryLine, _cell: str) -> None:
        """Keep the actions whose words hold every typed fragment."""
        fragments = line.state.text.lower().split()
        self._shown = tuple(
            action
            for action in self._actions
            if all(part in f"{action.word} {action.says}".lower() for part in fragments)
        )
        self.grid.show(len(self._shown), cursor=0, top=0)

    def entry_finished(self, _line: EntryLine, _cell: str) -> None:
        """Leave with the action under the cursor, if there is one."""
        if self._shown:
            self.leave(self._shown[self.grid.cursor])
        else:
            self.app.bell()

    def _rows(self, start: int, stop: int) -> list[Row]:
        return [_row(action) for action in self._shown[start:stop]]
