"""`bank lines`, `return`, `returned`, `done`: bank lines, and money that went back."""

from datetime import date
from typing import Any

import click

from core.money import Pence, pounds
from core.refusal import Refusal
from db.bank.lines import LineStanding, bank_line, bank_lines
from db.bank.returned import Return, ReturnCase, return_cases, return_money, tend
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.options import key_option, why_option
from tui.command.root import BookCommand, example
from tui.command.values import words

_KINDS = ("cheque", "chargeback", "recalled", "unapplied-credit")
_line = click.argument("line", type=click.IntRange(1, 2**63 - 1))


@click.command("lines", cls=BookCommand, epilog=example("rentbook bank lines --cashbook MAIN"))
@click.option("--cashbook", metavar="C", type=words, help="of one cashbook only")
@click.option("--all", "every", is_flag=True, help="matched ones too, not the open ones only")
@pass_call
def lines(call: Call, *, cashbook: str | None, every: bool) -> Answer:
    """Bank lines that nobody matched yet, the oldest first."""
    with call.book() as book:
        code = cashbook.upper() if cashbook else None
        found = bank_lines(book, code, open_only=not every)
    document = {"lines": list(map(_document, found))}
    if not found:
        return Answer(document, ["every bank line is matched" if not every else "no bank lines"])
    head = ("line", "cashbook", "day", "amount", "stands", "narrative", "reason")
    return Answer(document, columns([head, *map(_row, found)], right=(0, 3)))


@click.command(
    "return",
    cls=BookCommand,
    epilog=example("rentbook bank return 20031 A17-000123.7 --kind cheque --why unpaid"),
)
@_line
@click.argument("receipt", type=words)
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="what went back")
@why_option
@click.option("--next", "next_action", metavar="T", type=words, default="", help="what is to do")
@key_option
@pass_call
def return_(call: Call, /, line: int, receipt: str, **given: Any) -> Answer:
    """Reverse RECEIPT, such as A17-000123.7, by the word of bank LINE, and open a case.

    Whoever keyed it and when: the bank has taken the money back, to the penny of the receipt.
    """
    entry, number = _receipt(receipt)
    with call.book() as book:
        cashbook = bank_line(book, line).cashbook
        told = Return(line, entry, number, given["kind"], given["why"], given["next_action"])
        done = return_money(book, cashbook, told, call.key(given["key"], "return", line, receipt))
    document = {
        "case": done.case,
        "posting": done.posting,
        "reverses": done.reverses,
        "amount_pence": done.pence,
    }
    says = f"{done.posting} takes back {done.reverses}, {pounds(done.pence)}: case {done.case}"
    return Answer(document, [says])


@click.command("returned", cls=BookCommand, epilog=example("rentbook bank returned"))
@click.option("--all", "every", is_flag=True, help="ended cases too")
@pass_call
def returned(call: Call, *, every: bool) -> Answer:
    """Cases of returned money, the oldest first."""
    with call.book() as book:
        found = return_cases(book, open_only=not every)
    document = {"cases": list(map(_case, found))}
    if not found:
        return Answer(document, ["no returned money waits"])
    head = ("case", "reference", "kind", "amount", "day", "why", "next", "owner")
    return Answer(document, columns([head, *map(_case_row, found)], right=(0, 3)))


@click.command("done", cls=BookCommand, epilog=example("rentbook bank done 8001"))
@click.argument("case", type=click.IntRange(1, 2**63 - 1))
@key_option
@pass_call
def done(call: Call, case: int, key: str | None) -> Answer:
    """End a case of returned money: nothing is left to do."""
    with call.book() as book:
        tend(book, case, {"ended": True}, call.key(key, "end return", case))
    return Answer({"case": case, "ended": True}, [f"case {case} is ended"])


def _receipt(written: str) -> tuple[str, int]:
    entry, _, number = written.upper().partition(".")
    if not number.isdecimal():
        says = f"{written} names no receipt: write its entry and line, such as A17-000123.7"
        raise Refusal("unknown_posting", says, written)
    return entry, int(number)


def _document(one: LineStanding) -> dict[str, Any]:
    return {
        "line": one.line,
        "cashbook": one.cashbook,
        "day": one.day,
        "amount_pence": one.pence,
        "narrative": one.words,
        "reference": one.reference,
        "name": one.name,
        "stands": one.stands,
        "match": one.match,
        "reason": one.reason or None,
        "owner": one.owner or None,
    }


def _row(one: LineStanding) -> tuple[object, ...]:
    amount = f"{pounds(Pence(abs(one.pence)))} {'in' if one.pence > 0 else 'out'}"
    return (one.line, one.cashbook, one.day, amount, one.stands, one.words, one.reason)


def _case(one: ReturnCase) -> dict[str, Any]:
    day: date = one.day
    return {
        "case": one.case,
        "cashbook": one.cashbook,
        "kind": one.kind,
        "day": day,
        "amount_pence": one.pence,
        "why": one.why,
        "reference": one.reference,
        "posting": one.posting,
        "reverses": one.reverses,
        "owner": one.owner or None,
        "next_action": one.next_action,
        "login": one.by,
        "ended": one.ended,
    }


def _case_row(one: ReturnCase) -> tuple[object, ...]:
    head = (one.case, one.reference, one.kind, pounds(one.pence), one.day)
    return (*head, one.why, one.next_action, one.owner)
