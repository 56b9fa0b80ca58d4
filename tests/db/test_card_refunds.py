"""A refund to the card is paid when the provider says so, once, by somebody else than who asked."""

from collections.abc import Callable

import pytest

from core.refusal import Refusal
from db.book import Book
from db.payments.cards import card_paid, cards_waiting
from db.proof import prove
from db.requests.asking import ask
from db.requests.reading import request
from tests.office import approved, furnish, number_of, pay
from tests.small_book import SmallBook

Opened = Callable[..., Book]
KOWALCZYK = "10238826"
CLEARING = (
    "SELECT coalesce(sum(CASE WHEN p.debit_account = a.id THEN p.pence ELSE -p.pence END), 0)::int"
    " FROM rb.account a JOIN rb.posting p ON a.id IN (p.credit_account, p.debit_account)"
    " WHERE a.kind = %s AND a.status = 'control'"
)


def standing_of(small: SmallBook, kind: str) -> int:
    with small.open() as session:
        row = session.execute(CLEARING, (kind,)).fetchone()
    assert row is not None
    return int(row[0])


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_what_the_provider_paid_leaves_the_card_clearing_once(
    small_book: SmallBook, opened: Opened
) -> None:
    furnish(small_book)
    account = number_of(small_book, KOWALCZYK)
    pay(small_book, account, 24120, stream="telephone")
    doc = {"account_id": account, "pence": 5000, "why": "paid twice", "card": "PX-77120"}
    mine, theirs = opened("supervisor.1"), opened("supervisor.2")
    number = ask(mine, "refund", doc).request
    told = {"reference": "RF-20931"}
    with refused("request_ended"):
        card_paid(theirs, number, told)
    approved(theirs, number)
    assert [(one.request, one.card, one.pence) for one in cards_waiting(theirs)] == [
        (number, "PX-77120", 5000)
    ]
    with refused("not_permitted"):
        card_paid(opened("assistant.1"), number, told)
    with refused("own_request"):
        card_paid(mine, number, told)
    with refused("card_number"):
        card_paid(theirs, number, {"reference": "4111 1111 1111 1111"})
    entry = card_paid(theirs, number, told)
    assert card_paid(theirs, number, told) == entry
    assert request(mine, number).state == "paid" and cards_waiting(theirs) == []
    assert standing_of(small_book, "refunds-payable") == 0
    assert standing_of(small_book, "card-clearing") == 24120 - 5000
    again = ask(mine, "refund", doc | {"pence": 100}).request
    approved(theirs, again)
    with refused("reference_used"):
        card_paid(theirs, again, told)
    doc = {"entry": request(mine, number).entry, "line": 1, "why": "changed"}
    with pytest.raises(Refusal, match="its money has left"):
        ask(mine, "reversal", doc)
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def test_a_refund_to_a_bank_is_no_cards(small_book: SmallBook, opened: Opened) -> None:
    furnish(small_book)
    account = number_of(small_book, KOWALCZYK)
    pay(small_book, account, 24120)
    doc = {"account_id": account, "pence": 100, "why": "paid twice", "payee": "P K",
           "sort_code": "089999", "account_number": "66374958"}  # fmt: skip
    number = ask(opened("assistant.1"), "refund", doc).request
    approved(opened("supervisor.1"), number)
    with refused("not_of_a_card"):
        card_paid(opened("supervisor.1"), number, {"reference": "RF-1"})
