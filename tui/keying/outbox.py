"""The outbox: what was keyed and the book has not acknowledged yet, in the order it was keyed."""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from db.batches import KeptLine

WAITING_MAX = 50  # lines that may wait while the book is away (book.md, Unknown results)


class Doing(Enum):
    """What is to be done to a line in the book."""

    KEEP = "keep"
    AMEND = "amend"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Change:
    """One act on one line, with the key made where Enter was pressed."""

    number: int
    doing: Doing
    key: str
    receipt: KeptLine | None = None


@dataclass(slots=True)
class Outbox:
    """One change travels at a time; a lost one stays first and is sent again with its key."""

    changes: deque[Change] = field(default_factory=deque)
    travelling: bool = False
    tries: int = 0  # how often the first one was lost
    away: bool = False  # the book did not answer last time

    def __len__(self) -> int:
        return len(self.changes)

    @property
    def is_full(self) -> bool:
        """Whether no further line may wait."""
        return len({change.number for change in self.changes}) >= WAITING_MAX

    def put(self, change: Change) -> None:
        """Send this after all before it."""
        self.changes.append(change)

    def take(self) -> Change | None:
        """The change to send now, if none is under way."""
        if self.travelling or not self.changes:
            return None
        self.travelling = True
        return self.changes[0]

    def done(self) -> Change:
        """The first change was acknowledged."""
        self._arrived()
        self.away = False
        return self.changes.popleft()

    def refused(self) -> tuple[Change, ...]:
        """The first change was refused: with it go the later ones on its line."""
        self._arrived()
        self.away = False
        number = self.changes[0].number
        gone = tuple(change for change in self.changes if change.number == number)
        self.changes = deque(change for change in self.changes if change.number != number)
        return gone

    def lost(self) -> float:
        """The first change may or may not have arrived; seconds until it is sent again.

        At once the first time: a session the server had ended tells only when it is used.
        """
        self.travelling = False
        self.tries += 1
        self.away = self.away or self.tries > 1
        return 0.0 if self.tries == 1 else 1.0

    def _arrived(self) -> None:
        self.travelling = False
        self.tries = 0
