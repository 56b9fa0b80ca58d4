"""The one line an amber question is put in, with name and address whatever else must go."""

from core.batch import Line
from core.corroboration import Corroboration
from core.finder.row import Hit
from core.money import Pence, pounds

_COLUMNS = 74


def amber_words(hit: Hit, decided: Corroboration, amount: Pence, *, columns: int = _COLUMNS) -> str:
    """`Kaur, Ms J, 9 Larch Court: usually 98.20. Enter keeps 61.05`, shortened where it must be."""
    who = f"{hit.name or hit.payment_ref}, {hit.address or 'address hidden'}"
    why = decided.says.partition(":")[0]
    for said in (
        f"{who}: {why}. Enter keeps {pounds(amount)}",
        f"{who}: {why}. Enter keeps",
        f"{who}: {why}. Enter",
    ):
        if len(said) <= columns:
            return said
    room = columns - len(f": {why}. Enter")
    return f"{who[: max(24, room - 1)]}…: {why}. Enter"


def post_words(lines: int, total: Pence, control: str) -> str:
    """`Post 15 lines, 2,187.05, to cheque 1042? F10 posts`."""
    return (
        f"Post {lines} {'line' if lines == 1 else 'lines'}, {pounds(total)}, {control}? F10 posts"
    )


def undone_words(line: Line) -> str:
    """What Ctrl+Z did to a line."""
    return f"line {line.number} is struck out: ↑ and ^Z bring it back"
