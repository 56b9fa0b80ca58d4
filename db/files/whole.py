"""A payment file read whole and matched, cashbook by cashbook, as the book is told of it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.matching import Decided, Matching, Roll, Rules
from core.money import Pence, pounds
from core.payment_file import FileFault, Reading, totals_of
from core.payment_file.controls import declared_instead
from core.payment_file.read import read_pasted, read_payment_file
from core.refusal import Refusal
from core.text import clean
from db.bank.day_file import DayFile, by_cashbook, day_file
from db.bank.owner import OwnAccount, accounts_of
from db.bank.stage import sums
from db.book import Book, Session
from db.errors import translated
from db.files.aliases import aliases_of
from db.files.arrival import Arrival
from db.files.ground import Ground, elsewhere, ground, net_declared, out_of_place
from db.files.lookup import LateFinder
from db.files.profiles import Layout, layout_named
from db.files.roll import rent_roll

Progress = Callable[[str], None]


def silent(_words: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file, or one cashbook's part of it; with faults nothing is staged.

    `day` holds its bank lines, where it is the bank's own file.
    """

    arrival: Arrival
    layout: Layout
    reading: Reading
    decided: Decided
    faults: tuple[FileFault, ...] = ()
    day: DayFile | None = None

    @property
    def told(self) -> tuple[object, ...]:
        """What the operator and the profile say of the file."""
        arrival = self.arrival
        layout = self.layout.document()["digest"]
        return (arrival.cashbook, layout, arrival.declared, arrival.day, arrival.replaces)

    def document(self, load: str, digest: str) -> dict[str, Any]:
        """The act's argument; `digest` is of the lines as they were staged."""
        arrival, profile, reading = self.arrival, self.layout.profile, self.reading
        told = {
            "load": load,
            "cashbook": arrival.cashbook,
            "stream": profile.posting.stream,
            "payer": profile.payer or profile.name,
            "name": clean(arrival.name),
            "file": hashlib.sha256(arrival.content).hexdigest(),
            "profile": self.layout.document(),
            "lines": len(self.decided),
            "gross_pence": reading.computed.gross,
            "recovery_pence": reading.computed.recovery,
            "net_pence": reading.computed.net,
            "declared_pence": _first(arrival.declared, reading.declared.net),
            "digest": digest,
            "effective_date": arrival.day.isoformat() if arrival.day else None,
            "replaces": arrival.replaces,
        }
        if self.day is None:
            return told
        return told | {"bank": {"accounts": list(self.day.accounts), **sums(self.day.lines)}}


def wholes(
    book: Book, session: Session, arrival: Arrival, progress: Progress = silent
) -> tuple[Whole, ...]:
    """The file read and matched, a part for each cashbook that its lines came into.

    Raises Refusal: unknown_profile, unknown_cashbook, declared_total.
    """
    progress("reading the file")
    with translated():
        layout = layout_named(session, arrival.profile)
        grounds = [ground(session, code) for code in arrival.cashbooks]
        own = accounts_of(session, arrival.cashbooks)
    reading = _read(layout, arrival)
    whole = Whole(arrival, layout, reading, Decided((), Roll(())))
    astray = (*out_of_place(reading, layout.profile), *elsewhere(reading, _together(grounds)))
    faults = (*reading.faults, *astray)
    if faults:
        return (replace(whole, faults=faults),)
    arrival = replace(arrival, declared=net_declared(layout.profile, arrival.declared))
    whole = replace(whole, arrival=arrival)
    _declared(reading, arrival)
    progress(f"matching {len(reading.moving):,} lines")
    parts = [_part(whole, at, own) for at in grounds]
    return tuple(_matched(book, session, one, at) for one, at in zip(parts, grounds, strict=True))


def _part(whole: Whole, at: Ground, own: tuple[OwnAccount, ...]) -> Whole:
    """The file as one cashbook has it: of a file of several, the rows of its accounts."""
    reading, arrival = whole.reading, replace(whole.arrival, cashbook=at.cashbook, others=())
    if whole.arrival.others:
        nothing = replace(reading, lines=(), computed=totals_of(()))
        reading = by_cashbook(reading, own).get(at.cashbook, nothing)
        reading = replace(reading, declared=replace(reading.declared, net=None))
        arrival = replace(arrival, declared=None)
    mine = tuple(one for one in own if one.cashbook == at.cashbook)
    day = day_file(whole.layout.profile, reading, mine)
    return replace(whole, arrival=arrival, reading=reading, day=day)


def _together(grounds: list[Ground]) -> Ground:
    names = ", ".join(one.cashbook for one in grounds)
    accounts = frozenset(account for one in grounds for account in one.accounts)
    return Ground(names, grounds[0].landlord, accounts)


def _read(layout: Layout, arrival: Arrival) -> Reading:
    if arrival.pasted:
        reading = read_pasted(layout.profile, arrival.content.decode("utf-8", "replace"))
    else:
        reading = read_payment_file(layout.profile, arrival.content)
    if arrival.declared is None:
        return reading
    return replace(reading, faults=declared_instead(reading.faults))


def _declared(reading: Reading, arrival: Arrival) -> None:
    if arrival.declared is not None and arrival.declared != reading.computed.net:
        comes, told = (
            pounds(Pence(abs(one or 0))) for one in (reading.computed.net, arrival.declared)
        )
        words = f"the file comes to {comes}, {told} was declared: nothing was loaded"
        raise Refusal("declared_total", words, reading.computed.net)


def _matched(book: Book, session: Session, whole: Whole, at: Ground) -> Whole:
    profile, moving = whole.layout.profile, whole.reading.moving
    with translated():
        roll = rent_roll(session)
        aliases = aliases_of(session, at.landlord, profile.payer)
    rules = Rules(at.landlord, profile.certain)
    decided = Matching(roll, rules, aliases, LateFinder(book)).decided(moving)
    return replace(whole, decided=decided)


def _first(*amounts: Pence | None) -> Pence | None:
    return next((one for one in amounts if one is not None), None)
