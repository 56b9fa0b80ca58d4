"""Near is a bank line and an entry of one reference a few pence apart: proposed, never exact."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from core.money import Pence, pounds
from core.reconciliation.evidence import against
from core.reconciliation.item import Item, Kind, Proposal, Window

_NAMED_MAX = 50  # entries of one reference; what more bear decides nothing


def near(
    bank: Sequence[Item], book: Sequence[Item], window: Window, within: Pence
) -> list[Proposal]:
    """Pairs apart by at most `within` whose words share a reference, each with one other only."""
    both = sorted(set(_both(bank, book, window, within)) if within > 0 else ())
    of_line, of_entry = Counter(a for a, _ in both), Counter(b for _, b in both)
    lines, entries = {one.key: one for one in bank}, {other.key: other for other in book}
    return [_proposal(lines[a], entries[b]) for a, b in both if of_line[a] == of_entry[b] == 1]


def _both(
    bank: Sequence[Item], book: Sequence[Item], window: Window, within: Pence
) -> Iterator[tuple[int, int]]:
    named: dict[str, list[Item]] = defaultdict(list)
    for other in book:
        for reference in other.references:
            named[reference].append(other)
    for one in bank:
        for reference in one.references:
            found = named.get(reference, ())
            for other in found if len(found) <= _NAMED_MAX else ():
                if _fits(one, other, within) and window.holds(one.day, other.day):
                    yield one.key, other.key


def _fits(one: Item, other: Item, within: Pence) -> bool:
    same_way = (one.pence > 0) == (other.pence > 0)
    return same_way and 0 < abs(one.pence - other.pence) <= within and not against(one, other)


def _proposal(one: Item, other: Item) -> Proposal:
    apart = pounds(Pence(abs(one.pence - other.pence)))
    why = f"{apart} apart, within the tolerance, named in the bank's words"
    return Proposal(Kind.ONE_TO_ONE, (one.key,), (other.key,), one.pence, exact=False, why=why)
