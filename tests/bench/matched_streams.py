"""Made-up files matched with a made-up roll, counted by what became of each line."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.estate import LANDLORDS, Estate
from core.estate.paying import Paying
from core.estate.remittance import STREAMS, Cycle, Remitted, remittance
from core.estate.roll_rows import roll_entry
from core.matching import LineMatch, Matching, Outcome, Roll, Rules

DAY = date(2026, 11, 20)
FIRST_ACCOUNT = 10_000


@dataclass(frozen=True, slots=True)
class Streams:
    """A roll, and by landlord and stream the lines of one cycle with whose they truly are."""

    roll: Roll
    files: Mapping[tuple[str, str], list[Remitted]]


@dataclass(slots=True)
class Tally:
    """What became of the lines of one stream; `wrong` counts accounts taken wrongly,
    `shown` suggestions whose candidates hold the right one."""

    lines: int = 0
    matched: int = 0
    suggested: int = 0
    shown: int = 0
    wrong: Counter[int] = field(default_factory=Counter)

    def count(self, match: LineMatch, account: int) -> None:
        """One line more, which truly is `account`'s."""
        self.lines += 1
        if match.outcome is Outcome.MATCHED:
            self.matched += 1
            if match.account != account:
                self.wrong[match.line] += 1
        elif match.outcome is Outcome.SUGGESTED:
            self.suggested += 1
            shown = (match.first, match.second, *match.others)
            self.shown += any(each is not None and each.account == account for each in shown)


def estate(seed: int, count: int) -> Streams:
    """The roll of an estate and every stream's files of one cycle."""
    made = Estate(seed, count)
    paying = Paying(seed, date(2026, 4, 1), DAY)
    roll = Roll(roll_entry(each, FIRST_ACCOUNT + each.number, paying.terms(each)) for each in made)
    return Streams(
        roll,
        {
            (landlord.code, stream): list(
                remittance(made, paying, Cycle(stream, landlord.code, DAY))
            )
            for landlord in LANDLORDS
            for stream in STREAMS
        },
    )


def tallies(streams: Streams) -> dict[str, Tally]:
    """What matching makes of every stream."""
    told = {stream: Tally() for stream in STREAMS}
    for (landlord, stream), remitted in streams.files.items():
        found = Matching(streams.roll, Rules(landlord)).lines([each.line for each in remitted])
        for one, match in zip(remitted, found, strict=True):
            told[stream].count(match, FIRST_ACCOUNT + one.number)
    return told
