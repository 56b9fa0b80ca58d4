"""The desk's lines by kind: where each stands, what it is called, and the screen behind it.

    "files": Line("File lines to settle", _files, item=_named)

Their order here is their order on the desk. What is counted for a kind is db/desk_lines.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.desk import Waiting

Way = tuple[str, dict[str, Any]]


def _numbered(number: int, name: str) -> str:
    return f"{name} {number}"


def _named(_number: int, name: str) -> str:
    return name


def _dated(_number: int, name: str) -> str:
    cashbook, _, day = name.partition(" ")
    return f"{cashbook}, {date.fromisoformat(day):%a %-d %b}"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of line: its title, its way in as (screen, what that is given), its items' words."""

    title: str
    way: Callable[["Waiting"], Way | None]
    names_who: bool = False  # the operator it is about stands behind its title
    item: Callable[[int, str], str] = _numbered


def _batches(line: "Waiting") -> Way:
    return "batches", {"holder": line.who}


def _batch(line: "Waiting") -> Way:
    return ("keying", {"batch": line.items[0][0]}) if line.count == 1 else _batches(line)


def _files(line: "Waiting") -> Way:
    return ("file", {"file": line.items[0][0]}) if len(line.items) == 1 else ("files", {})


def _always(screen: str, **given: Any) -> Callable[["Waiting"], Way]:
    return lambda _line: (screen, given)


def _days(line: "Waiting") -> Way:
    cashbook, _, day = line.items[0][1].partition(" ")
    return "reconcile", {"cashbook": cashbook, "day": date.fromisoformat(day)}


LINES: Mapping[str, Line] = {
    "awaiting": Line("Requests awaiting me", _always("requests", view="awaiting")),
    "batch": Line("Batches left open", _batch),
    "files": Line("File lines to settle", _files, item=_named),
    "schedules": Line("Schedules without credit", _files),
    "credits": Line("Credits without schedule", _always("files")),
    "returned": Line("Money that went back", _always("returned")),
    "others": Line("Left open by", _batches, names_who=True),
    "misposts": Line("Wrong account? (W)", _always("misposts")),
    "missing": Line("Payers who missed twice", _always("missing")),
    "answered": Line("Requests answered", _always("requests", view="mine")),
    "suspense": Line("In suspense", _always("suspense", view="in hand")),
    "days": Line("Cashbook days not signed", _days, item=_dated),
    "sheets": Line("Sheets to countersign", _days, item=_dated),
    "to_pay": Line("Approved, not paid", _always("payments")),
    "pay_runs": Line("Pay runs to confirm", _always("payments")),
    "suspense_late": Line("Suspense past its limit", _always("suspense", view="past limit")),
}
_PLACES = {kind: place for place, kind in enumerate(LINES)}


def place(line: "Waiting") -> int:
    """Where a line of this kind stands on the desk."""
    return _PLACES[line.kind]


def title(line: "Waiting") -> str:
    """What waits."""
    if line.kind == "files" and not line.count:
        return "Files to post"
    known = LINES[line.kind]
    return f"{known.title} {line.who}" if known.names_who else known.title


def item_words(line: "Waiting") -> list[str]:
    """The first of what waits, each by its name."""
    return [LINES[line.kind].item(number, name) for number, name in line.items]
