"""A small program on the real base: an entry line, a grid of any length, a form, overlays."""

import os
import sys
import threading
from functools import partial

from textual.app import App

from tui.app import RentbookApp
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Overlay, Page
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.entry_line import EntryLine, TextField
from tui.widgets.entry_state import Cell
from tui.widgets.form import Field, Form
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

SURNAMES = (
    *("Smith", "Jones", "Taylor", "Brown", "Okafor", "Nguyen", "Kowalczyk", "Singh", "MacDonald"),
    *("O'Brien", "Müller", "田中", "Ngũgĩ", "Zoe\u0308", "Patel", "Khan"),
)
STREETS = (
    "Acacia",
    "Mill",
    "Church",
    "Station",
    "Green",
    "Park",
    "Queen",
    "King",
    "Meadow",
    "Moor",
)
COLUMNS = (
    Column("reference", 9),
    Column("name", 20, grows=True),
    Column("address", 22),
    Column("amount", 10, "pence"),
    Column("state", 8),
)


def row(i: int) -> Row:
    n = (i * 2654435761) & 0xFFFFFFFF
    return Row(
        (
            f"{10200000 + n % 99999}",
            f"{SURNAMES[n % len(SURNAMES)]}, {'ABCDEFGHJK'[n % 10]}{n % 97}",
            f"{n % 240 + 1} {STREETS[n % 10]} Road",
            f"{n % 1500}.{n % 100:02}",
            f"{sign(Sign.KEPT)} kept",
        ),
        Tone.DIM if i % 5 == 0 else Tone.PLAIN,
    )


class Found(Answered[int]):
    """A worker has decided."""


class Keying(Page):
    """Cells, kept lines and a tally."""

    ACTIONS = (
        Action("post", "f10", "post", "Post the batch"),
        Action("form", "ctrl+n", "form", "Open the form"),
        Action("seek", "ctrl+t", "seek", "Open the seek overlay"),
        Action("slow", "f7", "slow", "Let a worker decide which cell takes the keys"),
        Action("undo", "ctrl+z", "undo", "Nothing"),
        Action("list", "f6", "list", "Open a list"),
        Action("boxes", "f4", "", "Open two boxes"),
        Action("hang", "f5", "", "Ask a book that never answers"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []
        self.release = threading.Event()
        self.grid = Grid(COLUMNS, self.rows)
        self.grid.can_focus = False
        self.line = EntryLine(
            (Cell("who", 24, prompt="who"), Cell("amount", 12, "right")), self, indent=6
        )
        self.tally = TextLines(2)

    def body(self):
        yield self.grid
        yield RuleLine()
        yield self.line
        yield RuleLine()
        yield self.tally

    def header_left(self):
        return ("Keying", "Clydeview MAIN", "cheque", "batch 1042")

    def on_mount(self) -> None:
        self.finding = Asking(self, Found)
        self.tell()

    def rows(self, start, stop):
        return [
            Row(("", who, "", amount, f"{sign(Sign.KEPT)} kept"))
            for who, amount in self.lines[start:stop]
        ]

    def entry_finished(self, line, cell) -> None:
        if cell == "who":
            line.go("amount")
            return
        texts = line.state.texts()
        if texts["amount"] == "ask":
            self.ask(Question("Keep this unusual amount? Enter keeps", "enter", self.kept))
            return
        self.keep(texts["who"], texts["amount"])

    def kept(self, yes: bool) -> None:
        self.say("yes" if yes else "no")
        if yes:
            self.keep(self.line.state.texts()["who"], "asked")

    def keep(self, who, amount) -> None:
        self.lines.append((who, amount))
        self.line.clear()
        self.grid.show(len(self.lines), cursor=len(self.lines) - 1)
        self.tell()

    def tell(self) -> None:
        text = "|".join(f"{who}={amount}" for who, amount in self.lines[-6:])
        self.tally.say(f"{len(self.lines)} lines", text)

    def act_undo(self) -> None:
        self.say("undone")

    def act_post(self) -> None:
        self.ask(Question("Post? F10 again posts", "f10", self.posted, drops=True))

    def posted(self, yes: bool) -> None:
        self.say("posted" if yes else "not posted")

    def act_form(self) -> None:
        self.open("form", self.headed)

    def headed(self, values) -> None:
        if values:
            self.keep(values["a"], values["b"] + values["c"])

    def act_list(self) -> None:
        self.open("list")

    def act_boxes(self) -> None:
        self.open("boxes", self.headed)

    def act_hang(self) -> None:
        self.finding.ask(None, partial(self.release.wait, None), holds="asking")

    def act_seek(self) -> None:
        self.open("seek", self.sought)

    def sought(self, text) -> None:
        self.line.set("who", text or "")

    def act_slow(self) -> None:
        self.finding.ask(None, partial(self.release.wait, 0.05), holds="finding")

    def on_found(self, event) -> None:
        self.line.go("amount")


class Header(Page):
    """A form of three fields."""

    def body(self):
        yield Form(
            (
                Field("a", "first", 12),
                Field("b", "second", 12, check=lambda t: None if t else "nothing here: type"),
                Field("c", "third", 12, "right"),
            ),
            self,
        )

    def form_done(self, form, values) -> None:
        self.leave(values)


class Boxes(Page):
    """Two widgets: Enter in the first moves the focus, and only later."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes = TextField(self), TextField(self)

    def body(self):
        yield from self.boxes

    def entry_finished(self, line, cell) -> None:
        first, second = self.boxes
        if line is first:
            self.call_later(self.call_after_refresh, second.focus)
        else:
            self.leave({"a": first.text, "b": second.text, "c": ""})


class Seek(Overlay):
    """Twenty new rows with every key."""

    def __init__(self) -> None:
        super().__init__()
        self.start = 0
        self.field = TextField(self)
        self.grid = Grid(COLUMNS[:4], self.rows, titles=False)
        self.grid.can_focus = False

    def body(self):
        yield self.field
        yield self.grid

    def rows(self, start, stop):
        return [row(self.start + i) for i in range(start, stop)]

    def entry_edited(self, line, cell) -> None:
        self.start = sum(ord(c) * (k + 7) for k, c in enumerate(line.state.text))
        self.grid.show(18, cursor=0)

    def entry_finished(self, line, cell) -> None:
        self.leave(line.state.text)


class Long(Page):
    """A million rows."""

    ACTIONS = (Action("word", "w", "word", "Say a word"),)

    def __init__(self, count: int = 1_000_000) -> None:
        super().__init__()
        self.count = count
        self.grid = Grid(COLUMNS, lambda a, b: [row(i) for i in range(a, b)], listener=self)

    def body(self):
        yield self.grid

    def header_left(self):
        return ("Account", "REF [/a] [b", "\x1b[31mred\x1b]0;title\x07")

    def on_mount(self) -> None:
        self.grid.show(self.count, cursor=0)

    def act_word(self) -> None:
        self.say("a word")


PAGES = {
    "keying": Keying,
    "form": Header,
    "boxes": Boxes,
    "seek": Seek,
    "list": Long,
    "short list": lambda: Long(1_000),
}


class Plain(RentbookApp):
    """The same program with Textual's own output, to compare frames with."""

    _display = App._display


def make(first: str = "keying") -> RentbookApp:
    """The demo, opened at a page."""
    kind = Plain if os.environ.get("DEMO_PLAIN") else RentbookApp
    return kind(PAGES, first=first, header_right=("DEMO", "assistant.1"))


if __name__ == "__main__":
    app = make(*sys.argv[1:2])
    app.run(mouse=False)
    sys.exit(app.return_code)
