"""An alias is a payer's own key, or a name, that a confirmed line bound to an account.

What a line teaches is decided where it is posted: db/acts/inner/learn_from.sql.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.names import fold
from core.payment_file import LineKey
from core.reference import normalise
from core.text import clean

NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Binding:
    """Who bound which key of which payer to which account, when, how often it held, and when last.

    `payer` is the organisation whose keys these are (a council's claims are not another's);
    empty for bank accounts and names, which are the same whoever sends the file.
    """

    account: int
    kind: str
    value: str
    payer: str
    by: str
    since: date
    times: int = 1
    last: date | None = None
    revoked_by: str = ""
    revoked: date | None = None

    @property
    def live(self) -> bool:
        """Whether it may still choose an account."""
        return self.revoked is None

    @property
    def of_name(self) -> bool:
        """Whether a name was remembered, not a payer's own key."""
        return self.kind == NAME

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is found by."""
        return (self.payer, self.kind, self.value)


@dataclass(frozen=True, slots=True)
class Bound:
    """A live binding that a line meets; `claimants` are how many accounts hold the same key."""

    binding: Binding
    claimants: int = 1

    @property
    def words(self) -> str:
        """The binding with its provenance, as `?` shows it."""
        held = self.binding
        often = "once" if held.times == 1 else f"{held.times} times"
        last = f", last {_day(held.last)}" if held.last else ""
        what = f"{held.kind} {clean(held.value)}" if not held.of_name else "this name"
        bound = f"{what} bound by {held.by} {_day(held.since)}, {often}{last}"
        return bound if self.claimants == 1 else f"{bound}; {self.claimants} accounts claim it"


class Aliases:
    """The live bindings of one payer's file, found by key; revoked ones never choose."""

    __slots__ = ("_held",)

    def __init__(self, bindings: Iterable[Binding], payer: str = "") -> None:
        self._held: dict[tuple[str, str], list[Binding]] = {}
        for binding in bindings:
            if binding.live and binding.payer in {"", payer}:
                self._held.setdefault((binding.kind, binding.value), []).append(binding)
        for held in self._held.values():
            held.sort(key=lambda each: (each.account, each.since, each.by))

    def __bool__(self) -> bool:
        return bool(self._held)

    def of(self, keys: Sequence[LineKey], name: str = "") -> tuple[Bound, ...]:
        """What the keys of a line, and the name it bears, are bound to."""
        if not self._held:
            return ()
        wanted = [(key.kind, normalise(key.value)) for key in keys]
        if name:
            wanted.append((NAME, fold(name)))
        found = [self._held[key] for key in dict.fromkeys(wanted) if key in self._held]
        return tuple(
            Bound(binding, len({each.account for each in held}))
            for held in found
            for binding in held
        )


def conflicts(bound: Sequence[Bound]) -> tuple[Bound, ...]:
    """The bindings among `bound` whose key several accounts claim, or that disagree with others
    of the same line: to be shown, never silently chosen among. Names yield to a payer's key."""
    keys = [each for each in bound if not each.binding.of_name] or list(bound)
    accounts = {each.binding.account for each in keys}
    return tuple(keys) if len(accounts) > 1 else ()


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
