"""Payment files: read whole, matched, loaded as an open batch; settled line by line; reversed."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.matching import Matching, Outcome, Rules
from core.money import Pence, pounds
from core.payment_file import FileFault, Reading
from core.profile import Profile
from core.profile_read import read_pasted, read_payment_file
from core.refusal import Refusal
from core.text import clean
from db.acting import act, derived_key, new_key
from db.aliases import aliases_of
from db.book import Book, Session
from db.errors import translated
from db.file_ground import elsewhere, ground, key_of_load, net_declared, out_of_place
from db.file_lookup import LateFinder
from db.file_stage import Staged, digest, stage
from db.profiles import Layout, layout_named
from db.roll import rent_roll

Progress = Callable[[str], None]


def _silent(_words: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to be loaded: its bytes (or what was pasted), its own name, where its money came.

    `declared` is what the payer, or the bank credit, says it comes to; without it the total in
    the file stands. `day` is the effective date of lines without their own, today by default.
    """

    content: bytes
    name: str
    profile: str
    cashbook: str
    declared: Pence | None = None
    day: date | None = None
    replaces: int | None = None
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file; with faults nothing was loaded and `file` is None.

    `total` is the file's net; `difference` what the batch lacks of it: payments that stand
    already by another file.
    """

    file: int | None
    batch: int | None
    lines: int
    matched: int
    suggested: int
    unmatched: int
    duplicates: int
    total: Pence
    difference: Pence
    faults: tuple[FileFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is loaded: how it reads, and what would become of it.

    `outcomes` are those of `reading.moving`; empty where there are faults.
    """

    profile: Profile
    reading: Reading
    outcomes: tuple[Outcome, ...]
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class Settled:
    """An exception settled: the tally of its batch after it."""

    batch: int
    line: int
    left: Pence
    left_count: int


def load_file(
    book: Book,
    arrival: Arrival,
    *,
    dry: bool = False,
    key: str | None = None,
    progress: Progress = _silent,
) -> Loaded:
    """Reads, matches and loads a file, or with faults nothing; a dry run stops before the book.

    Loaded again it answers the same until it is reversed or its batch abandoned; of an empty day
    no file is made. Raises Refusal: unknown_profile, unknown_cashbook, declared_total,
    file_loaded (naming who), all_duplicates, lines_refused; Unknown with the key to send again.
    """
    with book.session() as session:
        whole = _whole(book, session, arrival, progress)
        if whole.faults:
            return _nothing(whole.reading, whole.faults)
        if dry or not whole.staged:
            return _counted(whole.reading, whole.staged)
        progress(f"{len(whole.staged):,} lines into the book")
        return _load(session, whole, key)


def preview(book: Book, arrival: Arrival) -> Preview:
    """What a dry run of `load_file` answers, with the lines as the profile reads them.

    Raises Refusal: unknown_profile, unknown_cashbook, declared_total.
    """
    with book.session() as session:
        whole = _whole(book, session, arrival)
    reading, staged = whole.reading, whole.staged
    told = _nothing(reading, whole.faults) if whole.faults else _counted(reading, staged)
    outcomes = tuple(one.match.outcome for one in staged)
    return Preview(whole.layout.profile, reading, outcomes, told)


def settle(book: Book, file: int, item: int, choice: "Choice", key: str | None = None) -> Settled:
    """Gives an exception its account, or sends it to suspense with a reason.

    Raises Refusal: unknown_line, unknown_account, wrong_landlord, account_closed,
    interest_declared, reason_needed, recovery_needs_account, not_your_batch, batch_not_open.
    """
    with book.session() as session:
        told = act(session, "settle_line", key or new_key(), file, item, choice.document())
    return Settled(told["batch"], item, Pence(told["left_pence"]), told["left_lines"])


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose a line is: `account` None is suspense; `remember` makes the name an alias too."""

    account: int | None
    reason: str = ""
    remember: bool = False

    def document(self) -> dict[str, Any]:
        """The act's argument."""
        return {"account_id": self.account, "reason": self.reason, "remember": self.remember}


def reverse_file(book: Book, file: int, why: str, key: str | None = None) -> dict[str, Any]:
    """Takes a posted file back whole; it may then be loaded again, corrected.

    Answers file, batch, posting and total_pence. Raises Refusal: unknown_file, file_open,
    reversed_already, reversal_needs_request, reason_needed.
    """
    with book.session() as session:
        return act(session, "reverse_file", key or key_to_reverse(file, why), file, why)


def key_to_reverse(file: int, why: str) -> str:
    """The key of a reversal for that reason."""
    return derived_key("reverse_file", file, why)


def _whole(
    book: Book, session: Session, arrival: Arrival, progress: Progress = _silent
) -> "_Whole":
    progress("reading the file")
    with translated():
        layout = layout_named(session, arrival.profile)
        at = ground(session, arrival.cashbook)
    reading = _read(layout, arrival)
    faults = (*reading.faults, *out_of_place(reading, layout.profile), *elsewhere(reading, at))
    if faults:
        return _Whole(arrival, layout, reading, (), faults)
    arrival = replace(arrival, declared=net_declared(layout.profile, arrival.declared))
    _declared(reading, arrival)
    progress(f"matching {len(reading.moving):,} lines")
    return _Whole(arrival, layout, reading, _matched(book, session, reading, layout, at.landlord))


def _read(layout: Layout, arrival: Arrival) -> Reading:
    if arrival.pasted:
        return read_pasted(layout.profile, arrival.content.decode("utf-8", "replace"))
    return read_payment_file(layout.profile, arrival.content)


def _declared(reading: Reading, arrival: Arrival) -> None:
    if arrival.declared is not None and arrival.declared != reading.computed.net:
        comes, told = (
            pounds(Pence(abs(one or 0))) for one in (reading.computed.net, arrival.declared)
        )
        words = f"the file comes to {comes}, {told} was declared: nothing was loaded"
        raise Refusal("declared_total", words, reading.computed.net)


def _matched(
    book: Book, session: Session, reading: Reading, layout: Layout, landlord: str
) -> tuple[Staged, ...]:
    with translated():
        roll = rent_roll(session)
        aliases = aliases_of(session, landlord, layout.profile.payer)
    rules = Rules(landlord, layout.profile.certain)
    matches = Matching(roll, rules, aliases, LateFinder(book)).lines(reading.moving)
    lines = zip(reading.moving, matches, strict=True)
    return tuple(Staged(item, line, match) for item, (line, match) in enumerate(lines, 1))


def _load(session: Session, whole: "_Whole", key: str | None) -> Loaded:
    load = str(uuid.uuid4())
    with translated():
        key = key or key_of_load(session, whole.arrival.content, whole.told)
        stage(session, load, whole.staged, whole.layout.profile)
    told = act(session, "load_file", key, whole.document(load))
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
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """A file read and matched, as the act is told of it."""

    arrival: Arrival
    layout: Layout
    reading: Reading
    staged: tuple[Staged, ...]
    faults: tuple[FileFault, ...] = ()

    @property
    def told(self) -> tuple[object, ...]:
        """What the operator and the profile say of the file."""
        arrival = self.arrival
        layout = self.layout.document()["digest"]
        return (arrival.cashbook, layout, arrival.declared, arrival.day, arrival.replaces)

    def document(self, load: str) -> dict[str, Any]:
        """The act's argument."""
        arrival, profile, reading = self.arrival, self.layout.profile, self.reading
        return {
            "load": load,
            "cashbook": arrival.cashbook,
            "stream": profile.posting.stream,
            "payer": profile.payer or profile.name,
            "name": clean(arrival.name),
            "file": hashlib.sha256(arrival.content).hexdigest(),
            "profile": self.layout.document(),
            "lines": len(self.staged),
            "gross_pence": reading.computed.gross,
            "recovery_pence": reading.computed.recovery,
            "net_pence": reading.computed.net,
            "declared_pence": _first(arrival.declared, reading.declared.net),
            "digest": digest(self.staged),
            "effective_date": arrival.day.isoformat() if arrival.day else None,
            "replaces": arrival.replaces,
        }


def _first(*amounts: Pence | None) -> Pence | None:
    return next((one for one in amounts if one is not None), None)


def _nothing(reading: Reading, faults: tuple[FileFault, ...]) -> Loaded:
    total = reading.computed.net or Pence(0)
    return Loaded(None, None, len(reading.moving), 0, 0, 0, 0, total, Pence(0), faults)


def _counted(reading: Reading, staged: tuple[Staged, ...]) -> Loaded:
    def many(outcome: Outcome) -> int:
        return sum(one.match.outcome is outcome for one in staged)

    total = reading.computed.net or Pence(0)
    return Loaded(
        None,
        None,
        len(staged),
        many(Outcome.MATCHED),
        many(Outcome.SUGGESTED),
        many(Outcome.UNMATCHED),
        many(Outcome.DUPLICATE),
        total,
        Pence(0),
    )
