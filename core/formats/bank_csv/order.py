"""The order in which entries were booked, told by their days and by the running balance."""

from collections.abc import Iterator, Sequence

from core.bank_statement import StatementFault
from core.formats.bank_csv.entry import Entry
from core.money import Pence, pounds


def booked_order(entries: Sequence[Entry]) -> list[Entry]:
    """Oldest first: of the ways a bank may write them the one whose balance runs on best."""
    if not entries:
        return []
    down = list(entries)
    up = down[::-1]
    ways = [down, up] if entries[0].line.day <= entries[-1].line.day else [up, down]
    ways += [sorted(way, key=lambda one: one.line.day) for way in ways]
    return min(ways, key=lambda way: sum(1 for _ in _breaks(way)))


def balances(entries: Sequence[Entry]) -> tuple[Pence | None, Pence | None]:
    """The balance before the first entry and after the last, by those that are stated."""
    stated = [place for place, one in enumerate(entries) if one.balance is not None]
    if not stated:
        return None, None
    first, last = entries[stated[0]].balance, entries[stated[-1]].balance
    assert first is not None and last is not None, "these are stated"
    before = sum(one.line.pence for one in entries[: stated[0] + 1])
    after = sum(one.line.pence for one in entries[stated[-1] + 1 :])
    return Pence(first - before), Pence(last + after)


def broken(entries: Sequence[Entry]) -> Iterator[StatementFault]:
    """Each entry whose balance does not follow from the one before."""
    for one, lacks in _breaks(entries):
        says = (
            f"{pounds(lacks)} lies between this balance and the one before it: is an entry missing?"
        )
        yield StatementFault(one.line.line, "balance", "balance_breaks", says)


def _breaks(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Pence]]:
    known: int | None = None
    for one in entries:
        if known is not None:
            known += one.line.pence
        if one.balance is None:
            continue
        if known is not None and known != one.balance:
            yield one, Pence(one.balance - known)
        known = one.balance
