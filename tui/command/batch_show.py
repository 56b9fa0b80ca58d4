"""`batch show` and `batch list`: how batches stand, and their lines."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from core.money import Pence, pounds
from core.text import clean
from db.batch_items import Item, items, posted_at
from db.batch_lists import Listed, batches, listed
from db.book import Book
from db.second_reading import Answer as Reading
from db.second_reading import standings
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument
from tui.command.root import BookCommand, example


@click.command("show", cls=BookCommand, epilog=example("rentbook batch show 1001 --json"))
@batch_argument
@pass_call
def show(call: Call, batch: int) -> Answer:
    """A batch with its lines."""
    with call.book() as book:
        head = listed(book, batch)
        lines = items(book, batch)
        again = standings(book, batch)
        document = document_of(book, head) | {"items": [_item(line) for line in lines]}
    if again:
        document["second_keying"] = [
            {"line": line, "state": state.value} for line, state in again.items()
        ]
    return Answer(document, [*words_of(head), *_lines(lines, again), *_second(lines, again)])


@click.command("list", cls=BookCommand, epilog=example("rentbook batch list --open --mine"))
@click.option("--open", "open_only", is_flag=True, help="open ones only")
@click.option("--mine", is_flag=True, help="held by me")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="batches"
)
@pass_call
def list_batches(call: Call, *, open_only: bool, mine: bool, limit: int) -> Answer:
    """Batches, newest first."""
    with call.book() as book:
        found = batches(book, open_only=open_only, mine=mine, limit=limit)
        documents = [document_of(book, head) for head in found]
    return Answer({"batches": documents}, _rows(found))


def shown(book: Book, batch: int) -> Answer:
    """A batch as it stands after an act."""
    head = listed(book, batch)
    return Answer(document_of(book, head), words_of(head))


def document_of(book: Book, head: Listed) -> dict[str, Any]:
    """A batch for programs; of a colleague's open one lines and total are null."""
    return {
        "batch": head.number,
        "state": str(head.state),
        "lines": head.count,
        "total_pence": head.keyed,
        "posted_at": posted_at(book, head.number) if head.entry else None,
        "number": head.entry or None,
        "cashbook": head.cashbook,
        "landlord": head.landlord,
        "stream": head.stream,
        "effective": head.effective,
        "book_date": head.book_date,
        "maker": head.maker,
        "holder": head.holder,
        "opened_at": head.opened_at,
        "control_pence": head.control,
        "control_count": head.control_count,
        "difference_pence": difference(head),
    }


def difference(head: Listed) -> Pence | None:
    """Keyed less control, None where either is not told."""
    if head.control is None or head.keyed is None:
        return None
    return Pence(head.keyed - head.control)


def words_of(head: Listed) -> list[str]:
    """A batch in a line or two."""
    lines = "" if head.count is None else f", {head.count} lines, {_pounds(head.keyed)}"
    told = f"batch {head.number} {head.state}{lines}"
    named = f"  {head.cashbook} {head.stream}, book date {head.book_date}, held by {head.holder}"
    if head.entry:
        return [f"{told}, number {head.entry}", clean(named)]
    control = f"control {_pounds(head.control)}, {head.control_count} lines"
    return [told, clean(f"{named}, {control if head.control is not None else 'no control yet'}")]


def _rows(found: list[Listed]) -> list[str]:
    if not found:
        return ["no batches"]
    head = ("batch", "state", "cashbook", "stream", "book date", "lines", "total", "held by")
    return columns([head, *(_row(one) for one in found)], right=(5, 6))


def _row(one: Listed) -> tuple[object, ...]:
    return (
        one.number,
        one.state,
        one.cashbook,
        one.stream,
        one.book_date,
        "" if one.count is None else one.count,
        _pounds(one.keyed),
        one.holder,
    )


def _item(one: Item) -> dict[str, Any]:
    return {
        "line": one.line,
        "state": one.state,
        "account": one.account,
        "reference": one.reference or None,
        "tenancy": one.tenancy or None,
        "amount_pence": one.amount,
        "effective": one.effective,
        "quoted": one.quoted,
        "look": one.look,
        "reason": one.reason,
        "match": one.match,
        "score": one.score,
    }


def _lines(lines: list[Item], again: Mapping[int, Reading]) -> Iterator[str]:
    if lines:
        yield from columns([_line(one, again.get(one.line)) for one in lines], right=(0, 2))


def _second(lines: list[Item], again: Mapping[int, Reading]) -> Iterator[str]:
    """How far the second keying is, line by line for whoever may not read the lines yet."""
    if not again:
        return
    equal = sum(state is Reading.EQUAL for state in again.values())
    yield f"second keying: {equal} of {len(again)} lines agree"
    if not lines:
        yield from (f"  line {line}: {state.value}" for line, state in again.items())


def _line(one: Item, again: Reading | None) -> tuple[object, ...]:
    state = f"{one.state}, second keying {again.value}" if again else one.state
    return (
        one.line,
        one.reference or "suspense",
        pounds(one.amount),
        state,
        one.quoted,
        one.look or one.reason,
    )


def _pounds(amount: Pence | None) -> str:
    return "" if amount is None else pounds(amount)
