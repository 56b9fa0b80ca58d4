"""A suspense item is money posted without an account: aged, owned, with ranked candidates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from core.matching import Chosen, LineMatch, Matching, Outcome
from core.matching.choice import SUGGESTED_MIN
from core.money import Pence
from core.payment_file import FileLine, LineKey

_DOOR_MAX: Final = 5  # signs of a house or flat number: 3/12, 1204a
_BANDS: Final = ((7, "0-7"), (30, "8-30"), (90, "31-90"))


class Age(StrEnum):
    """The age bands of an item, in days since the money came (domain.md 3.5)."""

    WEEK = "0-7"
    MONTH = "8-30"
    QUARTER = "31-90"
    OLDER = "90+"


@dataclass(frozen=True, slots=True)
class Item:
    """One unidentified receipt: its line as it came, what of it is uncleared, whose case it is.

    `came` is its effective date, which clearing keeps; a `parked` item comes back on that day.
    """

    item: int
    line: FileLine
    left: Pence
    came: date
    owner: str = ""
    parked: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item with what matching makes of it today; `fresh` are accounts not ranked before."""

    item: Item
    match: LineMatch
    fresh: tuple[int, ...] = ()

    @property
    def candidates(self) -> tuple[Chosen, ...]:
        """The likeliest accounts, best first."""
        match = self.match
        return tuple(each for each in (match.first, match.second, *match.others) if each)

    @property
    def top(self) -> int | None:
        """The account that two keys clear it to; None where nobody is near, or two are as near."""
        return self.match.account

    @property
    def certain(self) -> bool:
        """Whether it may be cleared with many others at once: a line like it would be matched."""
        return self.match.outcome is Outcome.MATCHED


def spoken_by(line: FileLine, typed: str) -> FileLine:
    """A line with what an assistant typed of whose money it might be, as files would say it.

    One word may be a reference. Words without a digit are somebody's name; others are looked
    through for references and names, and for an address where a house number stands among them.
    """
    words = typed.split()
    told = replace(line, narrative=" ".join(filter(None, (line.narrative, typed))))
    if len(words) == 1:
        told = replace(told, keys=(LineKey("reference", typed),))
    elif any(word[0].isdigit() and len(word) <= _DOOR_MAX for word in words):
        told = replace(told, address=line.address or typed)
    named = line.name or any(map(str.isdigit, typed))
    return told if named else replace(told, name=typed)


def age_of(item: Item, today: date) -> Age:
    """The band that an item has grown into."""
    days = (today - item.came).days
    return Age(next((band for most, band in _BANDS if days <= most), Age.OLDER))


def past_limit(items: Iterable[Item], today: date, days_max: int) -> list[Item]:
    """The items older than the house allows, oldest first; parking does not hide one from here."""
    late = [each for each in items if (today - each.came).days > days_max]
    return sorted(late, key=lambda each: (each.came, each.item))


def in_hand(items: Iterable[Item], today: date) -> list[Item]:
    """The items to work on today, oldest first: those not parked, or parked until today."""
    waiting = [each for each in items if each.parked is None or each.parked <= today]
    return sorted(waiting, key=lambda each: (each.came, each.item))


def ranked(
    items: Iterable[Item], matching: Matching, before: Mapping[int, tuple[int, ...]] | None = None
) -> tuple[Ranked, ...]:
    """Every item with its candidates as roll and aliases stand now, in the order given.

    `before` has, by item, the accounts ranked last time: db asks again when a tenancy or an alias
    arrives. What is left of a partly cleared item is looked for, not the whole receipt.
    """
    known = before or {}
    return tuple(_ranked(item, matching, known.get(item.item)) for item in items)


def perhaps_theirs(items: Iterable[Ranked]) -> dict[int, tuple[Ranked, ...]]:
    """By account the items that plausibly are its money, for the account's page and arrears."""
    found: dict[int, list[Ranked]] = {}
    for each in items:
        for chosen in each.candidates:
            if chosen.score >= SUGGESTED_MIN:
                found.setdefault(chosen.account, []).append(each)
    return {account: tuple(theirs) for account, theirs in found.items()}


def _ranked(item: Item, matching: Matching, before: tuple[int, ...] | None) -> Ranked:
    line = item.line
    part_left = abs(line.net) != item.left
    asked = replace(line, gross=item.left, net=item.left) if part_left else line
    found = Ranked(item, matching.closely(asked))
    if before is None:
        return found
    fresh = (each.account for each in found.candidates if each.account not in before)
    return replace(found, fresh=tuple(fresh))
