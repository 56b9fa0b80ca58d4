"""Payers brought to the line from elsewhere: picked in Find, or pasted as a column."""

from functools import partial

from db.keying import Payer
from tui.asking import Asking
from tui.keying import keys
from tui.keying.pasted import read_pasted
from tui.keying.picking import pick
from tui.keying.posting import PostsPage
from tui.messages import Answered
from tui.theme import Tone


class PayerPicked(Answered[dict[int, Payer]]):
    """The account that was picked in Find."""


class BringsPage(PostsPage):
    """Find and paste; both key as if by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.picking = Asking(self, PayerPicked)

    def lines_pasted(self, lines: list[str]) -> None:
        """Shown first; K keys them."""
        from tui.keying.small_pages import PastePage

        if self.state is None or not self.state.slip.is_empty or self.state.slip.correcting:
            self.app.bell()
            return
        self.desk.push_screen(PastePage(read_pasted(lines)), self._paste)

    def _paste(self, receipts: list[tuple[str, str]] | None) -> None:
        if receipts and self.state is not None:
            self.state.pasted = list(receipts)
            self.key_pasted()

    def key_pasted(self) -> None:
        """The next pasted receipt, once the line before it was kept."""
        state = self.state
        if state is not None and state.pasted and state.slip.is_empty:
            self.follow(keys.pasted(state))

    def act_find(self) -> None:
        """F2: the payer by any words, picked in the overlay."""
        assert self.state is not None
        self.open("find", self.bring, pick=True, text=self.state.slip.fragment)

    def bring(self, account: int | None) -> None:
        """Put an account into the line that is being keyed."""
        from db.keying import payers

        if account is not None and self.state is not None:
            work = partial(payers, self.desk.book, [account], self.state.stream.name)
            self.picking.ask(account, work, holds="reading the account")

    def on_payer_picked(self, event: PayerPicked) -> None:
        """The account stands in the line, as if chosen with the arrows."""
        state = self.state
        if state is None or event.fault is not None:
            self.say(str(event.fault or ""), Tone.BAD)
            return
        for payer in event.result.values():
            state.facts.payers[payer.account] = payer
            pick(state, payer)
        self.draw_slip()
