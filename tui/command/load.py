"""`load`: a payment file becomes an open batch, its lines matched; or with faults nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from core.money import Pence, pounds
from core.payment_file import FileFault
from core.text import clean
from db.bank.ties import Tie, TieState, tie_of
from db.files.arrival import Arrival
from db.files.lists import FileAtHand, file_at_hand
from db.files.loading import Loaded, load_file
from db.files.on_disk import content_of
from tui.command.answer import REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.options import key_option
from tui.command.root import BookCommand, example
from tui.command.values import AMOUNT, DAY, words
from tui.files.tie_told import tie_told

_SHOWN = 50


@click.command(
    "load",
    cls=BookCommand,
    epilog=example("rentbook load HB-2026-11-20.csv --profile hb-schedule --cashbook BENEFIT"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", metavar="P", type=words, required=True,
              help="how it is read: rentbook profile list")  # fmt: skip
@click.option("--cashbook", "cashbooks", metavar="C", type=words, required=True, multiple=True,
              help="where its money came; once for each account of a bank's file")  # fmt: skip
@click.option("--declared-total", "declared", metavar="A", type=AMOUNT,
              help="what it must come to: the payer's advice, or the bank credit")  # fmt: skip
@click.option("--date", "day", metavar="D", type=DAY,
              help="effective date of lines without their own, today by default")  # fmt: skip
@click.option("--replaces", metavar="FILE-ID", type=click.IntRange(1, 2**63 - 1),
              help="the file this one corrects, reversed or abandoned before")  # fmt: skip
@click.option("--pasted", is_flag=True, help="the file is text out of a PDF or an e-mail")
@click.option("--dry-run", is_flag=True, help="only say how it reads and matches")
@key_option
@pass_call
def command(call: Call, /, file: Path, **given: Any) -> Answer:
    """Load a payment file: read whole, matched line by line, an open batch with its control.

    Lines that match stand in the batch; `rentbook file show FILE-ID --waiting` lists the others.
    Loaded again it answers the same, until it is reversed or its batch abandoned.
    """
    first, *others = dict.fromkeys(one.upper() for one in given["cashbooks"])
    arrival = Arrival(
        content_of(file),
        file.name,
        given["profile"],
        first,
        declared=given["declared"],
        day=given["day"],
        replaces=given["replaces"],
        pasted=given["pasted"],
        others=tuple(others),
    )
    with call.book() as book:
        call.sent = given["key"]
        done = load_file(
            book, arrival, dry=given["dry_run"], key=given["key"], progress=call.progress.say
        )
        every = (done, *done.others)
        now = [file_at_hand(book, one.file) if one.file else None for one in every]
        dry = given["dry_run"]
        ties = [tie_of(book, one.file) if one.file and not dry else None for one in every]
    document = _document(done, now[0])
    if done.others:
        document["files"] = [
            _document(one, at) | {"cashbook": one.cashbook}
            for one, at in zip(every, now, strict=True)
        ]
    told = [said for one, at, bank in zip(every, now, ties, strict=True)
            for said in (*_words(one, at, dry=dry), *_bank(bank))]  # fmt: skip
    if not done.faults:
        return Answer(document, told)
    says = f"{counted(len(done.faults), 'fault')}, nothing was loaded: correct the file"
    refused = {"refused": "file_faults", "says": says, "subject": document["faults"]}
    return Answer(refused | document, told, REFUSED, refusal=says)


def _document(done: Loaded, now: FileAtHand | None) -> dict[str, Any]:
    return {
        "file": done.file,
        "batch": done.batch,
        "lines": done.lines,
        "matched": done.matched,
        "suggested": done.suggested,
        "unmatched": done.unmatched,
        "duplicates": done.duplicates,
        "idle": done.idle,
        "total_pence": done.total,
        "difference_pence": done.difference,
        "loaded_by": now.login if now else None,
        "loaded_at": now.at if now else None,
        "faults": [
            {"line": one.line, "field": one.field, "rule": one.rule, "why": one.says}
            for one in done.faults
        ],
    }


def _words(done: Loaded, now: FileAtHand | None, *, dry: bool) -> Iterator[str]:
    """What was loaded, and how it stands by now: it may have been sent before."""
    for fault in done.faults[:_SHOWN]:
        yield clean(f"fault: {_place(fault)}: {fault.says}", 400)
    if more := len(done.faults[_SHOWN:]):
        yield f"and {more} more: --json lists them all"
    if done.faults:
        return
    if now is None:
        yield "nothing was loaded (dry run)" if dry else "no line moves money: nothing to load"
    else:
        yield _standing(done, now)
        if dry:
            return
    yield f"{counted(done.lines, 'line')}, {pounds(done.total)}: {_outcomes(done)}"
    yield from _left_out(done)
    if now and now.waiting:
        yield f"{counted(now.waiting, 'line')} to settle: rentbook file show {now.file} --waiting"


def _left_out(done: Loaded) -> Iterator[str]:
    if done.idle:
        yield f"{counted(done.idle, 'row')} without money: left out"
    if done.difference:
        missing = pounds(Pence(abs(done.difference)))
        yield f"{missing} stands already by another file: the batch is short of the file by it"


def _standing(done: Loaded, now: FileAtHand) -> str:
    state = "" if now.state == "open" else f", {now.state} by now"
    if not done.again:
        return f"file {now.file} is loaded as batch {now.batch} of {now.cashbook}{state}"
    where = f"file {now.file}, batch {now.batch} of {now.cashbook}{state}"
    when = f"{now.at.astimezone():%-d %b %H:%M}"
    return f"loaded already, by {now.login} on {when}: {where}; nothing was loaded again"


def _bank(tie: Tie | None) -> Iterator[str]:
    """What the bank has of it; a bank's own file has nothing to wait for."""
    if tie is not None and tie.state is not TieState.OWN:
        way = f": rentbook file tie {tie.file}" if tie.state is TieState.AGREES else ""
        yield tie_told(tie) + way


def _outcomes(done: Loaded) -> str:
    told = [f"{done.matched:,} matched", f"{done.suggested:,} suggested"]
    told.append(f"{done.unmatched:,} unmatched")
    if done.duplicates is None:
        return ", ".join(told) + "; what stands already is told when it is loaded"
    return ", ".join([*told, f"{done.duplicates:,} duplicates"])


def _place(fault: FileFault) -> str:
    return f"line {fault.line}, {fault.field or 'row'}" if fault.line else "the file"
