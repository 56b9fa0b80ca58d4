"""`suspense export` and `answers`: a query list for the council or DWP, and what they say to it."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import click

from core.delimited import BYTES_MAX, RowFault
from core.money import Pence, pounds
from core.refusal import Refusal
from core.suspense_answers import COLUMNS
from core.text import clean, sheet_cell
from db.book import Book
from db.new_file import new_file
from db.suspense.answers import Answered, read_book_answers
from db.suspense.cases import Case, cases
from db.suspense.clearings import do_clear
from tui.command.answer import REFUSED, Answer, Lines, counted
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import bytes_of, words

_SHOWN = 50


@click.command(
    "export", cls=BookCommand, epilog=example("rentbook suspense export --stream hb --out ask.csv")
)
@click.option("--stream", metavar="S", type=words, help="only what came by it, such as hb or uc")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path),
              help="a new file; stdout otherwise")  # fmt: skip
@pass_call
def export(call: Call, *, stream: str | None, out: Path | None) -> Answer:
    """The query list: open items with what was written, for the payer to say whose they are.

    CSV: item, date, amount, written, and an empty column reference to be filled in and read back
    by `suspense answers`. It names no tenant and no candidate.
    """
    with call.book() as book:
        asked = [one for one in cases(book) if stream in (None, one.stream)]
    total = sum(one.item.left for one in asked)
    document: dict[str, Any] = {"items": len(asked), "total_pence": total}
    if out is None:
        text = _csv(asked)
        return Answer(document | {"csv": Lines(text)}, text.splitlines())
    with new_file(out) as file:
        file.write(_csv(asked))
    return Answer(document | {"out": str(out)}, [f"{counted(len(asked), 'item')} written to {out}"])


@click.command("answers", cls=BookCommand, epilog=example("rentbook suspense answers ask.csv"))
@click.argument("file", type=words)
@click.option("--dry-run", is_flag=True, help="only say what would be cleared")
@pass_call
def answers(call: Call, file: str, *, dry_run: bool) -> Answer:
    """Clear items by a list of whose they are: all of it, or with faults nothing.

    CSV columns: item, reference, and as wanted amount (all that is left otherwise); a row without
    a reference is not answered. FILE may be - for stdin. Repeated, it clears nothing twice.
    """
    content = bytes_of(file, BYTES_MAX)
    with call.book() as book:
        read = read_book_answers(book, content)
        if read.faults:
            return _refused(read.faults, len(read.answered) + len(read.faults))
        done = [] if dry_run else list(_cleared(call, book, read.answered))
    total = Pence(sum(one.asked.pence for one in read.answered))
    document = {
        "items": done,
        "answered": len(read.answered),
        "unanswered": read.unanswered,
        "total_pence": total,
        "faults": [],
    }
    did = "would be cleared" if dry_run else "cleared"
    told = f"{counted(len(read.answered), 'item')} {did}, {pounds(total)}"
    return Answer(document, [f"{told}; {read.unanswered} without an answer"])


def _cleared(call: Call, book: Book, answered: tuple[Answered, ...]) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(answered, 1):
        call.progress.count("items cleared", number, len(answered))
        try:
            told = do_clear(book, one.asked, call.key(one.asked.key))
        except Refusal as refusal:
            raise _midway(refusal, one, number - 1) from refusal
        yield {
            "line": one.row.line,
            "item": told.item,
            "posting": told.posting,
            "account": one.asked.account,
            "cleared_pence": one.asked.pence,
            "left_pence": told.left,
        }


def _midway(refusal: Refusal, one: Answered, done: int) -> Refusal:
    """The book changed since the file was checked: what went before stands."""
    says = (
        f"line {one.row.line}: {refusal.says}; the {counted(done, 'item')} before it are cleared, "
        "the rest is not: the file may be sent again"
    )
    return Refusal(refusal.code, says, {"line": one.row.line, "cleared": done})


def _refused(faults: tuple[RowFault, ...], rows: int) -> Answer:
    says = f"{counted(len(faults), 'fault')} in {counted(rows, 'row')}, nothing was cleared: "
    says += "correct the file and send it again"
    told = [
        {"line": one.line, "field": one.field, "rule": one.rule, "why": one.says} for one in faults
    ]
    document = {"refused": "answers_refused", "says": says, "subject": told, "faults": told}
    lines = [
        clean(f"fault: line {one.line}, {one.field or 'row'}: {one.says}", 400)
        for one in faults[:_SHOWN]
    ]
    if more := len(faults[_SHOWN:]):
        lines.append(f"and {more} more: --json lists them all")
    return Answer(document, lines, REFUSED, refusal=says)


def _csv(asked: list[Case]) -> str:
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in asked:
        amount = pounds(one.item.left).replace(",", "")
        rows.writerow([one.item.item, one.item.came, amount, sheet_cell(one.words), ""])
    return text.getvalue()
