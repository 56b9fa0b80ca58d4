"""`account`: everything on an account's page."""

from collections.abc import Iterator
from typing import Any

import click

from core.charge import Charge
from core.money import balance_words, pounds
from core.text import clean
from db.accounts import Account, Pending, Person, Promise, account
from db.ledgers import LedgerLine, LedgerOrder, ledger
from db.references import resolve
from tui.command.answer import Answer, columns
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example
from tui.command.values import words

_ROWS = 20  # postings in words; --json has them all


@click.command("account", cls=BookCommand, epilog=example("rentbook account 10234417"))
@click.argument("ref", type=words)
@click.option(
    "--by",
    "order",
    type=click.Choice([order.value for order in LedgerOrder]),
    default=LedgerOrder.EFFECTIVE.value,
    show_default=True,
    help="the date that the running balance follows",
)
@pass_call
def command(call: Call, ref: str, order: str) -> Answer:
    """Everything on an account's page; REF/garage names a sub-account."""
    with call.book() as book:
        number = resolve(book, ref)
        page = account(book, number)
        lines = ledger(book, number, LedgerOrder(order))
        due = page.due_next(book.about.today)
    return Answer(_document(page, lines, due), _words(page, lines, due))


def _document(page: Account, lines: list[LedgerLine], due: Charge | None) -> dict[str, Any]:
    return {
        "account": page.account,
        "reference": page.reference,
        "kind": page.kind,
        "landlord": page.landlord,
        "tenancy": page.tenancy or None,
        "references": [{"kind": kind, "reference": ref} for kind, ref in page.references],
        "status": page.status,
        "deceased": page.deceased,
        "restricted": page.restricted,
        "names": None if page.hidden else list(page.names),
        "address": None if page.hidden else page.address,
        "postcode": None if page.hidden else page.postcode,
        "people": [_person(one) for one in page.people],
        "balance_pence": page.balance,
        "usual_pence": page.usual,
        "next_charge": _charge(due),
        "sub_accounts": [
            {
                "account": one.account,
                "kind": one.kind,
                "status": one.status,
                "balance_pence": one.balance,
            }
            for one in page.sub_accounts
        ],
        "postings": [_posting(one) for one in lines],
        "pending": [_pending(one) for one in page.pending],
        "requests": [_promise(one) for one in page.promises],
        "warnings": [_remark(one) for one in page.remarks if one.kind == "warning"],
        "notes": [_remark(one) for one in page.remarks if one.kind != "warning"],
        "authority": [
            {"who": one.who, "scope": one.scope, "until": one.until} for one in page.authorities
        ],
    }


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "request": one.request,
        "kind": one.kind,
        "amount_pence": one.amount,
        "reserved_pence": one.reserved,
    }


def _pending(one: Pending) -> dict[str, Any]:
    return {
        "batch": one.batch,
        "line": one.line,
        "stream": one.stream,
        "amount_pence": one.amount,
        "effective": one.effective,
        "holder": one.holder,
        "look": one.look,
    }


def _person(one: Person) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "name": one.name,
        "born": one.born,
        "deceased": one.deceased,
        "ended": one.ended,
        "former_names": list(one.former_names),
        "contacts": [
            {"kind": each.kind, "value": each.value, "source": each.source, "until": each.until}
            for each in one.contacts
        ],
    }


def _charge(due: Charge | None) -> dict[str, Any] | None:
    if due is None:
        return None
    return {"day": due.day, "amount_pence": due.amount, "says": due.says}


def _posting(one: LedgerLine) -> dict[str, Any]:
    return {
        "posting": one.posting,
        "code": one.code,
        "effective": one.effective,
        "book_date": one.book_date,
        "posted_at": one.posted_at,
        "amount_pence": one.amount,
        "balance_pence": one.balance,
        "reverses": one.reverses or None,
        "reversed_by": one.reversed_by or None,
        "payer": one.payer,
        "quoted": one.quoted,
        "narrative": one.narrative,
    }


def _remark(one: Any) -> dict[str, Any]:
    return {"words": one.words, "review": one.review, "maker": one.maker, "at": one.at}


def _words(page: Account, lines: list[LedgerLine], due: Charge | None) -> Iterator[str]:
    who = "restricted: rentbook reveal, with a reason" if page.hidden else ", ".join(page.names)
    yield clean(f"{page.landlord} {page.reference} {page.kind}, {page.status}  {who}")
    if page.address:
        yield clean(f"{page.address} {page.postcode}")
    yield f"balance {balance_words(page.balance)}"
    for part in page.sub_accounts:
        yield f"  {part.kind} {balance_words(part.balance)}"
    if due is not None:
        yield f"next charge {due.day} {pounds(due.amount)} {due.says}"
    for one in page.remarks:
        yield clean(f"{one.kind}: {one.words}")
    for pending in page.pending:
        yield f"pending: {pounds(pending.amount)} in batch {pending.batch} line {pending.line}"
    if lines:
        yield from columns([_row(one) for one in lines[-_ROWS:]], right=(3, 4))


def _row(one: LedgerLine) -> tuple[object, ...]:
    return (
        one.effective,
        one.posting,
        one.code,
        pounds(one.amount),
        balance_words(one.balance),
        f"reverses {one.reverses}" if one.reverses else one.payer,
    )
