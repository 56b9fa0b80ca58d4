"""The second keying of a blind batch: amounts read from the documents, never shown the first."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from core.money import BadAmount, Pence, parse_amount
from core.refusal import Refusal
from tui.addresses import short_address
from tui.asking import Asking
from tui.messages import Answered
from tui.page import Page
from tui.terminal.key_gate import Hold
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import cut_before_end
from tui.widgets.entry_line import EntryLine
from tui.widgets.entry_state import Cell
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from db.batch_lists import Listed
    from db.second_reading import BlindLine

_COLUMNS = (
    Column("line", 4, "right"),
    Column("reference", 9),
    Column("name", 18, grows=True),
    Column("address", 14, grows=True),
    Column("document", 13),
    Column("state", 13),
)
_AGAIN_S = 1.0  # until a reading whose answer was lost is sent again, with its key
_KEPT = "keeping"


class LinesRead(Answered["tuple[Listed, tuple[BlindLine, ...]]"]):
    """The batch and its lines without amounts."""


class LineCompared(Answered[str]):
    """The answer to a reading; `query` is (line, which reading, amount)."""


class SecondReading(Page):
    """An amount and Enter for each line; what does not agree is read a third time at the end."""

    def __init__(self, batch: int) -> None:
        super().__init__()
        self.number = batch
        self.head: Listed | None = None
        self.lines: tuple[BlindLine, ...] = ()
        self.standing: dict[int, str] = {}
        self.at: BlindLine | None = None
        self.reading = Asking(self, LinesRead)
        self.comparing = Asking(self, LineCompared, lane="write", keep_all=True)
        self._hold: Hold | None = None
        self.grid = Grid(_COLUMNS, self.rows, titles=True)
        self.grid.can_focus = False
        self.grid.empty = "Reading the lines…"
        self.line = EntryLine((Cell("amount", 14, "right", 24, "amount"),), self, indent=40)
        self.told = TextLines(1)

    def body(self) -> Iterable[Widget]:
        """The lines, the amount of the one at the cursor, and what its document bears."""
        yield self.grid
        yield RuleLine()
        yield self.line
        yield self.told

    def header_left(self) -> Iterable[str]:
        """Which batch; nothing that its amounts could be told from."""
        if self.head is None:
            return ("Second reading", f"batch {self.number}")
        where = f"{self.head.landlord} {self.head.cashbook}"
        return ("Second reading", where, self.head.stream, f"batch {self.number}")

    def book_ready(self) -> None:
        """Read the lines; keys wait."""
        self.reading.ask(None, partial(_lines, self.desk.book, self.number), holds="reading it")

    def on_lines_read(self, event: LinesRead) -> None:
        """Begin at the first line that waits; or why this operator may not read it again."""
        if event.fault is not None:
            self.grid.empty = "Esc goes back."
            self.grid.show(0, cursor=NO_CURSOR)
            self.say(cut_before_end(str(event.fault), self.size.width - 3), Tone.BAD)
            return
        self.head, self.lines = event.result
        self.standing = {one.line: str(one.standing) for one in self.lines}
        self.grid.empty = "No line is kept yet: its first keying comes before."
        self.refresh_header()
        self._go_on()
        for one in self.lines:
            if one.standing == "keyed":  # kept, but its comparison was lost
                self._ask(one.line, 0, Pence(0))

    # -- keys

    def entry_key(self, line: EntryLine, key: str, text: str) -> bool:
        """↑↓ between lines that wait, while nothing is typed."""
        if key in ("up", "down") and not line.state.text:
            self._step(-1 if key == "up" else 1)
            return True
        if text and self.at is None:
            self.app.bell()
            return True
        return False

    def entry_finished(self, line: EntryLine, _cell: str) -> None:
        """Enter: the reading is on its way, and the next line waits."""
        typed = line.state.text.strip()
        if self.at is None or not typed:
            self.say("type the amount that stands on the document, then Enter", Tone.DIM)
            return
        try:
            amount = parse_amount(typed)
        except BadAmount as bad:
            self._refuse(bad.says)
            return
        if amount <= 0:
            self._refuse("an amount is above nil")
            return
        here = self.at.line
        self.say("")
        self._ask(here, 2 if self.standing[here] == "waiting" else 3, amount)
        line.clear()
        self._go_on(after=here)

    def on_line_compared(self, event: LineCompared) -> None:
        """Agrees, is to be read again, or differs; lost: asked again, it is kept once."""
        line, reading, amount = cast("tuple[int, int, Pence]", event.query)
        if event.fault is not None and not isinstance(event.fault, Refusal):
            self.desk.book.forget_sessions()
            self.say("the book does not answer: the reading is sent again", Tone.WARN)
            self.set_timer(_AGAIN_S, partial(self._ask, line, reading, amount))
            return
        if event.fault is not None:
            self.standing[line] = "waiting" if reading == 2 else "read again"
            self.say(cut_before_end(f"line {line}: {event.fault}", self.size.width - 3), Tone.BAD)
        else:
            self.standing[line] = str(event.result)
        if self._hold is not None and _KEPT not in self.standing.values():
            self._hold.release()
            self._hold = None
        if self.at is None:
            self._go_on()
        self._draw()

    # -- which line

    def _waits(self, one: "BlindLine") -> bool:
        return self.standing[one.line] in ("waiting", "read again")

    def _go_on(self, after: int = 0) -> None:
        """To the next line that waits, behind the last one to those to be read again."""
        waiting = [one for one in self.lines if self._waits(one)]
        self.at = next((one for one in waiting if one.line > after), None)
        self.at = self.at or (waiting[0] if waiting else None)
        if self.at is None and _KEPT in self.standing.values() and self._hold is None:
            self._hold = self.desk.gate.hold("comparing", give_up=self._let_go)
        self._draw()

    def _step(self, by: int) -> None:
        waiting = [one for one in self.lines if self._waits(one)]
        if self.at in waiting:
            place = waiting.index(self.at) + by
            self.at = waiting[max(0, min(place, len(waiting) - 1))]
        self._draw()

    def _let_go(self) -> None:
        self._hold = None

    def _refuse(self, says: str) -> None:
        self.say(says, Tone.BAD)
        self.desk.gate.discard_held()

    def _ask(self, line: int, reading: int, amount: Pence) -> None:
        from db.second_reading import compare, read_line

        self.standing[line] = _KEPT
        book, batch = self.desk.book, self.number
        work = (
            partial(read_line, book, batch, line, reading, amount)
            if reading
            else partial(compare, book, batch, line)
        )
        self.comparing.ask((line, reading, amount), work)

    # -- drawing

    def _draw(self) -> None:
        here = self.at
        cursor = NO_CURSOR if here is None else self.lines.index(here)
        self.grid.show(len(self.lines), cursor=cursor)
        self.line.before = "" if here is None else f"  {here.line} {here.reference}"[:39]
        self.line.refresh()
        if here is not None:
            again = "read it again: " if self.standing[here.line] == "read again" else ""
            self.told.say(((f"{again}{_written(here)}", Tone.WARN if again else Tone.DIM),))
        else:
            self.told.say(((self._ended(), Tone.STRONG),))
        self.refresh_keys()

    def _ended(self) -> str:
        stands = list(self.standing.values())
        if not stands or _KEPT in stands:
            return ""
        wrong = stands.count("differs")
        if wrong:
            lines = "1 line differs" if wrong == 1 else f"{wrong} lines differ"
            return f"{lines}: whoever keyed the batch corrects that. Esc goes back"
        return "Every line agrees: whoever keyed the batch may post it. Esc goes back"

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines that show; never an amount."""
        return [self._row(one) for one in self.lines[start:stop]]

    def _row(self, one: "BlindLine") -> Row:
        mark, word, tone = _STATES[self.standing[one.line]]
        cells = (
            str(one.line),
            one.reference or "-",
            one.name or (f'"{one.quoted}"' if not one.reference else "(name hidden)"),
            short_address(one.address) if one.reference else "to suspense",
            one.cheque_number or one.drawer,
            f"{sign(mark)} {word}" if mark is not None else word,
        )
        return Row(cells, Tone.PLAIN, ((5, tone),))


_STATES: dict[str, tuple[Sign | None, str, Tone]] = {
    "waiting": (None, "", Tone.DIM),
    "keyed": (None, "", Tone.DIM),
    _KEPT: (Sign.KEEPING, "keeping", Tone.WARN),
    "equal": (Sign.KEPT, "agrees", Tone.DIM),
    "read again": (Sign.UNUSUAL, "read again", Tone.WARN),
    "differs": (Sign.DUPLICATE, "differs", Tone.BAD),
}


def _written(one: "BlindLine") -> str:
    """What is known of the document, to find it by."""
    drawn = f"drawn by {one.drawer}" if one.drawer else ""
    cheque = f"cheque {one.cheque_number}" if one.cheque_number else ""
    quoted = f"keyed as {one.quoted}" if one.quoted else ""
    who = ", ".join(part for part in (one.name, one.address) if part)
    return " · ".join(part for part in (who, cheque, drawn, quoted) if part)


def _lines(book: object, batch: int) -> "tuple[Listed, tuple[BlindLine, ...]]":
    from db.batch_lists import listed
    from db.second_reading import blind_lines

    return listed(book, batch), blind_lines(book, batch)  # type: ignore[arg-type]  # the app's own
