"""What the book tells of the accounts under the cursor while a line is typed."""

from datetime import date
from functools import partial

from core.dates import BadDate
from core.finder.row import Hit
from core.refusal import Refusal
from db.keying import Known, Payer
from db.keying_batch import SubAccount
from tui.asking import Asking
from tui.keying.sheet_page import SheetPage
from tui.keying.state import KeyingState, Step
from tui.messages import Answered
from tui.terminal.key_gate import Hold

# The book may be slow or gone: then the line is decided on what is known, and asked about.
PATIENCE_S = 2.0
_PEEK_MAX = 6  # candidates whose balance is read as soon as they show


class PayersRead(Answered[dict[int, Payer]]):
    """Balances and usual amounts of candidates."""


class AccountsTold(Answered[Known]):
    """Everything a line is decided on; `query` is (accounts, day)."""


class OffersRead(Answered[tuple[SubAccount, ...]]):
    """The sub-accounts of the account being split."""


Query = tuple[tuple[int, ...], date]


class TellsPage(SheetPage):
    """Reads ahead of the typist; keys wait only where an answer decides what they mean."""

    def __init__(self) -> None:
        super().__init__()
        self.peeking = Asking(self, PayersRead)
        self.telling = Asking(self, AccountsTold)
        self.offering = Asking(self, OffersRead)
        self._query: Query | None = None
        self._wanted: Hold | None = None
        self._wanting = 0

    def peek(self) -> None:
        """Read balances of the candidates that show and are not known yet."""
        from db.keying import payers

        state = self.state
        if state is None or state.outbox.away:
            return
        unknown = [n for n in state.accounts[:_PEEK_MAX] if n not in state.facts.payers]
        if unknown:
            self.peeking.ask(None, partial(payers, self.desk.book, unknown, state.stream.name))

    def on_payers_read(self, event: PayersRead) -> None:
        """Nothing moves: balances appear beside the names."""
        if self.state is not None and event.fault is None:
            for account, payer in event.result.items():
                self.state.facts.payers.setdefault(account, payer)
            self.draw_slip()

    def read_ahead(self) -> None:
        """The payer is typed: ask what the line will be decided on, while the amount is typed."""
        state = self.state
        if state is None or state.slip.is_asking_who or not state.accounts:
            return
        query = self._asked_now()
        if query is not None and not state.facts.cover(*query) and not self._is_asked(query):
            self._ask(query)

    def want_facts(self) -> None:
        """The line cannot be decided on without them: keys wait."""
        state = self.state
        assert state is not None
        query = self._asked_now()
        assert query is not None, "a line is decided on with a day and its candidates"
        if state.outbox.away:
            state.facts.learn_nothing(*query)
            self.go_on()
            return
        if not self._is_asked(query):
            self._ask(query)
        if self._wanted is None:
            self._wanted = self.desk.gate.hold("reading the accounts")
            self._wanting += 1
            self.set_timer(PATIENCE_S, partial(self._lose_patience, self._wanting))

    def on_accounts_told(self, event: AccountsTold) -> None:
        """Decide now, if a decision was waiting for it."""
        state = self.state
        if state is None or event.query != self._asked_now():
            self._let_go()
            return
        accounts, day = self._asked_now() or ((), state.today)
        self._query = None
        if event.fault is None:
            state.facts.learn(accounts, day, event.result)
        else:
            state.facts.learn_nothing(accounts, day)
        if isinstance(event.fault, Refusal):
            self.refusal = event.fault.says
        self._decide()

    def ask_offers(self, here: Hit) -> None:
        """Read what hangs on the account; keys wait."""
        from db.keying_batch import sub_accounts

        work = partial(sub_accounts, self.desk.book, here.account)
        self.offering.ask(here.account, work, holds="reading the sub-accounts")

    def go_on(self) -> None:
        """Finish the cell again, now that the book has told; filled in by the screen."""
        raise NotImplementedError

    def follow(self, step: Step) -> None:
        """Do what a step says; filled in by the screen."""
        raise NotImplementedError

    def _decide(self) -> None:
        if self._wanted is None:
            self.draw_slip()
            return
        try:
            self.go_on()
        finally:
            self._let_go()

    def _lose_patience(self, number: int) -> None:
        state = self.state
        if state is None or self._wanted is None or number != self._wanting:
            return
        query = self._asked_now()
        if query is not None:
            state.facts.learn_nothing(*query)
            self.telling.forget()
            self._query = None
            self._decide()

    def _let_go(self) -> None:
        if self._wanted is not None:
            self._wanted.release()
            self._wanted = None

    def _ask(self, query: Query) -> None:
        from db.keying import known

        state = self.state
        assert state is not None
        accounts, day = query
        references = [hit.payment_ref for hit in (*state.slip.part_hits, *state.slip.hits)]
        self._query = query
        work = partial(known, self.desk.book, accounts, references, state.stream.name, day)
        self.telling.ask(query, work)

    def _is_asked(self, query: Query) -> bool:
        return self._query == query and self.telling.is_waiting

    def _asked_now(self) -> Query | None:
        state = self.state
        assert state is not None
        return asked_now(state)


def asked_now(state: KeyingState) -> Query | None:
    """The accounts and the day a decision would be about; None while the date is not one."""
    try:
        return state.accounts, state.day()
    except BadDate:
        return None
