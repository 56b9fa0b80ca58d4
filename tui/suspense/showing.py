"""The cases as the page shows them: read, seen by view, their candidates filled in when known."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import Pence, pounds
from tui.asking import Asking
from tui.messages import Answered
from tui.page import Page
from tui.reaching import reach
from tui.suspense import words
from tui.suspense.likely import Choices, Likely
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.suspense import Ranked
    from db.suspense.cases import Case
    from tui.terminal.key_gate import Hold

_FRESH_FOR = 30.0  # seconds: then a tenancy or alias that has arrived is looked for


class CasesRead(Answered["tuple[tuple[Case, ...], int]"]):
    """The open cases, and how many days the office lets them stay."""


class ShowsSuspense(Page):
    """What stands on the page; the keys are its screen's."""

    def __init__(self, view: str, item: int | None) -> None:
        """`item` is where the cursor begins, in the view of all."""
        super().__init__()
        self.view = "all" if item is not None else view
        self.begins_at = item  # once read, the cursor goes to it
        self.seen: words.Seen | None = None
        self.cases: tuple[Case, ...] = ()
        self.lines: list[Case] = []
        self.likely: list[Likely] = []
        self.marked: set[int] = set()
        self.refused: dict[int, tuple[str, str]] = {}  # by item: refused or unknown, and why
        self.choices = Choices()
        self.grid = Grid(words.COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the cases…"
        self.facts = TextLines(words.CASE_LINES)
        self.whose = TextLines(words.CANDIDATE_LINES)
        self.reading = Asking(self, CasesRead)
        self._wanted: tuple[Hold, Callable[[], None]] | None = None  # keys before any candidate

    def body(self) -> Iterable[Widget]:
        """The cases; the one under the cursor; whose it may be."""
        yield self.grid
        yield RuleLine()
        yield self.facts
        yield self.whose

    def header_left(self) -> Iterable[str]:
        """Which cases, how many of all, and what they come to."""
        if self.seen is None:
            return ("Suspense", self.view)
        total = pounds(Pence(sum(case.item.left for case in self.lines)))
        marked = f"{len(self.marked)} marked" if self.marked else ""
        return ("Suspense", self.view, f"{len(self.lines)} of {len(self.cases)}", total, marked)

    # -- reading

    def book_ready(self) -> None:
        """Read the cases; keys wait, for they mean what is shown. Candidates come by themselves."""
        self.read()
        self.set_interval(_FRESH_FOR, self.freshen)

    def on_screen_resume(self) -> None:
        """Back from an account or a form: money may have moved."""
        if self.desk.book is not None and self.seen is not None:
            self.read()

    def on_resize(self) -> None:
        """Another width has room for more words."""
        self.show_case()

    def on_unmount(self) -> None:
        """Whoever leaves waits for nothing."""
        self.stop_waiting()

    def read(self) -> None:
        """Read the cases, and have what changed looked for."""
        self.reading.ask(None, partial(reach, self.desk.book, _read), holds="reading the cases")
        self.desk.rank_suspense()

    def freshen(self) -> None:
        """A tenancy or an alias may have arrived; nothing moves if not."""
        if self.desk.screen is self:
            self.desk.rank_suspense()

    def on_cases_read(self, event: CasesRead) -> None:
        """Show them; the cursor stays on its item, or on the one that took its place."""
        if not self.has_come(event.fault, self.grid, "The cases"):
            return
        about = self.desk.book.about
        self.cases, days = event.result
        self.seen = words.Seen(about.today, days, about.login)
        self.show_view()

    def show_view(self, *, top: bool = False) -> None:
        """The cases of this view; with `top` from the first one on."""
        assert self.seen is not None, "there is a view once the cases were read"
        here = self.begins_at or (self.case.item.item if self.case is not None else None)
        self.begins_at = None
        self.lines = words.in_view(self.cases, self.view, self.seen)
        items = [case.item.item for case in self.lines]
        self.marked &= set(items)
        kept = items.index(here) if here in items else max(0, self.grid.cursor)
        self.grid.empty = _nothing(self.view, is_all=not self.cases)
        cursor = (0 if top else kept) if items else NO_CURSOR
        self.grid.show(len(items), cursor=cursor, top=0 if top else None)
        self.show_all()

    def suspense_ranked(self) -> None:
        """Candidates are here, or new ones: they are filled in, and nothing moves."""
        if self.desk.ranks_fault and not self.is_lost:
            self.say(f"R looks again. No candidates: {self.desk.ranks_fault}", Tone.BAD)
        self.marked = {case.item.item for case in self.marked_cases() if self.is_certain(case)}
        if self.seen is not None:
            self.grid.show(len(self.lines), cursor=self.grid.cursor)
            self.show_all()
        if self._wanted is not None:
            act = self._wanted[1]
            self.stop_waiting()
            if self.case is not None and self.ranked(self.case) is None:
                self.read()  # a colleague cleared it meanwhile
            elif self.desk.screen is self:
                act()

    # -- showing

    @property
    def case(self) -> "Case | None":
        """The case under the cursor."""
        cursor = self.grid.cursor
        return self.lines[cursor] if 0 <= cursor < len(self.lines) else None

    @property
    def to(self) -> Likely | None:
        """The account that the case under the cursor would go to."""
        return self.chosen(self.case) if self.case is not None else None

    def ranked(self, case: "Case") -> "Ranked | None":
        """What matching makes of a case, once it was looked at."""
        ranks = self.desk.ranks
        return ranks.ranked.get(case.item.item) if ranks is not None else None

    def chosen(self, case: "Case") -> Likely | None:
        """The operator's choice for a case, else the default."""
        return self.choices.chosen(case.item.item, self.ranked(case))

    def is_certain(self, case: "Case") -> bool:
        """Whether it may be cleared with many others at once."""
        ranked = self.ranked(case)
        return ranked is not None and ranked.certain and case.item.item not in self.choices.picked

    def marked_cases(self) -> "Sequence[Case]":
        """The cases that Space marked, oldest first."""
        return [case for case in self.lines if case.item.item in self.marked]

    def show_all(self) -> None:
        """Everything about the cases that may have changed, but the rows themselves."""
        self.show_case()
        self.refresh_header()
        self.refresh_keys()

    def show_case(self) -> None:
        """The case under the cursor, and whose it may be."""
        case = self.case
        if case is None or self.seen is None:
            self.likely = []
            self.facts.say()
            self.whose.say()
            return
        item, ranked, to = case.item.item, self.ranked(case), self.chosen(case)
        picked = item in self.choices.picked
        self.likely = self.choices.candidates(item, ranked)
        self.facts.say(*words.case_lines(case, self.seen, self.refused.get(item, ("", ""))[1]))
        lines = words.candidate_lines(self.likely, to, self.size.width)
        self.whose.say(*lines, words.remark(ranked, to, picked=picked))

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The cases that show."""
        assert self.seen is not None, "rows show once the cases were read"
        rows = []
        for case in self.lines[start:stop]:
            item = case.item.item
            picked = item in self.choices.picked
            near = words.likely_word(self.ranked(case), self.chosen(case), picked=picked)
            mark = "*" if item in self.marked else ""
            rows.append(
                words.case_row(
                    case, self.seen, mark, near, refused=self.refused.get(item, ("", ""))[0]
                )
            )
        return rows

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """What is known of the case goes with the cursor."""
        self.show_case()

    # -- waiting for candidates

    def waits(self, act: Callable[[], None]) -> bool:
        """Whether a key means nothing before the candidates are here: it is done then."""
        if self.desk.ranks_fault or (self.case is not None and self.ranked(self.case) is not None):
            return False
        hold = self.desk.gate.hold("looking for candidates", self.stop_waiting)
        self.stop_waiting()
        self._wanted = (hold, act)
        self.desk.rank_suspense()
        return True

    def stop_waiting(self) -> None:
        """Let the keys pass again that waited for candidates."""
        if self._wanted is not None:
            hold, self._wanted = self._wanted[0], None
            hold.release()


def _nothing(view: str, *, is_all: bool) -> str:
    if is_all:
        return "Nothing is in suspense. F8 in a batch sends a line here, with a reason."
    return f"No case is {view}: V shows the others."


def _read(book: Any) -> "tuple[tuple[Case, ...], int]":
    from db.suspense.cases import cases
    from db.suspense.ranks import days_max

    return cases(book), days_max(book)
