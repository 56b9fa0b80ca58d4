"""`bank`: what the bank says, statement by statement, read or booked."""

from pathlib import Path
from typing import Any

import click

from core.bank_statement_read import FORMATS, read_bank_statement
from core.file_text import CONTENT_MAX
from db.bank.statements import Arrival, load_statement, statements
from db.bank.withdrawing import withdraw_statement
from db.files.ground import Ground, ground_of
from tui.command import bank_lines
from tui.command.answer import Answer, counted
from tui.command.bank_booked import booked_answer, listed_answer
from tui.command.bank_explain import explain_
from tui.command.bank_open import open_
from tui.command.bank_words import answer_of
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import Noun, example
from tui.command.values import bytes_of, words


@click.group("bank", cls=Noun)
def command() -> None:
    """Bank statements."""


@command.command(
    epilog=example("rentbook bank load statement.sta --cashbook MAIN"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--cashbook", "cashbooks", metavar="C", type=words, required=True, multiple=True,
              help="whose account it is of; once for each where it is of several")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(FORMATS),
              help="how it is written; found out by its content without")  # fmt: skip
@click.option("--accept-difference", "accepts", is_flag=True,
              help="book it though opening and entries are not its closing balance")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="only say how it reads, of any currency or account")
@key_option
@pass_call
def load(call: Call, /, file: Path, **given: Any) -> Answer:
    """Book a bank statement: each entry becomes a bank line, or is known already.

    Loaded again it says how it stands. Pending entries are not booked; what is of another account
    or currency is refused whole.
    """
    codes = tuple(dict.fromkeys(one.upper() for one in given["cashbooks"]))
    content, format_ = bytes_of(str(file), CONTENT_MAX), given["format_"] or ""
    with call.book() as book:
        grounds = [ground_of(book, code) for code in codes]
        if given["dry_run"]:
            return answer_of(read_bank_statement(content, format_), _together(grounds))
        call.sent = given["key"]
        arrival = Arrival(content, file.name, codes, format_, given["accepts"])
        done = load_statement(book, arrival, given["key"])
    if done.faults:
        return answer_of(read_bank_statement(content, format_), _together(grounds))
    return booked_answer(done)


@command.command("list", epilog=example("rentbook bank list --cashbook MAIN"))
@click.option("--cashbook", metavar="C", type=words, help="of one cashbook only")
@pass_call
def list_(call: Call, *, cashbook: str | None) -> Answer:
    """Statements as they stand, the latest first: what is open, and what no statement shows."""
    with call.book() as book:
        return listed_answer(statements(book, cashbook.upper() if cashbook else None))


@command.command(epilog=example('rentbook bank withdraw 301 --why "the other account\'s"'))
@click.argument("statement", type=click.IntRange(1, 2**63 - 1))
@why_option
@key_option
@pass_call
def withdraw(call: Call, statement: int, why: str, key: str | None) -> Answer:
    """Withdraw STATEMENT, loaded by mistake, with the bank lines that only it shows.

    Refused once a line of it is matched, money or signed. The file may be loaded again.
    """
    with call.book() as book:
        done = withdraw_statement(book, statement, why, call.key(key, "withdraw", statement, why))
    document = {"statement": done.statement, "cashbook": done.cashbook, "lines": done.lines}
    lines = counted(done.lines, "bank line")
    return Answer(document, [f"statement {done.statement} is withdrawn, {lines} with it"])


def _together(grounds: list[Ground]) -> Ground:
    names = ", ".join(one.cashbook for one in grounds)
    accounts = frozenset(account for one in grounds for account in one.accounts)
    return Ground(names, grounds[0].landlord, accounts)


for _each in (
    bank_lines.lines,
    bank_lines.return_,
    bank_lines.returned,
    bank_lines.done,
    open_,
    explain_,
):
    command.add_command(_each)
