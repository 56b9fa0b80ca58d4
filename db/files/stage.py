"""Lines of a payment file on their way into the book, each with what matching made of it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.matching import Chosen, Decided, LineMatch, Outcome
from core.names import fold
from core.payment_file import DEBITS, FileLine
from core.profile import Profile
from core.reference import normalise
from core.text import clean
from db.book import Session

_RAW_MAX = 2000
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once

_COPY = (
    "COPY rb.stage_file_line (load, item, line, part, type, raw, keys, payer_kind, payer_value,"
    " name, name_key, address, postcode, narrative, pence, debit, code, day, period_from,"
    " period_to, outcome, account_id, score, next_account, next_score, why) FROM STDIN"
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A line that moves money, with its number in the batch.

    `keys` are its keys as the book keeps them, in the profile's order of trust.
    """

    item: int
    line: FileLine
    match: LineMatch
    keys: str = field(init=False)

    def __post_init__(self) -> None:
        told = _json([[key.kind, clean(key.value)] for key in self.line.keys])
        object.__setattr__(self, "keys", told)

    @property
    def pence(self) -> int:
        """What it moves, never below nil; `debit` says which way."""
        return self.line.recovery if self.debit else self.line.gross

    @property
    def debit(self) -> bool:
        """Whether it is taken back from the account."""
        return self.line.type in DEBITS

    @property
    def account(self) -> int | None:
        """The default, where there is one."""
        return self.match.account


def numbered(decided: Decided) -> Iterator[Staged]:
    """The lines one by one, numbered as in the batch; none is kept."""
    pairs = zip(decided.lines, decided, strict=True)
    return (Staged(item, line, match) for item, (line, match) in enumerate(pairs, 1))


def stage(session: Session, load: str, decided: Decided, profile: Profile) -> str:
    """Copies the lines to where only the act reads them, and answers their digest.

    It is what db/acts/inner/staged_file.sql reckons over the staged rows.
    """
    codes, digest, between = dict(profile.posting.codes), hashlib.sha256(), ""
    with session.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in numbered(decided):
            copy.write_row((load, *_columns(one, codes.get(one.line.type, one.line.code))))
            digest.update((between + "\x1f".join(_digested(one))).encode())
            between = "\x1e"
    return digest.hexdigest()


def _digested(one: Staged) -> Iterator[str]:
    yield str(one.item)
    yield one.line.type
    yield str(one.pence)
    yield str(int(one.debit))
    yield one.line.day.isoformat() if one.line.day else ""
    yield one.match.outcome
    yield "" if one.account is None else str(one.account)
    yield one.keys


def _columns(one: Staged, code: str) -> tuple[object, ...]:
    line, match = one.line, one.match
    key = line.payer_key
    following = match.second
    return (
        one.item,
        line.line,
        line.part,
        line.type.value,
        clean(line.raw, _RAW_MAX),
        one.keys,
        key.kind if key else "",
        normalise(key.value)[:200] if key else "",
        clean(line.name),
        fold(line.name)[:200],
        clean(line.address),
        clean(line.postcode),
        clean(line.narrative),
        one.pence,
        one.debit,
        code or None,
        line.day,
        line.period_from,
        line.period_to,
        match.outcome.value,
        one.account,
        match.score if match.first else None,
        following.account if following else None,
        following.score if following else None,
        _why(match),
    )


def _why(match: LineMatch) -> str:
    """The candidates with their features, and what holds the line; of a sure one itself alone."""
    told = [match.first, match.second, *match.others]
    shown = told[:1] if match.outcome is Outcome.MATCHED else told
    return _json({"candidates": [_candidate(one) for one in shown if one], "holds": match.holds})


def _candidate(one: Chosen) -> dict[str, object]:
    features = [
        (each.about, each.weight, each.words, each.person) for each in one.candidate.features
    ]
    return {"account": one.account, "score": one.score, "features": features}
