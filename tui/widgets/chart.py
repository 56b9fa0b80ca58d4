"""A small bar chart of days in three lines of blocks over their labels."""

from collections.abc import Sequence
from datetime import date

from core.money import Pence
from tui.theme import Tone
from tui.widgets.drawing import Part

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ROWS = 3
_STEP = 4  # cells a day takes: two of bar, two of gap


def month_chart(days: Sequence[tuple[date, Pence]], width: int) -> list[tuple[Part, ...]]:
    """Three rows of bars with their scale, and a row of day numbers; the latest days that fit."""
    shown = list(days)[-max(1, (width - 10) // _STEP) :]
    top = _round_up(max((pence for _, pence in shown), default=0))
    if not top:
        return []
    lines = [_bars(shown, row, top) for row in range(_ROWS, 0, -1)]
    labels = "".join(f"{day.day:<{_STEP}}" for day, _ in shown)
    return [*lines, ((" " * 8 + labels, Tone.DIM),)]


def _bars(days: list[tuple[date, Pence]], row: int, top: int) -> tuple[Part, ...]:
    scale = f"{_thousands(top * row // _ROWS):>5} ┤ "
    bars = "".join(_block(pence, row, top) * 2 + "  " for _, pence in days)
    return (scale, Tone.DIM), (bars, Tone.ACCENT)


def _block(pence: int, row: int, top: int) -> str:
    eighths = -(-pence * _ROWS * 8 // top) - (row - 1) * 8  # a little money still shows
    return _BLOCKS[max(0, min(8, eighths))]


def _round_up(pence: int) -> int:
    """A scale of whole hundreds of pounds or more in each of the rows."""
    unit = 10_000 * _ROWS
    while pence > unit * 10:
        unit *= 10
    return -(-pence // unit) * unit


def _thousands(pence: int) -> str:
    pounds = pence // 100
    return f"{pounds // 1000}k" if pounds >= 1000 else str(pounds)
