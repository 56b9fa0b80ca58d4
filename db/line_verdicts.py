"""The verdicts on all receipts of a lines file, reached as one set."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from itertools import pairwise

from core.corroboration import Candidate, Receipt
from core.line_verdict import Named, Standing, Verdict, verdict, written
from core.lines_file import ReceiptRow
from db.book import Session
from db.line_facts import Fact, Head, Same, facts, look_alikes, receipt, standing
from db.references import Resolved, resolve_many

_NEIGHBOURS_MAX = 3


def verdicts(session: Session, at: Head, rows: Sequence[ReceiptRow]) -> list[Verdict]:
    """A verdict on each row, in their order; a few round trips whatever their number."""
    texts = {written(row) for row in rows if not row.to_suspense}
    resolved = resolve_many(session, texts, at.landlord)
    known = facts(session, {one.account for one in resolved.values() if one.account}, at)
    alike = _Alike(look_alikes(session, known.values(), at), {row.amount for row in rows})
    named = {text: _named(one, known) for text, one in resolved.items()}
    asked = {
        (candidate.account, _day(row, at))
        for row in rows
        if (candidate := _candidate(row, named)) is not None
    }
    seen = standing(session, asked, at)
    judged: list[Verdict] = []
    for row in rows:
        name = Named(None) if row.to_suspense else named[written(row)]
        one = verdict(row, name, _standing(row, name.candidate, at, alike, seen))
        if one.fault is None and one.account is not None:
            seen.setdefault((one.account, one.day, row.amount), f"line {row.line} of this file")
        judged.append(one)
    return judged


def _standing(
    row: ReceiptRow, candidate: Candidate | None, at: Head, alike: "_Alike", seen: dict[Same, str]
) -> Standing:
    day = _day(row, at)
    if candidate is None:
        return Standing(at.landlord, day, needs=at.needs, mine=at.mine)
    same = (candidate.account, day, row.amount)
    where = seen.get(same)
    earlier: tuple[Receipt, ...] = (receipt(same, where),) if where else ()
    neighbours = alike.to(candidate, row.amount)
    return Standing(at.landlord, day, neighbours, earlier, at.needs, at.mine)


def _named(resolved: Resolved, known: dict[int, Fact]) -> Named:
    if resolved.account is None:
        return Named(None, resolved.code)
    fact = known[resolved.account]
    return Named(None, "account_closed") if fact.closed else Named(fact.candidate)


def _candidate(row: ReceiptRow, named: dict[str, Named]) -> Candidate | None:
    return None if row.to_suspense else named[written(row)].candidate


def _day(row: ReceiptRow, at: Head) -> date:
    return row.day or at.effective


class _Alike:
    """Live accounts that pay an amount of the file, by name and by reference but for a letter."""

    def __init__(self, candidates: Iterable[Candidate], amounts: Container[int]) -> None:
        self._by_slip: dict[tuple[str, int | None], list[Candidate]] = {}
        self._by_name: dict[tuple[str, int | None], list[Candidate]] = {}
        for one in candidates:
            if one.usual not in amounts:
                continue
            self._by_name.setdefault((one.name, one.usual), []).append(one)
            for gap in _gaps(one.reference):
                self._by_slip.setdefault((gap, one.usual), []).append(one)

    def to(self, candidate: Candidate, amount: int) -> tuple[Candidate, ...]:
        """Others that pay this amount; whether they are alike enough corroboration decides."""
        found = list(self._by_name.get((candidate.name, amount), ())[: _NEIGHBOURS_MAX + 1])
        for gap in _gaps(candidate.reference):
            found += self._by_slip.get((gap, amount), ())
        return tuple(one for one in found if one.account != candidate.account)


def _gaps(reference: str) -> list[str]:
    """The reference with each letter left open in turn, and with neighbours in either order."""
    open_ones = [f"{reference[:at]}?{reference[at + 1 :]}" for at in range(len(reference))]
    swapped = [
        f"{reference[:at]}{min(one, two)}{max(one, two)}!{reference[at + 2 :]}"
        for at, (one, two) in enumerate(pairwise(reference))
        if one != two
    ]
    return open_ones + swapped
