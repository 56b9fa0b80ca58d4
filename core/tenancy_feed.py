"""A tenancy feed is the landlord's list of tenancies, checked row by row before any is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from core.delimited import RowFault, Table
from core.feed_row import CHARGES, OPTIONAL, REQUIRED, FeedPerson, FeedTenancy, read_row
from core.money import Pence
from core.reference import normalise
from core.text import clean

__all__ = ["Feed", "FeedPerson", "FeedTenancy", "opening_total", "read_feed"]


@dataclass(frozen=True, slots=True)
class Feed:
    """Every good row, every fault of the file, and the columns nobody knows."""

    tenancies: tuple[FeedTenancy, ...]
    faults: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]


def read_feed(
    table: Table, landlords: frozenset[str], progress: Callable[[int], None] | None = None
) -> Feed:
    """Check every row against the rules of commands.md, import tenancies; stop at no fault.

    `landlords` are the codes this book has; `progress` is told how many rows are done.
    """
    unknown = tuple(name for name in table.columns if name not in {*REQUIRED, *CHARGES, *OPTIONAL})
    if lacking := _lacking(table.columns):
        return Feed((), lacking, unknown)
    good: list[FeedTenancy] = []
    faults = list(table.faults)
    for done, row in enumerate(table.rows, 1):
        tenancy, wrong = read_row(row, landlords)
        faults.extend(wrong)
        if not wrong:
            good.append(tenancy)
        if progress and done % 1000 == 0:
            progress(done)
    faults.extend(_repeats(good))
    return Feed(tuple(good), tuple(sorted(faults, key=lambda one: one.line)), unknown)


def opening_total(tenancies: tuple[FeedTenancy, ...]) -> Pence:
    """What the opening balances come to, arrears positive."""
    return Pence(sum(tenancy.opening or 0 for tenancy in tenancies))


def _lacking(columns: tuple[str, ...]) -> tuple[RowFault, ...]:
    missing = [name for name in REQUIRED if name not in columns]
    if not any(name in columns for name in CHARGES):
        missing.append("weekly_charge")
    says = "the header lacks it: name this column in the first line"
    return tuple(RowFault(1, name, "column_missing", says) for name in missing)


def _repeats(tenancies: list[FeedTenancy]) -> list[RowFault]:
    """A tenancy or payment reference that stands twice, a property that differs from itself."""
    faults: list[RowFault] = []
    tenancy_at: dict[tuple[str, str], int] = {}
    payment_at: dict[tuple[str, str], int] = {}
    property_at: dict[tuple[str, str], FeedTenancy] = {}
    for one in tenancies:
        first = tenancy_at.setdefault((one.landlord, normalise(one.tenancy_ref)), one.line)
        if first != one.line:
            says = f"{one.tenancy_ref} stands on line {first} too: leave one of them"
            faults.append(RowFault(one.line, "tenancy_ref", "twice", says))
            continue
        first = payment_at.setdefault((one.landlord, one.payment_ref), one.line)
        if first != one.line:
            says = f"{one.payment_ref} is line {first}'s too: each account has its own"
            faults.append(RowFault(one.line, "payment_ref", "twice", says))
        same = property_at.setdefault((one.landlord, one.property_ref), one)
        if (same.kind, same.address) != (one.kind, one.address):
            says = (
                f"{one.property_ref} is {same.kind}, {clean(same.address, 40)} on line {same.line}"
            )
            faults.append(RowFault(one.line, "property_ref", "property_differs", says))
    return faults
