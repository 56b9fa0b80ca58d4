"""Bank details are changed by two people, masked to everybody, warned of where shared."""

from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import new_key
from db.bank_details import details_of, payee_facts, reveal_bank
from db.payments.runs import confirm_run
from db.proof import prove
from db.reference_tables import TableFile, load_table
from db.requests.asking import ask
from db.subjects import customer_named, erase, standing, subject_access
from tests.core.bank_account.made_up_tables import WEIGHTS
from tests.office import PAYEE, approved, asked, balance_of, number_of, owe
from tests.payments import KOWALCZYK, OSEI, ROLL, Opened, paid_file, refunds, row
from tests.small_book import SmallBook


def changed(opened: Opened, account: int, **payee: Any) -> int:
    """Details asked for by an assistant and approved by a supervisor."""
    doc = PAYEE | payee | {"account_id": account, "why": "a new bank"}
    request = ask(opened("assistant.1"), "bank-details", doc).request
    approved(opened("supervisor.1"), request)
    return request


def test_details_stand_when_a_second_person_says_so_and_the_old_ones_are_kept(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    account = number_of(small_book, KOWALCZYK)
    doc = PAYEE | {"account_id": account, "why": "a new bank"}
    own = ask(opened("supervisor.1"), "bank-details", doc).request
    assert details_of(opened("assistant.1"), account) is None
    with pytest.raises(Refusal, match="your own"):
        approved(opened("supervisor.1"), own)
    approved(opened("supervisor.2"), own)
    told = details_of(opened("assistant.1"), account)
    assert told is not None and (told.payee, told.pays_to) == ("P KOWALCZYK", "08-99-99 ····4958")
    changed(opened, account, account_number="12345678")
    told = details_of(opened("assistant.1"), account)
    assert told is not None and told.pays_to == "08-99-99 ····5678"
    stood = reveal_bank(opened("supervisor.2"), new_key(), account, "the payee asks")
    assert [one.account.number for one in stood][:2] == ["12345678", "66374958"]
    assert stood[1].until is not None
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def test_details_given_for_other_people_too_are_said_to_whoever_decides(
    small_book: SmallBook, opened: Opened
) -> None:
    first, _ = refunds(small_book, opened)
    book = opened("supervisor.1")
    facts = payee_facts(book, first)
    assert facts is not None and (facts.shared_with, facts.differs) == ((), False)
    assert facts.check.value == "cannot be checked"
    account = number_of(small_book, OSEI)
    request = asked(opened("assistant.2"), account, 100).request  # to Kowalczyk's account
    facts = payee_facts(book, request)
    assert facts is not None and facts.shared_with == (KOWALCZYK,)
    assert facts.warnings[0] == f"the same account is given for {KOWALCZYK}"
    changed(opened, account, **ROLL)
    load_table(book, TableFile("valacdos.txt", WEIGHTS.encode()))
    facts = payee_facts(book, request)
    assert facts is not None and facts.check.value == "plausible"
    assert facts is not None and facts.differs and facts.changed_on == book.about.today


def test_digits_are_shown_to_supervisors_and_auditors_who_say_why(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    account = number_of(small_book, KOWALCZYK)
    for login, why, code in (
        ("assistant.1", "the payee asks", "not_permitted"),
        ("supervisor.1", "why", "reason_needed"),
    ):
        with pytest.raises(Refusal) as refused:
            reveal_bank(opened(login), new_key(), account, why)
        assert refused.value.code == code
    (found,) = reveal_bank(opened("auditor.1"), new_key(), account, "an audit of refunds")
    assert found.account.spaced == "08-99-99 66374958"


def test_requests_payments_and_details_are_in_a_subject_access_and_go_with_erasing(
    small_book: SmallBook, opened: Opened
) -> None:
    first, _ = refunds(small_book, opened)
    account = number_of(small_book, KOWALCZYK)
    changed(opened, account)
    manager = opened("manager.1")
    customer = customer_named(manager, KOWALCZYK)
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.policy VALUES ('retention_years', '0')"
            " ON CONFLICT (name) DO UPDATE SET value = '0'"
        )
        session.execute("UPDATE rb.tenancy SET end_date = '2025-06-30' WHERE ref = 'T04419'")
    assert "request_open" in [code for code, _ in standing(manager, customer).holds]
    run = paid_file(opened("supervisor.1")).run
    confirm_run(opened("supervisor.2"), run.run, run.digest)
    parts = subject_access(manager, new_key(), customer, "she asked for it")
    assert [one["account_number"] for one in parts["bank_details"]] == ["66374958"]
    assert [one["kind"] for one in parts["requests"]] == ["refund", "bank-details"]
    assert [one["by"] for one in parts["decisions"]] == ["supervisor.1", "supervisor.1"]
    assert [(one["request"], one["state"]) for one in parts["payments"]] == [(first, "confirmed")]
    owe(small_book, account, -balance_of(small_book, account))
    erase(manager, new_key(), customer, "six years are over")
    left = row(small_book, "SELECT string_agg(r::text, '') FROM rb.request r WHERE account_id = %s",
               account)[0]  # fmt: skip
    left += row(small_book, "SELECT string_agg(d::text, '') FROM rb.bank_detail d")[0]
    assert "KOWALCZYK" not in left and "66374958" not in left and "standing order" not in left
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def test_a_refund_goes_to_the_details_that_stand_unless_a_payment_to_them_came_back(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    account, mine = number_of(small_book, KOWALCZYK), opened("assistant.1")
    doc = {"account_id": account, "pence": 100, "why": "asked by phone", "standing": True}
    with pytest.raises(Refusal, match="no bank details stand"):
        ask(mine, "refund", doc)
    changed(opened, account, payee="P A KOWALCZYK")
    told = ask(mine, "refund", doc).request
    asked_of = "SELECT payee::text, pays_to FROM rb.request WHERE id = %s"
    assert row(small_book, asked_of, told) == ("P A KOWALCZYK", "08-99-99 ····4958")
    with small_book.open() as session:
        session.execute("UPDATE rb.bank_detail SET bad_since = now(), bad_why = 'closed'")
    with pytest.raises(Refusal, match="came back"):
        ask(mine, "refund", doc)
