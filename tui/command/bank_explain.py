"""`bank explain`: why a bank line stands open, or a statement's own balances are apart."""

from typing import Any

import click

from core.refusal import Refusal
from db.bank.lines import bank_line
from db.bank.matching import Explanation, OwnDifference, explain
from db.bank.statements import statements
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import words

_REASONS = ("fee", "transfer", "bank-error", "not-ours", "enquiry", "no-schedule", "other")
_number = click.IntRange(1, 2**63 - 1)


@click.command(
    "explain",
    cls=BookCommand,
    epilog=example('rentbook bank explain --statement 301 --reason enquiry --why "asked the bank"'),
)
@click.option("--line", type=_number, help="a bank line, as bank lines shows it")
@click.option("--statement", type=_number, help="a statement whose closing balance is not its own")
@click.option("--reason", type=click.Choice(_REASONS), required=True, help="what it is")
@why_option
@click.option("--owner", metavar="LOGIN", type=words, default="", help="who sees to it; you")
@key_option
@pass_call
def explain_(call: Call, /, **given: Any) -> Answer:
    """Say why a bank line stands open, or what a statement lacks in itself, and who sees to it.

    A fee or a transfer is posted. Everything else stands on every proof sheet until it is settled.
    """
    line, statement = given["line"], given["statement"]
    if (line is None) == (statement is None):
        raise click.UsageError("name a bank line with --line or a statement with --statement")
    told = Explanation(given["reason"], given["why"], given["owner"])
    about: int | OwnDifference = line if line is not None else OwnDifference(statement)
    with call.book() as book:
        if line is not None:
            cashbook = bank_line(book, line).cashbook
        else:
            found = (each.cashbook for each in statements(book) if each.statement == statement)
            cashbook = next(found, "")
            if not cashbook:
                says = f"there is no statement {statement}: rentbook bank list shows them"
                raise Refusal("unknown_statement", says, statement)
        made = explain(book, cashbook, about, told, call.key(given["key"]))
    what = f"bank line {line}" if line is not None else f"statement {statement}"
    document = {
        "cashbook": cashbook,
        "line": line,
        "statement": statement,
        "reason": told.reason,
        "posting": made.posting if made else None,
    }
    says = f"{told.reason} posted, {made.posting}" if made else f"{what} is explained"
    return Answer(document, [says])
