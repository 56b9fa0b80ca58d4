"""Whose an item may be, as shown: ranked accounts, those found by hand, and the one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.matching.weights import About
from core.names import parse_names, short_names
from core.text import clean

if TYPE_CHECKING:
    from core.matching import Chosen
    from core.suspense import Ranked
    from db.accounts import Account

SHOWN_MAX = 4


@dataclass(frozen=True, slots=True)
class Likely:
    """An account an item may belong to; `score` None where the operator found it."""

    account: int
    reference: str
    name: str
    address: str
    score: int | None
    reasons: tuple[str, ...]

    @property
    def who(self) -> str:
        """The account as a question names it: reference, name, address."""
        return " ".join(filter(None, (self.reference, self.name, self.address)))


@dataclass(slots=True)
class Choices:
    """What this operator has chosen among candidates or found besides, by item."""

    picked: dict[int, int] = field(default_factory=dict)
    found: dict[int, list[Likely]] = field(default_factory=dict)

    def pick(self, item: int, account: int) -> None:
        """The operator's own choice, which beats the default."""
        self.picked[item] = account

    def add(self, item: int, one: Likely) -> None:
        """An account found by hand, chosen at once."""
        others = [each for each in self.found.get(item, ()) if each.account != one.account]
        self.found[item] = [one, *others]
        self.pick(item, one.account)

    def forget(self, item: int) -> None:
        """Nothing is chosen for this item any more."""
        self.picked.pop(item, None)
        self.found.pop(item, None)

    def candidates(self, item: int, ranked: "Ranked | None") -> list[Likely]:
        """Ranked ones best first, then those found by hand, at most four in all."""
        by_hand = self.found.get(item, [])
        near = [likely(each) for each in ranked.candidates if each.score] if ranked else []
        known = {each.account for each in near}
        others = [each for each in by_hand if each.account not in known]
        return [*near[: SHOWN_MAX - len(others)], *others][:SHOWN_MAX]

    def chosen(self, item: int, ranked: "Ranked | None") -> Likely | None:
        """The account that clearing goes to: the operator's choice, else the default."""
        default = ranked.top if ranked is not None else None
        account = self.picked.get(item, default)
        return next((c for c in self.candidates(item, ranked) if c.account == account), None)


def likely(chosen: "Chosen") -> Likely:
    """A ranked candidate; of a restricted tenancy the reference and what names nobody."""
    entry = chosen.candidate.entry
    told = sorted(
        (
            each
            for each in chosen.candidate.features
            if each.about is not About.ROLL and not (entry.restricted and each.person)
        ),
        key=lambda each: -each.weight,
    )
    reasons = tuple(clean(each.words) for each in told)
    name, address = _names(entry.names), clean(entry.address)
    if entry.restricted:
        name, address = "restricted", ""
    return Likely(entry.account, entry.reference, name, address, chosen.score, reasons)


def likely_found(page: "Account") -> Likely:
    """An account found by hand, with what should be known of it before money goes there."""
    reasons = ["found by you"]
    if page.deceased:
        reasons.append("the tenant has died")
    if page.status != "current":
        reasons.append(page.status)
    name = "restricted" if page.hidden else _names(page.names)
    return Likely(page.account, page.reference, name, clean(page.address), None, tuple(reasons))


def _names(names: Sequence[str]) -> str:
    return clean(short_names(parse_names(" + ".join(names)))) if names else ""
