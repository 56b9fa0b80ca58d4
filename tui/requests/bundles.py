"""A schedule in a list of requests is one row, opened as its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.money import Pence, pounds
from tui.office_time import age
from tui.requests.drafts import Meant
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from db.requests.reading import Request

COLUMNS = (
    Column("no", 6, "right"),
    Column("asks for", 12),
    Column("reference", 10),
    Column("about", 20, grows=True),
    Column("amount", 11, "pence"),
    Column("stands", 10),
    Column("asked", 9, "right", from_width=100),
    Column("by", 14, from_width=92),
    Column("why", 24, grows=True, from_width=120),
)
_TONES = {"submitted": Tone.ACCENT, "rejected": Tone.WARN, "returned": Tone.BAD}


@dataclass(frozen=True, slots=True)
class Bundle:
    """The listed requests of one schedule."""

    schedule: int
    lines: "tuple[Request, ...]"

    @property
    def open(self) -> int:
        """How many of them are still to be decided."""
        return sum(one.state == "submitted" for one in self.lines)

    @property
    def pence(self) -> Pence:
        """What they come to."""
        return Pence(sum(one.pence or 0 for one in self.lines))


def bundled(found: "Iterable[Request]") -> "tuple[Request | Bundle, ...]":
    """The requests in their order, each schedule where its first line stood."""
    by_schedule: dict[int, list[Request]] = {}
    order: list[Request | int] = []
    for one in found:
        if one.schedule is None:
            order.append(one)
            continue
        if one.schedule not in by_schedule:
            by_schedule[one.schedule] = []
            order.append(one.schedule)
        by_schedule[one.schedule].append(one)
    return tuple(
        Bundle(each, tuple(by_schedule[each])) if isinstance(each, int) else each for each in order
    )


def row_of(one: "Request | Bundle | Meant", today: datetime, *, marked: bool = False) -> Row:
    """A line of the list."""
    if isinstance(one, Meant):
        return one.row(today)
    if isinstance(one, Bundle):
        return _bundle_row(one, today)
    return Row(
        (
            f"{sign(Sign.KEPT)} {one.number}" if marked else str(one.number),
            one.kind,
            one.reference,
            one.names or one.subject or one.target or f"item {one.item or ''}",
            "" if one.pence is None else pounds(one.pence),
            one.state,
            age(one.asked, today),
            "me" if one.mine else one.maker,
            one.why,
        ),
        tone=Tone.STRONG if marked else Tone.PLAIN,
        tones=((5, _TONES.get(one.state, Tone.DIM)),),
    )


def _bundle_row(one: Bundle, today: datetime) -> Row:
    first = one.lines[0]
    stands = f"{one.open} open" if one.open else "decided"
    return Row(
        (
            f"S{one.schedule}",
            first.kind,
            "schedule",
            f"{len(one.lines)} lines: {first.why}",
            pounds(one.pence),
            stands,
            age(first.asked, today),
            "me" if first.mine else first.maker,
            first.why,
        ),
        tones=((5, Tone.ACCENT if one.open else Tone.DIM),),
    )
