"""The matches of a file, each made when it is asked for: of a plain line only its account is held.

Most lines are plain, and a match with its reasons weighs many times what tells it.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from core.matching.choice import LineMatch, Outcome
from core.matching.plain import plain_match
from core.matching.roll import Roll
from core.payment_file import FileLine


class Decided:
    """The lines that move money, in the order given, and what was decided of each.

    `plain` has the account of each plain line, and nil where `weighed` has the next match.
    """

    __slots__ = ("_plain", "_roll", "_weighed", "lines")

    def __init__(
        self,
        lines: Sequence[FileLine],
        roll: Roll,
        plain: Iterable[int] = (),
        weighed: Sequence[LineMatch] = (),
    ) -> None:
        self.lines = lines
        self._roll = roll
        self._plain = array("q", plain)
        self._weighed = weighed

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[LineMatch]:
        weighed = iter(self._weighed)
        for line, account in zip(self.lines, self._plain, strict=True):
            entry = self._roll.of_account(account) if account else None
            yield plain_match(line, entry) if entry else next(weighed)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each line, without its reasons."""
        weighed = iter(self._weighed)
        for account in self._plain:
            yield Outcome.MATCHED if account else next(weighed).outcome

    def counted(self) -> Counter[Outcome]:
        """How many lines each outcome has."""
        return Counter(self.outcomes())
