"""Acts on a cashbook's day from the screen: sent with a key, said when answered, then read anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.refusal import Refusal
from tui.asking import Asking
from tui.bank.showing import ShowsDay
from tui.messages import Answered
from tui.reaching import reach
from tui.terminal.signs import Sign, sign
from tui.theme import Tone

Work = Callable[[Any, str], str]  # (book, key): what it came to, in words


@dataclass(frozen=True, slots=True)
class Deed:
    """An act on its way: what it is of (asked again it has the same key), its work.

    `lines` and `entries` (by key) are what a match takes out of sight.
    """

    of: tuple[object, ...]
    work: Work
    holds: str
    lines: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()


class DeedDone(Answered[str]):
    """An act was answered; `query` is its Deed, the result what to say."""


class ActsOnDay(ShowsDay):
    """One way to send an act, whatever it is."""

    def __init__(self, cashbook: str, day: date | None) -> None:
        """As the page that shows the day."""
        super().__init__(cashbook, day)
        self.doing = Asking(self, DeedDone, lane="write", keep_all=True)
        self._keys: dict[tuple[object, ...], str] = {}  # of acts not answered for sure

    def do(self, deed: Deed) -> None:
        """Send it; the same deed again asks what became of the first."""
        key = self._keys.setdefault(deed.of, _new_key())
        book, work = self.desk.book, deed.work
        self.doing.ask(deed, lambda: reach(book, work, key), holds=deed.holds)
        self.say(f"{deed.holds}…")

    def on_deed_done(self, event: DeedDone) -> None:
        """Say what came of it, and read the day again."""
        deed = event.query
        assert isinstance(deed, Deed)
        if event.fault is None:
            self._keys.pop(deed.of, None)
            self.choosing.lines.clear()
            self.choosing.entries.clear()
            self.after_reading = f"{sign(Sign.KEPT)} {event.result}", Tone.GOOD
            if deed.lines:
                self.read_after(deed.lines, deed.entries)
                return
        elif isinstance(event.fault, Refusal):
            self._keys.pop(deed.of, None)
            self.after_reading = f"Not done: {event.fault.says}", Tone.BAD
        else:
            told = "not known to be done, the book does not answer: the same key asks again"
            self.say(f"{deed.holds}: {told}", Tone.BAD)
            return
        self.read()


def _new_key() -> str:
    from db.acting import new_key

    return new_key()
