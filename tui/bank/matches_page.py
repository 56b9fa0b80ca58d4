"""The matches of a cashbook that no sheet rests on yet, anybody's, to look over and to undo."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import Pence, pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.bank.choosing import money_words
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Overlay
from tui.reaching import lost, reach
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.bank.matches import Standing

_COLUMNS = (
    Column("match", 6, "right"),
    Column("", 6, "right"),
    Column("what the bank wrote", 16, grows=True),
    Column("", 12, "right"),
    Column("what", 9),
    Column("sides", 6),
    Column("by", 12),
    Column("when", 16, from_width=100),
)


class MatchesRead(Answered["tuple[Standing, ...]"]):
    """The matches."""


class MatchUndone(Answered[str]):
    """One was undone; `query` is the match, the result the reversal or nothing."""


def _on_match(page: "MatchesPage") -> bool:
    return page.match is not None and page.may("assistant")


class MatchesPage(Overlay):
    """One row a match, the latest first; Enter asks whether it is undone."""

    ACTIONS = (
        Action("undo", "enter", "undo", "Undo the match: both sides are open again",
               when=_on_match, needs="assistant"),
        Action("again", "r", "", "Read the list again"),
        Action("back", ("escape", "v"), "back", "Close the list"),
    )  # fmt: skip

    def __init__(self, cashbook: str) -> None:
        super().__init__()
        self.cashbook = cashbook
        self.matches: Sequence[Standing] = ()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the matches…"
        self.reading = Asking(self, MatchesRead)
        self.undoing = Asking(self, MatchUndone, lane="write", keep_all=True)
        self._keys: dict[int, str] = {}  # of undoings not answered for sure

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """Of which cashbook."""
        return ("Matches not signed yet", self.cashbook)

    def book_ready(self) -> None:
        """Read them."""
        work = partial(reach, self.desk.book, _matches, self.cashbook)
        self.reading.ask(None, work, holds="reading the matches")

    def on_matches_read(self, event: MatchesRead) -> None:
        """Show them; the cursor stays where it was."""
        if not self.has_come(event.fault, self.grid, "The list"):
            return
        self.matches = event.result
        self.grid.empty = "No match waits for a signature."
        at = min(max(0, self.grid.cursor), len(self.matches) - 1) if self.matches else NO_CURSOR
        self.grid.show(len(self.matches), cursor=at)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Each match in a line."""
        return [_row(each) for each in self.matches[start:stop]]

    @property
    def match(self) -> "Standing | None":
        """The one under the cursor."""
        at = self.grid.cursor
        return self.matches[at] if 0 <= at < len(self.matches) else None

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter in the list."""
        self.act_undo()

    def act_undo(self) -> None:
        """Enter: what is undone and what that posts, then asked."""
        from db.bank.matches import NEVER_UNDONE

        each = self.match
        if each is None or not self.may("assistant"):
            self.app.bell()
        elif each.kind in NEVER_UNDONE:
            self.app.bell()
            self.say(f"Not undone: {NEVER_UNDONE[each.kind]}.", Tone.WARN)
        else:
            posts = ", its posting is reversed" if each.posts else ""
            says = f"undo match {each.match} by {each.login}, {money_words(each.pence)}{posts}?"
            then = partial(self._undo_or_not, each.match)
            self.ask(Question(f"{says} Enter undoes", "enter", then, drops=True))

    def act_again(self) -> None:
        """R."""
        self.book_ready()

    def _undo_or_not(self, match: int, yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if not yes:
            self.say("Nothing undone.")
            return
        from db.acting import new_key

        key = self._keys.setdefault(match, new_key())
        work = partial(reach, self.desk.book, _unmatch, match, key)
        self.undoing.ask(match, work, holds="undoing")

    def on_match_undone(self, event: MatchUndone) -> None:
        """Say so and read again."""
        match = event.query
        assert isinstance(match, int)
        if event.fault is not None and not isinstance(event.fault, Refusal):
            self.say(f"not known to be undone: {lost(event.fault)}", Tone.BAD)
            return
        self._keys.pop(match, None)
        if event.fault is not None:
            self.say(f"Not undone: {event.fault.says}", Tone.BAD)
        else:
            posted = f", {event.result}" if event.result else ""
            told = f"{sign(Sign.KEPT)} match {match} undone{posted}: both sides are open again"
            self.say(told, Tone.GOOD)
        self.book_ready()


def _row(each: "Standing") -> Row:
    day = f"{each.day:%-d %b}" if each.day else ""
    words = each.words or ("(words hidden)" if each.lines else "entries that cancel each other")
    if each.apart:
        words = f"({pounds(Pence(abs(each.apart)))} apart) {words}"
    sides = f"{each.lines} to {each.entries}"
    amount = money_words(each.pence)
    return Row((str(each.match), day, words, amount, each.kind, sides, each.login,
                f"{each.at:%-d %b %H:%M}"))  # fmt: skip


def _matches(book: Any, cashbook: str) -> "tuple[Standing, ...]":
    from db.bank.matches import matches

    return matches(book, cashbook)


def _unmatch(book: Any, match: int, key: str) -> str:
    from db.bank.matching import unmatch

    return unmatch(book, match, "", key)
