"""The small forms of an account's page: titles, fields, and what is wrong with a text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from core.dates import BadDate, parse_date
from tui.widgets.form import Field

CHECK_LETTERS = {
    "n": "name",
    "a": "address",
    "p": "postcode",
    "b": "born",
    "f": "phone",
    "l": "payment",
    "r": "reference",
}


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A form as the page of that name takes it."""

    title: str
    fields: tuple[Field, ...]
    lines: tuple[str, ...] = ()
    refused: str = ""

    def again(self, values: Mapping[str, str], refused: str) -> "AskedFor":
        """The same form with what was typed, and why the book said no."""
        kept = tuple(
            replace(field, initial=values.get(field.name, field.initial)) for field in self.fields
        )
        return replace(self, fields=kept, refused=refused)


class Unfinished(dict[str, str]):
    """What stood in a form's fields when it was left, to be kept."""


def caller_form(known: Mapping[str, str]) -> AskedFor:
    """Two things the caller got right; `known` says by item what the book has to compare with."""
    letters = {letter: item for letter, item in CHECK_LETTERS.items() if known.get(item)}
    lines = [f"  {letter}  {item:<10} {known[item]}" for letter, item in letters.items()]
    hint = "two letters of what the caller said unprompted, e.g. np"
    field = Field("items", "said right", 9, hint=hint, check=partial(_items_fault, tuple(letters)))
    return AskedFor("Check the caller: let them say it", (field,), (*lines, ""))


def check_items(text: str) -> tuple[str, ...]:
    """The items that letters stand for, each once, in the order given."""
    return tuple(dict.fromkeys(CHECK_LETTERS[letter] for letter in text.lower()))


def note_form(whose: str) -> AskedFor:
    """A note on the account."""
    return AskedFor(f"Note on {whose}", (Field("words", "note", 66, limit=2000, check=_empty),))


def warning_form(whose: str) -> AskedFor:
    """A marker everybody meets."""
    title = f"Warning marker on {whose}: everybody meets it"
    return AskedFor(title, (Field("words", "warning", 63, check=_empty),))


def authority_form(whose: str, today: date) -> AskedFor:
    """Who else may discuss the account."""
    fields = (
        Field("who", "who", 40, check=_empty),
        Field("scope", "about", 40, hint="all, arrears, repairs …"),
        Field("until", "until", 12, hint="a day; empty: until taken back",
              check=partial(_day_fault, today)),
    )  # fmt: skip
    return AskedFor(f"Authority to discuss {whose}", fields)


def contact_form(people: Sequence[str]) -> AskedFor:
    """Another phone, email or address of one of the people who live there."""
    fields = (
        Field("who", "person", 3, initial="1", check=_person_fault(len(people))),
        Field("kind", "kind", 8, hint="phone, email or address", check=_kind_fault),
        Field("value", "new value", 50, check=_empty),
    )
    lines = tuple(f"  {place}  {name}" for place, name in enumerate(people, 1))
    return AskedFor("Correct a contact detail; the old one is kept", fields, lines)


def reveal_form(reference: str) -> AskedFor:
    """A look at a restricted person."""
    title = f"Reveal who has {reference}, for a quarter of an hour: the look is logged"
    return AskedFor(title, (Field("why", "why", 66, check=_reason_fault),))


def kind_of(text: str) -> str:
    """The kind of contact that a beginning stands for: `p`, `phone`."""
    kinds = ("phone", "email", "address")
    return next((kind for kind in kinds if text and kind.startswith(text.lower())), "")


def until_day(text: str, today: date) -> date | None:
    """The day an authority ends, None for never."""
    return parse_date(text, today, past=False) if text else None


def _items_fault(letters: tuple[str, ...], text: str) -> str | None:
    typed = set(text.lower())
    good = len(typed) >= 2 and typed <= set(letters)
    return None if good else f"two different letters of {' '.join(letters)}"


def _empty(text: str) -> str | None:
    return None if text else "in a few words; Esc goes back"


def _reason_fault(text: str) -> str | None:
    return None if len(text) >= 5 else "five letters or more; Esc goes back"


def _kind_fault(text: str) -> str | None:
    return None if kind_of(text) else "phone, email or address"


def _person_fault(people: int) -> Callable[[str], str | None]:
    def fault(text: str) -> str | None:
        good = text.isdigit() and 1 <= int(text) <= people
        return None if good else f"a number from 1 to {people}"

    return fault


def _day_fault(today: date, text: str) -> str | None:
    try:
        until_day(text, today)
    except BadDate as fault:
        return str(fault)
    return None
