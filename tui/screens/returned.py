"""Money that went back: cheques returned, chargebacks, recalled payments, credits come back."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from core.money import pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import age, now
from tui.page import Page
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.bank.returned import ReturnCase

_COLUMNS = (
    Column("case", 5, "right"),
    Column("reference", 9),
    Column("what", 16),
    Column("why", 18, grows=True),
    Column("amount", 11, "right"),
    Column("since", 8, "right"),
    Column("owner", 13, from_width=100),
    Column("next", 20, from_width=110, grows=True),
)


class ReturnsRead(Answered["tuple[ReturnCase, ...]"]):
    """The open cases, read from the book."""


class ReturnEnded(Answered[None]):
    """A case is ended; `query` is its number."""


class ReturnedMoney(Page):
    """Enter opens the account, X ends the case once nothing is left to do."""

    ACTIONS = (
        Action("choose", "enter", "account", "Open the account the money left",
               when=lambda page: page.cases and page.desk.has_page("account")),
        Action("end", "x", "done", "End the case: nothing is left to do",
               when=lambda page: page.cases, needs="assistant"),
        Action("again", "r", "again", "Read the list again"),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.cases: tuple[ReturnCase, ...] = ()
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading what went back…"
        self.reading = Asking(self, ReturnsRead)
        self.ending = Asking(self, ReturnEnded, lane="write", keep_all=True)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Returned money", "open cases")

    def book_ready(self) -> None:
        """Read the list; keys wait, for Enter opens what it shows."""
        from db.bank.returned import return_cases

        self.reading.ask(None, partial(return_cases, self.desk.book), holds="reading the cases")

    def on_returns_read(self, event: ReturnsRead) -> None:
        """Show them, the oldest first."""
        if not self.has_come(event.fault, self.grid, "Returned money"):
            return
        self.cases = event.result
        self.grid.empty = "No money went back that nobody has seen to."
        self.grid.show(len(self.cases), cursor=0 if self.cases else NO_CURSOR)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """Those that show."""
        return [_row(one) for one in self.cases[start:stop]]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on one of them."""
        self.act_choose()

    def act_choose(self) -> None:
        """The account's page; money that stood in suspense has none."""
        case = self._here()
        if case is not None and case.reference != "suspense" and self.desk.has_page("account"):
            self.open("account", account=case.account)

    def act_end(self) -> None:
        """X: the case under the cursor is done with."""
        from db.bank.returned import tend

        case = self._here()
        if case is not None:
            work = partial(tend, self.desk.book, case.case, {"ended": True}, f"end {case.case}")
            self.ending.ask(case.case, work, holds="ending the case")

    def on_return_ended(self, event: ReturnEnded) -> None:
        """Say so and read again; or why not."""
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} case {event.query} is ended", Tone.GOOD)
            self.book_ready()
        elif isinstance(event.fault, Refusal):
            self.app.bell()
            self.say(f"not ended: {event.fault.says}", Tone.WARN)
        else:
            self.say("no answer from the book: X again ends it once only", Tone.WARN)

    def act_again(self) -> None:
        """Read it again."""
        self.book_ready()

    def _here(self) -> "ReturnCase | None":
        return self.cases[self.grid.cursor] if 0 <= self.grid.cursor < len(self.cases) else None


def _row(one: "ReturnCase") -> Row:
    kind = {"unapplied-credit": "credit came back", "chargeback": "card chargeback",
            "cheque": "cheque returned", "recalled": "payment recalled"}[one.kind]  # fmt: skip
    return Row((str(one.case), one.reference, kind, one.why, pounds(one.pence), age(one.at, now()),
                one.owner, one.next_action))  # fmt: skip
