"""`report control|trial-balance|rent-weeks`: the ledger proved, and what moved week by week."""

from datetime import date, timedelta
from typing import Any

import click

from core.ledger_control import LedgerControl
from core.money import Pence, balance_words, pounds
from db.rent_weeks import WeekMoved, rent_weeks
from db.trial_balance import ledger_controls, trial_balance
from tui.command.answer import DONE, REFUSED, Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import Noun, example
from tui.command.values import DAY, words

_QUARTER = timedelta(weeks=13)


@click.group("report", cls=Noun)
def command() -> None:
    """Figures with what they are made of."""


@command.command(epilog=example("rentbook report control --landlord CLY"))
@click.option("--landlord", metavar="L", type=words, help="one landlord only")
@pass_call
def control(call: Call, landlord: str | None) -> Answer:
    """Rent ledger control: opening + charges − receipts ± adjustments = sum of all accounts.

    Exit 1 where it does not prove.
    """
    with call.book() as book:
        found = ledger_controls(book)
    mine = [one for one in found if landlord is None or one.landlord == landlord.upper()]
    document = {"landlords": [_control(one) for one in mine]}
    lines = [line for one in mine for line in _lines(one)]
    code = DONE if all(one.proves for one in mine) else REFUSED
    return Answer(document, lines, code)


@command.command(
    "trial-balance", epilog=example("rentbook report trial-balance --as-at 2026-10-31")
)
@click.option("--as-at", "as_at", metavar="D", type=DAY, help="today by default")
@pass_call
def balance(call: Call, as_at: date | None) -> Answer:
    """Debits and credits to the end of a day of book date, by landlord, account and code."""
    with call.book() as book:
        until = as_at or book.about.today
        moved = trial_balance(book, until)
    rows = [
        (one.landlord, f"{one.account}:{one.kind}" if one.of_customers else one.account, one.code,
         pounds(one.debits), pounds(one.credits))
        for one in moved
    ]  # fmt: skip
    document = {
        "as_at": until,
        "lines": [
            {
                "landlord": one.landlord,
                "account": one.account,
                "kind": one.kind,
                "code": one.code,
                "debit_pence": one.debits,
                "credit_pence": one.credits,
            }
            for one in moved
        ],
    }
    head = ("landlord", "account", "code", "debits", "credits")
    return Answer(document, columns([head, *rows], right=(3, 4)))


@command.command("rent-weeks", epilog=example("rentbook report rent-weeks CLY --from 2026-10-01"))
@click.argument("landlord", type=words)
@click.option("--from", "since", metavar="D", type=DAY, help="a quarter ago by default")
@click.option("--to", "until", metavar="D", type=DAY, help="today by default")
@pass_call
def weeks(call: Call, landlord: str, since: date | None, until: date | None) -> Answer:
    """What moved in each rent week of LANDLORD by book date, beside its financial periods."""
    with call.book() as book:
        today = book.about.today
        found = rent_weeks(book, landlord.upper(), since or today - _QUARTER, until or today)
    document = {"landlord": landlord.upper(), "weeks": [_week(one) for one in found]}
    rows = [
        (f"{one.year}/{one.number:02}", f"{one.first:%d %b}", one.periods,
         pounds(one.charges), pounds(Pence(-one.receipts)), pounds(one.adjustments),
         balance_words(one.owed), "rent-free" if one.free else "")
        for one in found
    ]  # fmt: skip
    head = ("week", "from", "period", "charged", "received", "adjusted", "owed", "")
    return Answer(document, columns([head, *rows], right=(3, 4, 5, 6)))


def _week(one: WeekMoved) -> dict[str, Any]:
    return {
        "year": one.year,
        "week": one.number,
        "first": one.first,
        "last": one.last,
        "rent_free": one.free,
        "periods": one.periods.split(),
        "charges_pence": one.charges,
        "receipts_pence": one.receipts,
        "adjustments_pence": one.adjustments,
        "owed_pence": one.owed,
    }


def _control(one: LedgerControl) -> dict[str, Any]:
    return {
        "landlord": one.landlord,
        "opening_pence": one.opening,
        "charges_pence": one.charges,
        "receipts_pence": one.receipts,
        "adjustments_pence": one.adjustments,
        "ledger_pence": one.ledger,
        "accounts_pence": one.accounts,
        "difference_pence": one.difference,
        "controls_pence": one.controls,
        "cashbooks": [{"cashbook": name, "cashbook_pence": pence} for name, pence in one.cashbooks],
        "proves": one.proves,
    }


def _lines(one: LedgerControl) -> list[str]:
    told = (
        ("opening", one.opening), ("charges", one.charges), ("receipts", one.receipts),
        ("adjustments", one.adjustments), ("ledger control", one.ledger),
        ("sum of the accounts", one.accounts),
    )  # fmt: skip
    verdict = (
        "proves"
        if one.proves
        else f"does not prove: {balance_words(one.difference)} between ledger and accounts"
    )
    return [
        f"{one.landlord} {verdict}",
        *(f"    {name:<20} {balance_words(pence):>20}" for name, pence in told),
        *(f"    cashbook {name:<11} {balance_words(pence):>20}" for name, pence in one.cashbooks),
    ]
