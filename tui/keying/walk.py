"""A schedule walk on the screen: which expected payment comes next, and the slip filled with it."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.batch import Line
from core.finder.row import Hit
from core.money import pounds
from core.stream import Stream
from core.walk import Item, Walked, met_by, walked
from tui.keying.slip import Mode, Slip


@dataclass(frozen=True, slots=True)
class Passing:
    """One act: an expected payment passed over, or taken up again, with its key."""

    item: int
    passed: bool
    key: str


@dataclass(slots=True)
class Walk:
    """What the batch was filled with; `stale`: lines changed otherwise than by one more.

    `undoing` are the items passed over, each with how many lines could be undone before it.
    """

    items: tuple[Item, ...]
    passed: set[int] = field(default_factory=set)
    unsent: deque[Passing] = field(default_factory=deque)
    travelling: bool = False
    undoing: list[tuple[int, int]] = field(default_factory=list)
    stale: bool = True
    _met: set[int] = field(default_factory=set)
    _waiting: dict[int, list[Item]] = field(default_factory=lambda: defaultdict(list))
    _place: int = 0
    _ended: Walked | None = None

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Walk":
        """As the book has it."""
        known = tuple(items)
        return cls(known, {item.number for item in known if item.skipped})

    def stand(self, lines: Iterable[Line]) -> Walked:
        """The whole walk against these lines."""
        marked = [replace(item, skipped=item.number in self.passed) for item in self.items]
        return walked(marked, lines)

    def follow(self, lines: Iterable[Line]) -> None:
        """Look at every line again, where they changed otherwise than by one more."""
        if not self.stale:
            return
        self._met = {s.item.number for s in self.stand(lines).steps if s.item and s.line}
        self._waiting = defaultdict(list)
        for item in self.items:
            if item.number not in self._met:
                self._waiting[item.account].append(item)
        self._place, self._ended, self.stale = 0, None, False

    def kept(self, line: Line, expected: Item | None) -> None:
        """One more line was kept, for this expected payment or for whichever it is."""
        self._ended = None
        if line.account is None or not (waiting := self._waiting[line.account]):
            return
        item = expected if expected in waiting else met_by(waiting, line.amount, self.passed)
        waiting.remove(item)
        self._met.add(item.number)

    def next(self) -> Item | None:
        """The first expected payment neither come nor passed over."""
        while self._place < len(self.items) and self._is_done(self.items[self._place]):
            self._place += 1
        return self.items[self._place] if self._place < len(self.items) else None

    def ahead(self, count: int) -> list[int]:
        """The accounts of the next so many expected payments."""
        return [item.account for item in self.items[self._place : self._place + count]]

    def pass_over(self, item: int, key: str, *, passed: bool) -> None:
        """It did not come; or it did, and is taken up again."""
        (self.passed.add if passed else self.passed.discard)(item)
        self.unsent.append(Passing(item, passed, key))
        self._ended = None
        if not passed:
            self._place = 0

    def ended(self, lines: Iterable[Line]) -> Walked | None:
        """How it ended; None while something is still to be walked."""
        if self.stale or self.next() is not None:
            return None
        if self._ended is None:
            self._ended = self.stand(lines)
        return self._ended

    def slip(self, number: int, stream: Stream, landlord: str) -> Slip | None:
        """The next line, filled with what is expected; its first key replaces the amount."""
        item = self.next()
        if item is None:
            return None
        slip = Slip(number, stream, expected=item)
        slip.line.set("who", item.reference)
        slip.line.set("amount", pounds(item.amount))
        words = (landlord, item.reference, "", item.name, item.address, "", "", True, not item.name)
        slip.found((Hit(item.account, 100.0, (f"expected: {item.says}",), *words),))
        slip.chosen = item.account
        slip.go(Mode.LINE, "amount")
        slip.fresh = True
        return slip

    def place_of(self, item: Item) -> str:
        """`4 of 103`."""
        return f"{item.number} of {len(self.items)}"

    def _is_done(self, item: Item) -> bool:
        return item.number in self._met or item.number in self.passed
