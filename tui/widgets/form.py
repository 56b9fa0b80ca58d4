"""A short list of labelled fields in one widget, so that keys typed ahead stay in order.

    form = Form((Field("total", "control total", 12, "right", check=amount_fault), …), self)

Enter finishes a field: where `check(text)` answers with a fault (one line: what, why, what to do)
the cursor stays, the fault stands behind the field, and keys typed ahead are dropped with a bell;
after the last field, when no field has a fault, `form_done(form, values)` is called. Tab, ↑ and ↓
move without asking. Optional in the listener: `form_key(form, key, text) -> bool` before editing,
`form_edited(form, name)`, `form_faulted(form, says)` where a wide field leaves no room for it,
`form_pasted(form, lines)` for a paste of several lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.strip import Strip

from tui.keymap import plain_key, typed
from tui.theme import Tone
from tui.widgets.drawing import Drawn, Part, cut, fit
from tui.widgets.editing import LineEdit

if TYPE_CHECKING:
    from tui.page import Page


def _any_text(_text: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the label before it, its width, and what is wrong with a text."""

    name: str
    label: str
    width: int = 24
    align: Literal["left", "right"] = "left"
    initial: str = field(default="", kw_only=True)
    hint: str = field(default="", kw_only=True)  # dim behind the field while it has no fault
    limit: int = field(default=200, kw_only=True)
    replaced: bool = field(default=False, kw_only=True)  # by the first sign typed over `initial`
    check: Callable[[str], str | None] = field(default=_any_text, kw_only=True)


@dataclass(slots=True)
class FormState:
    """The fields' texts and faults, and which takes the next key. No Textual."""

    fields: Sequence[Field]
    at: int = 0
    edits: list[LineEdit] = field(init=False)
    faults: dict[int, str] = field(init=False, default_factory=dict)
    untouched: set[int] = field(init=False)  # what stands there goes with the first sign typed

    def __post_init__(self) -> None:
        self.edits = [LineEdit(each.initial, each.limit) for each in self.fields]
        self.untouched = {n for n, f in enumerate(self.fields) if f.replaced and f.initial}

    def values(self) -> dict[str, str]:
        """What each field holds, by name, without the spaces around it."""
        return {f.name: e.text.strip() for f, e in zip(self.fields, self.edits, strict=True)}

    def check(self, place: int) -> bool:
        """Whether the field at this place is as it should be; else its fault is kept."""
        fault = self.fields[place].check(self.edits[place].text.strip())
        if fault is None:
            self.faults.pop(place, None)
        else:
            self.faults[place] = fault
        return fault is None

    def finish(self) -> bool:
        """Enter: go on where the field is right; True when all are and this was the last."""
        if not self.check(self.at):
            return False
        if self.at + 1 < len(self.fields):
            self.at += 1
            return False
        wrong = [place for place in range(len(self.fields)) if not self.check(place)]
        if wrong:
            self.at = wrong[0]
        return not wrong

    def insert(self, text: str) -> bool:
        """Text typed where the cursor stands; False where it does not fit whole."""
        if self.at in self.untouched:
            self.untouched.discard(self.at)
            self.edits[self.at].set("")
        return self.edits[self.at].insert(text)

    def press(self, key: str) -> bool:
        """An editing key: what stood there stays, to be corrected."""
        if not self.edits[self.at].press(key):
            return False
        self.untouched.discard(self.at)
        return True

    def step(self, step: int) -> bool:
        """To a neighbour; False at an end."""
        if not 0 <= self.at + step < len(self.fields):
            return False
        self.at += step
        return True


class Form(Drawn, can_focus=True):
    """The fields one under the other: label, text, hint or fault."""

    DEFAULT_CSS = """
    Form { height: auto; }
    """

    def __init__(self, fields: Sequence[Field], listener: object) -> None:
        """`listener` has `form_done(form, values)`, and more if it likes."""
        super().__init__()
        self.state = FormState(tuple(fields))
        self.styles.height = len(fields)
        self._listener = listener
        self._is_above = False  # a fault stands above the keys
        self._label_width = max(cell_len(each.label) for each in fields)

    # -- what screens use

    def values(self) -> Mapping[str, str]:
        """What each field holds, by name."""
        return self.state.values()

    def set(self, name: str, text: str) -> None:
        """Another text in a field."""
        self.state.edits[self._place(name)].set(text)
        self.refresh()

    def refuse(self, name: str, says: str) -> None:
        """Send the cursor to a field with a fault found later, by the book for instance."""
        self.state.at = self._place(name)
        self.state.faults[self.state.at] = says
        self.desk.gate.discard_held()
        self._faulted(says)
        self.refresh()

    @property
    def caret(self) -> Offset:
        """Where the terminal's cursor stands, inside the widget."""
        each, edit = self.state.fields[self.state.at], self.state.edits[self.state.at]
        _, column = _window(edit, each.width)
        if each.align == "right":
            shown, _ = _window(edit, each.width)
            column = each.width - 1 - (cell_len(shown) - column)
        return Offset(self._label_width + 4 + column, self.state.at)

    # -- keys

    def on_key(self, event: events.Key) -> None:
        """Every key of the form, in order; what is not the form's goes on to the screen."""
        key, text = plain_key(event.key), typed(event.key, event.character)
        if self._call("form_key", key, text) or self._press(key, text):
            event.stop()
            event.prevent_default()
            self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed in; several are more than a field holds, and the listener's."""
        event.stop()
        event.prevent_default()
        lines = event.text.splitlines() or [""]
        if len(lines) > 1 and hasattr(self._listener, "form_pasted"):
            self._call("form_pasted", lines)
            self.refresh()
            return
        if len(lines) > 1 or not self.state.edits[self.state.at].insert(lines[0]):
            self.app.bell()
        self._edited()
        self.refresh()

    def _press(self, key: str, text: str) -> bool:
        state = self.state
        if key == "enter":
            self._finish()
        elif key in _STEPS:
            return state.step(_STEPS[key])
        elif text:
            if not state.insert(text):
                self.app.bell()
            self._edited()
        elif not state.press(key):
            return False
        else:
            self._edited()
        return True

    def _finish(self) -> None:
        if self.state.finish():
            self._call("form_done", self.state.values())
        elif (fault := self.state.faults.get(self.state.at)) is not None:
            self.desk.gate.discard_held()
            self._faulted(fault)

    def _faulted(self, says: str) -> None:
        """A fault that has no room behind its field stands whole above the keys."""
        if hasattr(self._listener, "form_faulted"):
            self._call("form_faulted", says)
        elif cell_len(says) > self._room(self.state.fields[self.state.at]):
            self._page.say(says, Tone.BAD)
            self._is_above = True

    def _edited(self) -> None:
        self.state.faults.pop(self.state.at, None)
        if self._is_above:
            self._page.say("")
            self._is_above = False
        self._call("form_edited", self.state.fields[self.state.at].name)

    def _call(self, name: str, *arguments: object) -> Any:
        listen = getattr(self._listener, name, None)
        return None if listen is None else listen(self, *arguments)

    def _place(self, name: str) -> int:
        return [each.name for each in self.state.fields].index(name)

    # -- drawing

    def render_line(self, y: int) -> Strip:
        """One field."""
        if y >= len(self.state.fields):
            return self.draw((), self.size.width)
        each, current = self.state.fields[y], y == self.state.at and self.has_focus
        shown, _ = _window(self.state.edits[y], each.width)
        text = fit(shown, each.width - 1, each.align) + " "
        fault = self.state.faults.get(y)
        behind: Part = (cut(fault, self._room(each)), Tone.BAD) if fault else (each.hint, Tone.DIM)
        label = fit(each.label, self._label_width)
        parts: list[Part] = [
            (f"  {label}  ", Tone.PLAIN),
            (text, Tone.CELL if current else Tone.PLAIN),
            ("  ", Tone.PLAIN),
            behind,
        ]
        return self.draw(parts, self.size.width)

    def _room(self, each: Field) -> int:
        return self.size.width - self._label_width - each.width - 6

    @property
    def _page(self) -> "Page":
        return cast("Page", self.screen)


_STEPS = {"tab": 1, "down": 1, "shift+tab": -1, "up": -1}


def _window(edit: LineEdit, width: int) -> tuple[str, int]:
    """The part of a text that shows in `width` columns, and the cursor's column in it.

    One column stays free for the cursor behind the last character.
    """
    start, end = 0, len(edit.text)
    while cell_len(edit.text[start : edit.at]) > width - 1:
        start += 1
    while cell_len(edit.text[start:end]) > width - 1:
        end -= 1
    return edit.text[start:end], cell_len(edit.text[start : edit.at])
