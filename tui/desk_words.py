"""The desk in words: whose book, what a line is about, the month."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.money import Pence, pounds
from tui.desk_lines import item_words
from tui.theme import Tone
from tui.widgets.chart import month_chart
from tui.widgets.drawing import Part

if TYPE_CHECKING:
    from core.month import Month
    from db.book import About
    from db.desk import Waiting


def whose_book(landlords: Sequence[str], about: "About", room: int) -> tuple[str, ...]:
    """The landlords by name, by code only where their names leave no room for the day."""
    day = f"{about.today:%a %-d %b %Y}"
    names = " and ".join(landlords or about.landlords)
    for parts in (("Rentbook", names, day), (names, day)):
        if len(" · ".join(parts)) <= room:
            return parts
    return ("Rentbook", " and ".join(about.landlords), day)


def subject(line: "Waiting") -> str:
    """The first of them by name: `cheque 1042, cheque 1043 …`; a file's own; money as pounds."""
    if line.pence is not None:
        return pounds(line.pence)
    named = ", ".join(item_words(line))
    if line.kind == "files":  # its count is of lines
        return named
    return f"{named} …" if line.count > len(line.items) else named


def month_lines(month: "Month", width: int, rows: int) -> Iterable[str | tuple[Part, ...]]:
    """The month's total beside the usual, and its days as bars."""
    usual = "" if month.usual is None else f"   usual by today  £{pounds(month.usual)}"
    yield ""
    yield (
        (f"Receipts in {month.today:%B} to accounts  ", Tone.PLAIN),
        (f"£{pounds(Pence(month.total))}", Tone.STRONG),
        (usual, Tone.DIM),
    )
    yield from month_chart(month.days, width, rows)
