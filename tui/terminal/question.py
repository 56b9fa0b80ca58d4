"""Which key answers a question about money: a rule about when keys were read, and nothing else.

terminal.md "Confirming money": a question is answered only by a key read at least 250 ms after
its paint and after any key of the same code (key repeat cannot be told from typing); anything but
the asked-for key is No. Keys read before the paint were meant for something else: they wait and
go where they were meant after Yes, or are dropped with a bell after No. A digit or an editing key
read later is No and does what it does: it is the correction. Where the step cannot be
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
    NO_AND_ON = "no, and the key does what it does"


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
        too_soon = self.is_early(read_at)
        if asked:
            repeated = read_at < last_same + QUIET_S
            return Verdict.DROP if too_soon or repeated else Verdict.YES
        if too_soon:
            return Verdict.DROP if self.drops else Verdict.NO
        return Verdict.NO_AND_ON if corrects(key) else Verdict.NO

    def is_early(self, read_at: float) -> bool:
        """Whether a key came sooner after the paint than anybody reads."""
        return self.painted_at is not None and read_at < self.painted_at + QUIET_S


def corrects(key: str) -> bool:
    """Whether a key that says No is itself what was meant next: a digit, an editing or moving key.

    A letter, Esc or Space may be anybody's way to say No, and an F-key is a step of its own.
    """
    return key in _CORRECTING or (len(key) == 1 and key.isdigit())


_CORRECTING = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete",
     "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+a", "ctrl+e", "full_stop", "comma", "equals_sign")
)  # fmt: skip
