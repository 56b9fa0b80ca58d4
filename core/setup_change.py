"""A setup change is one thing that a setup file says otherwise than the book."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TypeVar

from core.codes import TRANSACTION_CODES, TransactionCode
from core.money import Pence, pounds
from core.setup_item import (
    DEFAULT_LIMITS,
    DEFAULT_POLICY,
    CashbookItem,
    LandlordItem,
    LimitItem,
    PeriodItem,
    Setup,
)
from core.setup_row import SetupFault
from core.stream import STREAMS, Stream

Item = LandlordItem | CashbookItem | TransactionCode | Stream | LimitItem | PeriodItem | object
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to add (`was` empty) or to change; `wanted` is the whole item as it will be.

    `asks` is whether it needs a request once there are postings.
    """

    what: str
    name: str
    was: str
    now: str
    wanted: Item
    asks: bool = False

    @property
    def words(self) -> str:
        """`cashbook MAIN: sort_code 089999 → 089998`, or `landlord CLY: new: …`."""
        told = f"{self.was} → {self.now}" if self.was else f"new: {self.now}"
        return f"{self.what} {self.name}: {told}" if self.name else f"{self.what}: {told}"


def changes(book: Setup, wanted: Setup, today: date) -> tuple[Change, ...]:
    """What applying `wanted` to `book` would do, in the order in which it can be done.

    What `wanted` does not name stands as the book has it, or else comes from the defaults.
    """
    found: list[Change] = []
    go_live = wanted.go_live or book.go_live
    if go_live is not None and go_live != book.go_live:
        was = str(book.go_live or "")
        found.append(Change("go_live", "", was, str(go_live), go_live, asks=bool(was)))
    landlords = {one.code: one for one in book.landlords}
    found += _differing("landlord", landlords, wanted.landlords, lambda one: one.code)
    cashbooks = {one.code: one for one in book.cashbooks}
    found += _differing(
        "cashbook",
        cashbooks,
        [_as_it_stands(one, cashbooks.get(one.code)) for one in wanted.cashbooks],
        lambda one: one.code,
        ("sort_code", "account_number", "tolerance"),
    )
    codes = {one.code: one for one in book.codes}
    found += _differing("code", codes, _or(wanted.codes, TRANSACTION_CODES, codes, "code"),
                        lambda one: one.code)  # fmt: skip
    streams = {one.name: one for one in book.streams}
    found += _differing("stream", streams, _or(wanted.streams, STREAMS, streams, "name"),
                        lambda one: one.name, ("debits", "code", "blind_above"))  # fmt: skip
    found += _limits(book, wanted)
    found += _policy(book, wanted)
    if go_live is not None:
        found += _periods(book, wanted, go_live, today)
    return tuple(found)


def book_faults(book: Setup, wanted: Setup) -> tuple[SetupFault, ...]:
    """What of a setup file can never stand in this book, with the way out."""
    faults: list[SetupFault] = []
    landlords = {one.code for one in (*book.landlords, *wanted.landlords)}
    for landlord, where in (
        *((one.landlord, f"cashbook {one.code}") for one in wanted.cashbooks),
        *((one.landlord, f"period {one.name}") for one in wanted.periods),
    ):
        if landlord not in landlords:
            says = f"there is no landlord {landlord}: add it as [[landlord]]"
            faults.append(SetupFault(where, "unknown_landlord", says))
    codes = {one.code for one in (*book.codes, *wanted.codes, *TRANSACTION_CODES)}
    for stream in wanted.streams:
        if stream.code not in codes:
            says = f"there is no code {stream.code}: add it as [[code]]"
            faults.append(SetupFault(f"stream {stream.name}", "unknown_code", says))
    owned = {one.code: one.landlord for one in book.cashbooks}
    for one in wanted.cashbooks:
        if owned.get(one.code, one.landlord) != one.landlord:
            says = f"it is {owned[one.code]}'s for good: choose another code for a new cashbook"
            faults.append(SetupFault(f"cashbook {one.code}", "cashbook_moved", says))
    if wanted.go_live is None and book.go_live is None:
        says = "write go_live = 2026-04-06 above everything: the first day of this book"
        faults.append(SetupFault("go_live", "missing", says))
    return tuple(faults)


def _or(
    named: Sequence[Kept], shipped: Sequence[Kept], book: dict[str, Kept], key: str
) -> tuple[Kept, ...]:
    """What is named, and of what ships everything that neither the file nor the book has."""
    told = {getattr(one, key) for one in named} | set(book)
    return (*named, *(one for one in shipped if getattr(one, key) not in told))


def _as_it_stands(one: CashbookItem, old: CashbookItem | None) -> CashbookItem:
    """A tolerance that is not named stays as the book has it."""
    if one.tolerance is not None or old is None:
        return one
    return replace(one, tolerance=old.tolerance)


def _differing(
    what: str,
    book: dict[str, Kept],
    wanted: Iterable[Kept],
    key: Callable[[Kept], str],
    asks: tuple[str, ...] = (),
) -> Iterator[Change]:
    for one in wanted:
        old = book.get(key(one))
        if old is None:
            yield Change(what, key(one), "", _said(one), one)
            continue
        differ = [name for name in _shown(one) if getattr(old, name) != getattr(one, name)]
        if differ:
            was, now = (", ".join(f"{name} {_text(getattr(item, name))}" for name in differ)
                        for item in (old, one))  # fmt: skip
            yield Change(what, key(one), was, now, one, asks=any(name in asks for name in differ))


def _limits(book: Setup, wanted: Setup) -> Iterator[Change]:
    known = {(one.group, one.kind): one for one in book.limits}
    named = {(one.group, one.kind) for one in wanted.limits}
    # A shipped limit stands only where the group has no limit of that kind at all.
    shipped = [one for one in DEFAULT_LIMITS if (one.group, one.kind) not in named | set(known)]
    for one in (*wanted.limits, *shipped):
        old = known.get((one.group, one.kind))
        if old != one:
            name = f"{one.group}, {one.kind}"
            yield Change("limit", name, _limit(old) if old else "", _limit(one), one, asks=True)


def _limit(one: LimitItem) -> str:
    day = "" if one.day is None else f", {pounds(one.day)} a day"
    return f"{pounds(one.item)} an item{day}"


def _policy(book: Setup, wanted: Setup) -> Iterator[Change]:
    known, named = dict(book.policy), dict(wanted.policy)
    shipped = {name: value for name, value in DEFAULT_POLICY.items() if name not in known}
    for name, value in {**shipped, **named}.items():
        if name not in known or known[name] != value:
            was = str(known[name]) if name in known else ""
            yield Change("policy", name, was, str(value), (name, value), asks=True)


def _periods(book: Setup, wanted: Setup, go_live: date, today: date) -> Iterator[Change]:
    for code in dict.fromkeys(one.code for one in (*book.landlords, *wanted.landlords)):
        standing = [one for one in book.periods if one.landlord == code]
        named = [one for one in wanted.periods if one.landlord == code]
        until = (max(today, go_live) + timedelta(days=366)).replace(day=1)
        own = any(one.name != f"{one.first:%Y-%m}" for one in standing)
        for one in named or (() if own else months(code, go_live, until)):
            old = next((other for other in standing if other.name == one.name), None)
            if old != one and (named or not any(_overlap(one, other) for other in standing)):
                was = _days(old) if old else ""
                yield Change("period", f"{one.name} of {code}", was, _days(one), one, bool(old))


def months(landlord: str, first: date, until: date) -> Iterator[PeriodItem]:
    """Calendar months from the one of `first` to the one of `until`."""
    start = first.replace(day=1)
    while start <= until:
        after = (start + timedelta(days=32)).replace(day=1)
        yield PeriodItem(landlord, f"{start:%Y-%m}", start, after - timedelta(days=1))
        start = after


def _days(one: PeriodItem) -> str:
    return f"{one.first} to {one.last}"


def _overlap(one: PeriodItem, other: PeriodItem) -> bool:
    return one.name == other.name or (one.first <= other.last and other.first <= one.last)


def _shown(item: object) -> list[str]:
    unkept = ("hb_eligible", "kind") if isinstance(item, TransactionCode) else ()
    return [field.name for field in fields(item) if field.name not in unkept]  # type: ignore[arg-type]  # items are dataclasses


def _said(item: object) -> str:
    return ", ".join(
        _text(getattr(item, name)) for name in _shown(item)[1:] if _text(getattr(item, name))
    )


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    return pounds(Pence(value)) if isinstance(value, int) else str(value)
