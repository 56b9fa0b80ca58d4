"""The audit on the screen: who did what, when, from where and why; narrowed, read, exported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.audit_words import act_words
from core.refusal import Refusal
from tui.asking import Asking
from tui.audit_filter import asked_of, filter_form, filter_words
from tui.keymap import Action
from tui.messages import Answered
from tui.office_time import now, office
from tui.page import Page
from tui.reaching import reach
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Column, Grid, Row

if TYPE_CHECKING:
    from db.audit import Asked, Done

_COLUMNS = (
    Column("when", 12, "right"),
    Column("who", 12),
    Column("did", 20, grows=True),
    Column("about", 14, grows=True),
    Column("why", 14, grows=True),
    Column("from", 15, from_width=100),
)


class AuditRead(Answered["list[Done]"]):
    """The acts that answer, read from the book."""


class AuditWritten(Answered[str]):
    """What was listed is in a file; its name."""


def _on_row(page: "Audit") -> bool:
    return bool(page.done)


class Audit(Page):
    """Everybody finds their own acts; supervisors, managers and auditors all."""

    ACTIONS = (
        Action("whole", "enter", "whole", "The whole of this act", when=_on_row),
        Action("narrow", "f", "filter", "By operator, days, act, subject"),
        Action("looks", "l", "looks", "Only who looked at whom, or all acts again"),
        Action("same", "d", "same subject", "Only what was done about the same", when=_on_row),
        Action("theirs", "o", "same operator", "Only what the same operator did", when=_on_row),
        Action("everything", "c", "clear", "Take the filter away",
               when=lambda page: bool(filter_words(page.asked))),
        Action("export", "e", "export", "Write what is listed to a CSV file", when=_on_row),
        Action("again", "r", "", "Read it again"),
    )  # fmt: skip

    def __init__(self, *, about: str = "") -> None:
        """`about`: only this subject, such as `account 10012`."""
        from db.audit import Asked

        super().__init__()
        self.asked: Asked = Asked(about=about)
        self.done: list[Done] = []
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the audit…"
        self.reading = Asking(self, AuditRead)
        self.writing = Asking(self, AuditWritten)

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """What is listed."""
        return ("Audit", filter_words(self.asked))

    def book_ready(self) -> None:
        """Read it; keys wait, for Enter opens what it shows."""
        work = partial(reach, self.desk.book, _read, self.asked)
        self.reading.ask(self.asked, work, holds="reading the audit")

    def on_audit_read(self, event: AuditRead) -> None:
        """Show it, the latest first."""
        if not self.has_come(event.fault, self.grid, "The audit"):
            return
        self.done = event.result
        self.grid.empty = "Nothing is to be seen that answers. C takes the filter away."
        self.grid.show(len(self.done), cursor=0 if self.done else NO_CURSOR, top=0)
        full = len(self.done) == self.asked.most
        self.say(f"The latest {len(self.done):,}: F narrows to the earlier ones." if full else "")
        self.refresh_header()
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The acts that show."""
        year = now().year
        return [_row(one, year) for one in self.done[start:stop]]

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on an act."""
        self.act_whole()

    def act_whole(self) -> None:
        """Every word of it."""
        from tui.files.why_page import WhyPage

        one = self.done[self.grid.cursor]
        told = (
            ("when", f"{office(one.at):%A %-d %B %Y %H:%M:%S}"),
            ("who", f"{one.operator}  {one.name}"),
            ("did", f"{act_words(one.act)} ({one.act})"),
            ("about", one.about),
            ("why", one.why or "no reason was asked"),
            ("from", one.where or "the server's own machine"),
        )
        self.desk.push_screen(WhyPage(tuple(f"{label:<7}{words}" for label, words in told)))

    def act_narrow(self) -> None:
        """F: what to go by."""
        form = filter_form(self.asked, self.desk.book.about.today)
        given: dict[str, Any] = {"title": form.title, "fields": form.fields, "lines": form.lines}
        self.open("form", self._narrowed, **given)

    def _narrowed(self, values: Mapping[str, str] | None) -> None:
        if values is not None:
            self.show(asked_of(values, self.asked, self.desk.book.about.today))

    def act_looks(self) -> None:
        """L."""
        self.show(replace(self.asked, only_looks=not self.asked.only_looks))

    def act_same(self) -> None:
        """D: about the same."""
        self.show(replace(self.asked, about=self.done[self.grid.cursor].about))

    def act_theirs(self) -> None:
        """O: by the same."""
        self.show(replace(self.asked, operator=self.done[self.grid.cursor].operator))

    def act_everything(self) -> None:
        """C."""
        from db.audit import Asked

        self.show(Asked())

    def act_again(self) -> None:
        """R."""
        self.show(self.asked)

    def show(self, asked: "Asked") -> None:
        """Read and show what answers."""
        self.asked = asked
        if self.desk.book is not None:
            self.book_ready()

    def act_export(self) -> None:
        """E: everything that answers, not only what is listed."""
        work = partial(reach, self.desk.book, _write, self.asked)
        self.writing.ask(None, work, holds="writing the file")

    def on_audit_written(self, event: AuditWritten) -> None:
        """Where it is."""
        if event.fault is not None:
            says = event.fault.says if isinstance(event.fault, Refusal) else str(event.fault)
            self.say(says, Tone.BAD)
        else:
            self.say(f"Written: {event.result}", Tone.GOOD)


def _row(one: "Done", year: int) -> Row:
    at = office(one.at)
    when = f"{at:%-d %b %H:%M}" if at.year == year else f"{at:%-d %b %Y}"
    return Row((when, one.operator, act_words(one.act), one.about, one.why, one.where or "here"))


def _read(book: Any, asked: "Asked") -> "list[Done]":
    from db.audit import audit

    return audit(book, asked)


def _write(book: Any, asked: "Asked") -> str:
    from tui.audit_filter import write_audit

    return str(write_audit(book, asked, now()))
