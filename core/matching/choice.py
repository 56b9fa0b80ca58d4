"""A choice: of the accounts weighed for one line, which is its own, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from core.alias import Bound, conflicts
from core.matching.entry import Entry
from core.matching.said import Said
from core.matching.weights import About, Feature
from core.payment_file import LineType

TOO_CLOSE: Final = 10  # points between the first and the runner-up
SUGGESTED_MIN: Final = 25
SHOWN: Final = 5  # accounts of a line that an operator is shown
_IDENTITY: Final = frozenset({About.NAME, About.NEAR_NAME, About.FORENAME, About.PLACE, About.DOOR})


class Outcome(StrEnum):
    """What became of a line; only a matched one posts without anybody's key."""

    MATCHED = "matched"
    SUGGESTED = "suggested"
    UNMATCHED = "unmatched"
    DUPLICATE = "duplicate"


class Hold(StrEnum):
    """Why a line waits for an operator, however high its score; the values are the words."""

    AGAINST = "name or address speaks against it"
    AMOUNT = "a reference alone, and the amount speaks against it"
    ALONE = "a reference alone: nothing else on the line bears it out"
    OTHER_NAMED = "the reference written is another account's"
    ALIASES = "its keys are bound to different accounts"
    FORMER = "a former tenancy that does not usually pay this"
    DECEASED = "the tenant has died"
    CLOSED = "the account is closed"
    RIVAL = "another account, a slip away, pays this too and has no line here"
    TWICE = "another line here names this account too"
    LANDLORD = "the reference written is another landlord's"
    UNTYPED = "what kind of payment it is could not be read"


class Candidate(NamedTuple):
    """An account weighed for a line: what speaks for and against it, and the sum (decibans).

    `identity` is what name and address weigh together, below nil they speak against it; `amount`
    is nil where nothing is expected or it can tell nothing; `reference` is of what is written,
    `alias` of what was bound.
    """

    entry: Entry
    features: tuple[Feature, ...]
    total: int
    identity: int
    amount: int
    reference: int
    alias: int

    def weight(self, about: About) -> int:
        """What the features of one kind weigh together."""
        return sum(each.weight for each in self.features if each.about is about)

    @property
    def bound(self) -> bool:
        """Whether the payer's own key, not only a name, was bound to it."""
        return any(each.about is About.ALIAS and not each.person for each in self.features)

    @property
    def keyed(self) -> bool:
        """Whether a key written on the line names it, and no slip away from it."""
        return self.reference > 0 or self.alias > 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with its score in whole points, 0 to 99: how likely, all of them considered."""

    candidate: Candidate
    score: int

    @property
    def account(self) -> int:
        """The account it is."""
        return self.candidate.entry.account


@dataclass(frozen=True, slots=True)
class LineMatch:
    """What matching says of one line: `account` is the default, None where the operator chooses.

    `first` and `second` are the likeliest accounts however unlikely, `others` those after them;
    `holds` say why it does not post by itself; `where` tells a duplicate's other place.
    """

    line: int
    part: int
    outcome: Outcome
    account: int | None = None
    first: Chosen | None = None
    second: Chosen | None = None
    others: tuple[Chosen, ...] = ()
    holds: tuple[Hold, ...] = ()
    where: str = ""

    @property
    def score(self) -> int:
        """The likeliest account's score, 0 where there is none."""
        return self.first.score if self.first else 0


def candidate(entry: Entry, features: tuple[Feature, ...]) -> Candidate:
    """An account with the features weighed for it."""
    total = identity = amount = reference = alias = 0
    for about, weight, _, _ in features:
        total += weight
        if about in _IDENTITY:
            identity += weight
        elif about is About.REFERENCE:
            reference += weight
        elif about is About.AMOUNT:
            amount += weight
        elif about is About.ALIAS:
            alias += weight
    return Candidate(entry, features, total, identity, amount, reference, alias)


def scored(candidates: Sequence[Candidate]) -> tuple[Chosen, ...]:
    """The candidates best first, each with its share of certainty: one of them, or nobody."""
    if len(candidates) == 1:
        return (Chosen(candidates[0], _alone(candidates[0].total)),)
    ranked = sorted(candidates, key=lambda each: (-each.total, each.entry.account))
    odds = [10 ** (max(-200, min(200, each.total)) / 10) for each in ranked]
    whole = 1 + sum(odds)
    return tuple(
        Chosen(each, min(99, int(100 * odd / whole)))
        for each, odd in zip(ranked, odds, strict=True)
    )


@cache
def _alone(total: int) -> int:
    """The score of an account that nobody else was weighed beside."""
    odd = 10 ** (max(-200, min(200, total)) / 10)
    return min(99, int(100 * odd / (1 + odd)))


def chosen(
    said: Said, ranked: Sequence[Chosen], certain: int, holds: Sequence[Hold] = ()
) -> LineMatch:
    """The outcome of a line whose candidates stand `ranked`, given what else holds it."""
    first = ranked[0] if ranked else None
    second = ranked[1] if len(ranked) > 1 else None
    rest = tuple(ranked[2:SHOWN])
    kept = tuple(dict.fromkeys(holds))
    if first is None or first.score < SUGGESTED_MIN:
        outcome, account = Outcome.UNMATCHED, None
    else:
        close = second is not None and first.score - second.score <= TOO_CLOSE
        account = None if close or Hold.ALIASES in kept else first.account
        sure = first.score >= certain and account is not None and not kept
        outcome = Outcome.MATCHED if sure else Outcome.SUGGESTED
    return LineMatch(said.line, said.part, outcome, account, first, second, rest, kept)


def holds_of(said: Said, first: Candidate, aliases: Sequence[Bound]) -> list[Hold]:
    """Why the likeliest account does not take the line by itself, as far as the line tells."""
    found = _holds_of_line(said, first)
    if conflicts(aliases):
        found.append(Hold.ALIASES)
    entry = first.entry
    if entry.closed:
        found.append(Hold.CLOSED)
    if entry.deceased and not said.debit:
        found.append(Hold.DECEASED)
    if not entry.current and not said.debit and (first.amount <= 0 or not first.keyed):
        found.append(Hold.FORMER)
    if said.type is LineType.UNKNOWN:
        found.append(Hold.UNTYPED)
    return found


def _holds_of_line(said: Said, first: Candidate) -> list[Hold]:
    bound = first.alias > 0
    if first.identity < 0 and not bound:
        return [Hold.AGAINST]
    if first.reference < 0:
        return [Hold.OTHER_NAMED]
    if first.identity > 0:
        return []
    if first.amount < 0:
        return [Hold.AMOUNT]
    if not first.amount and not (bound and not said.credit):
        return [Hold.ALONE]
    return []
