"""Lines on their way to the book: one at a time, in order, sent again until it answers."""

from functools import partial
from typing import cast

from core.refusal import Refusal
from db.batches import Keyed
from db.keying import Payer
from db.keying_batch import OpenedBatch
from tui.asking import Asking
from tui.keying.acknowledging import acknowledge, refuse, renumber
from tui.keying.outbox import Change
from tui.keying.telling import TellsPage
from tui.messages import Answered

_BUSY = "busy"  # somebody else holds it for the moment


class LineKept(Answered[Keyed]):
    """The book's answer to a change; `query` is the change."""


class BatchRead(Answered[OpenedBatch]):
    """The batch as it stands in the book."""


class UsualRead(Answered[dict[int, Payer]]):
    """What the accounts of the batch usually pay."""


class KeepsPage(TellsPage):
    """Sends what was keyed; the tally follows the book's answers alone."""

    def __init__(self) -> None:
        super().__init__()
        self.keeping = Asking(self, LineKept, lane="write", keep_all=True)
        self.reading = Asking(self, BatchRead)
        self.learning = Asking(self, UsualRead, lane="read")

    def pump(self) -> None:
        """Send the first change that waits, if none is under way."""
        from tui.keying.sending import send

        state = self.state
        if state is None or not self.is_running or (change := state.outbox.take()) is None:
            return
        work = partial(send, self.desk.book, state.batch.number, change)
        self.keeping.ask(change, work)

    def on_line_kept(self, event: LineKept) -> None:
        """Acknowledged: shown as kept. Refused: marked. Lost: sent again with the same key."""
        state = self.state
        assert state is not None
        again, was_away = False, state.outbox.away
        if event.fault is None:
            again = not acknowledge(state, event.result)
        elif isinstance(event.fault, Refusal) and event.fault.code != _BUSY:
            again = refuse(state, event.fault)
            self.app.bell()
        else:
            self._lost()
            return
        number = cast("Change", event.query).number
        self._draw_answer(number, whole=was_away)
        if again:
            self.read_again()
        self.pump()

    def read_again(self) -> None:
        """Somebody keyed into this batch elsewhere: take in what they did."""
        from db.keying_batch import open_again

        assert self.state is not None
        self.reading.ask("again", partial(open_again, self.desk.book, self.state.batch.number))

    def took_in(self, opened: OpenedBatch) -> None:
        """The batch was read again: their lines stand among ours."""
        state = self.state
        assert state is not None
        state.batch = opened.batch
        state.load(opened.receipts)
        state.lines.read_twice(opened.second)
        renumber(state)
        self.draw_all()

    def learn_usual(self) -> None:
        """Read what the accounts of a batch opened again usually pay, for the doctor."""
        from db.keying import payers

        state = self.state
        assert state is not None
        accounts = sorted({line.shown.account for line in state.lines if line.shown.account})
        if accounts:
            work = partial(payers, self.desk.book, accounts, state.stream.name)
            self.learning.ask(None, work)

    def on_usual_read(self, event: UsualRead) -> None:
        """The doctor knows more."""
        if self.state is not None and event.fault is None:
            self.state.facts.payers.update(event.result)
            self.draw_proof()

    def _lost(self) -> None:
        state = self.state
        assert state is not None
        was_away = state.outbox.away
        wait = state.outbox.lost()
        self.desk.book.forget_sessions()
        if state.outbox.away != was_away:
            self.draw_all()
        if wait:
            self.set_timer(wait, self.pump)
        else:
            self.pump()

    def _draw_answer(self, number: int, *, whole: bool) -> None:
        state = self.state
        assert state is not None
        numbers = state.lines.numbers
        if whole:
            self.refusal = ""
            self.draw_slip()
        if whole or state.slip.correcting or number not in numbers:
            self.draw_lines()
        else:
            self.grid.refresh_row(numbers.index(number))
        self.draw_proof()
        self.refresh_keys()
