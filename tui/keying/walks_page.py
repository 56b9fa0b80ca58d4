"""A batch that is walked: payers read ahead of the keys, what did not come sent to the book."""

from functools import partial
from typing import cast

from core.refusal import Refusal
from db.keying import Payer
from tui.asking import Asking
from tui.keying import walking
from tui.keying.opening import OpensPage
from tui.keying.state import Step
from tui.keying.walk import Passing
from tui.messages import Answered
from tui.theme import Tone

_AHEAD = 40  # payers read at once, again when half of them have been walked
_AGAIN_S = 1.0


class AheadRead(Answered[dict[int, Payer]]):
    """The next expected payers."""


class PassedOver(Answered[None]):
    """The book's answer to what was passed over; `query` is the Passing."""


class WalksPage(OpensPage):
    """Between opening a batch and its keys."""

    def __init__(self, batch: int | None = None, account: int | None = None) -> None:
        super().__init__(batch, account)
        self.walking_ahead = Asking(self, AheadRead)
        self.passing = Asking(self, PassedOver, lane="write", keep_all=True)

    def pump(self) -> None:
        """Lines first, then what was passed over; and the payers of the next."""
        super().pump()
        self._pass_over()
        self.read_payers()

    def draw_all(self) -> None:
        """As drawn; the payers of the next lines are read meanwhile."""
        super().draw_all()
        self.read_payers()

    def read_payers(self) -> None:
        """Read the payers of the next lines, where half of them are not known."""
        from db.keying import payers

        state = self.state
        if state is None or state.walk is None or self.walking_ahead.is_waiting:
            return
        if state.outbox.away or state.walk.stale:
            return
        known = state.facts.payers
        if any(account not in known for account in state.walk.ahead(_AHEAD // 2)):
            wanted = [n for n in state.walk.ahead(_AHEAD) if n not in known]
            work = partial(payers, self.desk.book, wanted, state.stream.name)
            self.walking_ahead.ask(None, work)

    def on_ahead_read(self, event: AheadRead) -> None:
        """Address and balance appear with the line."""
        if self.state is not None and event.fault is None:
            self.state.facts.payers.update(event.result)
            self.draw_slip()

    def on_passed_over(self, event: PassedOver) -> None:
        """On disk; lost: sent again with its key; refused: taken up again."""
        walk = self.state.walk if self.state is not None else None
        assert walk is not None, "something was passed over"
        walk.travelling = False
        if event.fault is not None and not isinstance(event.fault, Refusal):
            self.desk.book.forget_sessions()
            self.set_timer(_AGAIN_S, self._pass_over)
            return
        walk.unsent.popleft()
        if event.fault is not None:
            walk.passed.discard(cast("Passing", event.query).item)
            walk.stale = True
            self.say(event.fault.says, Tone.BAD)
        self._pass_over()

    def act_pass_over(self) -> None:
        """↓ from the palette."""
        assert self.state is not None
        self.follow(walking.pass_over(self.state))

    def show_walk(self) -> None:
        """Who did not come, who paid another amount, who is new."""
        from tui.keying.walk_page import WalkPage

        state = self.state
        assert state is not None and state.walk is not None, "the batch is walked"
        stands = state.walk.stand(line.shown for line in state.lines)
        self.desk.push_screen(WalkPage(state.batch.number, stands), self._took_up)

    def follow(self, step: Step) -> None:
        """Do what a step says; filled in by the screen."""
        raise NotImplementedError

    def _took_up(self, item: int | None) -> None:
        if item is not None and self.state is not None:
            self.follow(walking.take_up(self.state, item))

    def _pass_over(self) -> None:
        from db.walk.batch import pass_over

        state = self.state
        walk = state.walk if state is not None else None
        if state is None or walk is None or walk.travelling or not walk.unsent:
            return
        if not self.is_running:
            return
        walk.travelling = True
        one = walk.unsent[0]
        work = partial(
            pass_over, self.desk.book, state.batch.number, one.item, one.key, passed=one.passed
        )
        self.passing.ask(one, work)
