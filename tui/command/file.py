"""`file`: payment files as they stand, their exceptions settled, a posted one taken back."""

from typing import Any

import click

from core.money import Pence, pounds
from core.text import clean
from db.bank.ties import Tie, tie_of
from db.bank.ties import tie as tie_file
from db.batch_items import items
from db.batch_lists import listed
from db.book import Book
from db.files.lists import FileAtHand, LineAtHand, Proposal, file_at_hand, file_lines, files
from db.files.reversing import key_to_reverse, reverse_file
from db.files.settling import Choice, settle
from db.references import resolve
from tui.command.answer import Answer, columns, counted
from tui.command.call import Call, pass_call
from tui.command.options import file_argument, key_option, why_option
from tui.command.root import Noun, example
from tui.command.values import words
from tui.files.tie_told import tie_told

_SUSPENSE = "suspense"


@click.group("file", cls=Noun)
def command() -> None:
    """Payment files that were loaded."""


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


@command.command("settle", epilog=example("rentbook file settle 501 7 10234417 --remember"))
@file_argument
@click.argument("line", type=click.IntRange(1, 1_000_000))
@click.argument("account", type=words)
@click.option("--why", metavar="T", type=words, default="", help="the reason; suspense needs one")
@click.option("--remember", is_flag=True, help="the name becomes an alias when the file is posted")
@key_option
@pass_call
def settle_line(call: Call, /, file: int, line: int, account: str, **given: Any) -> Answer:
    """Give an exception its ACCOUNT, any reference of it, or send it to suspense.

    LINE is the line's number in the batch, as `file show` lists it. The payer's own number is
    bound to the account when the file is posted.
    """
    with call.book() as book:
        head = file_at_hand(book, file)
        choice = Choice(_account(book, account, head), given["why"], given["remember"])
        _settle(call, book, (head, line), choice, given["key"])
        after = file_at_hand(book, file)
        left = listed(book, head.batch)
    lacks = None if left.keyed is None else Pence(after.control - left.keyed)
    document = {
        "file": file,
        "batch": head.batch,
        "line": line,
        "account": choice.account,
        "waiting": after.waiting,
        "left_pence": lacks,
    }
    to = "suspense" if choice.account is None else account
    return Answer(document, [f"line {line} to {to}: {counted(after.waiting, 'line')} to settle"])


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


def _account(book: Book, written: str, head: FileAtHand) -> int | None:
    return None if written.lower() == _SUSPENSE else resolve(book, written, head.landlord)


def _settle(
    call: Call, book: Book, where: tuple[FileAtHand, int], choice: Choice, key: str | None
) -> None:
    """Settles the line, unless it stands so already."""
    head, line = where
    found = items(book, head.batch, line)
    stands = found[0] if found else None
    settled = stands is not None and stands.match == "settled"
    same = stands is not None and (stands.account, stands.reason) == (choice.account, choice.reason)
    if key is None and settled and same and not choice.remember:
        return
    # A line settled otherwise in between is another line to settle.
    kept_at = stands.kept_at if stands else None
    derived = ("settle", head.file, line, *choice.document().values(), kept_at)
    settle(book, head.file, line, choice, call.key(key, *derived))


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
        "line": one.item,
        "file_line": one.line,
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
    head = ("line", "row", "type", "amount", "stands", "to", "who", "holds")
    return columns([head, *map(_line, lines)], right=(0, 1, 3))


def _line(one: LineAtHand) -> tuple[object, ...]:
    amount = pounds(Pence(-one.pence if one.debit else one.pence))
    who = " ".join(part for part in (*(value for _, value in one.keys), one.name) if part)
    stands = "settled" if one.settled_by else one.outcome
    holds = one.doubt or ", ".join(one.holds)
    return (one.item, one.line, one.type, amount, stands, _to(one), who, holds)


def _to(one: LineAtHand) -> str:
    if one.kept:
        return one.reference or "suspense"
    top = next(iter(one.proposals), None)
    return f"{top.reference}? {top.score} %" if top and one.waits else ""
