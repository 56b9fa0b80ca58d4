"""Write-offs prepared as a schedule: accounts found by a filter, some left out, asked for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import Pence, pounds
from core.names import parse_names, short_names
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.once import Once
from tui.page import Page
from tui.reaching import reach
from tui.requests.forms import reason_named
from tui.requests.write_offs import filter_form, filter_of, not_one_schedule, schedule_form
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.requests.schedules import Candidate, Filter, Made

Values = Mapping[str, str]
_COLUMNS = (
    Column("", 2),
    Column("reference", 10),
    Column("name", 16, grows=True),
    Column("account", 12),
    Column("ended", 10),
    Column("owes", 11, "pence"),
    Column("landlord", 9, from_width=90),
)
_NOT_KEPT = "not asked yet: the book does not answer. Enter tries again, Esc gives it up"


class CandidatesRead(Answered["tuple[Candidate, ...]"]):
    """The accounts that the filter finds."""


class ScheduleMade(Answered["Made"]):
    """The schedule is asked for, or refused; `query`: (accounts, said, typed)."""


class WriteOffs(Page):
    """Space leaves an account out, A asks for the write-off of the others."""

    ACTIONS = (
        Action("leave_out", "space", "leave out", "Leave this account out, or take it in again",
               when=lambda page: bool(page.lines)),
        Action("ask_for", "a", "ask for all", "Ask for the write-off of every account left in",
               when=lambda page: bool(page.lines)),
        Action("filter", "f", "filter", "Another filter"),
        Action("account", "enter", "account", "Open the account",
               when=lambda page: bool(page.lines) and page.desk.has_page("account")),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Candidate, ...] = ()
        self.out: set[int] = set()
        self.typed: Values | None = None
        self.once = Once()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "F says which former tenants' debts: owing at most so much, ended before."
        self.reading = Asking(self, CandidatesRead)
        self.making = Asking(self, ScheduleMade, lane="write", keep_all=True)

    def body(self) -> Iterable[Widget]:
        """The accounts."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """How many, how much."""
        taken = self._taken()
        if not self.lines:
            return ("Write-offs to ask for",)
        total = pounds(Pence(sum(one.pence for one in taken)))
        return ("Write-offs to ask for", f"{len(taken)} of {len(self.lines)}", f"£{total}")

    # -- which

    def book_ready(self) -> None:
        """The filter first."""
        self.act_filter()

    def act_filter(self) -> None:
        """F."""
        form = filter_form(self._today, self.typed)
        self.open("form", self._filtered, title=form.title, fields=form.fields, lines=form.lines)

    def _filtered(self, values: Values | None) -> None:
        if values:
            self.typed = values
            work = partial(reach, self.desk.book, _read, filter_of(values, self._today))
            self.reading.ask(None, work, holds="looking for accounts")

    def on_candidates_read(self, event: CandidatesRead) -> None:
        """Show them; who was left out stays out."""
        if not self.has_come(event.fault, self.grid, "The accounts"):
            return
        self.lines = event.result
        self.out &= {one.account for one in self.lines}
        self.grid.empty = "No former account owes that little and is not asked for already."
        self.grid.show(len(self.lines), cursor=0 if self.lines else NO_CURSOR)
        self.say("")
        self.refresh_header()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Those that show."""
        return [self._row(one) for one in self.lines[start:stop]]

    def _row(self, one: "Candidate") -> Row:
        out = one.account in self.out
        cells = (
            sign(Sign.STRUCK) if out else "",
            one.reference,
            short_names(parse_names(one.names)) if one.names else "restricted",
            one.kind,
            f"{one.ended or ''}",
            pounds(one.pence),
            one.landlord,
        )
        return Row(cells, tone=Tone.DIM if out else Tone.PLAIN)

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on one."""
        self.act_account()

    def act_account(self) -> None:
        """Its page."""
        if self.desk.has_page("account"):
            self.open("account", account=self.lines[self.grid.cursor].account)

    def act_leave_out(self) -> None:
        """Space."""
        self.out ^= {self.lines[self.grid.cursor].account}
        self.grid.refresh_row(self.grid.cursor)
        self.grid.move(1)
        self.refresh_header()

    # -- asking

    def act_ask_for(self) -> None:
        """A: why, once for all."""
        lines = self._taken()
        says = not_one_schedule(lines)
        if says:
            self.say(says, Tone.WARN)
        else:
            self._ask(lines, schedule_form(lines))

    def _ask(self, lines: "tuple[Candidate, ...]", form: AskedFor) -> None:
        told = {"lines": form.lines, "refused": form.refused}
        self.open("form", partial(self._send, lines), title=form.title, fields=form.fields, **told)

    def _send(self, lines: "tuple[Candidate, ...]", values: Values | None) -> None:
        if values:
            said = (reason_named(values["reason"]), values["why"])
            key = self.once.key([(one.account, one.pence) for one in lines], said)
            work = partial(reach, self.desk.book, _make, lines, said, key)
            self.making.ask((lines, said, values), work, holds="asking")
            self.say(f"asking for {len(lines)}…")

    def on_schedule_made(self, event: ScheduleMade) -> None:
        """Back to the requests with its number; what was refused is asked again."""
        assert isinstance(event.query, tuple), "as it was asked"
        lines, said, values = event.query
        self.once.answered(event.fault, [(one.account, one.pence) for one in lines], said)
        if event.fault is None:
            made = event.result
            count = f"{len(made.requests)} lines, {pounds(made.pence)}"
            self.leave(f"{sign(Sign.KEPT)} schedule {made.schedule}: {count}, another decides")
            return
        says = event.fault.says if isinstance(event.fault, Refusal) else _NOT_KEPT
        self._ask(lines, schedule_form(lines).again(values, says))

    def _taken(self) -> "tuple[Candidate, ...]":
        return tuple(one for one in self.lines if one.account not in self.out)

    @property
    def _today(self) -> Any:
        return self.desk.book.about.today


def _read(book: Any, wanted: "Filter") -> "tuple[Candidate, ...]":
    from db.requests.schedules import candidates

    return candidates(book, wanted)


def _make(book: Any, lines: "tuple[Candidate, ...]", said: tuple[str, str], key: str) -> "Made":
    from db.requests.schedules import make_schedule

    return make_schedule(book, lines, *said, key)
