"""A small bar chart of days: rows of blocks with their scale, over the days' numbers."""

from collections.abc import Sequence
from datetime import date

from core.money import Pence
from tui.theme import Tone
from tui.widgets.drawing import Part

_BLOCKS = " ▁▂▃▄▅▆▇█"
_SCALE = 8  # cells before the first bar
_STEPS = (4, 3, 2)  # cells a day may take, its gap included


def month_chart(
    days: Sequence[tuple[date, Pence]], width: int, rows: int = 3
) -> list[tuple[Part, ...]]:
    """`rows` rows of bars with their scale, and the days' numbers; the latest days that fit.

    Empty where no day has money.
    """
    step = next((step for step in _STEPS if len(days) * step <= width - _SCALE), _STEPS[-1])
    shown = list(days)[-max(1, (width - _SCALE) // step) :]
    top = _round_up(max((pence for _, pence in shown), default=0), rows)
    if not top:
        return []
    bars = [-(-pence * rows * 8 // top) for _, pence in shown]  # a little money still shows
    lines = [_bars(bars, row, step, _short(top * row // rows)) for row in range(rows, 0, -1)]
    return [*lines, ((" " * _SCALE + _numbers([day.day for day, _ in shown], step), Tone.DIM),)]


def _bars(bars: list[int], row: int, step: int, scale: str) -> tuple[Part, ...]:
    wide = 1 if step == _STEPS[-1] else 2
    blocks = (_BLOCKS[max(0, min(8, eighths - (row - 1) * 8))] * wide for eighths in bars)
    return (f"{scale:>5} ┤ ", Tone.DIM), ("".join(f"{bar:<{step}}" for bar in blocks), Tone.ACCENT)


def _numbers(numbers: list[int], step: int) -> str:
    if step > 2:
        return "".join(f"{number:<{step}}" for number in numbers)
    return "".join(f"{number:<{2 * step}}" for number in numbers[::2])


def _round_up(pence: int, rows: int) -> int:
    """The top of a scale whose rows are pounds of two figures, such as 32,000."""
    row = -(-pence // (100 * rows))
    unit = int(10 ** max(0, len(str(row)) - 2))
    return -(-row // unit) * unit * 100 * rows


def _short(pence: int) -> str:
    pounds = pence // 100
    if pounds < 10_000:
        return f"{pounds:,}"
    unit, name = (1000, "k") if pounds < 1_000_000 else (1_000_000, "m")
    tenths = f".{pounds % unit * 10 // unit}".removesuffix(".0")
    return f"{pounds // unit}{tenths}{name}"
