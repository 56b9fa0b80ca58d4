"""Payments: what is approved and unpaid, the runs with their proof, confirmed by another person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.money import pounds
from core.refusal import Refusal
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.messages import Answered
from tui.office_time import now
from tui.once import Once
from tui.page import Page
from tui.payments import forms
from tui.payments.keys import PAYMENT_KEYS, run_of
from tui.payments.rows import COLUMNS, ToPay, row_of, run_words, total_words
from tui.payments.writing import Sent, write
from tui.reaching import lost, reach
from tui.terminal.question import Question
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from db.payments.cards import CardRefund
    from db.payments.runs import Item, Run

_NOT_KNOWN = "not known to be done: the same again asks once only. "


class PaymentsRead(Answered["list[ToPay | CardRefund | Run]"]):
    """What stands there."""


class ItemsRead(Answered["list[Item]"]):
    """The payments of a run; `query` is (its number, what they are read for)."""


class PaymentWritten(Answered[str]):
    """What a key wrote; `query` is what was sent, and its form to ask again."""


class Payments(Page):
    """N makes the run and its file; C, by another person, says that the bank has it."""

    ACTIONS = PAYMENT_KEYS

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ToPay | CardRefund | Run] = []
        self.grid = Grid(COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the payments…"
        self.proof = TextLines(2)
        self.reading = Asking(self, PaymentsRead)
        self.itemising = Asking(self, ItemsRead)
        self.writing = Asking(self, PaymentWritten, lane="write", keep_all=True)
        self.once = Once()

    def body(self) -> Iterable[Widget]:
        """The list, and the proof of the run under the cursor."""
        yield self.grid
        yield RuleLine()
        yield self.proof

    def header_left(self) -> Iterable[str]:
        """Where you are."""
        return ("Payments",)

    # -- reading

    def book_ready(self) -> None:
        """Read them; keys wait, for they mean what the list shows."""
        self.read(holds="reading the payments")

    def requests_moved(self) -> None:
        """Something was approved, or paid."""
        if self.desk.book is not None and self.desk.gate.question is None:
            self.read()

    def read(self, holds: str = "") -> None:
        """What is to be paid, cards that wait, the runs."""
        self.reading.ask(None, partial(reach, self.desk.book, _read), holds=holds)

    def on_payments_read(self, event: PaymentsRead) -> None:
        """Show them; the cursor stays in its place."""
        if not self.has_come(event.fault, self.grid, "The payments"):
            return
        self.lines = event.result
        self.grid.empty = "Nothing is approved and unpaid, and no run was made yet."
        here = min(max(self.grid.cursor, 0), len(self.lines) - 1) if self.lines else NO_CURSOR
        self.grid.show(len(self.lines), cursor=here)
        self.grid_moved(self.grid, here)
        self.refresh_keys()

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The lines that show."""
        me = self.desk.book.about.login
        return [row_of(one, me) for one in self.lines[start:stop]]

    def under_cursor(self) -> "ToPay | CardRefund | Run | None":
        """What the cursor stands on."""
        here = self.grid.cursor
        return self.lines[here] if 0 <= here < len(self.lines) else None

    def grid_moved(self, _grid: Grid, _index: int) -> None:
        """Count, total and digest of the run under the cursor."""
        run = run_of(self)
        self.proof.say(*(run_words(run) if run is not None else ()))

    def grid_chosen(self, _grid: Grid, _index: int) -> None:
        """Enter on a run."""
        if run_of(self) is not None:
            self.act_items()

    def act_reread(self) -> None:
        """R."""
        self.read()

    # -- keys

    def act_items(self) -> None:
        """Enter: its payments."""
        self._itemise("shown")

    def act_came_back(self) -> None:
        """B: which of them came back."""
        self._itemise("back")

    def _itemise(self, what: str) -> None:
        run = run_of(self)
        if run is not None:
            work = partial(reach, self.desk.book, _items, run.run)
            self.itemising.ask((run.run, what), work, holds="reading its payments")

    def on_items_read(self, event: ItemsRead) -> None:
        """Show them, or ask which."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
            return
        assert isinstance(event.query, tuple), "as it was asked"
        run, what = event.query
        told = tuple(_item_words(one) for one in event.result)
        if what == "back":
            self._form(forms.back_form(run, told), "back", run)
            return
        from tui.files.why_page import WhyPage

        self.desk.push_screen(WhyPage(told))

    def act_make(self) -> None:
        """N: day, format and file."""
        first = next(one for one in self.lines if isinstance(one, ToPay))
        moment = now().replace(tzinfo=None)
        self._form(forms.run_form(first.cashbook, moment, self.desk.book.about.today), "make", 0)

    def act_confirm(self) -> None:
        """C: count, total and digest are in the question."""
        run = run_of(self)
        if run is None:
            return
        some = f"{total_words(run)}, {run.digest[:8]}…"
        says = f"Has the bank run {run.run}: {some}? Enter pays it"
        self.ask(Question(says, "enter", partial(self._yes_or_no, run), drops=True))

    def act_abandon(self) -> None:
        """X: with a reason."""
        self._of_run(lambda run: (forms.why_form(f"Abandon run {run}: not handed in"), "abandon"))

    def act_again(self) -> None:
        """A: into a new file."""
        self._of_run(lambda run: (forms.again_form(run), "again"))

    def act_returns(self) -> None:
        """L: the bank's own file."""
        self._form(forms.returns_form(), "returns", 0)

    def act_card(self) -> None:
        """K: by the provider's reference."""
        one: Any = self.under_cursor()
        self._form(forms.card_form(one.request, pounds(one.pence)), "card", one.request)

    def _of_run(self, form: Callable[[int], tuple[AskedFor, str]]) -> None:
        run = run_of(self)
        if run is not None:
            asked, what = form(run.run)
            self._form(asked, what, run.run)

    # -- writing

    def _form(self, form: AskedFor, what: str, number: int) -> None:
        then = partial(self._typed, form, what, number)
        told = {"lines": form.lines, "refused": form.refused}
        self.open("form", then, title=form.title, fields=form.fields, **told)

    def _typed(
        self, form: AskedFor, what: str, number: int, values: Mapping[str, str] | None
    ) -> None:
        if values:
            self._send(what, number, values, form)

    def _yes_or_no(self, run: "Run", yes: bool) -> None:  # noqa: FBT001 - the gate's own signature
        if yes:
            self._send("confirm", run.run, {"digest": run.digest}, None)
        else:
            self.say("Nothing confirmed.")

    def _send(
        self, what: str, number: int, values: Mapping[str, str], form: AskedFor | None
    ) -> None:
        same = (what, number, tuple(sorted(values.items())))
        sent = Sent(*same, self.once.key(*same))
        work = partial(reach, self.desk.book, write, sent, now())
        self.writing.ask((same, form), work, holds="writing")
        self.say("…")

    def on_payment_written(self, event: PaymentWritten) -> None:
        """Say what came of it; what was refused is asked again with what was typed."""
        assert isinstance(event.query, tuple), "as it was asked"
        same, form = event.query
        self.once.answered(event.fault, *same)
        if event.fault is None:
            self.say(f"{sign(Sign.KEPT)} {event.result}", Tone.GOOD)
        elif isinstance(event.fault, Refusal) and form is not None:
            self._form(form.again(dict(same[2]), event.fault.says), same[0], same[1])
        else:
            known = "" if isinstance(event.fault, Refusal) else _NOT_KNOWN
            self.say(f"{known}{event.fault}", Tone.BAD)
        self.read()


def _item_words(one: "Item") -> str:
    back = f"  came back: {one.returned}" if one.returned else ""
    whose = f"{one.kind} {one.request}  {one.payee or 'restricted'}  {one.pays_to}"
    return f"{one.item:>3}  {whose}  {pounds(one.pence)}{back}"


def _read(book: Any) -> "list[ToPay | CardRefund | Run]":
    from db.payments.cards import cards_waiting
    from db.payments.runs import runs, to_pay

    waiting = [ToPay(*one) for one in to_pay(book)]
    return [*waiting, *cards_waiting(book), *runs(book)]


def _items(book: Any, run: int) -> "list[Item]":
    from db.payments.runs import items

    return items(book, run)
