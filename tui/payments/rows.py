"""The lines of the screen of payments: what is to be paid, card refunds that wait, the runs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.money import Pence, pounds
from tui.theme import Tone
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from db.payments.cards import CardRefund
    from db.payments.runs import Run

COLUMNS = (
    Column("what", 9),
    Column("from", 9),
    Column("moves", 10),
    Column("items", 5, "right"),
    Column("total", 11, "pence"),
    Column("stands", 24, grows=True),
    Column("entry", 12, from_width=96),
)
_TONES = {"made": Tone.ACCENT, "abandoned": Tone.DIM}


@dataclass(frozen=True, slots=True)
class ToPay:
    """Approved and in no run yet: so many of one landlord, so much, from this cashbook."""

    cashbook: str
    count: int
    pence: Pence


def row_of(one: "ToPay | CardRefund | Run", me: str) -> Row:
    """A line of the list."""
    from db.payments.cards import CardRefund

    if isinstance(one, ToPay):
        cells = ("to pay", one.cashbook, "", str(one.count), pounds(one.pence),
                 "in no run: N makes one", "")  # fmt: skip
        return Row(cells, tone=Tone.STRONG)
    if isinstance(one, CardRefund):
        cells = (f"card {one.request}", one.reference, "", "1", pounds(one.pence),
                 f"to card {one.card}: K paid", "")  # fmt: skip
        return Row(cells, tone=Tone.STRONG)
    cells = (f"run {one.run}", one.cashbook, one.moved.isoformat(), str(one.items),
             pounds(one.total), _stands(one, me), one.number)  # fmt: skip
    return Row(cells, tones=((5, _TONES.get(one.state, Tone.PLAIN)),))


def _stands(run: "Run", me: str) -> str:
    if run.state != "made":
        return f"{run.state} by {run.ended_by}"
    if not run.digest:
        return f"no file yet, by {run.maker}"
    return "yours: another confirms" if run.maker == me else f"C confirms, by {run.maker}"


def total_words(run: "Run") -> str:
    """`2 payments, 80.00`."""
    return f"{run.items} payment{'' if run.items == 1 else 's'}, {pounds(run.total)}"


def run_words(run: "Run") -> tuple[str, ...]:
    """Count, total and digest: what is compared with what was handed in."""
    total = f"{total_words(run)}, {run.format}"
    return (
        f"run {run.run}: {total}, processed {run.processed}, moves {run.moved}",
        f"sha256 {run.digest or 'not made yet'}",
    )
