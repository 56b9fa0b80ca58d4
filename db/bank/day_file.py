"""A payment file that is itself the bank's: its rows are bank lines, of one account or several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.money import Pence
from core.payment_file import FileLine, LineType, Reading, totals_of
from core.profile import Profile
from db.bank.owner import OwnAccount
from db.bank.stage import StagedLine

_PAYER = "bank"  # of the profiles that read what the bank writes


@dataclass(frozen=True, slots=True)
class DayFile:
    """The bank lines of one cashbook's part; `accounts` are those of parts 1, 2, … of `lines`."""

    accounts: tuple[int, ...]
    lines: tuple[StagedLine, ...]


def day_file(profile: Profile, reading: Reading, own: Sequence[OwnAccount]) -> DayFile | None:
    """The rows as bank lines, those that move no tenant's money too; None: not the bank's file."""
    if profile.payer != _PAYER or not own:
        return None
    lines = tuple(_lines(reading, own))
    return DayFile(tuple(one.number for one in own), lines) if lines else None


def by_cashbook(reading: Reading, own: Sequence[OwnAccount]) -> Mapping[str, Reading]:
    """The reading as one of each cashbook, by the account that each row came into."""
    parts: dict[str, list[FileLine]] = {one.cashbook: [] for one in own}
    for line in reading.lines:
        place = _place(line, own)
        if place is not None:
            parts[own[place].cashbook].append(line)
    return {
        code: replace(reading, lines=tuple(lines), computed=totals_of(tuple(lines)))
        for code, lines in parts.items()
        if lines
    }


def _lines(reading: Reading, own: Sequence[OwnAccount]) -> Iterator[StagedLine]:
    for line in reading.lines:
        place = _place(line, own)
        if line.type is LineType.TOTAL or not line.net or line.day is None or place is None:
            continue
        told = line.narrative or line.name or line.raw
        reference = next((key.value for key in line.keys if key.kind == "reference"), "")
        account = next((key.value for key in line.keys if key.kind == "payer_account"), "")
        account = account.partition("/")[0]  # behind it stands which member of a society pays
        yield StagedLine(
            place + 1,
            line.line,
            line.day,
            Pence(line.net),
            told,
            reference=reference,
            name=line.name,
            other_account=account,
        )


def _place(line: FileLine, own: Sequence[OwnAccount]) -> int | None:
    """Which account it came into; a row that names none came into the only one there is."""
    digits = "".join(filter(str.isdigit, line.bank_account))
    if not digits:
        return 0 if len(own) == 1 else None
    for place, one in enumerate(own):
        if f"{one.sort_code}{one.account_number}".endswith(digits):
            return place
    return None
