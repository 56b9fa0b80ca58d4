"""`reconcile`: the three-way proof of a cashbook's day, its exact matches accepted when asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from core.cashbook import CashbookDay, Difference, difference_words, total
from core.dates import day_words
from core.money import pounds
from core.proof_sheet import signed
from db.bank.accepting import Accepted, accept_exact
from db.bank.days import DayNow, cashbook_day
from tui.command.answer import DONE, REFUSED, Answer, counted
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import DAY, words

_SHOWN = 40


@click.command(
    "reconcile",
    cls=BookCommand,
    epilog=example("rentbook reconcile MAIN 2026-11-20 --accept-exact"),
)
@click.argument("cashbook", type=words)
@click.argument("day", metavar="DATE", type=DAY)
@click.option("--accept-exact", is_flag=True, help="match first whatever is exact")
@pass_call
def command(call: Call, cashbook: str, day: date, *, accept_exact: bool) -> Answer:
    """Set bank, cashbook and rent ledger of CASHBOOK on DATE side by side.

    Exit 1 while anything is unexplained.
    """
    with call.book() as book:
        done = _accept(call, book, cashbook.upper(), day) if accept_exact else None
        now = cashbook_day(book, cashbook.upper(), day)
    document = document_of(now) | (_accepted(done) if done else {})
    said = [accepted_words(done)] if done else []
    code = DONE if now.day.proves else REFUSED
    return Answer(document, [*said, *_words(now)], code)


def accepted_words(done: Accepted) -> str:
    """How many exact matches were made, and how many were left and why."""
    left = f", {len(done.left)} left: {done.why}" if done.left else ""
    return f"{counted(len(done.made), 'exact match', 'exact matches')} accepted{left}"


def _accepted(done: Accepted) -> dict[str, Any]:
    return {"accepted": len(done.made), "left": [why for _, why in done.left]}


def _accept(call: Call, book: Any, cashbook: str, day: date) -> Accepted:
    def tell(done: int, of: int) -> None:
        call.progress.count("matching", done, of)

    return accept_exact(book, cashbook, day, tell)


def document_of(now: DayNow) -> dict[str, Any]:
    """The figures of a day under the names that scripts rely on."""
    day = now.day
    return {
        "cashbook": day.cashbook,
        "landlord": day.landlord,
        "day": day.day,
        "first": day.first,
        "bank_pence": day.bank.closing,
        "timing_pence": day.timing_pence,
        "explained_pence": day.explained_pence,
        "unexplained_pence": day.unexplained_pence,
        "cashbook_pence": day.book,
        "received_pence": day.leg.received,
        "ledger_pence": day.leg.ledger,
        "rent_pence": day.leg.rent,
        "suspense_pence": day.leg.suspense,
        "streams": [{"stream": name, "total_pence": pence} for name, pence in day.leg.streams],
        "proves": day.proves,
        "signed": now.signed_by is not None,
        "signed_by": now.signed_by,
        "countersigned_by": now.countersigned_by,
        "matched": day.matched,
        "unmatched": day.unmatched,
        "timing": [_item(each, day) for each in day.timing],
        "explained": [_item(each, day) for each in day.explained],
        "unexplained": [_item(each, day) for each in day.unexplained],
        "tolerated": [_item(each, day) for each in day.tolerated],
    }


def _item(each: Difference, day: CashbookDay) -> dict[str, Any]:
    return {
        "what": each.what,
        "day": each.day,
        "age_days": each.age(day.day),
        "amount_pence": each.pence,
        "reason": each.reason.value,
        "owner": each.owner,
        "words": each.words,
    }


def _words(now: DayNow) -> Iterator[str]:
    day = now.day
    since = "" if day.first == day.day else f", with every day since {day_words(day.first)}"
    yield f"{day.landlord} {day.cashbook}, {day_words(day.day)}{since}"
    bank = day.bank
    yield (
        f"bank         {pounds(bank.closing):>16}   opening {pounds(bank.opening)}"
        f" + in {pounds(bank.money_in)} − out {pounds(bank.money_out)}"
    )
    for name, pence, items in (
        ("timing", day.timing_pence, day.timing),
        ("explained", day.explained_pence, day.explained),
        ("unexplained", day.unexplained_pence, day.unexplained),
    ):
        yield f"{name:<12} {signed(pence):>16}   {counted(len(items), 'item')}"
        for each in items[:_SHOWN]:
            yield f"    {each.day:%d/%m/%Y} {signed(each.pence):>14}  {each.what}: {each.says}"
        if len(items) > _SHOWN:
            yield f"    and {len(items) - _SHOWN:,} more: --json lists them all"
    if day.tolerated:
        apart = signed(total(each.pence for each in day.tolerated))
        many = counted(len(day.tolerated), "match", "matches")
        yield f"differences  {apart:>16}   posted by {many} within the tolerance"
    yield f"cashbook     {pounds(day.book):>16}   {difference_words(day)}"
    yield (
        f"received     {pounds(day.leg.received):>16}   rent {pounds(day.leg.rent)}"
        f" + suspense {pounds(day.leg.suspense)}"
        + "".join(f" + {kind} {pounds(pence)}" for kind, pence in day.leg.others)
    )
    yield _signatures(now)


def _signatures(now: DayNow) -> str:
    if now.signed_by is None:
        return "not signed: rentbook proof sign signs it once nothing is unexplained"
    second = f", countersigned by {now.countersigned_by}" if now.countersigned_by else ""
    return f"signed by {now.signed_by}{second}"
