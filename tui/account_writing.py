"""What an account's page writes: small forms, each sent once by its key, kept when refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from core.refusal import Refusal
from tui import account_forms, account_words
from tui.account_forms import AskedFor
from tui.asking import Asking
from tui.messages import Answered
from tui.office_time import office
from tui.once import Once
from tui.page import Page
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

if TYPE_CHECKING:
    from datetime import date

    from db.accounts import Account, Person

Values = Mapping[str, str]
Given = Callable[[Values], tuple[object, ...]]
_REVEALED_S = 15 * 60


@dataclass(frozen=True, slots=True)
class Step:
    """A form on its way into the book: what it was, what was typed, its key, what is said then."""

    name: str
    form: AskedFor
    given: Given
    values: Values
    key: str


class Written(Answered[Any]):
    """Something was written on the account; `query` is its Step."""


_SAID = {
    "check_caller": "caller checked",
    "add_note": "note kept",
    "add_warning": "warning kept",
    "add_authority": "authority kept",
    "correct_contact": "contact corrected, the old one is kept",
    "reveal": "revealed for a quarter of an hour",
}


class WritesOnAccount(Page):
    """The keys of an account's page that write, for the page that shows it."""

    number: int
    shown: "Account | None"
    checked: str

    def __init__(self) -> None:
        super().__init__()
        self.writing = Asking(self, Written, lane="write", keep_all=True)
        self.once = Once()

    def read(self, holds: str = "") -> None:
        """Read the account again; keys wait where `holds` says why."""
        raise NotImplementedError

    def paid_lately(self, room: int) -> str:
        """The latest receipts in words."""
        raise NotImplementedError

    # -- keys

    def act_caller(self) -> None:
        """Two items the caller got right."""
        known = account_words.to_compare(self._account, self.paid_lately(50))
        self._ask("check_caller", account_forms.caller_form(known), self._items)

    def act_note(self) -> None:
        """A note."""
        self._ask("add_note", account_forms.note_form(self._whose), self._words)

    def act_warning(self) -> None:
        """A warning marker."""
        self._ask("add_warning", account_forms.warning_form(self._whose), self._words)

    def act_authority(self) -> None:
        """Who else may discuss the account."""
        form = account_forms.authority_form(self._whose, self._today)
        self._ask("add_authority", form, self._authority)

    def act_contact(self) -> None:
        """Correct a contact detail."""
        form = account_forms.contact_form([person.name for person in self._people])
        self._ask("correct_contact", form, self._contact)

    def act_reveal(self) -> None:
        """A look at a restricted person, logged with its reason."""
        form = account_forms.reveal_form(self._account.reference)
        self._ask("reveal", form, lambda values: (self.number, values["why"]))

    # -- what was typed, as its act takes it

    def _items(self, values: Values) -> tuple[object, ...]:
        return self.number, account_forms.check_items(values["items"])

    def _words(self, values: Values) -> tuple[object, ...]:
        return self.number, values["words"]

    def _authority(self, values: Values) -> tuple[object, ...]:
        until = account_forms.until_day(values["until"], self._today)
        return self.number, (values["who"], values["scope"], until)

    def _contact(self, values: Values) -> tuple[object, ...]:
        customer = self._people[int(values["who"]) - 1].customer
        return customer, account_forms.kind_of(values["kind"]), values["value"]

    @property
    def _account(self) -> "Account":
        assert self.shown is not None, "these keys are alive when it is"
        return self.shown

    @property
    def _whose(self) -> str:
        return account_words.whose(self._account)

    @property
    def _today(self) -> "date":
        today: date = self.desk.book.about.today
        return today

    @property
    def _people(self) -> "list[Person]":
        return [person for person in self._account.people if person.ended is None]

    # -- writing

    def _ask(self, name: str, form: AskedFor, given: Given) -> None:
        then = partial(self._send, name, form, given)
        self.open(
            "form",
            then,
            title=form.title,
            fields=form.fields,
            lines=form.lines,
            refused=form.refused,
        )

    def _send(self, name: str, form: AskedFor, given: Given, values: Values | None) -> None:
        if not values:
            return
        step = Step(name, form, given, values, self.once.key(name, values))
        work = partial(reach, self.desk.book, _write, name, step.key, given(values))
        self.writing.ask(step, work, holds="writing")

    def on_written(self, event: Written) -> None:
        """Say so and read again; what was refused is asked again with what was typed."""
        step = event.query
        assert isinstance(step, Step)
        self.once.answered(event.fault, step.name, step.values)
        if event.fault is not None:
            says = str(event.fault) if isinstance(event.fault, Refusal) else _NOT_KEPT
            again = step.form.again(step.values, says)
            self._ask(step.name, again, step.given)
            return
        if step.name == "check_caller":
            self.checked = f"checked {office(event.result):%H:%M}"
        elif step.name == "reveal":
            self.set_timer(_REVEALED_S + 1, self.read)  # and then it is hidden again
        self.is_lost = False
        self.say(f"{sign(Sign.KEPT)} {_SAID[step.name]}", Tone.GOOD)
        self.read(holds="reading the account")


_NOT_KEPT = "not kept yet: the book does not answer. Enter tries again, Esc gives it up"


def _write(book: Any, name: str, key: str, given: tuple[object, ...]) -> object:
    from db import account_acts

    return getattr(account_acts, name)(book, key, *given)
