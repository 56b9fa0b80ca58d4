"""The small forms of an account's page: their titles, fields and what is wrong with a text."""

from collections.abc import Callable
from datetime import date
from functools import partial

from core.dates import BadDate, parse_date
from tui.widgets.form import Field

Form = tuple[str, tuple[Field, ...]]

_CHECK = "two letters: n name  a address  p postcode  b born  f phone  l last paid  r reference"
_LETTERS = "napbflr"


def caller_form() -> Form:
    """Two items the caller got right."""
    field = Field("items", "gave", 9, hint=_CHECK, check=_items_fault)
    return "Check the caller", (field,)


def note_form() -> Form:
    """A note on the account."""
    return "Note on the account", (Field("words", "note", 60, limit=2000, check=_empty),)


def warning_form() -> Form:
    """A marker everybody meets."""
    title = "Warning marker, seen by everybody who opens the account"
    return title, (Field("words", "warning", 60, check=_empty),)


def authority_form(today: date) -> Form:
    """Who else may discuss the account."""
    fields = (
        Field("who", "who", 40, check=_empty),
        Field("scope", "about", 40, hint="all, arrears, repairs …"),
        Field("until", "until", 12, hint="empty: until taken back", check=_until_fault(today)),
    )
    return "Authority to discuss", fields


def contact_form(people: int) -> Form:
    """Another phone, email or address; `people` live there now."""
    fields = (
        Field("who", "person", 3, initial="1", hint="1: first named", check=_person_fault(people)),
        Field("kind", "kind", 8, hint="phone, email or address", check=_kind_fault),
        Field("value", "new value", 50, check=_empty),
    )
    return "Correct a contact detail; the old one is kept", fields


def reveal_form() -> Form:
    """A look at a restricted person."""
    title = "Reveal a restricted person: this is logged"
    return title, (Field("why", "why", 60, check=_reason_fault),)


def until_day(text: str, today: date) -> date | None:
    """The day an authority ends, None for never."""
    return parse_date(text, today, past=False) if text else None


def _items_fault(text: str) -> str | None:
    letters = set(text.lower())
    good = len(letters) >= 2 and letters <= set(_LETTERS)
    return None if good else f"two different letters of {' '.join(_LETTERS)}"


def _empty(text: str) -> str | None:
    return None if text else "say it in a few words, or Esc goes back"


def _reason_fault(text: str) -> str | None:
    return None if len(text) >= 5 else "a reason of five letters or more, or Esc goes back"


def _kind_fault(text: str) -> str | None:
    return None if text.lower() in ("phone", "email", "address") else "phone, email or address"


def _person_fault(people: int) -> Callable[[str], str | None]:
    def fault(text: str) -> str | None:
        good = text.isdigit() and 1 <= int(text) <= people
        return None if good else f"a number from 1 to {people}"

    return fault


def _until_fault(today: date) -> Callable[[str], str | None]:
    return partial(_day_fault, today)


def _day_fault(today: date, text: str) -> str | None:
    try:
        until_day(text, today)
    except BadDate as fault:
        return str(fault)
    return None
