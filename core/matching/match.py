"""Matching a payment file: keys in order, then aliases, then names, addresses and amounts.

Most lines are settled by their reference and what bears it out; only the others are looked for
more widely, and only those that nothing was found for go through the finder.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.alias import Aliases, Bound
from core.finder.row import Hit
from core.matching.choice import (
    SHOWN,
    SUGGESTED_MIN,
    Candidate,
    Chosen,
    Hold,
    LineMatch,
    Outcome,
    candidate,
    chosen,
    holds_of,
    scored,
)
from core.matching.decided import Decided
from core.matching.entry import Entry
from core.matching.plain import Plainly
from core.matching.rivals import Lone, Taken, bare
from core.matching.roll import Roll
from core.matching.said import Said, said
from core.matching.weights import About, weighed
from core.matching.widen import steps
from core.payment_file import UNMOVING, FileLine

CERTAIN: Final = 99  # points, where a profile does not say
_SURE: Final = 20  # decibans: certain before anybody else is looked for
_FINDER_LINES_MAX: Final = 200
_HITS: Final = 5


class Lookup(Protocol):
    """The finder, in its batch form."""

    def search_many(self, texts: Iterable[str], limit: int = 5) -> list[list[Hit]]:
        """The hits of every text."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """Whose cashbook the money reached, and from which score on a line may post by itself."""

    landlord: str
    certain: int = CERTAIN


@dataclass(slots=True)
class _Line:
    """One line with the accounts weighed for it so far, best first."""

    raw: FileLine
    said: Said
    aliases: tuple[Bound, ...]
    elsewhere: bool
    ranked: tuple[Chosen, ...] = ()
    holds: list[Hold] | None = None  # None: still to be looked at
    bare: bool | None = None

    @property
    def first(self) -> Candidate | None:
        """The likeliest account."""
        return self.ranked[0].candidate if self.ranked else None


class Matching:
    """The matching of one payer's files to one landlord's accounts."""

    def __init__(
        self, roll: Roll, rules: Rules, aliases: Aliases | None = None, finder: Lookup | None = None
    ) -> None:
        self._roll = roll
        self._rules = rules
        self._aliases = aliases or Aliases(())
        self._finder = finder
        self._plainly = Plainly(roll, rules.landlord)

    def lines(
        self, lines: Iterable[FileLine], duplicates: Mapping[tuple[int, int], str] | None = None
    ) -> tuple[LineMatch, ...]:
        """The match of every line that moves money, in the order given; it does not matter.

        `duplicates` tells, by (line, part), where a payment already stands: db knows.
        """
        return tuple(_told(match, duplicates or {}) for match in self.decided(lines))

    def decided(self, lines: Iterable[FileLine]) -> Decided:
        """The same, for a large file: every line is decided, a plain one's match not yet made."""
        moving = [line for line in lines if line.type not in UNMOVING]
        plain = array("q", map(self._plain, moving))
        read = list(
            self._weighed(line for line, sure in zip(moving, plain, strict=True) if not sure)
        )
        self._look_up([line for line in read if _nothing_near(line)])
        beside = ((line, sure) for line, sure in zip(moving, plain, strict=True) if sure)
        return Decided(moving, self._roll, plain, self._decided(read, beside))

    def _weighed(self, lines: Iterable[FileLine]) -> Iterator[_Line]:
        """The lines with everybody weighed for them who is near; of those only the likeliest."""
        for each in lines:
            line = self._keyed(each)
            if not self._settled(line):
                self._widen(line)
            if not _nothing_near(line):
                self._lighten(line)
            yield line

    def _lighten(self, line: _Line) -> None:
        """What can change nothing any more is let go: of a sure line all but its runner-up."""
        first = line.first
        assert first is not None, "somebody is near"
        line.holds = self._holds(line)
        line.bare = first.keyed and bare(line.said, first)
        sure = not (line.bare or line.holds) and line.ranked[0].score >= self._rules.certain
        line.ranked = line.ranked[:2] if sure else line.ranked[:SHOWN]
        if not line.bare:
            line.said = line.said.without_words()

    def closely(self, line: FileLine) -> LineMatch:
        """The match of one line with everybody near it looked at, for `?` and its runner-up."""
        read = self._keyed(line)
        self._widen(read, stop=False)
        self._look_up([read])
        return self._decided([read])[0]

    def _plain(self, line: FileLine) -> int:
        """The account of a plain line, nil of any other."""
        entry = self._plainly.whose(line)
        if entry is None or (self._aliases and self._aliases.of(said(line).keys, line.name)):
            return 0
        return entry.account

    def _keyed(self, line: FileLine) -> _Line:
        """A line with the accounts that its keys and aliases name."""
        spoken = said(line)
        bound = self._aliases.of(spoken.keys, line.name)
        entries: dict[int, Entry] = {}
        elsewhere = False
        for quoted in spoken.quoted:
            for entry, kind in self._roll.named(quoted.text):
                if kind not in quoted.names:
                    continue
                if entry.landlord == self._rules.landlord:
                    entries[entry.account] = entry
                else:
                    elsewhere = True
        for each in bound:
            found = self._roll.of_account(each.binding.account)
            if found is not None and found.landlord == self._rules.landlord:
                entries[found.account] = found
        read = _Line(line, spoken, bound, elsewhere and not entries)
        self._weigh(read, entries.values())
        return read

    def _weigh(self, line: _Line, entries: Iterable[Entry]) -> None:
        """Weigh more accounts for a line, each once, and rank all of them again."""
        known = [each.candidate for each in line.ranked] if line.ranked else []
        seen = {each.entry.account for each in known}
        fresh = {entry.account: entry for entry in entries if entry.account not in seen}
        known += [
            candidate(entry, weighed(line.said, entry, self._roll, line.aliases))
            for entry in fresh.values()
        ]
        line.ranked = scored(known)

    def _settled(self, line: _Line) -> bool:
        """Whether the keys settle it: one live account, and nothing on the line against it."""
        first = line.first
        if first is None or len(line.ranked) > 1 or first.total < _SURE:
            return False
        if not first.entry.current:
            return False
        lives_there = first.weight(About.PLACE) > 0
        return all(
            each.weight >= 0 and (lives_there or each.about is not About.NEAR_NAME)
            for each in first.features
            if each.about is not About.ROLL
        )

    def _widen(self, line: _Line, *, stop: bool = True) -> None:
        for entries in steps(line.said, self._roll, self._rules.landlord):
            self._weigh(line, entries)
            first = line.first
            if stop and first and first.total >= _SURE and not self._holds(line):
                return

    def _look_up(self, lines: Sequence[_Line]) -> None:
        """What the finder makes of names and addresses of the lines nothing was found for."""
        texts = [(line, _text(line.raw)) for line in lines]
        asked = sorted(
            ((line, text) for line, text in texts if text),
            key=lambda each: (each[0].said.line, each[0].said.part),
        )[:_FINDER_LINES_MAX]
        if self._finder is None or not asked:
            return
        hits = self._finder.search_many([text for _, text in asked], _HITS)
        for (line, _), found in zip(asked, hits, strict=True):
            entries = (self._roll.of_account(hit.account) for hit in found)
            own = [each for each in entries if each and each.landlord == self._rules.landlord]
            self._weigh(line, own)

    def _holds(self, line: _Line) -> list[Hold]:
        first = line.first
        if first is None:
            return [Hold.LANDLORD] if line.elsewhere else []
        found = holds_of(line.said, first, line.aliases)
        if line.aliases and _at_odds(line.ranked):
            found.append(Hold.ALIASES)
        return [*found, Hold.LANDLORD] if line.elsewhere else found

    def _decided(
        self, read: Sequence[_Line], plain: Iterable[tuple[FileLine, int]] = ()
    ) -> tuple[LineMatch, ...]:
        """The choice of every weighed line; plain ones beside them have their accounts already."""
        lone = {
            place: (line.said, first)
            for place, line in enumerate(read)
            if (first := line.first) is not None and _is_bare(line, first)
        }
        among = self._among(lone, read, plain) if lone else {}
        return tuple(
            chosen(
                line.said,
                line.ranked,
                self._rules.certain,
                [
                    *(self._holds(line) if line.holds is None else line.holds),
                    *among.get(place, ()),
                ],
            )
            for place, line in enumerate(read)
        )

    def _among(
        self, lone: Lone, read: Sequence[_Line], plain: Iterable[tuple[FileLine, int]]
    ) -> Mapping[int, list[Hold]]:
        taken = Taken(lone)
        for line in read:
            first = line.first
            if first is not None and first.keyed:
                taken.by(first.entry.account, line.said, first.total)
        for each, account in plain:
            taken.plainly(account, each)
        return taken.holds(self._roll)


def _is_bare(line: _Line, first: Candidate) -> bool:
    if line.bare is not None:
        return line.bare
    return first.keyed and bare(line.said, first)


def _at_odds(ranked: Sequence[Chosen]) -> bool:
    """Whether the payer's own key is bound to one account and a reference names another."""
    by_key = {each.account for each in ranked if each.candidate.bound}
    written = {each.account for each in ranked if each.candidate.reference > 0}
    return bool(by_key and written and by_key.isdisjoint(written))


def _nothing_near(line: _Line) -> bool:
    return not line.ranked or line.ranked[0].score < SUGGESTED_MIN


def _text(line: FileLine) -> str:
    """What of a line the finder is asked: its name and address, else its narrative."""
    fields = " ".join(part for part in (line.name, line.address, line.postcode) if part)
    return fields or line.narrative


def _told(match: LineMatch, duplicates: Mapping[tuple[int, int], str]) -> LineMatch:
    where = duplicates.get((match.line, match.part))
    if where is None:
        return match
    return LineMatch(
        match.line,
        match.part,
        Outcome.DUPLICATE,
        match.account,
        match.first,
        match.second,
        match.others,
        match.holds,
        where,
    )
