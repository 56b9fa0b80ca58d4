"""One page for a caller on the phone: who lives there, what is owed, moved and pending."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tui import account_words, ledger_rows
from tui.account_writing import WritesOnAccount
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.reaching import lost, reach
from tui.requests.asks import ASKS, AsksOnAccount
from tui.theme import Tone
from tui.widgets.grid import NO_CURSOR, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from core.suspense import Ranked
    from db.accounts import Account
    from db.ledgers import LedgerLine
    from db.requests.drafts import Draft

_FACTS_FROM = 37  # where the facts beside the balances begin


class BatchFound(Answered["int | None"]):
    """My own open batch that takes payments by telephone for this landlord, if there is one."""


class PageRead(Answered["tuple[Account, list[LedgerLine], list[LedgerLine]]"]):
    """An account's page, the ledger that shows, and the rent account's own."""


def _is_open(page: "AccountPage") -> bool:
    return page.shown is not None and not page.shown.hidden


def _is_hidden(page: "AccountPage") -> bool:
    return page.shown is not None and page.shown.hidden


def _is_known(page: "AccountPage") -> bool:
    return _is_open(page) and bool(page.checked)


def _may_pay(page: "AccountPage") -> bool:
    return (
        page.shown is not None and page.desk.has_page("keying") and not page.desk.is_open("keying")
    )


class AccountPage(AsksOnAccount, WritesOnAccount):
    """Ledger and balances show at once; contacts and notes unfold after the caller's check."""

    ACTIONS = (
        Action("caller", "c", "caller", "Check the caller: two items", when=_is_open,
               needs="assistant"),
        Action("pay", "p", "pay", "Take a payment on the telephone", when=_may_pay,
               needs="assistant"),
        Action("note", "n", "note", "Write a note", when=_is_open,
               needs="assistant"),
        Action("details", "d", "details", "Contacts, other references, every note: unfold or fold",
               when=_is_known),
        Action("contact", "e", "", "Correct a contact detail", when=_is_known,
               needs="assistant"),
        Action("order", "b", "dates", "Ledger by effective, book or posting date",
               when=_is_open),
        Action("part", "tab", "next part", "Another sub-account's ledger",
               when=lambda p: _is_open(p) and p.parts > 1),
        Action("authority", "o", "", "Say who else may discuss the account", when=_is_open,
               needs="assistant"),
        Action("warning", "m", "", "Put a warning marker on the account", when=_is_open,
               needs="assistant"),
        Action("reveal", "x", "reveal", "Look at a restricted person, with a reason",
               when=_is_hidden),
        Action("suspense", "s", "", "Money in suspense that may be theirs",
               when=lambda p: bool(p.theirs) and not p.desk.is_open("suspense")),
        Action("find", "slash", "", "Find another account", when=lambda p: p.desk.has_page("find")),
        Action("again", "r", "", "Read the account again",
               when=lambda p: p.is_lost or not _is_open(p)),
        *ASKS,
    )  # fmt: skip

    def __init__(self, *, account: int, draft: "Draft | None" = None) -> None:
        """`account` is the account's number, `draft` a request of it that is gone on with."""
        super().__init__()
        self.draft = draft
        self._goes_on = draft is not None
        self.number = account
        self.shown: Account | None = None
        self.lines: list[LedgerLine] = []
        self.cells: list[Row] = []
        self.paid: list[LedgerLine] = []
        self.order = 0
        self.at = account
        self.checked = ""
        self.unfolded = False
        self.top = TextLines(account_words.TOP_LINES)
        self.sums = TextLines(account_words.SUM_LINES)
        self.grid = Grid(ledger_rows.columns(0), self.rows, listener=self)
        self.grid.empty = "Reading the account…"
        self.rest = TextLines(1)
        self.notes = TextLines(1)
        self.reading = Asking(self, PageRead)
        self.paying = Asking(self, BatchFound)

    def body(self) -> Iterable[Widget]:
        """Who, sums, ledger, notes."""
        yield self.top
        yield RuleLine()
        yield self.sums
        yield RuleLine()
        yield self.grid
        yield self.rest
        yield self.notes

    def header_left(self) -> Iterable[str]:
        """The reference and who lives there."""
        if self.shown is None:
            return ("Account",)
        return (f"Account {self.shown.reference}", account_words.who(self.shown))

    @property
    def parts(self) -> int:
        """How many sub-accounts there are, the rent account itself included."""
        return 0 if self.shown is None else len(account_words.parts(self.shown))

    def posting_under_cursor(self) -> str:
        """The posting that the ledger's cursor stands on."""
        return self.lines[max(0, self.grid.cursor)].posting

    # -- reading

    def book_ready(self) -> None:
        """Read the page; keys wait, for they mean what it shows."""
        self.read(holds="opening the account")

    def on_screen_resume(self) -> None:
        """Back from keying or a form: it may have moved."""
        if self.desk.book is not None and self.shown is not None:
            self.read()

    def on_resize(self) -> None:
        """Another width has room for more words."""
        self.show_words()

    def read(self, holds: str = "") -> None:
        """Read account and ledger in one piece of work."""
        if self.desk.book is not None:
            asked = (self.number, self.at, ledger_rows.ORDERS[self.order][0])
            self.reading.ask(asked, partial(reach, self.desk.book, _read, *asked), holds=holds)
            self.desk.rank_suspense()

    def on_page_read(self, event: PageRead) -> None:
        """Show it; the cursor stays on its posting."""
        if not self.has_come(event.fault, self.grid, "The account"):
            return
        self.shown, lines, self.paid = event.result
        self.show_ledger(lines[::-1])
        self.refresh_header()
        self.show_words()
        self.refresh_keys()
        if self._goes_on:
            self._goes_on = False
            self.go_on_with_draft()

    def suspense_ranked(self) -> None:
        """Whether money in suspense may be theirs is known, or known anew."""
        self.show_words()
        self.refresh_keys()

    # -- showing

    @property
    def theirs(self) -> "tuple[Ranked, ...]":
        """Items in suspense that may be theirs, as far as candidates were looked for."""
        ranks = self.desk.ranks
        if ranks is None or self.shown is None or self.shown.hidden:
            return ()
        return ranks.theirs.get(self.number, ())

    def show_ledger(self, lines: "list[LedgerLine]") -> None:
        """The latest first, in the order chosen."""
        here = self.grid.cursor
        posting = self.lines[here].posting if 0 <= here < len(self.lines) else ""
        self.lines, self.cells = lines, ledger_rows.rows(lines, self.order)
        postings = [line.posting for line in lines]
        cursor = postings.index(posting) if posting in postings else 0
        self.grid.columns = ledger_rows.columns(self.order)
        hidden = self.shown is not None and self.shown.hidden
        nothing = "Nothing has moved on this account yet."
        self.grid.empty = "The ledger opens with the account." if hidden else nothing
        self.grid.show(len(lines), cursor=cursor if lines else NO_CURSOR)
        self.grid_moved(self.grid, self.grid.cursor)

    def show_words(self) -> None:
        """The lines around the ledger."""
        page = self.shown
        if page is None:
            return
        today, width = self.desk.book.about.today, self.size.width - 3
        facts = list(account_words.facts(page, self.paid_lately(width - _FACTS_FROM), today))
        if not page.hidden:
            facts.append(account_words.in_suspense(self.theirs))
        notes = account_words.note_lines(page, self.checked, width, unfolded=self.unfolded)
        if self.unfolded:
            notes = account_words.contact_lines(page) + notes
        _say(self.top, account_words.top_lines(page, self.checked, today, width))
        _say(self.sums, account_words.sum_lines(page, facts, self.at))
        _say(self.notes, notes)

    def paid_lately(self, room: int) -> str:
        """The latest receipts on the rent account."""
        return account_words.paid_lately(self.paid, room)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The ledger's rows that show."""
        return self.cells[start:stop]

    def grid_moved(self, _grid: Grid, index: int) -> None:
        """The rest of the row under the cursor."""
        known = 0 <= index < len(self.lines)
        self.rest.say(ledger_rows.rest(self.lines[index], self.order) if known else ())

    # -- keys that change nothing

    def act_order(self) -> None:
        """Another date orders the ledger."""
        self.order = (self.order + 1) % len(ledger_rows.ORDERS)
        self.say(f"Ledger by {ledger_rows.ORDERS[self.order][2]}.")
        self.read(holds="reading the ledger")

    def act_part(self) -> None:
        """The next sub-account."""
        if self.shown is None:
            return
        numbers = [number for number, _, _ in account_words.parts(self.shown)]
        self.at = numbers[(numbers.index(self.at) + 1) % len(numbers)]
        self.read(holds="reading the ledger")

    def act_details(self) -> None:
        """Unfold or fold what is only for the tenant."""
        self.unfolded = not self.unfolded
        self.show_words()

    def act_again(self) -> None:
        """Read again; only where a book is open."""
        self.read(holds="reading the account")

    def act_pay(self) -> None:
        """A payment by card while the caller is on the phone: into my batch of today's calls."""
        if self.shown is not None:
            work = partial(reach, self.desk.book, _phone_batch, self.shown.landlord)
            self.paying.ask(None, work, holds="opening the batch")

    def on_batch_found(self, event: BatchFound) -> None:
        """Open it, or the header of a new one, with this account in the line."""
        if event.fault is not None:
            self.say(lost(event.fault), Tone.BAD)
        else:
            self.open("keying", batch=event.result, account=self.number)

    def act_suspense(self) -> None:
        """The first item that may be theirs, among all of them."""
        if self.theirs:
            self.open("suspense", item=self.theirs[0].item.item)

    def act_find(self) -> None:
        """Another account."""
        self.open("find")


def _say(lines: TextLines, words: list[account_words.Line]) -> None:
    lines.styles.height = max(1, len(words))
    lines.say(*words)


def _read(
    book: Any, number: int, at: int, order: str
) -> "tuple[Account, list[LedgerLine], list[LedgerLine]]":
    from db.accounts import account
    from db.ledgers import LedgerOrder, ledger

    page = account(book, number)
    if page.hidden:
        return page, [], []
    shown = ledger(book, at, LedgerOrder(order))
    return page, shown, shown if at == number else ledger(book, number)


def _phone_batch(book: Any, landlord: str) -> int | None:
    from db.batch_lists import batches

    mine = batches(book, open_only=True, mine=True)
    calls = (one for one in mine if (one.stream, one.landlord) == ("telephone", landlord))
    return next((one.number for one in calls), None)
