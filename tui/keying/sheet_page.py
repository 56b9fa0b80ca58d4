"""The page a batch is keyed on: what it shows, drawn from the state after every key."""

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from core.dates import day_words
from tui.keying import shown
from tui.keying.looking import remark
from tui.keying.slip_line import SlipLine
from tui.keying.state import KeyingState
from tui.page import Page
from tui.theme import Tone
from tui.widgets.drawing import cut_before_end
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

_TALL = 30  # rows from which more candidates show


class SheetPage(Page):
    """List, slip, candidates, facts, tally; `state` is None until the batch has been opened."""

    state: KeyingState | None = None

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid(shown.COLUMNS, self.rows, titles=False)
        self.grid.can_focus = False
        self.line = SlipLine(self.pressed, self.lines_pasted)
        self.below = TextLines(3)
        self.facts = TextLines(2)
        self.tally = TextLines(1)
        self.refusal = ""  # why the last key was refused; gone with the next
        self.hint = ""  # what the last key did, where it is not seen
        self._drawn_hint = ""
        self._drawn_at = (False, 0)

    def body(self) -> Iterable[Widget]:
        """As screens.md draws it, from top to bottom."""
        yield self.grid
        yield RuleLine()
        yield self.line
        yield self.below
        yield RuleLine()
        yield self.facts
        yield RuleLine()
        yield self.tally

    def header_left(self) -> Iterable[str]:
        """Cashbook, stream, value date and number."""
        if self.state is None:
            return ("Keying",)
        batch = self.state.batch
        day = day_words(batch.value_date)
        if batch.value_date.year == self.state.today.year:  # another year must catch the eye
            day = day.rsplit(" ", 1)[0]
        where = f"{batch.landlord} {batch.cashbook}"
        return ("Keying", where, batch.stream, day, f"batch {batch.number}")

    @property
    def room(self) -> int:
        """Columns of a line of words: two stand before it, one behind."""
        return self.size.width - 3

    def on_resize(self) -> None:
        """A taller screen shows more candidates, a wide one the reasons behind the amount."""
        self.below.styles.height = 3 if self.size.height < _TALL else 6
        wide = any(self.size.width >= c.from_width > 0 and c.title == "why" for c in shown.COLUMNS)
        room = shown.AMOUNT_ROOM + (shown.WHY_ROOM if wide else 0)
        self.line.styles.margin = (0, room, 0, 0)
        self.call_after_refresh(self.draw_slip)

    # -- drawing

    def draw_all(self) -> None:
        """The list, the slip and the proof: a line was kept, corrected or refused."""
        self.draw_lines()
        self.draw_slip()
        self.draw_proof()
        self.refresh_keys()

    def draw_step(self) -> None:
        """After a key: the slip; the list and the proof only where they changed."""
        state = self.state
        if state is None:
            return
        here = (state.slip.correcting, state.slip.number)
        if here != self._drawn_at:
            self._drawn_at = here
            self.draw_lines()
            self.draw_proof()
        self.draw_slip()
        if self.hint != self._drawn_hint:
            self._drawn_hint = self.hint
            self.draw_proof()

    def draw_lines(self) -> None:
        """The last lines, or those around the one being corrected."""
        if self.state is None:
            return
        count = len(self.state.lines)
        self.grid.empty = "No line yet: type a fragment, Enter, the amount, Enter."
        if self.state.slip.correcting:
            number = self.state.slip.number
            self.grid.show(count, cursor=self.state.lines.numbers.index(number))
        else:
            self.grid.show(count, cursor=NO_CURSOR, top=count)

    def draw_slip(self) -> None:
        """The entry line, what stands under it, and the account under the cursor."""
        state = self.state
        if state is None:
            return
        self.line.put(state.slip)
        height = max(3, self.below.size.height)
        lines = shown.below_slip(state, self.size.width - 2, height)
        if self.refusal:
            lines = [*lines[: height - 1], *[()] * (height - 1 - len(lines))]
            lines.append(((f"    {cut_before_end(self.refusal, self.room - 4)}", Tone.BAD),))
        self.below.say(*lines)
        here = None if state.slip.to_suspense else state.slip.pointed_at
        payer = state.facts.payers.get(here.account) if here is not None else None
        self.facts.say(*shown.facts_lines(here, payer, self.room))

    def draw_proof(self) -> None:
        """The tally, and what needs a look."""
        if self.state is None:
            return
        self.tally.say(shown.tally_line(self.state, self.room))
        words, _ = remark(self.state)
        said = f"! {words}" if words else self.hint
        self.say(cut_before_end(said, self.room), Tone.WARN if words else Tone.DIM)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines of the batch that show."""
        assert self.state is not None
        lines, away = list(self.state.lines), self.state.outbox.away
        width = self.size.width
        return [shown.line_row(line, width, away=away) for line in lines[start:stop]]

    # -- keys, filled in by the screen

    def pressed(self, key: str, text: str) -> bool:
        """A key of the entry line; whether it had a use for it."""
        raise NotImplementedError

    def lines_pasted(self, lines: list[str]) -> None:
        """A paste of several lines."""
        raise NotImplementedError
