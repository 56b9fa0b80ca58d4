"""One page for a caller on the phone: who lives there, what is owed, moved and pending."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from core.names import parse_names, short_names
from tui import account_forms, account_words
from tui.asking import Asking
from tui.keymap import Action
from tui.messages import Answered
from tui.page import Page
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import Column, Grid, Row
from tui.widgets.lines import RuleLine, TextLines

if TYPE_CHECKING:
    from db.accounts import Account, Person
    from db.ledgers import LedgerLine

_COLUMNS = (
    Column("date", 9, "right"),
    Column("what", 18, grows=True),
    Column("posting", 12),
    Column("charge", 9, "pence"),
    Column("paid", 9, "pence"),
    Column("balance", 12, "right"),
    Column("book date", 9, "right", from_width=100),
    Column("posted", 15, "right", from_width=120),
)
_ORDERS = ("effective", "book")


class PageRead(Answered["tuple[Account, list[LedgerLine]]"]):
    """An account's page and its ledger."""


class Written(Answered[Any]):
    """Something was written on the account; `query` says what in words."""


def _open_page(page: "AccountPage") -> bool:
    return page.shown is not None and not page.shown.hidden


class AccountPage(Page):
    """Ledger and balances show at once; contacts and notes unfold after the caller's check."""

    ACTIONS = (
        Action("caller", "c", "caller", "Check the caller: two items", when=_open_page),
        Action("note", "n", "note", "Write a note", when=_open_page),
        Action("order", "b", "by book date", "Ledger by effective or by book date"),
        Action("part", "tab", "sub-account", "Another sub-account's ledger",
               when=lambda p: p.parts > 1),
        Action("contacts", "d", "contacts", "Contact details, and correct one", when=_open_page),
        Action("authority", "o", "authority", "Who else may discuss the account", when=_open_page),
        Action("warning", "w", "", "Put a warning marker on the account", when=_open_page),
        Action("reveal", "x", "reveal", "Look at a restricted person, with a reason",
               when=lambda p: p.shown is not None and p.shown.hidden),
        Action("find", "slash", "find", "Find another account"),
        Action("again", "r", "", "Read the account again"),
    )  # fmt: skip

    def __init__(self, *, account: int) -> None:
        """`account` is the account's number."""
        super().__init__()
        self.number = account
        self.shown: Account | None = None
        self.lines: list[LedgerLine] = []
        self.cells: list[Row] = []
        self.by = 0
        self.at = 0
        self.checked = ""
        self.unfolded = False
        self.top = TextLines(2)
        self.sums = TextLines(2)
        self.grid = Grid(_COLUMNS, self.rows, listener=self)
        self.grid.empty = "Reading the account…"
        self.notes = TextLines(1)
        self.reading = Asking(self, PageRead)
        self.writing = Asking(self, Written, lane="write", keep_all=True)

    def body(self) -> Iterable[Widget]:
        """Who, sums, ledger, notes."""
        yield self.top
        yield RuleLine()
        yield self.sums
        yield RuleLine()
        yield self.grid
        yield self.notes

    def header_left(self) -> Iterable[str]:
        """The reference and who lives there."""
        if self.shown is None:
            return ("Account",)
        names = short_names(parse_names(" + ".join(self.shown.names))) if self.shown.names else ""
        return (f"Account {self.shown.reference}", names)

    @property
    def parts(self) -> int:
        """How many sub-accounts there are, the rent account itself included."""
        return 0 if self.shown is None else max(1, len(self.shown.sub_accounts))

    # -- reading

    def book_ready(self) -> None:
        """Read the page."""
        self.read()

    def on_screen_resume(self) -> None:
        """Back from keying or a form: it may have moved."""
        if self.desk.book is not None and self.shown is not None:
            self.read()

    def read(self) -> None:
        """Read account and ledger in one piece of work."""
        order = _ORDERS[self.by]
        self.reading.ask(self.at, partial(_read, self.desk.book, self.number, self.at, order))

    def on_page_read(self, event: PageRead) -> None:
        """Show it."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            self.grid.empty = ""
            return
        self.shown, lines = event.result
        self.lines = lines[::-1]
        self.cells = account_words.ledger_rows(self.lines)
        self.grid.empty = "Nothing has moved on this account yet."
        self.grid.show(len(self.cells), cursor=0 if self.cells else -1)
        self.refresh_header()
        self.show_words()
        self.refresh_keys()

    def show_words(self) -> None:
        """The lines around the ledger."""
        if self.shown is None:
            return
        today = self.desk.book.about.today
        self._say(self.top, account_words.top_lines(self.shown, today, self.checked))
        self._say(self.sums, account_words.sum_lines(self.shown, today))
        notes = account_words.note_lines(self.shown, self.checked)
        if self.unfolded:
            notes = account_words.contact_lines(self.shown) + notes
        self._say(self.notes, notes)

    def rows(self, start: int, stop: int) -> Sequence[Row]:
        """The ledger's rows that show."""
        return self.cells[start:stop]

    # -- keys

    def act_order(self) -> None:
        """The other date orders the ledger."""
        self.by = 1 - self.by
        self.say(f"Ledger by {_ORDERS[self.by]} date.")
        self.read()

    def act_part(self) -> None:
        """The next sub-account."""
        if self.shown is not None and self.parts > 1:
            self.at = (self.at + 1) % self.parts
            self.say(f"Ledger of {self.shown.sub_accounts[self.at].kind}.")
            self.read()

    def act_again(self) -> None:
        """Read again."""
        self.read()

    def act_find(self) -> None:
        """Another account."""
        self.open("find")

    def act_caller(self) -> None:
        """Two items the caller got right."""
        self._form(account_forms.caller_form(), self._check)

    def act_note(self) -> None:
        """A note."""
        self._form(account_forms.note_form(), self._note)

    def act_warning(self) -> None:
        """A warning marker."""
        self._form(account_forms.warning_form(), partial(self._note, kind="warning"))

    def act_authority(self) -> None:
        """Who else may discuss the account."""
        form = account_forms.authority_form(self.desk.book.about.today)
        self._form(form, self._authorise)

    def act_contacts(self) -> None:
        """Unfold the contacts; again, correct one."""
        if not self.checked:
            self.say("Contact details stay folded until the caller is checked: C", Tone.WARN)
        elif not self.unfolded:
            self.unfolded = True
            self.show_words()
            self.say("D again corrects a contact detail.")
        else:
            self._form(account_forms.contact_form(len(self._people)), self._correct)

    def act_reveal(self) -> None:
        """A look at a restricted person, logged with its reason."""
        self._form(account_forms.reveal_form(), self._reveal)

    # -- writing

    def _form(self, form: account_forms.Form, then: Callable[[Mapping[str, str]], None]) -> None:
        title, fields = form
        done = partial(_if_given, then)
        self.open("form", done, title=title, fields=fields)

    def _write(self, said: str, name: str, *arguments: object, **more: object) -> None:
        from db import account_acts

        act = getattr(account_acts, name)
        self.writing.ask(said, partial(act, self.desk.book, *arguments, **more), holds="writing")

    def _check(self, values: Mapping[str, str]) -> None:
        from db.account_acts import CHECK_ITEMS

        items = tuple(dict.fromkeys(CHECK_ITEMS[letter] for letter in values["items"].lower()))
        self._write("caller checked", "check_caller", self.number, items)

    def _note(self, values: Mapping[str, str], kind: str = "note") -> None:
        self._write(f"{kind} kept", "add_note", self.number, values["words"], kind=kind)

    def _authorise(self, values: Mapping[str, str]) -> None:
        until = account_forms.until_day(values["until"], self.desk.book.about.today)
        given = (values["who"], values["scope"], until)
        self._write("authority kept", "add_authority", self.number, *given)

    def _correct(self, values: Mapping[str, str]) -> None:
        customer = self._people[int(values["who"]) - 1].customer
        given = (values["kind"].lower(), values["value"])
        self._write("contact corrected", "correct_contact", customer, *given)

    @property
    def _people(self) -> "list[Person]":
        people = () if self.shown is None else self.shown.people
        return [person for person in people if person.ended is None]

    def _reveal(self, values: Mapping[str, str]) -> None:
        self._write("revealed for a quarter of an hour", "reveal", self.number, values["why"])

    def on_written(self, event: Written) -> None:
        """Say so, and read again."""
        if event.fault is not None:
            self.say(str(event.fault), Tone.BAD)
            return
        if event.query == "caller checked":
            self.checked = "checked just now"
        self.say(f"{sign(Sign.KEPT)} {event.query}", Tone.GOOD)
        self.read()

    @staticmethod
    def _say(lines: TextLines, words: list[account_words.Line]) -> None:
        lines.styles.height = max(1, len(words))
        lines.say(*words)


def _if_given(then: Callable[[Mapping[str, str]], None], values: Mapping[str, str] | None) -> None:
    if values:
        then(values)


def _read(book: Any, number: int, part: int, order: str) -> "tuple[Account, list[LedgerLine]]":
    from db.accounts import account
    from db.ledgers import LedgerOrder, ledger

    page = account(book, number)
    which = page.sub_accounts[part].account if part < len(page.sub_accounts) else number
    return page, ledger(book, which, LedgerOrder(order))
