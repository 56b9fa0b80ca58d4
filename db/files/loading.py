"""Loading: a payment file is read whole, matched and becomes an open batch, or nothing does."""

import hashlib
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from core.matching import Decided, Outcome
from core.money import Pence
from core.payment_file import FileFault, FileLine, LineType, Reading, totals_of
from core.profile import Profile
from db.acting import act
from db.bank.stage import stage as stage_bank
from db.book import Book, Session
from db.errors import translated
from db.files.arrival import Arrival
from db.files.ground import key_of_load
from db.files.stage import stage
from db.files.whole import Progress, Whole, silent, wholes
from db.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file; with faults nothing was loaded and `file` is None.

    `total` is the file's net; `difference` what the batch lacks of it: payments that stand
    already by another file. `again`: it was loaded before, and nothing was done now; of a dry
    run `file` is then the one that stands. `duplicates` is None where it was only tried: what
    stands already is told when it is loaded. `idle` counts the rows that move no money.
    """

    file: int | None
    batch: int | None
    lines: int
    matched: int
    suggested: int
    unmatched: int
    duplicates: int | None
    total: Pence
    difference: Pence
    faults: tuple[FileFault, ...] = ()
    cashbook: str = ""
    again: bool = field(default=False, compare=False)  # the same load, asked for once more
    others: tuple["Loaded", ...] = ()  # of a file of several cashbooks, after the first
    idle: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is loaded: how it reads, and what would become of it.

    `outcomes` are those of `reading.moving`; empty where there are faults.
    """

    profile: Profile
    reading: Reading
    outcomes: tuple[Outcome, ...]
    loaded: Loaded


@uncollected()
def load_file(
    book: Book,
    arrival: Arrival,
    *,
    dry: bool = False,
    key: str | None = None,
    progress: Progress = silent,
) -> Loaded:
    """Reads, matches and loads a file, or with faults nothing; a dry run stops before the book.

    Loaded again it answers the same until it is reversed or its batch abandoned; of an empty day
    no file is made. A bank's file of several accounts makes a batch in each cashbook, or none.
    Raises Refusal: unknown_profile, unknown_cashbook, declared_total, file_loaded (naming who),
    all_duplicates, lines_refused; Unknown with the key to send again.
    """
    with book.session() as session:
        every = wholes(book, session, arrival, progress)
        if every[0].faults:
            return _nothing(every[0].reading, every[0].faults)
        full = tuple(one for one in every if one.decided)
        if dry or not full:
            return _together(tuple(_foreseen(session, one) for one in full or every[:1]))
        progress(f"{sum(len(one.decided) for one in full):,} lines into the book")
        return _together(_load(session, arrival, full, key))


@uncollected()
def preview(book: Book, arrival: Arrival) -> Preview:
    """What a dry run of `load_file` answers, with the lines as the profile reads them.

    Raises Refusal: unknown_profile, unknown_cashbook, declared_total.
    """
    with book.session() as session:
        every = wholes(book, session, arrival)
        first, reading = every[0], _read_together(every)
        if first.faults:
            told = _nothing(reading, first.faults)
        else:
            full = tuple(one for one in every if one.decided) or every[:1]
            told = _together(tuple(_foreseen(session, one) for one in full))
    found = {
        _place(line): outcome
        for one in every
        for line, outcome in zip(one.decided.lines, one.decided.outcomes(), strict=True)
    }
    outcomes = tuple(found[_place(line)] for line in reading.moving if _place(line) in found)
    return Preview(first.layout.profile, reading, outcomes, told)


def _place(line: FileLine) -> tuple[int, int]:
    return line.line, line.part


def _read_together(every: tuple[Whole, ...]) -> Reading:
    """The file as it reads, in its own order, whatever cashbooks its rows came into."""
    if len(every) == 1:
        return every[0].reading
    lines = sorted((line for one in every for line in one.reading.lines), key=_place)
    return replace(every[0].reading, lines=tuple(lines), computed=totals_of(tuple(lines)))


def _load(
    session: Session, arrival: Arrival, every: tuple[Whole, ...], key: str | None
) -> tuple[Loaded, ...]:
    several = len(every) > 1
    loads = [str(uuid.uuid4()) for _ in every]
    with translated():
        told = every[0].told if not several else tuple(one.told for one in every)
        key = key or key_of_load(session, arrival.content, told)
        documents = []
        for load, one in zip(loads, every, strict=True):
            digest = stage(session, load, one.decided, one.layout.profile)
            documents.append(one.document(load, digest))
            if one.day is not None:
                stage_bank(session, load, one.day.lines)
    given = {"files": documents} if several else documents[0]
    answer = act(session, "load_file", key, given)
    answers = answer["files"] if several else [answer]
    idle = _idle(every[0].reading)
    return tuple(_loaded(each, load, idle) for each, load in zip(answers, loads, strict=True))


def _idle(reading: Reading) -> int:
    return sum(line.type is LineType.IGNORE for line in reading.lines)


def _loaded(told: dict[str, Any], load: str, idle: int) -> Loaded:
    total = Pence(told["total_pence"])
    return Loaded(
        told["file"],
        told["batch"],
        told["lines"],
        told["matched"],
        told["suggested"],
        told["unmatched"],
        told["duplicates"],
        total,
        Pence(told["control_pence"] - total),
        cashbook=told.get("cashbook", ""),
        again=told.get("load", load) != load,  # the act took another one
        idle=idle,
    )


def _together(every: tuple[Loaded, ...]) -> Loaded:
    return replace(every[0], others=every[1:])


def _nothing(reading: Reading, faults: tuple[FileFault, ...]) -> Loaded:
    total = reading.computed.net or Pence(0)
    return Loaded(None, None, len(reading.moving), 0, 0, 0, 0, total, Pence(0), faults)


def _foreseen(session: Session, whole: Whole) -> Loaded:
    """What loading it would make, and the file that it is already, where it is loaded."""
    counted = replace(_counted(whole.reading, whole.decided), cashbook=whole.arrival.cashbook)
    digest = hashlib.sha256(whole.arrival.content).digest()
    with translated():
        row = session.execute(_STANDS, (digest, whole.arrival.cashbook)).fetchone()
    return counted if row is None else replace(counted, file=row[0], batch=row[1], again=True)


def _counted(reading: Reading, decided: Decided) -> Loaded:
    many = decided.counted()
    total = reading.computed.net or Pence(0)
    return Loaded(
        None,
        None,
        len(decided),
        many[Outcome.MATCHED],
        many[Outcome.SUGGESTED],
        many[Outcome.UNMATCHED],
        None,
        total,
        Pence(0),
        idle=_idle(reading),
    )


_STANDS = """
SELECT f.id, f.batch_id FROM rb.payment_file f JOIN rb.cashbook c ON c.id = f.cashbook_id
WHERE f.digest = %s AND f.live AND c.code = %s
"""
