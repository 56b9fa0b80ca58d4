"""A schedule walk is a batch beside what was expected of it: as expected, changed, missing, new."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.batch import Line, LineState
from core.money import Pence, pounds


class Came(StrEnum):
    """What became of an expected payment, or of a line that nobody expected."""

    AS_EXPECTED = "as expected"
    CHANGED = "changed"
    MISSING = "missing"
    RESTS = "rests"  # one run in thirteen pays nothing: not missed
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Item:
    """One expected payment of a walk; `skipped`: passed over as missing.

    `missed` counts how often it did not come just before, `says` why it is expected.
    """

    number: int
    account: int
    amount: Pence
    day: date
    reference: str = ""
    name: str = ""
    missed: int = 0
    may_rest: bool = False
    skipped: bool = False
    says: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An expected payment with the line that came for it, or one of them alone."""

    item: Item | None
    line: Line | None

    @property
    def came(self) -> Came:
        """What became of it."""
        if self.item is None:
            return Came.NEW
        if self.line is None:
            return Came.RESTS if self.item.may_rest else Came.MISSING
        return Came.AS_EXPECTED if self.line.amount == self.item.amount else Came.CHANGED


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk as it stands: every expected payment in its order, then the new payers."""

    steps: tuple[Step, ...]

    @property
    def left(self) -> tuple[Item, ...]:
        """What is still to be walked past, in order."""
        return tuple(
            step.item
            for step in self.steps
            if step.item is not None and step.line is None and not step.item.skipped
        )

    def that(self, *came: Came) -> tuple[Step, ...]:
        """The steps that became one of these."""
        return tuple(step for step in self.steps if step.came in came)

    @property
    def says(self) -> str:
        """`3 missing 294.60, 1 changed, 2 new 120.00`; nothing where all came as expected."""
        said = []
        for came in (Came.MISSING, Came.RESTS, Came.CHANGED, Came.NEW):
            steps = self.that(came)
            amount = "" if came is Came.CHANGED else f" {pounds(total_of(steps))}"
            if steps:
                said.append(f"{len(steps)} {came.value}{amount}")
        return ", ".join(said)


def met_by(waiting: Sequence[Item], amount: Pence, passed: Collection[int]) -> Item:
    """Which of an account's expected payments a line of this amount is.

    The one of just this amount, else the first that was not passed over.
    """
    return min(waiting, key=lambda one: (one.amount != amount, one.number in passed, one.number))


def walked(items: Sequence[Item], lines: Iterable[Line]) -> Walked:
    """Each kept line to an expected payment of its account that has none yet."""
    waiting: dict[int, list[Item]] = defaultdict(list)
    passed = {item.number for item in items if item.skipped}
    for item in items:
        waiting[item.account].append(item)
    met: dict[int, Line] = {}
    new: list[Step] = []
    for line in lines:
        if line.state is not LineState.KEPT:
            continue
        if line.account is not None and waiting[line.account]:
            item = met_by(waiting[line.account], line.amount, passed)
            waiting[line.account].remove(item)
            met[item.number] = line
        else:
            new.append(Step(None, line))
    return Walked((*(Step(item, met.get(item.number)) for item in items), *new))


def total_of(steps: Iterable[Step]) -> Pence:
    """What came by these steps, or where nothing came was expected by them."""
    amounts = (step.line.amount if step.line else step.item.amount if step.item else 0
               for step in steps)  # fmt: skip
    return Pence(sum(amounts))
