"""Find, an overlay over any screen: one box, hits with every keystroke, each with its reason."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from core.money import balance_words, pounds
from core.names import parse_names, short_names
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Overlay
from tui.theme import Tone
from tui.widgets.entry_line import EntryLine, TextField
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.finder import Hit
    from db.found import Shown

_COLUMNS = (
    Column("reference", 9),
    Column("name", 19, grows=True),
    Column("address", 17, grows=True),
    Column("postcode", 8, from_width=100),
    Column("", 8),
    Column("balance", 11, "right"),
    Column("usual", 8, "right"),
    Column("why", 34, from_width=140),
)
_HITS = 40
# Balances come when the typing rests: they are read from the book, and nothing waits for them.
_REST = 0.12


class HitsShown(Answered["dict[int, Shown]"]):
    """Balances of the hits that show."""


class Find(Overlay):
    """Enter opens the account, or gives it to the screen that asked (`pick`)."""

    ACTIONS = (
        Action("open", "enter", "open", "Open the account under the cursor", shown="Enter"),
        Action(
            "move",
            ("up", "down", "pageup", "pagedown"),
            "choose",
            "Choose another hit",
            shown="↑↓",
            takes_key=True,
            when=lambda page: len(page.hits) > 1,
        ),
    )

    def __init__(self, *, pick: bool = False, text: str = "") -> None:
        """`pick`: leave with the account's number instead of opening it."""
        super().__init__()
        self.pick = pick
        self.begun = text
        self.hits: list[Hit] = []
        self.seen: dict[int, Shown] = {}
        self.box = TextField(self, prompt="reference, name, address, postcode, phone or claim")
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.can_focus = False
        self.why = TextLines(1)
        self.reading = Asking(self, HitsShown)
        self._rest: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The box, the hits, the reason."""
        yield self.box
        yield RuleLine()
        yield self.grid
        yield self.why

    def on_mount(self) -> None:
        """Begin with what was typed elsewhere."""
        self.box.set("text", self.begun)
        self.look()

    # -- the box

    def entry_edited(self, _line: EntryLine, _cell: str) -> None:
        """Every keystroke looks again."""
        self.look()

    def entry_key(self, _line: EntryLine, key: str, _text: str) -> bool:
        """The arrows move among the hits while the box keeps the keys."""
        steps = {"up": -1, "down": 1, "pageup": -self.grid.page, "pagedown": self.grid.page}
        if key in steps:
            self.grid.move(steps[key])
        return key in steps

    def entry_finished(self, _line: EntryLine, _cell: str) -> None:
        """Enter takes the hit under the cursor."""
        self.act_open()

    def look(self) -> None:
        """Show what the box finds."""
        finder, text = self.desk.finder, self.box.text.strip()
        if finder is None:
            self.grid.empty = "The finder is opening: what you type is kept."
        elif text:
            self.grid.empty = "Nobody. Fewer words, another spelling, or part of the reference."
        else:
            self.grid.empty = "Anything the caller says: part of a reference, a name, an address."
        self.hits = finder.search(text, _HITS) if finder is not None and text else []
        self.grid.show(len(self.hits), cursor=0 if self.hits else -1, top=0)
        self.tell_why()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self.read_balances) if self.hits else None

    def finder_ready(self) -> None:
        """The finder is open: look for what was typed meanwhile."""
        self.look()

    # -- the hits

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The hits that show."""
        return [self._row(hit) for hit in self.hits[start:stop]]

    def _row(self, hit: "Hit") -> Row:
        seen = self.seen.get(hit.account)
        status = "restricted" if hit.restricted and not hit.name else ""
        status = status or ("" if hit.current else "former")
        if seen is not None and seen.status == "deceased":
            status = "deceased"
        cells = (
            hit.payment_ref,
            short_names(parse_names(hit.name)) if hit.name else "",
            hit.address,
            hit.postcode,
            status,
            balance_words(seen.balance) if seen else "",
            f"= {pounds(seen.usual)}" if seen and seen.usual else "",
            ", ".join(hit.why),
        )
        return Row(cells, Tone.PLAIN if hit.current else Tone.DIM)

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """The reason goes with the cursor."""
        self.tell_why()

    def tell_why(self) -> None:
        """Why the hit under the cursor is one."""
        if not 0 <= self.grid.cursor < len(self.hits):
            self.why.say("")
            return
        hit = self.hits[self.grid.cursor]
        self.why.say(((f"{hit.landlord}  ", Tone.DIM), ("why: " + ", ".join(hit.why), Tone.DIM)))

    def read_balances(self) -> None:
        """Read what shows and is not known yet."""
        top = self.grid.top
        wanted = [hit.account for hit in self.hits[top : top + self.grid.page]]
        missing = [account for account in wanted if account not in self.seen]
        if missing and self.desk.book is not None:
            from db.found import shown

            self.reading.ask(tuple(missing), partial(shown, self.desk.book, missing))

    def on_hits_shown(self, event: HitsShown) -> None:
        """Fill the balances in; nothing moves."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.WARN)
            return
        self.seen |= event.result
        for place, hit in enumerate(self.hits):
            if hit.account in event.result:
                self.grid.refresh_row(place)

    # -- the keys

    def act_move(self, key: str) -> None:
        """From the palette: one step."""
        self.entry_key(self.box, key, "")

    def act_open(self) -> None:
        """The account under the cursor."""
        if not 0 <= self.grid.cursor < len(self.hits):
            return
        account = self.hits[self.grid.cursor].account
        self.leave(account)
        if not self.pick and self.desk.has_page("account"):
            self.desk.open("account", account=account)
