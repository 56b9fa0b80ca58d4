"""The matches of a file, each made when it is asked for: of a plain line only its account is held.

Most lines are plain, and a match with its reasons weighs many times what tells it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.matching.choice import LineMatch, Outcome
from core.matching.plain import plain_match
from core.matching.roll import Entry
from core.payment_file import FileLine


class Decided:
    """The lines that move money, in the order given, and what was decided of each."""

    __slots__ = ("_told", "lines")

    def __init__(self, lines: Sequence[FileLine], told: Sequence[Entry | LineMatch]) -> None:
        self.lines = lines
        self._told = told

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[LineMatch]:
        for line, told in zip(self.lines, self._told, strict=True):
            yield plain_match(line, told) if isinstance(told, Entry) else told

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each line, without its reasons."""
        for told in self._told:
            yield Outcome.MATCHED if isinstance(told, Entry) else told.outcome

    def counted(self) -> Counter[Outcome]:
        """How many lines each outcome has."""
        return Counter(self.outcomes())
