"""What a form names becomes an arrival: its bytes from disk or from a paste."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from core.money import Pence

if TYPE_CHECKING:
    from core.profile import Profile
    from db.files.arrival import Arrival
    from db.files.lists import FileAtHand
    from db.files.loading import Loaded, Preview
    from db.keying_batch import CashbookChoice


@dataclass(frozen=True, slots=True)
class Named:
    """A file as the form names it; `pasted` is its text where it has no path."""

    path: str
    profile: str
    cashbooks: tuple[str, ...]
    declared: Pence | None
    day: date | None
    replaces: int | None = None
    pasted: str = ""


@dataclass(frozen=True, slots=True)
class Nameable:
    """What a form may name, and the cashbook this operator used last."""

    profiles: "tuple[Profile, ...]"
    cashbooks: "tuple[CashbookChoice, ...]"
    cashbook: str


def nameable(book: Any) -> Nameable:
    """The profiles and cashbooks there are."""
    from db.files.profiles import all_layouts
    from db.keying_batch import choices

    found = choices(book)
    codes = [one.code for one in found.cashbooks]
    only = codes[0] if len(codes) == 1 else ""
    profiles = tuple(layout.profile for layout in all_layouts(book))
    return Nameable(profiles, found.cashbooks, found.last_cashbook or only)


def arrival_of(named: Named) -> "Arrival":
    """The file's bytes with what was said of it. Raises Refusal: bad_file."""
    from pathlib import Path

    from db.files.arrival import Arrival
    from db.files.on_disk import content_of

    if named.pasted:
        content, name = named.pasted.encode(), "pasted text"
    else:
        path = Path(bare_path(named.path)).expanduser()
        content, name = content_of(path), path.name
    return Arrival(
        content,
        name,
        named.profile,
        named.cashbooks[0],
        named.declared,
        named.day,
        named.replaces,
        bool(named.pasted),
        named.cashbooks[1:],
    )


def bare_path(typed: str) -> str:
    """A path without the quotes that a terminal puts around what is dropped on it."""
    quoted = len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\""
    return typed[1:-1] if quoted else typed


def previewed(book: Any, named: Named) -> "tuple[Arrival, Preview]":
    """The file read and matched, nothing loaded."""
    from db.files.loading import preview

    arrival = arrival_of(named)
    return arrival, preview(book, arrival)


def loaded(book: Any, arrival: "Arrival", key: str) -> "Loaded":
    """The file loaded, once by its key."""
    from db.files.loading import load_file

    return load_file(book, arrival, key=key)


def listed(book: Any) -> "tuple[FileAtHand, ...]":
    """Every file this operator sees."""
    from db.files.lists import files

    return files(book)
