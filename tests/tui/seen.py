"""What stands on a screen, as lines of text, and beside what is expected in a file."""

import os
import re
from pathlib import Path

from textual.app import App

_FOLDER = Path(__file__).with_name("screens")
_WRITES = "RENTBOOK_WRITE_SCREENS" in os.environ
# What depends on the day of the test: dates, times, ages, and the bars of the month's chart.
_DAYS = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\b\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: \d{4}| \d{2}\b)?"
)
_TIMES = re.compile(r"(?:today|Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d|\d\d:\d\d")
_MONTH = re.compile(r"Receipts in .*")


def lines(app: App[object]) -> list[str]:
    """The lines of the screen that shows, without the blanks at their ends."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def text(app: App[object]) -> str:
    """The screen that shows, in one string."""
    return "\n".join(lines(app))


def looks_as(app: App[object], name: str) -> None:
    """Compare the screen with tests/tui/screens/NAME.txt; RENTBOOK_WRITE_SCREENS=1 writes it."""
    seen = "\n".join(map(_undated, lines(app))) + "\n"
    path = _FOLDER / f"{name}.txt"
    if _WRITES:
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen)
    assert seen == path.read_text(), f"{path.name}: look, then RENTBOOK_WRITE_SCREENS=1 keeps it"


def _undated(line: str) -> str:
    if re.match(r"\s*[\d,.km]+ ┤|\s*(\d{1,2} +)*\d{1,2}$", line):
        return "  (chart)"
    line = _MONTH.sub("Receipts in (month)", line)
    line = _DAYS.sub("(day)", line)
    line = _TIMES.sub("(time)", line)
    line = re.sub(r"^(›?) *\(day\)", r"\1 (day)", line)
    return re.sub(r"(\S)  +", r"\1  ", line) if "(" in line else line
