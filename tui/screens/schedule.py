"""A schedule with its lines: read one by one, decided whole but for those excepted."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import Pence, pounds
from core.names import parse_names, short_names
from core.refusal import Refusal
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.once import Once
from tui.page import Page
from tui.reaching import reach
from tui.requests.forms import reason_form
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.requests.reading import Request
    from db.requests.schedules import DecidedSchedule

_COLUMNS = (
    Column("", 2),
    Column("no", 5, "right"),
    Column("reference", 10),
    Column("name", 13, grows=True),
    Column("ended", 10),
    Column("last paid", 10),
    Column("amount", 11, "pence"),
    Column("stands", 9),
    Column("reason", 18, from_width=110),
)
_WHY = "read and approved as a schedule"


class ScheduleRead(Answered["tuple[tuple[Request, ...], dict[str, str]]"]):
    """The lines, and the mark of each open one."""


class ScheduleDecided(Answered["DecidedSchedule"]):
    """What was decided of it, and what stays open."""


def _decides(page: "SchedulePage") -> bool:
    return any(one.awaits for one in page.lines)


class SchedulePage(Page):
    """A Enter decides every line that no Space excepted."""

    ACTIONS = (
        Action("choose", "enter", "open", "The line with its evidence, to decide it alone",
               when=lambda page: bool(page.lines)),
        Action("except", "space", "except", "Leave this line open, or take it in again",
               when=_decides, needs="supervisor"),
        Action("approve", "a", "approve all", "Approve every line but those excepted",
               when=_decides, needs="supervisor"),
        Action("reject", "r", "reject all", "Reject every line but those excepted",
               when=_decides, needs="supervisor"),
        Action("again", "l", "", "Look again: read it anew"),
    )  # fmt: skip

    def __init__(self, *, schedule: int) -> None:
        """`schedule` is its number."""
        super().__init__()
        self.schedule = schedule
        self.lines: tuple[Request, ...] = ()
        self.seen: dict[str, str] = {}
        self.excepted: set[int] = set()
        self.left: dict[int, str] = {}  # why a line stays open
        self.once = Once()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the schedule…"
        self.reading = Asking(self, ScheduleRead)
        self.deciding = Asking(self, ScheduleDecided, lane="write", keep_all=True)

    def body(self) -> Iterable[Widget]:
        """The lines."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """Which, how many, how much."""
        if not self.lines:
            return (f"Schedule {self.schedule}",)
        total = pounds(Pence(sum(one.pence or 0 for one in self.lines)))
        kind = self.lines[0].kind.capitalize()
        return (f"{kind} schedule {self.schedule}", f"{len(self.lines)} lines", f"£{total}")

    # -- reading

    def book_ready(self) -> None:
        """Read it; keys wait, for they mean what it shows."""
        self.read(holds="reading the schedule")

    def on_screen_resume(self) -> None:
        """Back from a line: it may be decided."""
        if self.desk.book is not None and self.lines:
            self.read()

    def requests_moved(self) -> None:
        """A line was decided, or what it rests on was written to."""
        if self.desk.book is not None and self.desk.gate.question is None:
            self.read()

    def read(self, holds: str = "") -> None:
        """Read the lines and the marks of what they rest on."""
        work = partial(reach, self.desk.book, _read, self.schedule)
        self.reading.ask(self.schedule, work, holds=holds)

    def on_schedule_read(self, event: ScheduleRead) -> None:
        """Show them; the cursor stays."""
        if not self.has_come(event.fault, self.grid, "The schedule"):
            return
        self.lines, self.seen = event.result
        self.excepted &= {one.number for one in self.lines if one.state == "submitted"}
        self.grid.empty = "There is no such schedule for you to see."
        here = min(max(self.grid.cursor, 0), len(self.lines) - 1) if self.lines else NO_CURSOR
        self.grid.show(len(self.lines), cursor=here)
        self.refresh_header()
        self.refresh_keys()

    # -- showing

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines that show."""
        return [self._row(one) for one in self.lines[start:stop]]

    def _row(self, one: "Request") -> Row:
        out = one.number in self.excepted
        mark = sign(Sign.STRUCK) if out else sign(Sign.UNUSUAL) if one.number in self.left else ""
        cells = (
            mark,
            str(one.number),
            one.reference,
            short_names(parse_names(one.names)) if one.names else "restricted",
            str(one.facts.get("ended") or ""),
            str(one.facts.get("last_receipt") or "never"),
            "" if one.pence is None else pounds(one.pence),
            "excepted" if out else "open" if one.state == "submitted" else one.state,
            one.reason,
        )
        return Row(cells, tone=Tone.DIM if out or one.state != "submitted" else Tone.PLAIN)

    def grid_moved(self, _grid: Grid, index: int) -> None:
        """Why a line stays open stands above the keys."""
        number = self.lines[index].number if 0 <= index < len(self.lines) else 0
        if number in self.left:
            self.say(self.left[number], Tone.WARN)

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a line."""
        self.act_choose()

    # -- keys

    def act_choose(self) -> None:
        """Its page; PageUp and PageDown there go through the schedule."""
        numbers = tuple(one.number for one in self.lines)
        self.open("approval", request=numbers[self.grid.cursor], among=numbers)

    def act_except(self) -> None:
        """Space."""
        one = self.lines[self.grid.cursor]
        if one.state == "submitted":
            self.excepted ^= {one.number}
            self.grid.refresh_row(self.grid.cursor)
        self.grid.move(1)

    def act_approve(self) -> None:
        """A: one question for all of them."""
        some = self._taken()
        total = pounds(Pence(sum(one.pence or 0 for one in some)))
        out = f", {len(self.excepted)} excepted" if self.excepted else ""
        says = f"Approve {len(some)} lines, {total}{out}? Enter approves"
        sent = ("approve", _WHY, dict(self.seen), tuple(sorted(self.excepted)))
        self.ask(Question(says, "enter", partial(self._yes_or_no, sent), drops=True))

    def act_reject(self) -> None:
        """R: with a reason, read beside each line."""
        form = reason_form(f"Reject {len(self._taken())} lines: whoever asked reads why")
        self.open("form", self._rejected, title=form.title, fields=form.fields)

    def act_again(self) -> None:
        """Read it again."""
        self.read()

    def _taken(self) -> "list[Request]":
        return [
            one
            for one in self.lines
            if one.state == "submitted" and one.number not in self.excepted
        ]

    # -- writing

    def _rejected(self, values: Mapping[str, str] | None) -> None:
        if values:
            self._send(("reject", values["why"], {}, tuple(sorted(self.excepted))))

    def _yes_or_no(self, sent: tuple[Any, ...], yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._send(sent)
        else:
            self.say("Nothing decided.")

    def _send(self, sent: tuple[Any, ...]) -> None:
        work = partial(reach, self.desk.book, _decide, self.schedule, sent, self.once.key(sent))
        self.deciding.ask(sent, work, holds="deciding")
        self.say("…")

    def on_schedule_decided(self, event: ScheduleDecided) -> None:
        """How many, how much, and what stays open."""
        self.once.answered(event.fault, event.query)
        if event.fault is not None and not isinstance(event.fault, Refusal):
            self.say(f"not known to be done: A asks again, once only. {event.fault}", Tone.BAD)
            return
        if event.fault is not None:
            self.say(event.fault.says, Tone.BAD)
            self.read()
            return
        told = event.result
        self.left = {number: f"{number} stays open: {says}" for number, _, says in told.left}
        done = {"approve": "approved", "reject": "rejected"}[told.verdict]
        says = f"{sign(Sign.KEPT)} {len(told.decided)} {done}, {pounds(told.pence)}"
        more = f"; {len(self.left)} stay open, marked {sign(Sign.UNUSUAL)}" if self.left else ""
        self.say(says + more, Tone.WARN if self.left else Tone.GOOD)
        self.read()


def _read(book: Any, schedule: int) -> "tuple[tuple[Request, ...], dict[str, str]]":
    from db.requests.reading import lines_of
    from db.requests.schedules import marks

    return lines_of(book, schedule), marks(book, schedule)


def _decide(book: Any, schedule: int, sent: tuple[Any, ...], key: str) -> "DecidedSchedule":
    from db.requests.schedules import Decision, decide_schedule

    return decide_schedule(book, schedule, Decision(*sent), key)
