"""`batch walk`: what a schedule walk expects, and what became of it."""

from typing import Any

import click

from core.money import Pence, pounds
from core.text import clean
from core.walk import Came, Step, Walked, total_of
from db.batches import Header
from db.book import Book
from db.walk.batch import items, open_walk
from db.walk.batch import walk as stands
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument
from tui.command.root import BookCommand, example


@click.command("walk", cls=BookCommand, epilog=example("rentbook batch walk 1001 --json"))
@batch_argument
@pass_call
def walk(call: Call, batch: int) -> Answer:
    """How a schedule walk stands: as expected, changed, missing, new payers."""
    with call.book() as book:
        found = stands(book, batch)
    document = {
        "batch": batch,
        "left": len(found.left),
        "counts": {came.value: len(found.that(came)) for came in Came},
        "missing_pence": total_of(found.that(Came.MISSING)),
        "new_pence": total_of(found.that(Came.NEW)),
        "items": [_step(one) for one in found.steps],
    }
    return Answer(document, _words(batch, found))


def opened_walk(book: Book, header: Header, key: str) -> Answer:
    """A walk that was opened, and what it expects."""
    batch = open_walk(book, header, key)
    due = items(book, batch)
    total = Pence(sum(one.amount for one in due))
    document = {"batch": batch, "expected": len(due), "expected_pence": total}
    words = f"batch {batch} is open, {len(due)} payments expected, {pounds(total)}"
    return Answer(document, [words])


def _step(step: Step) -> dict[str, Any]:
    item, line = step.item, step.line
    return {
        "came": step.came.value,
        "account": item.account if item else line.account if line else None,
        "reference": (item.reference if item else line.reference if line else "") or None,
        "expected_pence": item.amount if item else None,
        "due": item.day if item else None,
        "missed": item.missed if item else None,
        "passed_over": item.skipped if item else None,
        "line": line.number if line else None,
        "amount_pence": line.amount if line else None,
    }


def _words(batch: int, found: Walked) -> list[str]:
    told = found.says or "everything came as expected"
    left = f", {len(found.left)} still to be walked" if found.left else ""
    steps = found.that(Came.MISSING, Came.RESTS, Came.CHANGED, Came.NEW)
    rows = [_row(one) for one in steps]
    return [f"batch {batch}: {told}{left}", *(columns(rows, right=(3, 4)) if rows else ())]


def _row(step: Step) -> tuple[object, ...]:
    item, line = step.item, step.line
    reference = item.reference if item else line.reference if line else ""
    name = item.name if item else (line.name or line.quoted) if line else ""
    return (
        step.came.value,
        reference or "suspense",
        clean(name, 40),
        pounds(item.amount) if item else "",
        pounds(line.amount) if line else "",
        item.says if item else "",
    )
