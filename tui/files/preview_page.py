"""A file before it is loaded: its lines as the profile reads them, its totals, or every fault."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from core.money import Pence, pounds
from core.refusal import Refusal
from db.files.arrival import Arrival
from db.files.loading import Loaded, Preview
from tui.asking import Asking
from tui.files.reading import loaded
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.payment_file import FileLine, Totals

_LINES = (
    Column("line", 5, "right"),
    Column("type", 13),
    Column("keys", 22, grows=True),
    Column("who", 20, grows=True),
    Column("day", 10, from_width=100),
    Column("net", 11, "right"),
)
_FAULTS = (
    Column("line", 5, "right"),
    Column("field", 14),
    Column("what is wrong, and the way out", 40, grows=True),
)


class FileLoaded(Answered[Loaded]):
    """The file stands in the book, or the book said no."""


class PreviewPage(Page):
    """L loads; it leaves with the number of the loaded file, or None."""

    ACTIONS = (
        Action("load", "l", "load it", "Load the file: its lines become an open batch",
               when=lambda page: not page.faulty, needs="assistant"),
        Action("move", ("up", "down", "pageup", "pagedown"), "look", "Look through the lines",
               shown="↑↓", takes_key=True),
        Action("back", "escape", "back to the form", "Back to the form: nothing is loaded"),
    )  # fmt: skip

    def __init__(self, arrival: Arrival, preview: Preview) -> None:
        super().__init__()
        self.arrival, self.preview = arrival, preview
        self.faulty = bool(preview.loaded.faults)
        self.key = ""
        self.sending = Asking(self, FileLoaded, lane="write")
        self.top = TextLines(4)
        self.grid = Grid(_FAULTS if self.faulty else _LINES, self.rows, listener=self)

    def body(self) -> Iterable[Widget]:
        """Totals, then lines or faults."""
        yield self.top
        yield RuleLine()
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """Whose file; that nothing is loaded yet."""
        return ("Files", self.arrival.name, "faults" if self.faulty else "not loaded yet")

    def on_mount(self) -> None:
        """All is known already."""
        told = self.preview.loaded
        self.top.say(*self.top_lines())
        self.grid.show(len(told.faults if self.faulty else self.preview.reading.lines), cursor=0)
        if self.faulty:
            self.say("A file with faults is refused whole: Esc, another profile or file", Tone.BAD)

    def top_lines(self) -> Iterable[tuple[Part, ...]]:
        """By which profile, what it comes to, what was declared, what would become of it."""
        profile, told = self.preview.profile, self.preview.loaded
        reading = self.preview.reading
        by = f"read by {profile.name} version {profile.version}: {profile.title}"
        yield ((by, Tone.PLAIN),)
        yield ((f"computed  {_sums(reading.computed)}", Tone.PLAIN),)
        yield ((f"declared  {_sums(reading.declared)}", Tone.PLAIN), self._agreed())
        if self.faulty:
            many = len(told.faults)
            yield ((f"{many} fault{'' if many == 1 else 's'}: nothing can be loaded", Tone.BAD),)
            return
        if told.again:
            where = f"file {told.file}, batch {told.batch}"
            yield ((f"loaded already: {where}; Esc, F4 and Enter open it", Tone.WARN),)
            return
        every = (told, *told.others)
        count = sum(one.lines for one in every)
        lines = f"{count:,} line{'' if count == 1 else 's'}"
        matched = sum(one.matched for one in every)
        suggested = sum(one.suggested for one in every)
        unknown = sum(one.unmatched for one in every)
        words = f"{lines}: {matched} matched, {suggested} suggested, {unknown} unknown"
        words += f", {told.idle} without money" if told.idle else ""
        yield ((f"{words} · {self._into()}", Tone.STRONG),)

    def _into(self) -> str:
        told, stream = self.preview.loaded, self.preview.profile.posting.stream
        if not told.others:
            return f"into {told.cashbook or self.arrival.cashbook} {stream}"
        parts = ", ".join(f"{one.cashbook} {one.lines:,}" for one in (told, *told.others))
        return f"a batch each: {parts}"

    def _agreed(self) -> Part:
        declared = self.arrival.declared
        if declared is None:
            return "", Tone.PLAIN
        return f"   you declared {pounds(declared)} {sign(Sign.KEPT)} agrees", Tone.GOOD

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines or faults that show."""
        if self.faulty:
            return [
                Row((str(one.line or ""), one.field or "row", one.says))
                for one in self.preview.loaded.faults[start:stop]
            ]
        return [_row(line) for line in self.preview.reading.lines[start:stop]]

    def act_move(self, key: str) -> None:
        """From the palette."""
        steps = {"up": -1, "down": 1, "pageup": -self.grid.page, "pagedown": self.grid.page}
        self.grid.move(steps[key])

    def act_load(self) -> None:
        """L: once, whatever becomes of the answer."""
        from db.acting import new_key

        self.key = self.key or new_key()
        self.say("Loading: Ctrl+C gives up waiting", Tone.DIM)
        work = partial(loaded, self.desk.book, self.arrival, self.key)
        self.sending.ask(None, work, holds="loading the file")

    def on_file_loaded(self, event: FileLoaded) -> None:
        """To its exceptions; a refusal says who has it, or what differs."""
        if event.fault is None:
            done = event.result
            self.leave(tuple(one.file for one in (done, *done.others) if one.file))
        elif isinstance(event.fault, Refusal):
            self.desk.gate.discard_held()
            self.key = ""
            self.say(f"not loaded: {event.fault.says}", Tone.BAD)
        else:
            self.desk.gate.discard_held()
            self.desk.book.forget_sessions()
            self.say("no answer from the book: L asks again, it loads once only", Tone.BAD)


def _row(line: "FileLine") -> Row:
    keys = " ".join(f"{key.kind} {key.value}" for key in line.keys)
    day = f"{line.day:%-d %b %y}" if line.day else ""
    cells = (line.row, line.type.value, keys, line.name or line.narrative, day)
    return Row((*cells, pounds(line.net) if line.net >= 0 else f"out {pounds(Pence(-line.net))}"))


def _sums(totals: "Totals") -> str:
    told = ((totals.gross, "gross"), (totals.recovery, "recovered"), (totals.net, "net"))
    words = [f"{pounds(value)} {name}" for value, name in told if value is not None]
    if totals.count is not None:
        words.append(f"{totals.count:,} row{'' if totals.count == 1 else 's'}")
    return ", ".join(words) or "nothing"
