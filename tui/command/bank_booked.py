"""Booked statements as the command line tells them: what is new, open, lacking, never shown."""

from collections.abc import Iterator, Sequence
from typing import Any

from core.bank_statement import CURRENCY
from core.money import Pence, pounds
from core.text import clean
from db.bank.standing import Gap, Standing
from db.bank.statements import Booking
from tui.command.answer import Answer, columns, counted
from tui.command.bank_words import fault_document


def booked_answer(done: Booking) -> Answer:
    """What became of a statement's file."""
    document = {
        "format": done.format,
        "statements": list(map(_document, done.statements)),
        "pending": done.pending,
        "again": done.again,
        "remarks": list(map(fault_document, done.remarks)),
        "faults": [],
    }
    return Answer(document, list(_words(done)))


def listed_answer(found: Sequence[Standing]) -> Answer:
    """Statements in a list."""
    document = {"statements": list(map(_document, found))}
    if not found:
        return Answer(document, ["no statements: rentbook bank load books one"])
    return Answer(document, [*_table(found), *_asked_about(found)])


def _document(one: Standing) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "cashbook": one.cashbook,
        "account": one.account,
        "currency": CURRENCY,
        "format": one.format,
        "name": one.name,
        "from": one.first,
        "to": one.last,
        "opening_pence": one.opening,
        "closing_pence": one.closing,
        "entries": one.lines,
        "credits_pence": one.credits,
        "debits_pence": one.debits,
        "proves": None if one.opening is None else not one.difference,
        "difference_pence": one.difference,
        "accepted_by": one.accepted_by or None,
        "known": one.known,
        "open": one.open,
        "login": one.by,
        "loaded_at": one.at,
        "gap": None if one.gap is None else _gap(one.gap),
    }


def _gap(one: Gap) -> dict[str, Any]:
    return {"after": one.after, "since": one.since, "until": one.until, "missing_pence": one.pence}


def _words(done: Booking) -> Iterator[str]:
    if done.again:
        first = done.statements[0]
        yield f"booked before, by {first.by} on {first.at:%d %b %H:%M}; as it stands by now:"
    yield from _table(done.statements)
    yield from _asked_about(done.statements)
    for remark in done.remarks:
        yield clean(f"line {remark.line}, {remark.field}: {remark.says}", 400)
    if done.pending:
        yield f"{counted(done.pending, 'entry', 'entries')} pending: not booked"


def _table(found: Sequence[Standing]) -> list[str]:
    head = ("statement", "cashbook", "from", "to", "in", "out", "closing", "lines", "new", "open")
    return columns([head, *map(_row, found)], right=(0, 4, 5, 6, 7, 8, 9))


def _row(one: Standing) -> tuple[object, ...]:
    closing = "" if one.closing is None else pounds(one.closing)
    sums = (pounds(one.credits), pounds(one.debits), closing)
    days = (one.first or "", one.last)
    counts = (one.lines, one.lines - one.known, one.open)
    return (one.statement, one.cashbook, *days, *sums, *counts)


def _asked_about(found: Sequence[Standing]) -> Iterator[str]:
    for one in found:
        if one.difference:
            lacks = pounds(Pence(abs(one.difference)))
            way = "more" if one.difference > 0 else "less"
            yield clean(
                f"statement {one.statement}: its closing balance is {lacks} {way} than opening and"
                f" entries, accepted by {one.accepted_by}: bank explain --statement {one.statement}"
                " says why"
            )
        if one.gap is not None:
            yield f"statement {one.statement}: {_missing(one.gap)}"


def _missing(gap: Gap) -> str:
    days = f"between {gap.since:%a %d %b} and {gap.until:%a %d %b} (after statement {gap.after})"
    if gap.pence is None:
        return f"no statement shows what moved {days}"
    way = "came in" if gap.pence > 0 else "went out"
    return f"{pounds(Pence(abs(gap.pence)))} {way} {days} that no statement shows"
