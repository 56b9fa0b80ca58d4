"""An office that pays: refunds asked for and approved, days that Bacs can keep, bounced credits."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from core.working_day import cycle_from
from db.book import Book
from db.payments.files import PayFile, PayOrder, pay_file, write_pay_file
from tests.core.payment_files import file18, item18
from tests.office import approved, asked, furnish, number_of
from tests.office import pay as receive
from tests.small_book import SmallBook

Opened = Callable[..., Book]
KOWALCZYK, OSEI = "10238826", "10237710"
ROLL = {"payee": "K OSEI", "sort_code": "07-00-93", "account_number": "33333334", "roll": "AB/12-3"}


def noon(book: Book) -> datetime:
    """Midday of the book's day, in the office's own time."""
    return datetime.combine(book.about.today, time(12, 0))


def day(book: Book) -> date:
    """The first day on which money handed in at noon moves."""
    return cycle_from(noon(book)).moved


def order(book: Book, written: str = "paygate", *without: int) -> PayOrder:
    """From MAIN, on the first day there is."""
    return PayOrder("MAIN", day(book), written, without)


def asked_for(small: SmallBook, opened: Opened) -> tuple[int, int]:
    """Two refunds asked for, 50.00 to an account and 30.00 to a roll number."""
    furnish(small)
    numbers = []
    for ref, pence, payee in ((KOWALCZYK, 5000, {}), (OSEI, 3000, ROLL)):
        account = number_of(small, ref)
        receive(small, account, 40000)
        numbers.append(asked(opened("assistant.1"), account, pence, **payee).request)
    return numbers[0], numbers[1]


def refunds(small: SmallBook, opened: Opened) -> tuple[int, int]:
    """The same two, approved."""
    numbers = asked_for(small, opened)
    for number in numbers:
        approved(opened("supervisor.1"), number)
    return numbers


def paid_file(book: Book, out: Path | None = None, written: str = "paygate") -> PayFile:
    """The run and its file, written where it is to be."""
    made = pay_file(book, order(book, written), noon(book))
    if out is not None:
        write_pay_file(out, made.content)
    return made


def bounced(*credits_: tuple[int, str, str], reason: str = "C283") -> bytes:
    """The bank's day file with returned credits: (pence, payee's account, reference) each."""
    lines = [
        item18("RA", pence, "RETURNED", reference, payer=payer, free=reason)
        for pence, payer, reference in credits_
    ]
    total = sum(pence for pence, _, _ in credits_)
    return file18((0, total, 0, len(lines), 0), *lines).encode()


def row(small: SmallBook, query: str, *values: Any) -> Any:
    """One row as the owner sees it."""
    with small.open() as session:
        found = session.execute(query.encode(), values).fetchone()
    assert found is not None
    return found
