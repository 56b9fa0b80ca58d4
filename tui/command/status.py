"""`status`: how the book stands."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from core.money import pounds
from core.text import clean
from db.status import Status, status
from tui.command.answer import Answer, counted
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.office_time import office


@click.command("status", cls=BookCommand, epilog=example("rentbook status --json"))
@pass_call
def command(call: Call) -> Answer:
    """The chains' heads, unsigned days, suspense over its limit, who holds locks, open batches."""
    with call.book() as book:
        found = status(book)
    return Answer(_document(found), _words(found))


def _document(found: Status) -> dict[str, Any]:
    told = asdict(found)
    suspense = told["suspense"]
    for name in ("total", "over_total"):
        suspense[f"{name}_pence"] = suspense.pop(name)
    days = [one.oldest for one in found.unsigned if one.oldest is not None]
    return told | {"oldest_unsigned": min(days, default=None)}


def _words(found: Status) -> Iterator[str]:
    for head in found.heads:
        yield clean(f"chain {head.number} of {head.login}, head {head.head[:16]}")
    sealed = (
        "never sealed" if found.sealed_at is None else f"sealed {office(found.sealed_at):%d/%m/%Y}"
    )
    yield f"{sealed}, {counted(found.unsealed, 'entry', 'entries')} since"
    for one in found.unsigned:
        signed = "never signed" if one.signed_to is None else f"signed to {one.signed_to}"
        oldest = "nothing since" if one.oldest is None else f"oldest unsigned day {one.oldest}"
        yield f"cashbook {one.cashbook}: {signed}, {oldest}"
    suspense = found.suspense
    yield (
        f"suspense: {suspense.count} items, {pounds(suspense.total)}; over"
        f" {suspense.limit_days} days {suspense.over}, {pounds(suspense.over_total)}"
    )
    for holder in found.holders:
        gate = " and the gate" if holder.gate else ""
        yield clean(f"{holder.login} (process {holder.pid}) holds up {holder.waiting}{gate}")
    for batch in found.open:
        yield clean(
            f"{batch.login}: {batch.count} open, the oldest since {office(batch.oldest):%d/%m/%Y}"
        )
