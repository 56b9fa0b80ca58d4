"""Bank lines on their way into the book, by part: a statement each, or a bank account each."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.money import Pence
from core.text import clean
from db.book import Session

_WORDS_MAX = 200
_KIND = re.compile(r"[^A-Za-z0-9/ .+-]+")
_OTHER = re.compile(r"[^A-Z0-9 ]+")

_COPY = (
    "COPY rb.stage_bank_line (load, part, item, day, value_day, pence, kind, narrative, reference,"
    " name, other_account, bank_ref) FROM STDIN"
)


@dataclass(frozen=True, slots=True)
class StagedLine:
    """One bank line: `pence` in above nil, out below; `item` is its number, or its row, in `part`.

    Words are clean and without a bank card's number when they come here.
    """

    part: int
    item: int
    day: date
    pence: Pence
    narrative: str
    kind: str = ""
    reference: str = ""
    name: str = ""
    other_account: str = ""
    bank_ref: str = ""
    value_day: date | None = None

    @property
    def told(self) -> str:
        """The narrative as the book keeps it."""
        return clean(" ".join(self.narrative.split()), _WORDS_MAX)


def stage(session: Session, load: str, lines: Iterable[StagedLine]) -> None:
    """Copies the lines to where only an act reads them."""
    with session.cursor() as cursor, cursor.copy(_COPY) as copy:
        for one in lines:
            copy.write_row((load, *_columns(one)))


def sums(lines: Sequence[StagedLine]) -> dict[str, Any]:
    """What db/acts/inner/staged_bank.sql reckons over the staged rows."""
    ordered = sorted(lines, key=lambda one: (one.part, one.item))
    told = "\x1e".join("\x1f".join(_digested(one)) for one in ordered)
    digest = hashlib.sha256(told.encode()).hexdigest()
    return {"lines": len(lines), "pence": sum(one.pence for one in lines), "digest": digest}


def _digested(one: StagedLine) -> Iterator[str]:
    yield from (str(one.part), str(one.item), one.day.isoformat(), str(one.pence), one.told)


def _columns(one: StagedLine) -> tuple[object, ...]:
    return (
        one.part,
        one.item,
        one.day,
        one.value_day,
        one.pence,
        _KIND.sub("", one.kind)[:20],
        one.told,
        clean(one.reference, _WORDS_MAX),
        clean(one.name, _WORDS_MAX),
        _OTHER.sub("", one.other_account.upper())[:42],
        clean(one.bank_ref, _WORDS_MAX),
    )
