"""`batch again`: the second keying of a blind batch, its lines listed or read from a file."""

import csv
import io
from pathlib import Path
from typing import Any

import click

from core.money import BadAmount, Pence, parse_amount
from core.refusal import Refusal
from core.text import clean
from db.book import Book
from db.second_reading import BlindLine, blind_lines, read_line
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument
from tui.command.root import BookCommand, example

_BYTES_MAX = 5_000_000


@click.command("again", cls=BookCommand, epilog=example("rentbook batch again 1001"))
@batch_argument
@click.option(
    "--lines",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV with the columns line and amount, read from the documents",
)
@pass_call
def again(call: Call, batch: int, file: Path | None) -> Answer:
    """The second keying of a blind batch, by somebody who could not see the first.

    Without --lines it lists whose each line is, never an amount. With it each amount is compared:
    equal, read again (a third reading decides) or differs (whoever keyed it corrects it).
    """
    with call.book() as book:
        lines = blind_lines(book, batch)
        if file is not None:
            _read(book, batch, lines, _amounts(file))
            lines = blind_lines(book, batch)
    told = [_line(one) for one in lines]
    agreed = sum(one["standing"] == "equal" for one in told)
    words = f"batch {batch}: {agreed} of {len(told)} lines agree with their second keying"
    rows = [(one.line, one.reference or "suspense", clean(one.name or one.quoted, 40),
             one.cheque_number, one.standing) for one in lines]  # fmt: skip
    document = {"batch": batch, "lines": len(told), "equal": agreed, "items": told}
    return Answer(document, [words, *(columns(rows, right=(0,)) if rows else ())])


def _read(book: Book, batch: int, lines: tuple[BlindLine, ...], amounts: dict[int, Pence]) -> None:
    waiting = {one.line: one.standing.next_pass for one in lines}
    for line, amount in amounts.items():
        if line not in waiting:
            raise Refusal("line_not_kept", f"batch {batch} has no kept line {line}", line)
        reading = waiting[line]
        if reading is not None:
            read_line(book, batch, line, reading, amount)


def _amounts(file: Path) -> dict[int, Pence]:
    """Every amount by its line, all read before the first is kept."""
    if file.stat().st_size > _BYTES_MAX:
        raise Refusal("file_too_long", "over five million bytes: is it the right file?")
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8-sig", errors="replace")))
    found: dict[int, Pence] = {}
    for place, row in enumerate(rows, 2):
        try:
            found[int(row["line"])] = parse_amount(row["amount"] or "")
        except (KeyError, TypeError, ValueError) as wrong:
            says = wrong.says if isinstance(wrong, BadAmount) else "write columns line and amount"
            raise Refusal("line_wrong", f"row {place}: {says}", place) from wrong
    return found


def _line(one: BlindLine) -> dict[str, Any]:
    return {
        "line": one.line,
        "standing": str(one.standing),
        "reference": one.reference or None,
        "name": one.name or None,
        "quoted": one.quoted,
        "drawer": one.drawer,
        "cheque_number": one.cheque_number,
        "effective": one.effective,
    }
