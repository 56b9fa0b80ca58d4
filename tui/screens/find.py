"""Find, an overlay over any screen: one box, hits with every keystroke, each with its reason."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.timer import Timer
from textual.widget import Widget

from core.money import balance_words, pounds
from core.names import parse_names, short_names
from tui.addresses import short_address
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import KEY_CARD, Overlay
from tui.theme import Tone
from tui.widgets.entry_line import EntryLine, TextField
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.finder import Hit
    from db.found import Shown
    from tui.terminal.key_gate import Hold

_COLUMNS = (
    Column("reference", 9),
    Column("name", 18, grows=True),
    Column("address", 18, grows=True),
    Column("postcode", 8, from_width=100),
    Column("by", 9),
    Column("balance", 11, "right"),
    Column("usual", 8, "right"),
    Column("why", 40, from_width=140),
)
_HITS = 40
_WIDE = 120  # from here on addresses are shown whole
# Balances come when the typing rests: they are read from the book, and nothing waits for them.
_REST = 0.25


class HitsShown(Answered["dict[int, Shown]"]):
    """Balances of the hits that show."""


class Find(Overlay):
    """Enter opens the account, or gives it to the screen that asked (`pick`)."""

    ACTIONS = (
        KEY_CARD,
        Action("open", "enter", "open", "Open the account under the cursor",
               when=lambda page: page.hits),
        Action("move", ("up", "down", "pageup", "pagedown"), "choose", "Choose another hit",
               shown="↑↓", takes_key=True, when=lambda page: len(page.hits) > 1),
        Action("back", "escape", "back", "Back to the screen beneath"),
    )  # fmt: skip

    def __init__(self, *, pick: bool = False, text: str = "", asks: str = "") -> None:
        """`pick`: leave with the account's number instead of opening it; `asks` says for what."""
        super().__init__()
        self.pick = pick
        self.begun = text
        self.hits: list[Hit] = []
        self.seen: dict[int, Shown] = {}
        what = "reference, name, address, postcode, phone or claim"
        self.box = TextField(self, prompt=f"{asks}: {what}" if asks else what)
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.can_focus = False
        self.why = TextLines(1)
        self.reading = Asking(self, HitsShown)
        self._rest: Timer | None = None
        self._wanted: Hold | None = None  # Enter came before the finder was open

    def body(self) -> Iterable[Widget]:
        """The box, the hits, the reason."""
        yield self.box
        yield RuleLine()
        yield self.grid
        yield self.why

    def on_mount(self) -> None:
        """Begin with what was typed elsewhere; a finder that could not be opened is tried again."""
        if self.desk.finder is None and self.desk.book is not None:
            self.desk.open_finder()
        self.box.set("text", self.begun)
        self.look()
        self.desk.freshen_finder()  # somebody was revealed, or has moved, since the last look

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
        """Show what the box finds, the best hit under the cursor."""
        self.find()
        self.grid.show(len(self.hits), cursor=0 if self.hits else NO_CURSOR, top=0)
        self.tell_why()

    def find(self) -> None:
        """Ask the finder; balances are read when the typing rests."""
        finder, text = self.desk.finder, self.box.text.strip()
        if finder is None:
            opening = "The finder is opening: what you type is kept."
            self.grid.empty = self.desk.finder_fault or opening
        elif text:
            self.grid.empty = "Nobody. Fewer words, another spelling, or part of the reference."
        else:
            self.grid.empty = "Anything the caller says: part of a reference, a name, an address."
        self.hits = finder.search(text, _HITS) if finder is not None and text else []
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self.read_balances) if self.hits else None

    def finder_ready(self) -> None:
        """The finder is open, or knows more: look again; the cursor stays on its account."""
        cursor = self.grid.cursor
        here = self.hits[cursor].account if 0 <= cursor < len(self.hits) else None
        self.find()
        places = [place for place, hit in enumerate(self.hits) if hit.account == here]
        best = 0 if self.hits else NO_CURSOR
        self.grid.show(len(self.hits), cursor=places[0] if places else best)
        self.tell_why()
        self.refresh_keys()
        if self._wanted is not None:
            self.act_open()
            self.stop_waiting()

    def on_unmount(self) -> None:
        """Whoever leaves waits for nothing."""
        self.stop_waiting()

    def stop_waiting(self) -> None:
        """Let the keys pass again that waited for the finder."""
        if self._wanted is not None:
            self._wanted.release()
            self._wanted = None

    # -- the hits

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The hits that show."""
        return [self._row(hit) for hit in self.hits[start:stop]]

    def _row(self, hit: "Hit") -> Row:
        seen = self.seen.get(hit.account)
        cells = (
            hit.payment_ref,
            short_names(parse_names(hit.name)) if hit.name else "restricted",
            hit.address if self.size.width >= _WIDE else short_address(hit.address),
            hit.postcode,
            _found_by(hit.why),
            balance_words(seen.balance) if seen else "",
            _usual_or_status(hit, seen),
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
            self.reading.ask(tuple(missing), partial(_shown, self.desk.book, missing))

    def on_hits_shown(self, event: HitsShown) -> None:
        """Fill the balances in; nothing moves."""
        if event.fault is not None:
            self.say(f"Balances are missing: {event.fault}", Tone.WARN)
            return
        self.say("")
        self.seen |= event.result
        for place, hit in enumerate(self.hits):
            if hit.account in event.result:
                self.grid.refresh_row(place)

    # -- the keys

    def act_move(self, key: str) -> None:
        """From the palette: one step."""
        self.entry_key(self.box, key, "")

    def act_open(self) -> None:
        """The account under the cursor; where the finder is still opening, as soon as it is."""
        opening = self.desk.finder is None and not self.desk.finder_fault
        if opening and self.box.text.strip() and self._wanted is None:
            self._wanted = self.desk.gate.hold("the finder is opening", self.stop_waiting)
        if not 0 <= self.grid.cursor < len(self.hits):
            if self._wanted is None:
                self.app.bell()
            return
        account = self.hits[self.grid.cursor].account
        self.leave(account)
        if not self.pick and self.desk.has_page("account"):
            self.desk.open("account", account=account)


def _shown(book: Any, accounts: list[int]) -> "dict[int, Shown]":
    from db.found import shown
    from tui.reaching import reach

    return reach(book, shown, accounts)


def _usual_or_status(hit: "Hit", seen: "Shown | None") -> str:
    """What stands beside the balance: who left or died is told before what they used to pay."""
    if seen is not None and seen.status != "current":
        return seen.status
    if not hit.current:
        return "former"
    return f"= {pounds(seen.usual)}" if seen and seen.usual else ""


# What the finder's reasons begin with, and the one word that fits a column.
_KINDS = (
    ("reference", "ref"),
    ("tenancy", "tenancy"),
    ("old reference", "old ref"),
    ("old", "old name"),
    ("claim", "claim"),
    ("phone", "phone"),
    ("surname", "name"),
    ("forename", "name"),
    ("initial", "name"),
    ("", "address"),
)
_GUESSES = (" from ", "sounds like", "swapped", "misread")


def _found_by(why: tuple[str, ...]) -> str:
    """The first reason in a word, with `?` where something was not typed quite so."""
    if not why:
        return ""
    word = next(word for begins, word in _KINDS if why[0].startswith(begins))
    guessed = any(guess in reason for reason in why for guess in _GUESSES)
    return f"{word}?" if guessed else word
