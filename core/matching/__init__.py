"""Matching: whose money a line of a payment file is, with a score, its reasons and a runner-up."""

from core.matching.choice import Candidate, Chosen, LineMatch, Outcome
from core.matching.columns import Columns
from core.matching.decided import Decided
from core.matching.entry import Entry, Expected, KeyKind
from core.matching.match import Matching, Rules
from core.matching.roll import Roll

__all__ = [
    "Candidate",
    "Chosen",
    "Columns",
    "Decided",
    "Entry",
    "Expected",
    "KeyKind",
    "LineMatch",
    "Matching",
    "Outcome",
    "Roll",
    "Rules",
]
