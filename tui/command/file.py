"""`file`: payment files as they stand, their exceptions settled, a posted one taken back."""

from typing import Any

import click

from core.money import Pence, pounds
from core.text import clean
from db.bank.ties import Tie, tie_of
from db.bank.ties import tie as tie_file
from db.files.lists import (
    FileAtHand,
    LineAtHand,
    Proposal,
    file_at_hand,
    file_lines,
    files,
)
from db.files.reversing import key_to_reverse, reverse_file
from tui.command.answer import Answer, columns, counted
from tui.command.call import Call, pass_call
from tui.command.file_settle import put_back_row, settle_row
from tui.command.options import file_argument, key_option, why_option
from tui.command.root import Noun, example
from tui.files.tie_told import tie_told


@click.group("file", cls=Noun)
def command() -> None:
    """Payment files that were loaded."""


for _one in (settle_row, put_back_row):
    command.add_command(_one)


@command.command("list", epilog=example("rentbook file list --open"))
@click.option("--open", "open_only", is_flag=True, help="those whose batch is open only")
@pass_call
def list_(call: Call, *, open_only: bool) -> Answer:
    """Files, those to settle first, then the latest."""
    with call.book() as book:
        found = [one for one in files(book) if not open_only or one.state == "open"]
    if not found:
        return Answer({"files": []}, ["no files: rentbook load takes one in"])
    head = ("file", "batch", "state", "profile", "cashbook", "lines", "waiting", "net", "name")
    told = columns([head, *map(_row, found)], right=(0, 1, 5, 6, 7))
    return Answer({"files": [_document(one) for one in found]}, told)


@command.command(epilog=example("rentbook file show 501 --waiting"))
@file_argument
@click.option("--waiting", is_flag=True, help="lines to settle only")
@pass_call
def show(call: Call, file: int, *, waiting: bool) -> Answer:
    """A file with its lines, what is proposed for each and why."""
    with call.book() as book:
        head = file_at_hand(book, file)
        lines = file_lines(book, file, waiting=waiting)
        stands = tie_of(book, file)
    document = _document(head) | {"bank": _bank(stands), "items": [_item(one) for one in lines]}
    said = [f"  {told}"] if (told := tie_told(stands)) else []
    return Answer(document, [*_words(head), *said, *_table(lines)])


@command.command(epilog=example("rentbook file reverse 501 --why 'the council recalled it'"))
@file_argument
@why_option
@key_option
@pass_call
def reverse(call: Call, file: int, why: str, key: str | None) -> Answer:
    """Take a posted file back whole; corrected, it may be loaded again."""
    with call.book() as book:
        told = reverse_file(book, file, why, call.key(key or key_to_reverse(file, why)))
    total = pounds(Pence(told["total_pence"]))
    return Answer(told, [f"{told['posting']} takes file {file} back: {total}"])


@command.command(epilog=example("rentbook file tie 501 20031 20044"))
@file_argument
@click.argument("lines", nargs=-1, type=click.IntRange(1, 2**63 - 1))
@key_option
@pass_call
def tie(call: Call, file: int, lines: tuple[int, ...], key: str | None) -> Answer:
    """Tie a file to its bank credit: the one that agrees, or the LINES named that make it up.

    The credit is posted from the bank to the payer's clearing, once; undone on Reconcile.
    """
    with call.book() as book:
        call.sent = key
        done = tie_file(book, file, lines, key)
        stands = tie_of(book, file)
    document = {
        "file": file,
        "match": done.match,
        "posting": done.posting or None,
        "credit_pence": done.pence,
        "lines": [one.line for one in stands.credits],
    }
    return Answer(document, [f"file {file} is {tie_told(stands)}"])


def _document(one: FileAtHand) -> dict[str, Any]:
    return {
        "file": one.file,
        "batch": one.batch,
        "state": one.state,
        "name": one.name,
        "profile": one.profile,
        "version": one.version,
        "payer": one.payer,
        "cashbook": one.cashbook,
        "landlord": one.landlord,
        "stream": one.stream,
        "login": one.login,
        "holder": one.holder,
        "loaded_at": one.at,
        "lines": one.lines,
        "matched": one.matched,
        "suggested": one.suggested,
        "unmatched": one.unmatched,
        "duplicates": one.duplicates,
        "waiting": one.waiting,
        "gross_pence": one.gross,
        "recovery_pence": one.recovery,
        "total_pence": one.net,
        "declared_pence": one.declared,
        "control_pence": one.control,
    }


def _bank(one: Tie) -> dict[str, Any]:
    told = [{"line": each.line, "day": each.day, "pence": each.pence} for each in one.credits]
    return {"state": one.state.value, "credits": told}


def _item(one: LineAtHand) -> dict[str, Any]:
    return {
        "line": one.line,
        "row": one.row,
        "batch_line": one.item,
        "type": one.type,
        "outcome": one.outcome,
        "waits": one.waits,
        "amount_pence": -one.pence if one.debit else one.pence,
        "effective": one.day,
        "keys": [list(key) for key in one.keys],
        "name": one.name,
        "address": one.address,
        "postcode": one.postcode,
        "narrative": one.narrative,
        "account": one.account if one.kept else None,
        "reference": one.reference or None,
        "suspense": one.kept and one.account is None,
        "reason": one.reason or None,
        "settled_by": one.settled_by or None,
        "default": one.default,
        "holds": list(one.holds),
        "doubt": one.doubt or None,
        "candidates": [_candidate(each) for each in one.proposals],
        "raw": one.raw,
    }


def _candidate(one: Proposal) -> dict[str, Any]:
    return {
        "account": one.account,
        "reference": one.reference,
        "name": one.name or None,
        "address": one.address or None,
        "score": one.score,
        "why": [said for _, _, said, _ in one.features],
    }


def _words(one: FileAtHand) -> list[str]:
    told = f"file {one.file} {one.state}, batch {one.batch}, {counted(one.lines, 'line')}"
    counts = f"{one.matched} matched, {one.suggested} suggested, {one.unmatched} unmatched"
    return [
        f"{told}, {pounds(one.net)}",
        clean(f"  {one.name}, by {one.profile} version {one.version} into {one.cashbook}"),
        f"  {counts}, {one.duplicates} duplicates, {one.waiting} to settle",
    ]


def _row(one: FileAtHand) -> tuple[object, ...]:
    head = (one.file, one.batch, one.state, one.profile, one.cashbook)
    return (*head, one.lines, one.waiting, pounds(one.net), one.name)


def _table(lines: tuple[LineAtHand, ...]) -> list[str]:
    if not lines:
        return []
    head = ("row", "type", "amount", "stands", "to", "who", "holds")
    return columns([head, *map(_line, lines)], right=(0, 2))


def _line(one: LineAtHand) -> tuple[object, ...]:
    amount = pounds(Pence(-one.pence if one.debit else one.pence))
    who = " ".join(part for part in (*(value for _, value in one.keys), one.name) if part)
    stands = "settled" if one.settled_by else one.outcome
    holds = one.doubt or ", ".join(one.holds)
    return (one.row, one.type, amount, stands, _to(one), who, holds)


def _to(one: LineAtHand) -> str:
    if one.kept:
        return one.reference or "suspense"
    top = next(iter(one.proposals), None)
    return f"{top.reference}? {top.score} %" if top and one.waits else ""
