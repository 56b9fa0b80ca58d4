"""An alias is a payer's own key, or a name, that a confirmed line bound to an account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.names import fold
from core.payment_file import FileLine, LineKey
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


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A line that an operator, or its posting, settled on an account; `remember` its name too."""

    line: FileLine
    account: int
    payer: str
    by: str
    day: date
    remember: bool = False


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


def taught(confirmed: Confirmed, known: Iterable[Binding]) -> tuple[Binding, ...]:
    """The bindings as they stand after a confirmed line: new ones, or known ones that held again.

    Only the payer's own key is bound, the name when asked for. Call it for what was posted:
    cancelled work teaches nothing. Other accounts' bindings of the same key stay, as conflicts.
    """
    live = {(each.key, each.account): each for each in known if each.live}
    return tuple(
        _again(live.get(((payer, kind, value), confirmed.account)), confirmed)
        or Binding(confirmed.account, kind, value, payer, confirmed.by, confirmed.day)
        for payer, kind, value in _teaches(confirmed)
    )


def revoke(binding: Binding, by: str, day: date) -> Binding:
    """The binding as it stands once a supervisor took it back; it stays to be seen."""
    return replace(binding, revoked_by=by, revoked=day)


def _teaches(confirmed: Confirmed) -> list[tuple[str, str, str]]:
    line = confirmed.line
    found: list[tuple[str, str, str]] = []
    if line.payer_key and (value := normalise(line.payer_key.value)):
        found.append((confirmed.payer, line.payer_key.kind, value))
    if confirmed.remember and (name := fold(line.name)):
        found.append(("", NAME, name))
    return found


def _again(known: Binding | None, confirmed: Confirmed) -> Binding | None:
    if known is None:
        return None
    last = max(confirmed.day, known.last or known.since)
    return replace(known, times=known.times + 1, last=last)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""
