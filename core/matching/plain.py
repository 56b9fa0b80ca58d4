"""A plain line: reference, name, address and amount all say one live account, and nothing else.

Most lines of most files are plain. Weighing one would find it certain; this only asks whether it
would, so that a hundred thousand lines take seconds. `tests/core/test_matching_plain.py` holds
both to the same answers; `Matching.closely` weighs a plain line too, for `?`.
"""

import re
from typing import Final

from core.matching.address import Door, Where, door, place_of, where
from core.matching.choice import Candidate, Chosen, LineMatch, Outcome
from core.matching.entry import Entry
from core.matching.person import Person, name_words
from core.matching.roll import Roll
from core.matching.said import NAMES
from core.matching.weights import MULTIPLES, About, Feature
from core.payment_file import FileLine, LineType
from core.reference import normalise

PLAIN_TOTAL: Final = 99  # decibans: no line is surer of its account
_DIGIT: Final = re.compile(r"\d")
_HERE: Final = frozenset({Where.POSTCODE, Where.STREET})
_SAYS: Final = (
    Feature(
        About.REFERENCE, PLAIN_TOTAL, "reference, name and amount are this account's, all of them"
    ),
)
# Nobody typed it: it is the reference under which the same system gave us the tenancy.
_CHARGED: Final = (
    Feature(About.REFERENCE, PLAIN_TOTAL, "the housing system's own reference, exactly this one"),
)


class Plainly:
    """Which lines of a file to one landlord are plain, and whose they then are."""

    def __init__(self, roll: Roll, landlord: str) -> None:
        self._roll = roll
        self._landlord = landlord

    def whose(self, line: FileLine) -> Entry | None:
        """The account of a plain line; None where anything has to be weighed."""
        if line.type is LineType.CHARGE:
            return self._charged(line)
        if line.type is not LineType.PAY or not line.name or _DIGIT.search(line.narrative):
            return None
        entry = self._named(line)
        if entry is None or not _expects(entry, line.gross):
            return None
        if not _is_called(name_words(line.name), self._roll.people(entry)):
            return None
        return entry if self._lives_there(line, entry) else None

    def _named(self, line: FileLine) -> Entry | None:
        """The one live account that every reference on the line names."""
        found: Entry | None = None
        for key in line.keys:
            names = NAMES.get(key.kind)
            if names is None:
                continue
            named = self._roll.named(normalise(key.value))
            if not named:
                continue
            entry, kind = named[0]
            if len(named) > 1 or kind not in names or (found and found.account != entry.account):
                return None
            found = entry
        return found if found is not None and self._takes(found) else None

    def _charged(self, line: FileLine) -> Entry | None:
        """The one live account of this landlord's that the housing system's reference names."""
        found = {
            entry.account: entry
            for key in line.keys
            for entry, kind in self._roll.named(normalise(key.value))
            if kind in NAMES.get(key.kind, ()) and entry.landlord == self._landlord
        }
        (entry,) = found.values() if len(found) == 1 else (None,)
        return entry if entry is not None and self._takes(entry) else None

    def _takes(self, entry: Entry) -> bool:
        standing = entry.current and not (entry.closed or entry.deceased or entry.restricted)
        return standing and entry.landlord == self._landlord

    def _lives_there(self, line: FileLine, entry: Entry) -> bool:
        if not line.address and not line.postcode:
            return True
        if line.postcode in {"", entry.postcode} and _alike(line.address, entry.address):
            return True
        written, known = place_of(line.address, line.postcode), self._roll.place(entry)
        return where(written, known) in _HERE and door(written, known) is not Door.OTHER


def _alike(written: str, known: str) -> bool:
    """Whether two addresses are the same but for capitals."""
    return written == known or written.lower() == known.lower()


def plain_match(line: FileLine, entry: Entry) -> LineMatch:
    """The match of a plain line."""
    says = _CHARGED if line.type is LineType.CHARGE else _SAYS
    sure = Chosen(Candidate(entry, says, PLAIN_TOTAL, 0, 0, PLAIN_TOTAL, 0), 99)
    return LineMatch(line.line, line.part, Outcome.MATCHED, entry.account, sure)


def _expects(entry: Entry, amount: int) -> bool:
    """Whether it is an amount of the account's own, or some weeks of it."""
    return any(
        each.amount == amount or any(each.amount * times == amount for times in MULTIPLES)
        for each in entry.expected
    )


def _is_called(words: tuple[str, ...], people: tuple[Person, ...]) -> bool:
    """Whether the words are one person's surname with forename or initial."""
    return any(
        not person.old
        and person.family[:1]
        and person.family[0] in words
        and any(word in person.given or _initial(word, person) for word in words)
        for person in people
    )


def _initial(word: str, person: Person) -> bool:
    return len(word) == 1 and any(given[0] == word for given in person.given)
