"""The mispost radar: money that one account received and another missed, penny for penny.

A proposes itself where it received an amount it never pays, and B, whose reference is one slip
away or whose surname is the same, missed exactly that amount.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from core.matching.person import Person, people_of
from core.money import Pence, pounds
from core.reference import one_slip_apart

_AROUND: Final = 7  # days between what was received and what was missed


class Alike(IntEnum):
    """Why one account may have been taken for the other, the surest first."""

    SLIP_AND_NAME = 1
    SLIP = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Party:
    """An account as the radar sees it; of a restricted one the caller may leave names out."""

    account: int
    landlord: str
    reference: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """A posting that an account received, with every amount it usually pays by any stream.

    `vouched`: the payer's own key or a name named the account, so its reference was not all.
    """

    party: Party
    posting: int
    amount: Pence
    day: date
    stream: str
    usual: tuple[Pence, ...] = ()
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A payment that was expected of an account by a stream about a day, and did not come."""

    party: Party
    amount: Pence
    day: date
    stream: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction in two legs that come to nil: take it from one account, give it to the other."""

    received: Received
    missed: Missed
    alike: Alike

    @property
    def legs(self) -> tuple[tuple[int, Pence], tuple[int, Pence]]:
        """Each account with what its leg adds to the balance, arrears positive: nil in all."""
        amount = self.received.amount
        return (
            (self.received.party.account, amount),
            (self.missed.party.account, Pence(-amount)),
        )

    @property
    def says(self) -> str:
        """Why, in words without anybody's name."""
        here, there = self.received, self.missed
        words = {
            Alike.SLIP_AND_NAME: "references one slip apart, the same surname",
            Alike.SLIP: "references one slip apart",
            Alike.NAME: "the same surname",
        }
        return (
            f"{pounds(here.amount)} reached {here.party.reference}, which never pays it; "
            f"{there.party.reference} missed it: {words[self.alike]}"
        )


def misposts(received: Iterable[Received], missed: Iterable[Missed]) -> tuple[Proposal, ...]:
    """Every pair that fits, the surest first, each posting and each missed payment once at most.

    A receipt of an amount the account usually pays is never suspected, nor one vouched for, nor
    anything across landlords. Two pairs equally good for one receipt are both left out: the radar
    proposes, it does not guess.
    """
    suspects = [
        each
        for each in received
        if each.amount > 0 and each.amount not in each.usual and not each.vouched
    ]
    waiting = _by_amount(missed)
    pairs = [
        Proposal(one, other, likeness)
        for one in suspects
        for other in waiting.get((one.party.landlord, one.stream, one.amount), ())
        if (likeness := _alike(one, other)) is not None
    ]
    return _once(pairs)


def _by_amount(missed: Iterable[Missed]) -> dict[tuple[str, str, Pence], list[Missed]]:
    found: dict[tuple[str, str, Pence], list[Missed]] = {}
    for each in missed:
        found.setdefault((each.party.landlord, each.stream, each.amount), []).append(each)
    return found


def _alike(received: Received, missed: Missed) -> Alike | None:
    if abs((received.day - missed.day).days) > _AROUND:
        return None
    return alike(received.party, missed.party)


def alike(here: Party, there: Party) -> Alike | None:
    """Why one account may have been taken for the other; None where nothing says so."""
    if here.account == there.account:
        return None
    slip = one_slip_apart(here.reference, there.reference)
    named = _share_a_surname(here, there)
    if slip:
        return Alike.SLIP_AND_NAME if named else Alike.SLIP
    return Alike.NAME if named else None


def _share_a_surname(here: Party, there: Party) -> bool:
    return not _families(here).isdisjoint(_families(there))


def _families(party: Party) -> set[str]:
    people: tuple[Person, ...] = people_of(party.names, old=False)
    return {family for person in people for family in person.family[:1]}


def _once(pairs: list[Proposal]) -> tuple[Proposal, ...]:
    """The pairs that are the best of both their sides, without a second as good."""
    by_posting: dict[int, list[Proposal]] = {}
    by_missed: dict[tuple[int, date], list[Proposal]] = {}
    for pair in pairs:
        by_posting.setdefault(pair.received.posting, []).append(pair)
        by_missed.setdefault((pair.missed.party.account, pair.missed.day), []).append(pair)
    chosen = [
        pair
        for pair in pairs
        if _only_best(pair, by_posting[pair.received.posting])
        and _only_best(pair, by_missed[pair.missed.party.account, pair.missed.day])
    ]
    return tuple(sorted(chosen, key=lambda pair: (pair.alike, pair.received.posting)))


def _only_best(pair: Proposal, rivals: list[Proposal]) -> bool:
    return all(pair.alike < each.alike for each in rivals if each is not pair)
