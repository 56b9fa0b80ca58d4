"""`reveal`: a look at a restricted account, or at bank details, written down before it opens."""

import click

from db.account_acts import reveal
from db.bank_details import InFull, reveal_bank
from db.book import Book
from db.references import resolve
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import words
from tui.office_time import office


@click.command(
    "reveal",
    cls=BookCommand,
    epilog=example("rentbook reveal 10234417 --why 'she is on the telephone'"),
)
@click.argument("account", type=words)
@click.option("--bank", is_flag=True, help="its bank details in full (supervisors, auditors)")
@why_option
@key_option
@pass_call
def command(call: Call, account: str, *, bank: bool, why: str, key: str | None) -> Answer:
    """Open a restricted account to yourself for a quarter of an hour."""
    with call.book() as book:
        number = resolve(book, account)
        if bank:
            return _bank(book, call.key(key), number, why)
        until = reveal(book, call.key(key), number, why)
    document = {"account": number, "expires_at": until}
    return Answer(document, [f"account {number} is open to you until {office(until):%H:%M}"])


def _bank(book: Book, key: str, number: int, why: str) -> Answer:
    found = reveal_bank(book, key, number, why)
    document = {
        "account": number,
        "details": [
            {"payee": one.payee, "sort_code": one.account.sort_code, "request": one.request,
             "account_number": one.account.number, "roll": one.account.roll or None,
             "since": one.since, "until": one.until, "remark": one.remark or None}
            for one in found
        ],
    }  # fmt: skip
    rows = [_row(one) for one in found]
    return Answer(document, columns(rows) if rows else [f"account {number} has no bank details"])


def _row(one: InFull) -> tuple[str, ...]:
    until = f"to {office(one.until):%d %b %Y}" if one.until else "stands"
    since = f"{office(one.since):%d %b %Y}"
    return (one.payee, one.account.spaced, since, until, f"request {one.request}", one.remark)
