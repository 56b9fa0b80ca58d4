"""Many on one request at once: exactly one outcome, and what is reserved is right afterwards."""

from collections.abc import Iterator
from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from db.proof import prove
from tests.faults.crowd import at_once, keyed, one, rounds
from tests.office import PAYEE, furnish, number_of, pay
from tests.small_book import SmallBook

pytestmark = pytest.mark.every_server
ASK = {"pence": 100, "why": "a race"} | PAYEE


@pytest.fixture
def office(small_book: SmallBook) -> Iterator[SmallBook]:
    """Limits, and credit enough; proved in the end."""
    furnish(small_book)
    pay(small_book, number_of(small_book, "10238826"), 1_000_000)
    yield small_book
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def asked(book: SmallBook, account: int, **more: Any) -> tuple[int, str]:
    """A fresh refund, and the mark of its evidence."""
    with book.open("assistant.1") as session:
        doc = {"account_id": account} | ASK | more
        number = act(session, "make_request", new_key(), "refund", doc)["request"]
    with book.open("supervisor.1") as session:
        return number, one(session, "SELECT rb.request_facts(%s) ->> 'seen'", number)


def decide(number: int, seen: str, verdict: str = "approve") -> Any:
    return lambda s: act(s, "decide", new_key(), number, verdict, "a race", seen)


def done(answers: list[Any]) -> list[str]:
    return [answer["state"] for answer in answers if not isinstance(answer, Refusal)]


def codes(answers: list[Any]) -> set[str]:
    return {answer.code for answer in answers if isinstance(answer, Refusal)}


def postings(book: SmallBook) -> int:
    with book.open() as session:
        return int(one(session, "SELECT count(*) FROM rb.entry WHERE kind = 'request'"))


def test_three_who_approve_at_once_approve_once(office: SmallBook) -> None:
    account = number_of(office, "10238826")
    deciders = ("supervisor.1", "supervisor.2", "manager.1")
    for turn in rounds(100):
        number, seen = asked(office, account)
        answers = at_once(office, [(login, decide(number, seen)) for login in deciders])
        assert done(answers) == ["approved"] and codes(answers) == {"request_ended"}
        assert postings(office) == turn + 1


def test_an_approval_and_a_withdrawal_at_once_are_one_of_the_two(office: SmallBook) -> None:
    account = number_of(office, "10238826")
    for _ in rounds(100):
        number, seen = asked(office, account)

        def withdraw(session: Any, number: int = number) -> Any:
            return act(session, "withdraw", new_key(), number, "a race")

        answers = at_once(
            office, [("supervisor.1", decide(number, seen)), ("assistant.1", withdraw)]
        )
        assert done(answers) in (["approved"], ["withdrawn"])
        assert codes(answers) == {"request_ended"}
        with office.open("assistant.1") as session:
            assert one(session, "SELECT rb.credit_facts(%s) ->> 'promised_pence'", account) == "0"


def test_an_approval_and_a_posting_that_moves_the_balance_meet_in_one_order(
    office: SmallBook,
) -> None:
    account = number_of(office, "10238826")
    for _ in rounds(100):
        number, seen = asked(office, account)
        with office.open("assistant.2") as session:
            batch = keyed(session, [(account, 500)], stream="standing-order")

        def post(session: Any, batch: int = batch) -> Any:
            return act(session, "post_batch", new_key(), batch)

        answers = at_once(office, [("supervisor.1", decide(number, seen)), ("assistant.2", post)])
        assert codes(answers) <= {"moved"}
        assert done(answers) in (["approved", "posted"], ["posted"])


def test_two_approvals_that_each_use_the_rest_of_a_days_limit_are_one(office: SmallBook) -> None:
    account = number_of(office, "10238826")
    with office.open() as session:
        session.execute(
            "UPDATE rb.limit_rule SET per_item_pence = 100, per_day_pence = 150"
            " WHERE who = 'supervisor' AND kind = 'refund'"
        )
    pairs = [asked(office, account), asked(office, account)]
    answers = at_once(office, [("supervisor.1", decide(*pair)) for pair in pairs])
    assert done(answers) in (["approved"], []) and codes(answers) <= {"over_day_limit", "moved"}


def test_two_who_ask_for_the_same_credit_are_promised_it_once(office: SmallBook) -> None:
    account = number_of(office, "10239002")
    pay(office, account, 10_000)

    def ask(session: Any) -> Any:
        doc = {"account_id": account} | ASK | {"pence": 3895}
        return act(session, "make_request", new_key(), "refund", doc)

    answers = at_once(office, [("assistant.1", ask), ("assistant.2", ask), ("supervisor.1", ask)])
    assert done(answers) == ["submitted"]
    assert codes(answers) == {"more_than_refundable"}
