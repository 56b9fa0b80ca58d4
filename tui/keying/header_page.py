"""The header of a new batch: cashbook, stream, value date, control total and count, hash total."""

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from core.batch import Control
from core.dates import BadDate, parse_date
from core.money import TOTAL_MAX, BadAmount, Pence, parse_amount, pounds
from core.outcome import Outcome
from core.refusal import Refusal
from db.batches import Header
from db.keying_batch import Choices
from tui.asking import Asking
from tui.keying.header_names import (
    cashbook_fault,
    cashbook_typed,
    cashbooks_told,
    stream_fault,
    stream_typed,
)
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.theme import Tone
from tui.widgets.form import Field, Form
from tui.widgets.lines import RuleLine, TextLines

_FIELD_OF = {
    "unknown_cashbook": "cashbook",
    "unknown_stream": "stream",
    "nothing_expected": "stream",
    Outcome.DATE_IN_FUTURE: "date",
    Outcome.CONTROL_MISSING: "total",
    Outcome.NO_PERIOD: "book",
    Outcome.BOOK_DATE_CLOSED: "book",
    Outcome.BOOK_DATE_SIGNED: "book",
}


class ChoicesRead(Answered[Choices]):
    """The cashbooks and streams there are."""


class BatchOpened(Answered[int]):
    """The number of the batch that was opened."""


class HeaderPage(Page):
    """Enter by Enter from the stream to the count opens the batch; it leaves with its number.

    What is rarely wanted lies around that: the cashbook above, hash total and book date below.
    """

    ACTIONS = (
        Action(
            "resume",
            "f7",
            "go to your open batch",
            "Go to the open batch you left last",
            when=lambda page: page.choices is not None and page.choices.left_open,
        ),
        Action(
            "walk",
            "f3",
            "walk what is expected",
            "Open it filled with what its stream expects",
            when=lambda page: page.choices is not None,
        ),
    )

    def __init__(self, stream: str = "") -> None:
        """`stream`: offered instead of the one keyed last."""
        super().__init__()
        self.stream = stream
        self.choices: Choices | None = None
        self.reading = Asking(self, ChoicesRead)
        self.opening = Asking(self, BatchOpened, lane="write")
        self._sent: tuple[Header, str] | None = None
        self.walks = False
        self._defaults: set[str] = set()  # fields whose text the next character replaces
        self.form = Form(self._fields(), self)
        self.left = TextLines()
        self.left.styles.height = "1fr"

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                "cashbook",
                "cashbook",
                18,
                check=lambda typed: cashbook_fault(self.choices, typed),
                limit=16,
            ),
            Field(
                "stream",
                "stream",
                18,
                check=lambda typed: stream_fault(self.choices, typed),
                limit=24,
            ),
            Field("date", "value date", 18, check=self._date_fault, hint="when the money moved"),
            Field("total", "control total", 18, "right", check=self._total_fault),
            Field("count", "control count", 18, "right", check=self._count_fault),
            Field("hash", "hash total", 18, "right", check=_hash_fault, hint="if you have one"),
            Field("book", "book date", 18, check=self._date_fault, hint="the cashbook day"),
        )

    def body(self) -> Iterable[Widget]:
        """The form, and the batches left open."""
        yield TextLines(1)
        yield self.form
        yield RuleLine()
        yield self.left

    def header_left(self) -> Iterable[str]:
        """What this is."""
        return ("Keying", "a new batch")

    def book_ready(self) -> None:
        """Read what may be named; what is typed meanwhile waits."""
        from db.keying_batch import choices

        self.reading.ask(None, partial(choices, self.desk.book), holds="reading the cashbooks")

    def on_choices_read(self, event: ChoicesRead) -> None:
        """Put the likeliest in the fields, and the cursor at the first to be chosen."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        found = self.choices = event.result
        only = found.cashbooks[0].code if len(found.cashbooks) == 1 else ""
        cashbook = found.last_cashbook or only
        self.form.set("cashbook", cashbook)
        self.form.set("stream", self.stream or found.last_stream)
        for name in ("date", "book"):
            self.form.set(name, f"{self.desk.book.about.today:%d/%m/%Y}")
        self._defaults = {"cashbook", "stream", "date", "book"}
        self.form.state.at = 1 if cashbook else 0
        self.form.refresh()
        self._tell()

    def _tell(self) -> None:
        assert self.choices is not None
        streams = [stream.name for stream in self.choices.streams]
        open_ones = [
            f"{one.number}  {one.cashbook}  {one.stream}  {one.effective:%d/%m}  "
            f"{one.count or 0} lines, {pounds(one.keyed or Pence(0))} keyed"
            for one in self.choices.left_open
        ]
        left = ("left open by you: F7 goes to the first", *open_ones) if open_ones else ()
        self.left.say(
            (("Enter after the control count opens it. ", Tone.DIM), ("Tab", Tone.ACCENT),
             (" reaches hash total and book date.", Tone.DIM)),
            ((f"cashbooks  {cashbooks_told(self.choices.cashbooks)}", Tone.DIM),),
            ((f"streams    {' '.join(streams[:6])}", Tone.DIM),),
            ((f"           {' '.join(streams[6:])}", Tone.DIM),),
            "",
            *left,
        )  # fmt: skip
        self.refresh_keys()

    # -- the form

    def form_key(self, form: Form, key: str, text: str) -> bool:
        """The first character of a field with a default replaces it; Enter in the count opens."""
        state = form.state
        name = state.fields[state.at].name
        if text and name in self._defaults:
            form.set(name, "")
            self._defaults.discard(name)
        if key == "enter":
            self._complete(form, name)
        if key != "enter" or name != "count" or not state.check(state.at):
            return False
        self.walks = False
        self._open_if_right()
        return True

    def act_walk(self) -> None:
        """F3: the same, as a schedule walk."""
        self._complete(self.form, self.form.state.fields[self.form.state.at].name)
        self.walks = True
        self._open_if_right()

    def _open_if_right(self) -> None:
        form, state = self.form, self.form.state
        wrong = [place for place in range(len(state.fields)) if not state.check(place)]
        if wrong:
            state.at = wrong[0]
            self.desk.gate.discard_held()
        else:
            self.form_done(form, state.values())
        form.refresh()

    def _complete(self, form: Form, name: str) -> None:
        """The beginning of a cashbook or stream becomes its whole name."""
        typed = form.values()[name]
        if name == "cashbook" and (book := cashbook_typed(self.choices, typed)) is not None:
            form.set(name, book.code)
        elif name == "stream" and (stream := stream_typed(self.choices, typed)) is not None:
            form.set(name, stream.name)

    def form_edited(self, _form: Form, name: str) -> None:
        """A field that was edited is no longer a default."""
        self._defaults.discard(name)

    def form_done(self, _form: Form, values: dict[str, str]) -> None:
        """Open it; asked again with the same words it is the same batch."""
        from db.acting import new_key
        from db.batches import open_batch
        from db.walk.batch import open_walk

        header = self._header(values)
        if self._sent is None or self._sent[0] != header:
            self._sent = (header, new_key())
        work = partial(
            open_walk if self.walks else open_batch, self.desk.book, header, self._sent[1]
        )
        self.opening.ask(None, work, holds="opening the batch")

    def on_batch_opened(self, event: BatchOpened) -> None:
        """To its lines; or the fault stands in its field."""
        if event.fault is None:
            self.leave(event.result)
        elif isinstance(event.fault, Refusal):
            self.form.refuse(_FIELD_OF.get(event.fault.code, "count"), event.fault.says)
        else:
            self.form.refuse("count", "no answer from the book: Enter asks again, once only")

    def act_resume(self) -> None:
        """F7: the batch left open last."""
        assert self.choices is not None
        self.leave(self.choices.left_open[0].number)

    def _header(self, values: dict[str, str]) -> Header:
        today = self.desk.book.about.today
        cashbook, stream = (
            cashbook_typed(self.choices, values["cashbook"]),
            stream_typed(self.choices, values["stream"]),
        )
        assert cashbook is not None and stream is not None, "the fields were checked"
        control = None
        if values["total"]:
            hashed = int(values["hash"]) if values["hash"] else None
            control = Control(_total(values["total"]), int(values["count"]), hashed)
        return Header(
            cashbook.code,
            stream.name,
            parse_date(values["date"], today),
            parse_date(values["book"], today),
            control,
        )

    # -- what is wrong with a field

    def _date_fault(self, typed: str) -> str | None:
        if self.desk.book is None:
            return "the book is still opening: Enter again"
        try:
            parse_date(typed, self.desk.book.about.today)
        except BadDate as bad:
            return bad.says
        return None

    def _is_live(self) -> bool:
        stream = stream_typed(self.choices, self.form.values()["stream"])
        return stream is not None and stream.live

    def _total_fault(self, typed: str) -> str | None:
        if not typed:
            return None if self._is_live() else "this stream needs its control total first"
        try:
            negative = _total(typed) < 0
        except BadAmount as bad:
            return bad.says
        return "a control total is above nil" if negative else None

    def _count_fault(self, typed: str) -> str | None:
        if bool(typed) != bool(self.form.values()["total"]):
            return "total and count go together: type both" + (
                " or none" if self._is_live() else ""
            )
        if typed and not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 100_000):
            return "the number of receipts, such as 15"
        return None


def _total(typed: str) -> Pence:
    return parse_amount(typed, most=TOTAL_MAX)


def _hash_fault(typed: str) -> str | None:
    fine = not typed or (typed.isascii() and typed.isdigit() and len(typed) < 12)
    return None if fine else "a whole number: the sum of all digits"
