"""A statement as the command line tells it: its figures, whether they agree, what to ask about."""

from collections.abc import Iterator
from typing import Any

from core.bank_statement import CURRENCY, BankStatement, StatementFault, StatementReading
from core.money import Pence, pounds
from core.text import clean
from db.files.ground import Ground
from tui.command.answer import REFUSED, Answer, columns, counted

_SHOWN = 50


def answer_of(reading: StatementReading, ours: Ground) -> Answer:
    """What was read, and against which cashbook; with faults a refusal."""
    document = _document(reading, ours)
    told = list(_words(reading, ours))
    if not reading.faults:
        return Answer(document, told)
    says = f"{counted(len(reading.faults), 'fault')}: the statement would be refused whole"
    refused = {"refused": "statement_faults", "says": says, "subject": document["faults"]}
    return Answer(refused | document, told, REFUSED, refusal=says)


def _document(reading: StatementReading, ours: Ground) -> dict[str, Any]:
    return {
        "format": reading.format,
        "cashbook": ours.cashbook,
        "statements": [_statement(one, ours) for one in reading.statements],
        "faults": list(map(fault_document, reading.faults)),
    }


def _statement(one: BankStatement, ours: Ground) -> dict[str, Any]:
    return {
        "account": one.account.text,
        "currency": one.currency,
        "opening_pence": one.opening,
        "closing_pence": one.closing,
        "entries": len(one.lines),
        "credits_pence": one.credits,
        "debits_pence": one.debits,
        "proves": one.proves,
        "difference_pence": one.difference,
        "pending": len(one.pending),
        "from": one.first_day,
        "to": one.last_day,
        "number": one.number,
        "line": one.line,
        "remarks": [fault_document(remark) for remark in (*one.remarks, *not_ours(one, ours))],
    }


def fault_document(one: StatementFault) -> dict[str, Any]:
    """A fault or a remark for programs."""
    return {"line": one.line, "field": one.field, "rule": one.rule, "why": one.says}


def not_ours(one: BankStatement, ours: Ground) -> Iterator[StatementFault]:
    """What keeps a statement from being booked into the cashbook."""
    account = one.account
    named = account.text or len(ours.accounts) != 1  # a remark of the file's says that it is not
    if named and not any(account.is_of(digits[:6], digits[6:]) for digits in ours.accounts):
        names = ", ".join(f"{digits[:6]} {digits[6:]}" for digits in sorted(ours.accounts))
        says = f"{account.text or 'no account'} is not {ours.cashbook}'s, {names or 'none'}"
        says = f"{says}: name the cashbook of that account"
        yield StatementFault(one.line, "account", "other_account", says)
    if one.currency != CURRENCY:
        says = f"{one.currency or 'no currency'} where {ours.cashbook} is kept in {CURRENCY}"
        yield StatementFault(one.line, "currency", "other_currency", f"{says}: it is not booked")


def _words(reading: StatementReading, ours: Ground) -> Iterator[str]:
    if reading.format:
        yield f"read as {reading.format}: {counted(len(reading.statements), 'statement')}"
    if reading.statements:
        head = ("line", "account", "from", "to", "opening", "in", "out", "closing", "entries")
        yield from columns([head, *map(_row, reading.statements)], right=(0, 4, 5, 6, 7, 8))
    for one in reading.statements:
        yield from _proof(one)
        for remark in (*one.remarks, *not_ours(one, ours)):
            yield clean(f"line {remark.line}, {remark.field}: {remark.says}", 400)
    for fault in reading.faults[:_SHOWN]:
        yield clean(f"fault: {_place(fault)}: {fault.says}", 400)
    if more := len(reading.faults[_SHOWN:]):
        yield f"and {counted(more, 'fault')} more: --json lists them all"


def _row(one: BankStatement) -> tuple[object, ...]:
    days = (one.first_day or "", one.last_day or "")
    sums = (_pounds(one.opening), pounds(one.credits), pounds(one.debits), _pounds(one.closing))
    return (one.line, one.account.text, *days, *sums, len(one.lines))


def _proof(one: BankStatement) -> Iterator[str]:
    who = clean(one.account.text or "no account", 60)
    if one.difference:
        short = pounds(Pence(abs(one.difference)))
        way = "more" if one.difference > 0 else "less"
        yield f"{who} does not prove: the closing balance is {short} {way} than opening and entries"
    elif one.proves is None:
        yield f"{who}: the bank states nothing to prove it by"
    if one.pending:
        yield f"{who}: {counted(len(one.pending), 'entry', 'entries')} pending, not in the sums"


def _place(fault: StatementFault) -> str:
    return f"line {fault.line}, {fault.field or 'row'}" if fault.line else "the file"


def _pounds(amount: Pence | None) -> str:
    return "" if amount is None else pounds(amount)
