"""The small pages of keying: a late control, a colleague's batch taken, a paste shown first."""

from collections.abc import Iterable, Sequence
from functools import partial

from textual.widget import Widget

from core.batch import Control
from core.money import TOTAL_MAX, BadAmount, Pence, parse_amount, pounds
from core.refusal import Refusal
from tui.asking import Asking
from tui.keying.pasted import PastedLine
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.theme import Tone
from tui.widgets.form import Field, Form
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import TextLines

_REASON_MIN = 3


def blank() -> TextLines:
    """What is left of the screen, so that the keys stand on the last line."""
    rest = TextLines()
    rest.styles.height = "1fr"
    return rest


class ControlSet(Answered[None]):
    """The control is in the book."""


class BatchTaken(Answered[None]):
    """The batch is this operator's now."""


class ControlPage(Page):
    """Total and count of a till, a terminal or a paying-in slip, with source and reference."""

    def __init__(self, batch: int, *, was: Control | None, live: bool) -> None:
        super().__init__()
        self.number = batch
        self.control: Control | None = None
        self.hash_total = was.hash_total if was else None
        self.setting = Asking(self, ControlSet, lane="write")
        source = was.source if was else ""
        self.is_source_old = bool(source)
        total, count = (f"was {pounds(was.total)}", f"was {was.count}") if was else ("", "")
        hashed = "if you have one" if self.hash_total is None else f"stays {self.hash_total}"
        self.live = live
        self.form = Form(
            (
                Field("total", "total", 16, "right", check=_total_fault, hint=total),
                Field("count", "count", 16, "right", check=_count_fault, hint=count),
                Field("hash", "hash total", 16, "right", check=_hash_fault, hint=hashed),
                Field(
                    "source",
                    "taken from",
                    24,
                    initial=source,
                    check=_words_fault,
                    hint="till, terminal, slip",
                ),
                Field("ref", "its number", 24, check=_words_fault, hint="Z reading, slip number"),
            ),
            self,
        )

    def body(self) -> Iterable[Widget]:
        """The form."""
        yield TextLines(1)
        yield self.form
        yield blank()

    def header_left(self) -> Iterable[str]:
        """Whose control."""
        return ("Keying", f"batch {self.number}", "its control")

    def on_mount(self) -> None:
        """Say why it is asked."""
        late = "It is late, and reported so. " if self.live else ""
        self.say(
            f"{late}Enter after its number sets the control; Esc leaves it as it is.", Tone.DIM
        )

    def form_key(self, form: Form, _key: str, text: str) -> bool:
        """The first character of the source as it was replaces it."""
        if text and self.is_source_old and form.state.fields[form.state.at].name == "source":
            form.set("source", "")
            self.is_source_old = False
        return False

    def form_done(self, _form: Form, values: dict[str, str]) -> None:
        """Send it; the same words are the same control."""
        from db.batches import set_control

        hashed = int(values["hash"]) if values["hash"] else self.hash_total
        total, count = _total(values["total"]), int(values["count"])
        self.control = Control(total, count, hashed, values["source"], values["ref"])
        work = partial(set_control, self.desk.book, self.number, self.control)
        self.setting.ask(None, work, holds="setting the control")

    def on_control_set(self, event: ControlSet) -> None:
        """Back with it; or the fault stands in its field."""
        if event.fault is None:
            self.leave(self.control)
        elif isinstance(event.fault, Refusal):
            self.form.refuse("ref", event.fault.says)
        else:
            self.form.refuse("ref", "no answer from the book: Enter asks again, once only")


class TakePage(Page):
    """A batch that a colleague holds: one reason makes it this operator's."""

    def __init__(self, batch: int, holder: str) -> None:
        super().__init__()
        self.number, self.holder = batch, holder
        self.taking = Asking(self, BatchTaken, lane="write")
        self.form = Form((Field("why", "why you take it", 32, check=_reason_fault),), self)

    def body(self) -> Iterable[Widget]:
        """Who holds it, and the reason."""
        yield TextLines(1)
        yield self.form
        yield blank()

    def header_left(self) -> Iterable[str]:
        """Which batch."""
        return ("Keying", f"batch {self.number}", f"held by {self.holder}")

    def on_mount(self) -> None:
        """Say what taking means."""
        words = f"{self.holder} holds this batch. Taken, its lines keep their makers."
        self.say(words, Tone.DIM)

    def form_done(self, _form: Form, values: dict[str, str]) -> None:
        """Take it."""
        from db.acting import derived_key
        from db.batches import take

        key = derived_key("take", self.number, self.holder, values["why"])
        work = partial(take, self.desk.book, self.number, values["why"], key)
        self.taking.ask(None, work, holds="taking the batch")

    def on_batch_taken(self, event: BatchTaken) -> None:
        """Back to its lines; or why not."""
        if event.fault is None:
            self.leave(True)
        else:
            self.form.refuse("why", str(event.fault))


class PastePage(Page):
    """Receipts that were pasted, as they were read; K keys them one after the other."""

    ACTIONS = (
        Action("key", "k", "key them", "Key the pasted receipts", when=lambda page: page.good),
    )

    def __init__(self, lines: Sequence[PastedLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.grid = Grid(
            (
                Column("", 4, "right"),
                Column("payer", 34, grows=True),
                Column("amount", 12, "pence"),
                Column("", 24),
            ),
            self.rows,
        )

    @property
    def good(self) -> list[tuple[str, str]]:
        """Those that can be keyed: payer and amount."""
        return [(line.payer, pounds(line.amount)) for line in self.lines if line.amount]

    def body(self) -> Iterable[Widget]:
        """The lines as they were read."""
        yield self.grid

    def header_left(self) -> Iterable[str]:
        """How many."""
        return ("Keying", "pasted receipts", f"{len(self.good)} of {len(self.lines)} can be read")

    def on_mount(self) -> None:
        """Fill the list."""
        self.grid.show(len(self.lines), cursor=0)
        total = Pence(sum(line.amount for line in self.lines if line.amount))
        self.say(f"{pounds(total)} in all. K keys them as if typed; Esc forgets them.", Tone.DIM)

    def rows(self, start: int, stop: int) -> list[Row]:
        """What was read, and what could not be."""
        return [
            Row(
                (
                    str(start + place + 1),
                    line.payer,
                    pounds(line.amount) if line.amount else "",
                    line.fault,
                ),
                Tone.BAD if line.fault else Tone.PLAIN,
            )
            for place, line in enumerate(self.lines[start:stop])
        ]

    def act_key(self) -> None:
        """K: back with them."""
        self.leave(self.good)


def _total(typed: str) -> Pence:
    return parse_amount(typed, most=TOTAL_MAX)


def _total_fault(typed: str) -> str | None:
    try:
        return None if _total(typed) > 0 else "a control total is above nil"
    except BadAmount as bad:
        return bad.says


def _count_fault(typed: str) -> str | None:
    fine = typed.isascii() and typed.isdigit() and 0 < int(typed) < 100_000
    return None if fine else "the number of receipts, such as 15"


def _hash_fault(typed: str) -> str | None:
    fine = not typed or (typed.isascii() and typed.isdigit() and len(typed) < 12)
    return None if fine else "a whole number: the sum of all digits"


def _words_fault(typed: str) -> str | None:
    return None if typed else "needed: where the figures are from, and its number"


def _reason_fault(typed: str) -> str | None:
    return None if len(typed) >= _REASON_MIN else "say why in a few words"
