"""The verdicts on all receipts of a lines file, reached as one set."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.corroboration import Candidate, Receipt
from core.line_verdict import Named, Standing, Verdict, verdict, written
from core.lines_file import ReceiptRow
from db.book import Session
from db.line_facts import Fact, Head, Same, facts_and_rivals, receipt, standing
from db.references import Resolved, resolve_many


def verdicts(session: Session, at: Head, rows: Sequence[ReceiptRow]) -> list[Verdict]:
    """A verdict on each row, in their order; a few round trips whatever their number."""
    texts = {written(row) for row in rows if not row.to_suspense}
    resolved = resolve_many(session, texts, at.landlord)
    wanted = {one.account for one in resolved.values() if one.account}
    known, live = facts_and_rivals(session, wanted, at)
    named = {text: _named(one, known) for text, one in resolved.items()}
    names = [NOBODY if row.to_suspense else named[written(row)] for row in rows]
    asked = {
        (name.candidate.account, row.day or at.effective)
        for row, name in zip(rows, names, strict=True)
        if name.candidate is not None
    }
    beside = _neighbours(rows, names, live)
    return _judged(rows, names, beside, _Beside(at, standing(session, asked, at)))


NOBODY = Named(None)


def _neighbours(
    rows: Sequence[ReceiptRow], names: Sequence[Named], live: Sequence[Candidate]
) -> list[tuple[Candidate, ...]]:
    """Look-alikes of each row's account, by the row's amount."""
    from core.look_alike import look_alikes  # numpy, which other commands on batches do without

    asked = {
        place: (name.candidate, row.amount)
        for place, (row, name) in enumerate(zip(rows, names, strict=True))
        if name.candidate is not None
    }
    found: list[tuple[Candidate, ...]] = [()] * len(rows)
    for place, alike in zip(asked, look_alikes(list(asked.values()), live), strict=True):
        found[place] = alike
    return found


@dataclass(frozen=True, slots=True)
class _Beside:
    """What all rows share: their batch, and the receipts that stand already."""

    at: Head
    seen: dict[Same, str]


def _judged(
    rows: Sequence[ReceiptRow],
    names: Sequence[Named],
    neighbours: Sequence[tuple[Candidate, ...]],
    beside: _Beside,
) -> list[Verdict]:
    judged: list[Verdict] = []
    for row, name, alike in zip(rows, names, neighbours, strict=True):
        one = verdict(row, name, _standing(row, name.candidate, alike, beside))
        if one.fault is None and one.account is not None:
            same = (one.account, one.day, row.amount)
            beside.seen.setdefault(same, f"line {row.line} of this file")
        judged.append(one)
    return judged


def _standing(
    row: ReceiptRow,
    candidate: Candidate | None,
    alike: tuple[Candidate, ...],
    beside: _Beside,
) -> Standing:
    at = beside.at
    day = row.day or at.effective
    if candidate is None:
        return Standing(at.landlord, day, needs=at.needs, mine=at.mine)
    same = (candidate.account, day, row.amount)
    where = beside.seen.get(same)
    earlier: tuple[Receipt, ...] = (receipt(same, where),) if where else ()
    return Standing(at.landlord, day, alike, earlier, at.needs, at.mine)


def _named(resolved: Resolved, known: dict[int, Fact]) -> Named:
    if resolved.account is None:
        return Named(None, resolved.code)
    fact = known[resolved.account]
    return Named(None, "account_closed") if fact.closed else Named(fact.candidate)
