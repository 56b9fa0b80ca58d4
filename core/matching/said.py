"""What a line of a payment file says of whose money it is, as it is compared with the roll."""

import re
from datetime import date
from typing import Final, NamedTuple

from core.finder.words import NOISE
from core.matching.address import NOWHERE, Place, place_of
from core.matching.entry import KeyKind
from core.matching.person import TITLES, name_words
from core.money import Pence
from core.payment_file import DEBITS, FileLine, LineKey, LineType
from core.reference import normalise

_QUOTED: Final = re.compile(r"[A-Z0-9][A-Z0-9/-]{3,23}")
_DIGITS: Final = re.compile(r"[0-9]{5,}")
_PIECES: Final = re.compile(r"\b[0-9]{2,6}(?: [0-9]{2,6}){1,3}\b")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_QUOTED_MAX: Final = 12
_EVERY: Final = frozenset(KeyKind)
_CLAIM: Final = frozenset({KeyKind.CLAIM})

# What a key of a profile may name, by its kind; any other kind needs an alias.
NAMES: Final = {
    "reference": _EVERY,
    "tenancy": frozenset({KeyKind.TENANCY, KeyKind.FORMER}),
    "card": frozenset({KeyKind.CARD, KeyKind.PAYMENT, KeyKind.FORMER}),
    "roll": _EVERY,
    "claim": _CLAIM,
    "customer": _CLAIM | {KeyKind.PAYMENT, KeyKind.TENANCY},
}


class Quoted(NamedTuple):
    """A text that may name an account, normalised; `found` in the narrative, not in a field."""

    text: str
    names: frozenset[KeyKind]
    found: bool = False


class Said(NamedTuple):
    """One line as matching reads it. `named` says that its words stand in a field for names;
    words of a narrative may be anything. `credit` is false where the line takes money back."""

    line: int
    part: int
    quoted: tuple[Quoted, ...]
    keys: tuple[LineKey, ...]
    words: tuple[str, ...]
    named: bool
    place: Place
    amount: Pence
    day: date | None
    stream: str
    type: LineType

    @property
    def credit(self) -> bool:
        """Whether an ordinary payment, whose amount can be the usual one, is spoken of."""
        return self.type is LineType.PAY

    @property
    def debit(self) -> bool:
        """Whether the line takes money back."""
        return self.type in DEBITS

    def without_words(self) -> "Said":
        """What is left to be said once everybody near is weighed."""
        return self._replace(quoted=(), keys=(), words=(), place=NOWHERE)


def said(line: FileLine) -> Said:
    """What `line` says; its narrative is read where the fields leave something open."""
    quoted = tuple(
        Quoted(text, NAMES[key.kind])
        for key in line.keys
        if key.kind in NAMES and (text := normalise(key.value))
    )
    words = name_words(line.name)
    if line.narrative:
        quoted += _in_narrative(line.narrative, quoted)
    return Said(
        line.line,
        line.part,
        quoted,
        _own_keys(line),
        words or _named_in(line.narrative),
        bool(words),
        place_of(line.address, line.postcode) if line.address or line.postcode else NOWHERE,
        line.recovery if line.type in DEBITS and not line.gross else line.gross,
        line.day,
        line.stream,
        line.type,
    )


def _own_keys(line: FileLine) -> tuple[LineKey, ...]:
    """The payer's own keys: those of its keys, and the one that the profile calls so."""
    if line.payer_key is None or line.payer_key in line.keys:
        return line.keys
    return (line.payer_key, *line.keys)


def _in_narrative(narrative: str, quoted: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """Every text of a narrative that could be a reference, as it stands, in pieces or inside."""
    text = narrative.upper()
    found = [word for word in _QUOTED.findall(text) if any(map(str.isdigit, word))]
    found += _DIGITS.findall(text)
    found += _PIECES.findall(text)
    known = {each.text for each in quoted}
    fresh = dict.fromkeys(normalise(each) for each in found)
    texts = [each for each in fresh if each not in known and len(each) > 3]
    return tuple(Quoted(each, _EVERY, found=True) for each in texts[:_QUOTED_MAX])


def _named_in(narrative: str) -> tuple[str, ...]:
    """The words of a narrative that may be somebody's name."""
    if not narrative:
        return ()
    words = " ".join(_LETTERS.findall(narrative))
    return tuple(word for word in name_words(words) if word not in NOISE and word not in TITLES)
