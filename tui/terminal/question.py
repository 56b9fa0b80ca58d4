"""Which key answers a question about money: a rule about when keys were read, and nothing else.

terminal.md "Confirming money": a question is answered only by a key read at least 250 ms after
its paint and after any key of the same code (key repeat cannot be told from typing); anything but
the asked-for key is No. Keys read before the paint were meant for something else: they wait and
go where they were meant after Yes, or are dropped with a bell after No. Where the step cannot be
undone (F9, F10, decisions) both kinds, read too early or too soon, are dropped.
Seconds of a monotonic clock throughout.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

QUIET_S = 0.250


class Verdict(Enum):
    """What becomes of a key while a question stands."""

    HOLD = "hold"
    DROP = "drop"
    YES = "yes"
    NO = "no"


@dataclass(slots=True)
class Question:
    """A question on the screen, the key that says Yes, and what happens then."""

    says: str
    key: str
    then: Callable[[bool], object]
    drops: bool = field(default=False, kw_only=True)
    painted_at: float | None = field(default=None, kw_only=True)
    same_key_at: float = field(default=float("-inf"), kw_only=True)

    def judge(self, key: str, read_at: float) -> Verdict:
        """What becomes of a key read at `read_at`; keys must come in the order they were read."""
        asked = key == self.key
        last_same = self.same_key_at
        if asked:
            self.same_key_at = read_at
        if self.painted_at is None or read_at < self.painted_at:
            return Verdict.DROP if self.drops else Verdict.HOLD
        too_soon = read_at < self.painted_at + QUIET_S
        if asked:
            repeated = read_at < last_same + QUIET_S
            return Verdict.DROP if too_soon or repeated else Verdict.YES
        return Verdict.DROP if too_soon and self.drops else Verdict.NO
