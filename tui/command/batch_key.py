"""`batch key`: a list of receipts into a batch, each line as if keyed."""

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from core.delimited import BYTES_MAX, BadFile, RowFault, decoded
from core.delimited import read_table as table_of
from core.money import BadAmount, parse_amount, pounds
from core.refusal import Refusal
from core.text import clean, sheet_cell
from db.lines import LinesKeyed, Terms, key_lines, key_of
from tui.command.answer import REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.options import batch_argument, key_option
from tui.command.root import BookCommand, example
from tui.command.values import bytes_of, why

_SHOWN = 50  # faults in words; --json and --rejects have them all


@click.command(
    "key",
    cls=BookCommand,
    epilog=example("rentbook batch key 1001 --lines receipts.csv --keep-good --rejects left.csv"),
)
@batch_argument
@click.option("--lines", "lines", metavar="FILE", required=True, help="CSV, or - for stdin")
@click.option("--keep-good", is_flag=True, help="keep the good lines beside faulty ones")
@click.option("--rejects", metavar="FILE", help="with --keep-good: the rest, to be corrected")
@click.option("--add", is_flag=True, help="a further file for the same batch")
@key_option
@pass_call
def key(call: Call, /, batch: int, **given: Any) -> Answer:
    """Key a list of receipts: all of them, or with faults none.

    CSV columns: reference, amount, and as wanted date, payer, narrative, reason, corrects, auth,
    last4, drawer, cheque_number, provider_ref. `suspense` as reference sends to suspense.
    """
    if given["rejects"] and not given["keep_good"]:
        raise click.UsageError("--rejects goes with --keep-good")
    content = bytes_of(given["lines"], BYTES_MAX)
    terms = Terms(given["keep_good"], given["add"], given["key"])
    with call.book() as book, _replacing(given["rejects"]) as reject:
        call.sent = given["key"] or key_of(batch, sha256(content).digest())
        told = key_lines(book, batch, content, terms)
        reject(content, told.faults)
    if not told.faults or given["keep_good"]:
        return Answer(_document(told), _words(told, batch))
    faults, of = counted(len(told.faults), "fault"), counted(told.lines, "line")
    says = f"{faults} in {of}, nothing was kept: correct the file, or use --keep-good"
    document = _document(told)
    refused = {"refused": "lines_refused", "says": says, "subject": document["faults"]}
    return Answer(refused | document, _words(told, batch), REFUSED, refusal=says)


def _document(told: LinesKeyed) -> dict[str, Any]:
    return {
        "lines": told.lines,
        "keyed": told.keyed,
        "look": [_look(one) for one in told.look],
        "faults": [_fault(one) for one in told.faults],
        "total_pence": told.total,
        "difference_pence": told.difference,
        "unknown_columns": list(told.unknown_columns),
    }


def _fault(one: RowFault) -> dict[str, Any]:
    return {"line": one.line, "field": one.field, "rule": one.rule, "says": one.says}


def _look(one: Any) -> dict[str, Any]:
    return {
        "line": one.line,
        "batch_line": one.batch_line,
        "reference": one.reference,
        "amount_pence": one.amount,
        "says": one.says,
    }


def _words(told: LinesKeyed, batch: int) -> Iterator[str]:
    if told.unknown_columns:
        yield clean(f"columns not known and not read: {', '.join(told.unknown_columns)}")
    for look in told.look[:_SHOWN]:
        yield clean(f"look: line {look.line}, {look.reference} {pounds(look.amount)}: {look.says}")
    for fault in told.faults[:_SHOWN]:
        field = f", {fault.field}" if fault.field else ""
        yield clean(f"fault: line {fault.line}{field}: {fault.says} ({fault.rule})", 400)
    more = len(told.look[_SHOWN:]) + len(told.faults[_SHOWN:])
    if more:
        yield f"and {more} more: --json lists them all"
    total = "" if told.total is None else f", batch {batch} comes to {pounds(told.total)}"
    yield f"{told.keyed:,} of {counted(told.lines, 'line')} kept{total}"


@contextmanager
def _replacing(named: str | None) -> Iterator[Callable[[bytes, tuple[RowFault, ...]], None]]:
    """Writes the rejected rows; that the file can be written is known before anything is kept."""
    if named is None:
        yield lambda _content, _faults: None
        return
    target = Path(named)
    made: Path | None = None
    try:
        handle, made_as = tempfile.mkstemp(dir=target.parent, prefix=".rejects-")
        made = Path(made_as)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield lambda content, faults: csv.writer(file).writerows(_rejected(content, faults))
        made.replace(target)
    except OSError as error:
        words = f"{clean(named)}: {why(error)}"
        raise Refusal("file_unwritable", words, clean(named)) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def _rejected(content: bytes, faults: tuple[RowFault, ...]) -> Iterator[list[str]]:
    try:
        table = table_of(content)
    except BadFile:
        return
    why_of: dict[int, list[str]] = {}
    for fault in faults:
        why_of.setdefault(fault.line, []).append(f"{fault.field} {fault.says}".strip())
    yield [*map(sheet_cell, table.columns), "rejected_line", "rejected_why"]
    rows = dict(table.rows)
    raw = decoded(content).splitlines()
    for line, told in sorted(why_of.items()):
        cells = rows.get(line)
        words = "; ".join(told)
        if cells is None:  # a row of too many fields or too few stands there as it was written
            words = f"{words}: {raw[line - 1]}"
        kept = [_cell(cells[name]) if cells else "" for name in table.columns]
        yield [*kept, str(line), sheet_cell(words)]


def _cell(text: str) -> str:
    """A cell no program takes for a formula; an amount stays one, whatever its sign."""
    try:
        parse_amount(text)
    except BadAmount:
        return sheet_cell(text)
    return clean(text)
