"""`request schedule`: many write-offs found by a filter, or overpayments listed in a file."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from core.delimited import BYTES_MAX, decoded
from core.money import BadAmount, Pence, parse_amount, pounds
from core.names import parse_names, short_names
from core.refusal import Refusal
from core.text import clean
from db.book import Book
from db.references import resolve
from db.requests.schedules import (
    Candidate,
    Filter,
    Made,
    candidates,
    make_overpayments,
    make_schedule,
    reason_allowed,
)
from tui.command.answer import Answer, columns
from tui.command.values import AMOUNT, DAY, bytes_of, words

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--former", is_flag=True, help="of a schedule: accounts of former tenants"),
    click.option("--at-most", metavar="A", type=AMOUNT, help="of a schedule: owing at most this"),
    click.option("--ended-before", metavar="D", type=DAY, help="of a schedule: ended before then"),
    click.option("--landlord", metavar="CODE", type=words, help="of a schedule: whose accounts"),
    click.option("--except", "excepted", metavar="ACCOUNT", type=words, multiple=True,
                 help="of a schedule: not this reference; may be given again"),
    click.option("--lines", metavar="FILE", type=FILE, help="of overpayments: reference,amount"),
    click.option("--dry-run", is_flag=True, help="of a schedule: only show its lines"),
)  # fmt: skip


def schedule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The filter of a schedule."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def ask_schedule(book: Book, about: str, given: dict[str, Any], key: str) -> Answer:
    """Makes the schedule, or shows what it would be made of."""
    if about == "overpayment":
        return _overpayments(book, given, key)
    if about != "write-off":
        raise click.BadParameter("a schedule is of write-off or overpayment", param_hint="ABOUT")
    if not given["former"] or given["at_most"] is None:
        raise click.UsageError("a schedule of write-offs needs --former and --at-most")
    wanted = Filter(
        Pence(given["at_most"]), given["ended_before"], given["landlord"] or "", given["excepted"]
    )
    found = candidates(book, wanted)
    if len({each.landlord for each in found}) > 1 and not given["dry_run"]:
        raise click.UsageError("the filter finds accounts of several landlords: say --landlord")
    if given["reason"]:
        reason_allowed(book, given["reason"])
    if given["dry_run"] or not found:
        return _found(found)
    return _made(make_schedule(book, found, given["reason"] or "", given["why"], key))


def _overpayments(book: Book, given: dict[str, Any], key: str) -> Answer:
    if given["lines"] is None:
        raise click.UsageError("a schedule of overpayments needs --lines FILE: reference,amount")
    lines = tuple(_lines(book, given["lines"]))
    if given["dry_run"]:
        total = Pence(sum(pence for _, pence in lines))
        document = {"lines": [{"account": account, "amount_pence": pence}
                              for account, pence in lines], "amount_pence": total}  # fmt: skip
        return Answer(document, [f"{len(lines)} accounts, {pounds(total)}; nothing was asked"])
    paid = {name: given[name] for name in ("payee", "sort_code", "account_number") if given[name]}
    return _made(make_overpayments(book, lines, paid | {"why": given["why"]}, key))


def _lines(book: Book, file: Path) -> Iterator[tuple[int, Pence]]:
    """Each account once, with its amount; a header of those two names is passed over."""
    rows = list(csv.reader(io.StringIO(decoded(bytes_of(str(file), BYTES_MAX)))))
    for place, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[:2] == ["reference", "amount"]:
            continue
        if len(cells) < 2:
            raise Refusal("bad_file", f"line {place}: write reference,amount", place)
        try:
            yield resolve(book, cells[0]), parse_amount(cells[1])
        except BadAmount as bad:
            raise Refusal("bad_file", f"line {place}: {bad.says}", place) from None
        except Refusal as refusal:
            raise Refusal(refusal.code, f"line {place}: {refusal.says}", place) from None


def _made(made: Made) -> Answer:
    total = f"{len(made.requests)} requests, {pounds(made.pence)}"
    document = {
        "schedule": made.schedule,
        "requests": list(made.requests),
        "amount_pence": made.pence,
    }
    return Answer(document, [f"schedule {made.schedule}: {total}, for another to decide"])


def _found(found: tuple[Candidate, ...]) -> Answer:
    total = sum(each.pence for each in found)
    rows = [
        (
            each.landlord,
            each.reference,
            each.kind,
            clean(short_names(parse_names(each.names))) if each.names else "",
            f"{each.ended or ''}",
            pounds(each.pence),
        )
        for each in found
    ]
    lines = list(columns(rows, right=(5,))) if rows else ["no account of the filter owes anything"]
    document = {
        "lines": [
            {"account": each.account, "reference": each.reference, "landlord": each.landlord,
             "amount_pence": each.pence, "ended": each.ended}
            for each in found
        ],
        "amount_pence": total,
    }  # fmt: skip
    asked = f"{len(found)} accounts, {pounds(Pence(total))}; nothing was asked"
    return Answer(document, [*lines, asked])
