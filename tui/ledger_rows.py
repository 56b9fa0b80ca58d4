"""The rows of a ledger on the screen, and the line that says the rest of one of them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.money import Pence, balance_words, pounds
from tui.office_time import office
from tui.theme import Tone
from tui.widgets.drawing import Part
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from db.ledgers import LedgerLine

# Each order of the ledger shows its own day first: (order, title of the column, in words).
ORDERS = (
    ("effective", "date", "the day the money moved"),
    ("book", "book date", "its cashbook day"),
    ("posted", "posted", "when it was written"),
)


def columns(order: int) -> tuple[Column, ...]:
    """The ledger's columns in that order of ORDERS."""
    return (
        Column(ORDERS[order][1], 9, "right"),
        Column("what", 25, grows=True),
        Column("posting", 13, from_width=100),
        Column("charge", 9, "pence"),
        Column("paid", 9, "pence"),
        Column("balance", 12, "right"),
        Column("book date", 9, "right", from_width=120),
        Column("posted", 15, "right", from_width=140),
    )


def rows(lines: Sequence["LedgerLine"], order: int) -> list[Row]:
    """Their rows, in the order given."""
    return [_row(line, order) for line in lines]


def rest(line: "LedgerLine", order: int) -> tuple[Part, ...]:
    """What a row of 80 columns has no room for: number, other days, who paid, what they quoted."""
    days = (
        f"moved {line.effective:%-d %b %y}",
        f"booked {line.book_date:%-d %b %y}",
        f"posted {office(line.posted_at):%-d %b %y %H:%M}",
    )
    said = [line.posting, *(day for place, day in enumerate(days) if place != order)]
    said += [f"by {line.payer}"] if line.payer else []
    said += [f"quoted {line.quoted}"] if line.quoted else []
    return ((" · ".join(said), Tone.DIM),)


def _paid_with(line: "LedgerLine") -> Iterator[str]:
    """What a card or a cheque is known by: `auth 4417, ··9921`, `no 000441`."""
    if line.auth:
        yield f"auth {line.auth}"
    if line.last4:
        yield f"··{line.last4}"
    if line.cheque_number:
        yield f"no {line.cheque_number}"


def _row(line: "LedgerLine", order: int) -> Row:
    what = ", ".join(filter(None, (line.title, *_paid_with(line), line.narrative or line.payer)))
    if line.reverses:
        what = f"reverses {line.reverses}: {what}"
    if line.reversed_by:
        what = f"{what}, reversed by {line.reversed_by}"
    posted = office(line.posted_at)
    day = (line.effective, line.book_date, posted.date())[order]
    cells = (
        f"{day:%-d %b %y}",
        what,
        line.posting,
        pounds(line.amount) if line.amount > 0 else "",
        pounds(Pence(-line.amount)) if line.amount < 0 else "",
        balance_words(line.balance),
        f"{line.book_date:%-d %b %y}",
        f"{posted:%-d %b %y %H:%M}",
    )
    return Row(cells, Tone.DIM if line.reversed_by else Tone.PLAIN)
