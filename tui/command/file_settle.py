"""`file settle` and `file put-back`: a line, called by its row in the file, gets its account."""

from typing import Any

import click

from core.money import Pence
from core.names import parse_names, short_names
from core.payment_file.row_number import read_row
from db.batch_items import items
from db.batch_lists import listed
from db.book import Book
from db.files.lists import FileAtHand, LineAtHand, file_at_hand, file_line, line_in_row
from db.files.settling import Choice, put_back, settle
from db.references import resolve
from tui.command.answer import Answer, counted
from tui.command.call import Call, pass_call
from tui.command.options import file_argument, key_option
from tui.command.root import BookCommand, example
from tui.command.values import words

_SUSPENSE = "suspense"


class RowNumber(click.ParamType[tuple[int, int]]):
    """A row of a payment file, `88`, or `88.2` for what that row takes back besides."""

    name = "row"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Line and part."""
        found = read_row(str(value))
        if found is None:
            self.fail("a row of the file, please, such as 88 or 88.2", param, ctx)
        return found


row_argument = click.argument("row", type=RowNumber())


@click.command(
    "settle", cls=BookCommand, epilog=example("rentbook file settle 501 88 10234417 --remember")
)
@file_argument
@row_argument
@click.argument("account", type=words)
@click.option("--why", metavar="T", type=words, default="",
              help="the reason: to suspense, or elsewhere than where it matched")  # fmt: skip
@click.option("--remember", is_flag=True, help="the name becomes an alias when the file is posted")
@key_option
@pass_call
def settle_row(
    call: Call, /, file: int, row: tuple[int, int], account: str, **given: Any
) -> Answer:
    """Give a line its ACCOUNT, any reference of it, or send it to suspense.

    ROW is the line's row in the file, as `file show` lists it. The payer's own number is bound
    to the account when the file is posted. What was matched for certain goes elsewhere with a
    reason only; `file put-back` undoes it.
    """
    with call.book() as book:
        head = file_at_hand(book, file)
        before = line_in_row(book, file, row)
        choice = Choice(_account(book, account, head), given["why"], given["remember"])
        _settle(call, book, (head, before), choice, given["key"])
        return _answer(book, head, before)


@click.command("put-back", cls=BookCommand, epilog=example("rentbook file put-back 501 88"))
@file_argument
@row_argument
@key_option
@pass_call
def put_back_row(call: Call, file: int, row: tuple[int, int], key: str | None) -> Answer:
    """Take a settlement back: the line stands again as matching left it."""
    with call.book() as book:
        head = file_at_hand(book, file)
        before = line_in_row(book, file, row)
        if before.settled_by or key:
            put_back(book, file, before.item, call.key(key))
        return _answer(book, head, before)


def _account(book: Book, written: str, head: FileAtHand) -> int | None:
    return None if written.lower() == _SUSPENSE else resolve(book, written, head.landlord)


def _settle(
    call: Call, book: Book, where: tuple[FileAtHand, LineAtHand], choice: Choice, key: str | None
) -> None:
    """Settles the line, unless it stands so already."""
    head, line = where
    same = line.kept and (line.account, line.reason) == (choice.account, choice.reason)
    if key is None and line.settled_by and same and not choice.remember:
        return
    found = items(book, head.batch, line.item)
    # A line settled otherwise in between is another line to settle.
    kept_at = found[0].kept_at if found else None
    derived = ("settle", head.file, line.item, *choice.document().values(), kept_at)
    settle(book, head.file, line.item, choice, call.key(key, *derived))


def _answer(book: Book, head: FileAtHand, before: LineAtHand) -> Answer:
    """Where the line stands now, and where it stood before: both are named."""
    after, line = file_at_hand(book, head.file), file_line(book, head.file, before.item)
    left = listed(book, head.batch)
    document = {
        "file": head.file,
        "batch": head.batch,
        "line": line.line,
        "row": line.row,
        "batch_line": line.item,
        "account": line.account,
        "reference": line.reference or None,
        "was_account": before.account,
        "was_reference": before.reference or None,
        "waiting": after.waiting,
        "left_pence": None if left.keyed is None else Pence(after.control - left.keyed),
    }
    old, now = _stands(before), _stands(line)
    was = f", was {old}" if old != now else ""
    told = f"row {line.row} {now}{was}: {counted(after.waiting, 'line')} to settle"
    return Answer(document, [told])


def _stands(line: LineAtHand) -> str:
    if not line.kept:
        return "waits"
    if line.account is None:
        return "to suspense"
    name = short_names(parse_names(line.stands_as)) if line.stands_as else ""
    how = "settled" if line.settled_by else "matched for certain"
    return f"{how} to {line.reference} {name}".strip()
