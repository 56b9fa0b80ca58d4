"""Drafts: their maker's alone, reserving nothing, submitted once, discarded without a word."""

from collections.abc import Callable, Iterator

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book
from db.proof import prove
from db.requests.asking import ask
from db.requests.drafts import discard_draft, draft, drafts, keep_draft, submit_draft
from db.requests.reading import credit_facts, request, requests
from tests.office import PAYEE, furnish, number_of, pay
from tests.small_book import SmallBook

KOWALCZYK = "10238826"
Opened = Callable[..., Book]


@pytest.fixture
def account(small_book: SmallBook) -> Iterator[int]:
    """An account 241.20 in credit; the book is proved in the end."""
    furnish(small_book)
    number = number_of(small_book, KOWALCZYK)
    pay(small_book, number, 24120)
    yield number
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as told:
        deed()
    return told.value.code


def test_a_draft_reserves_nothing_until_it_is_submitted_and_nobody_else_sees_it(
    account: int, opened: Opened, small_book: SmallBook
) -> None:
    mine, others = opened("assistant.1"), opened("manager.1")
    doc = {"account_id": account, "pence": 13100, "why": "not stopped"} | PAYEE
    number = keep_draft(mine, "refund", doc, key="k")
    assert keep_draft(mine, "refund", doc, key="k") == number
    (kept,) = drafts(mine)
    assert (kept.reference, kept.names, kept.pence) == (KOWALCZYK, "Ms Paulina Kowalczyk", 13100)
    assert set(kept.doc) == {"account_id", "pence", "why", "payee"}, "and no bank details"
    assert credit_facts(mine, account)["promised_pence"] == 0
    assert (drafts(others), requests(others)) == ((), ())
    assert code_of(lambda: draft(others, number)) == "unknown_draft"
    again = keep_draft(mine, "refund", doc | {"pence": 100}, number)
    assert (again, draft(mine, number).pence) == (number, 100)
    assert code_of(lambda: submit_draft(mine, number, {})) == "payee_needed"
    assert draft(mine, number).why == "not stopped", "what was refused stays a draft"
    asked = submit_draft(mine, number, PAYEE | {"pence": 13100})
    assert submit_draft(mine, number, {}) == asked
    assert (request(mine, asked).state, request(mine, asked).reserved) == ("submitted", 13100)
    assert credit_facts(mine, account)["promised_pence"] == 13100
    assert drafts(mine) == ()
    with small_book.open() as session:
        row = session.execute("SELECT state, doc FROM rb.request_draft").fetchone()
    assert row == ("submitted", {})


def test_a_draft_ends_once_and_only_by_its_maker(account: int, opened: Opened) -> None:
    mine, other = opened("assistant.1"), opened("assistant.2")
    one, two = (
        keep_draft(mine, "write-off", {"account_id": account, "why": why}) for why in ("a", "b")
    )
    assert code_of(lambda: discard_draft(other, one)) == "unknown_draft"
    assert code_of(lambda: keep_draft(other, "refund", {}, one)) == "unknown_draft"
    discard_draft(mine, one)
    assert code_of(lambda: discard_draft(mine, one)) == "draft_ended"
    assert code_of(lambda: keep_draft(mine, "refund", {}, one)) == "draft_ended"
    doc = {"account_id": account, "pence": 100, "why": "not hers"} | PAYEE
    assert code_of(lambda: ask(mine, "refund", doc | {"draft_id": one})) == "draft_ended"
    assert code_of(lambda: ask(mine, "refund", doc | {"draft_id": two})) == "draft_of_another"
    assert code_of(lambda: ask(other, "refund", doc | {"draft_id": two})) == "unknown_draft"
    assert requests(mine) == ()
    assert [each.number for each in drafts(mine)] == [two]


def test_what_no_request_could_be_is_no_draft(account: int, opened: Opened) -> None:
    mine = opened("assistant.1")
    assert code_of(lambda: keep_draft(mine, "gift", {})) == "unknown_kind"
    assert code_of(lambda: keep_draft(mine, "refund", {"pence": "1"})) == "doc_wrong"
    card = {"account_id": account, "why": "4111 1111 1111 1111"}
    assert code_of(lambda: keep_draft(mine, "refund", card)) == "card_number"
    assert code_of(lambda: keep_draft(opened("auditor.1"), "refund", {})) == "not_permitted"


def test_a_restricted_persons_draft_shows_when_they_are_revealed(
    account: int, opened: Opened
) -> None:
    mine = opened("assistant.1")
    keep_draft(mine, "refund", {"account_id": account, "why": "she moved"})
    with opened("manager.1").session() as session:
        act(session, "restrict_tenancy", new_key(), account, True, "protected address")
    assert drafts(mine) == ()
    with mine.session() as session:
        act(session, "reveal", new_key(), account, "she is on the phone")
    assert [each.why for each in drafts(mine)] == ["she moved"]
