"""Requests: asked by one, decided by another, reserved meanwhile, performed once and as asked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.book import Book
from db.proof import prove
from db.requests.asking import ask, council, question, withdraw
from db.requests.deciding import approve, reject
from db.requests.reading import credit_facts, request, requests, standing
from db.suspense.cases import cases
from db.suspense.clearings import clearing, do_clear
from db.suspense.clearings import standing as item_standing
from tests.office import PAYEE, approved, asked, balance_of, furnish, number_of, owe, pay
from tests.small_book import SmallBook

Opened = Callable[..., Book]


@pytest.fixture
def office(small_book: SmallBook) -> Iterator[SmallBook]:
    """The small book with limits; whatever a test did, it is proved in the end."""
    furnish(small_book)
    yield small_book
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def in_credit(book: SmallBook, ref: str = "10238826", pence: int = 24120) -> int:
    account = number_of(book, ref)
    pay(book, account, pence)
    return account


def test_a_refund_is_reserved_decided_by_another_and_owed_to_its_payee(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    done = asked(mine, account, 14300)
    assert (done.state, done.level, done.approvals) == ("submitted", "supervisor", 1)
    with refused("more_than_credit"):
        asked(mine, account, 9821)
    (waiting,) = requests(theirs, "awaiting")
    assert (waiting.number, waiting.pays_to) == (done.request, "08-99-99 ····4958")
    assert requests(mine, "awaiting") == ()
    told = approved(theirs, done.request, key="yes")
    assert told.state == "approved" and told.number.startswith("S")
    assert approve(theirs, done.request, "whatever it was", key="yes") == told
    assert balance_of(office, account) == -9820
    read = request(mine, done.request)
    assert (read.state, read.entry, read.decided[0][:2]) == (
        "approved",
        told.number,
        ("approve", "supervisor.1"),
    )
    with refused("request_ended"):
        reject(opened("supervisor.2"), done.request, "too late")
    with refused("request_ended"):
        withdraw(mine, done.request, "too late")


def test_nobody_decides_their_own_and_a_rejection_frees_what_was_reserved(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    own = opened("supervisor.1")
    done = asked(own, account, 14300)
    with refused("own_request"):
        approved(own, done.request)
    with refused("not_permitted"):
        approved(opened("assistant.2"), done.request)
    with refused("reason_needed"):
        reject(opened("supervisor.2"), done.request, " ")
    reject(opened("supervisor.2"), done.request, "she has moved")
    assert request(own, done.request).decided[0][3] == "she has moved"
    again = asked(own, account, 14300)
    withdraw(own, again.request, "asked twice")
    assert request(own, again.request).state == "withdrawn"
    assert credit_facts(own, account)["promised_pence"] == 0


def test_what_the_rule_leaves_is_the_most_and_more_goes_to_the_next_group(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    mine = opened("assistant.1")
    with pytest.raises(Refusal, match=r"at most 143\.00 can be refunded: credit 241\.20"):
        asked(mine, account, 14301)
    done = asked(mine, account, 24120, override="she leaves on Friday")
    assert done.level == "manager"
    with refused("over_limit"):
        approved(opened("supervisor.1"), done.request)
    assert requests(opened("supervisor.1"), "awaiting") == ()
    assert approved(opened("manager.1"), done.request).state == "approved"


def test_a_refund_of_benefit_waits_for_the_council(office: SmallBook, opened: Opened) -> None:
    account = number_of(office, "10238826")
    pay(office, account, 24120, stream="hb")
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    done = asked(mine, account, 14300)
    assert request(mine, done.request).council == "ask"
    with refused("council"):
        approved(theirs, done.request)
    council(mine, done.request, "asked", "letter of today")
    with refused("council"):
        approved(theirs, done.request)
    council(mine, done.request, "clear", "M Reid, council, by phone")
    assert approved(theirs, done.request).state == "approved"
    assert "M Reid" in standing(theirs, done.request).notes[-1][0]


def test_another_debt_is_paid_first_and_less_is_refundable(
    office: SmallBook, opened: Opened
) -> None:
    account, other = in_credit(office), number_of(office, "10239002")
    with office.open() as session:
        session.execute(
            "INSERT INTO rb.tenant (tenancy_id, position, customer_id)"
            " SELECT o.tenancy_id, 2, n.customer_id FROM rb.account o, rb.tenant n"
            " JOIN rb.account m ON m.tenancy_id = n.tenancy_id WHERE o.id = %s AND m.id = %s",
            (other, account),
        )
    owe(office, other, 1200)
    mine = opened("assistant.1")
    facts = credit_facts(mine, account)
    assert (facts["owed_pence"], facts["most_pence"]) == (1200, 13100)
    done = asked(mine, account, 13100, offsets=[{"account_id": other, "pence": 1200}])
    theirs = opened("supervisor.1")
    told = approved(theirs, done.request)
    assert (balance_of(office, account), balance_of(office, other)) == (-9820, 0)
    assert told.state == "approved"
    with refused("offset_wrong"):
        asked(mine, account, 100, offsets=[{"account_id": other, "pence": 1}])


def test_a_request_goes_stale_when_its_ground_moves_and_other_movement_must_be_seen(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    done = asked(mine, account, 14300)
    seen = standing(theirs, done.request).seen
    pay(office, account, 500)
    with refused("moved"):
        approve(theirs, done.request, seen)
    owe(office, account, 20000)
    assert "14" not in (stale := standing(theirs, done.request).stale)[:4] and "credit" in stale
    with refused("stale"):
        approved(theirs, done.request)
    reject(theirs, done.request, "the credit has gone")
    pay(office, account, 30000)
    fresh = asked(mine, account, 10000)
    pay(office, account, 100, stream="hb")
    with pytest.raises(Refusal, match="benefit, a return or a reversal has come"):
        approved(theirs, fresh.request)
    withdraw(mine, fresh.request, "to be asked anew")


def test_a_days_limit_counts_what_was_approved_and_two_persons_decide_above_a_figure(
    office: SmallBook, opened: Opened
) -> None:
    with office.open() as session:
        session.execute(
            "UPDATE rb.limit_rule SET per_day_pence = per_item_pence WHERE who = 'supervisor'"
        )
        session.execute("INSERT INTO rb.policy VALUES ('second_approver_pence', '450000')")
    account = in_credit(office, pence=1_500_000)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    one, two, three = (asked(mine, account, pence) for pence in (300_000, 200_001, 460_000))
    approved(theirs, one.request)
    with pytest.raises(Refusal, match=r"a day of this kind is 5,000\.00, 3,000\.00 of it is used"):
        approved(theirs, two.request)
    assert three.approvals == 2
    second = opened("supervisor.2")
    assert approved(second, three.request).state == "submitted"
    with refused("decided_already"):
        approved(second, three.request)
    assert approved(opened("manager.1"), three.request).state == "approved"
    with refused("over_every_limit"):
        pay(office, account, 90_000_000)
        asked(mine, account, 6_000_000)


def test_a_debt_is_written_off_for_a_reason_and_written_on_again_with_its_memo(
    office: SmallBook, opened: Opened
) -> None:
    account = number_of(office, "10219921")
    owe(office, account, 12345)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    doc = {"account_id": account, "pence": 12345, "why": "agency gave up"}
    with refused("reason_unknown"):
        ask(mine, "write-off", doc | {"reason": "fancy"})
    with refused("tenant_survives"):
        ask(mine, "write-off", doc | {"reason": "deceased"})
    done = ask(mine, "write-off", doc | {"reason": "no-trace"})
    with refused("more_than_debt"):
        ask(mine, "write-off", doc | {"reason": "no-trace", "pence": 1})
    assert approved(theirs, done.request).state == "posted"
    assert balance_of(office, account) == 0
    with pytest.raises(Refusal, match=r"123\.45 stands written off"):
        ask(mine, "write-on", doc | {"pence": 12346})
    back = ask(mine, "write-on", doc | {"pence": 10000, "why": "found again"})
    approved(theirs, back.request)
    assert balance_of(office, account) == 10000
    current = number_of(office, "10238826")
    owe(office, current, 500)
    with refused("tenant_lives_there"):
        ask(mine, "write-off", doc | {"account_id": current, "pence": 500, "reason": "dispute"})


def test_a_transfer_moves_credit_within_a_landlord(office: SmallBook, opened: Opened) -> None:
    account, other = in_credit(office), number_of(office, "10239002")
    mine = opened("assistant.1")
    doc = {"account_id": account, "to_account_id": other, "pence": 24120, "why": "paid for him"}
    with refused("wrong_landlord"):
        ask(mine, "transfer", doc | {"to_account_id": number_of(office, "10234417", "AVN")})
    with refused("more_than_credit"):
        ask(mine, "transfer", doc | {"pence": 24121})
    done = ask(mine, "transfer", doc)
    approved(opened("supervisor.1"), done.request)
    assert (balance_of(office, account), balance_of(office, other)) == (0, -24120)


def test_anothers_posting_is_reversed_by_request_and_not_by_who_posted_it(
    office: SmallBook, opened: Opened
) -> None:
    account = number_of(office, "10238826")
    number = pay(office, account, 500, by="supervisor.1")
    mine = opened("assistant.1")
    doc = {"entry": number, "line": 1, "why": "posted to the wrong account"}
    done = ask(mine, "reversal", doc)
    with refused("asked_already"):
        ask(mine, "reversal", doc)
    with pytest.raises(Refusal, match="you keyed or posted what request"):
        approved(opened("supervisor.1"), done.request)
    theirs = opened("supervisor.2")
    approved(theirs, done.request)
    assert balance_of(office, account) == 0
    with refused("reversed_already"):
        ask(mine, "reversal", doc)
    with refused("unknown_posting"):
        ask(mine, "reversal", doc | {"entry": "A1-000099"})


def test_what_a_request_posted_is_reversed_by_request_and_says_so(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    done = asked(mine, account, 14300)
    number = approved(theirs, done.request).number
    back = ask(mine, "reversal", {"entry": number, "why": "wrong payee"})
    approved(opened("supervisor.2"), back.request)
    assert balance_of(office, account) == -24120
    assert request(mine, done.request).state == "reversed"


def test_suspense_above_a_limit_is_cleared_and_sent_back_by_request(
    office: SmallBook, opened: Opened
) -> None:
    pay(office, None, 150_000)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    (case,) = cases(mine)
    account = number_of(office, "10238826")
    with refused("over_limit"):
        do_clear(mine, clearing(item_standing(mine, case.item.item), account))
    doc = {"item_id": case.item.item, "why": "her bank says so"}
    done = ask(mine, "clearance", doc | {"to_account_id": account, "pence": 120_000})
    back = ask(mine, "payment", doc | PAYEE | {"pence": 30_000})
    with refused("more_than_left"):
        ask(mine, "payment", doc | PAYEE | {"pence": 1})
    with refused("promised"):
        do_clear(mine, clearing(item_standing(mine, case.item.item), account, Pence(1000)))
    approved(theirs, done.request)
    assert approved(theirs, back.request).state == "approved"
    assert (balance_of(office, account), cases(mine)) == (-120_000, ())


def test_declared_interest_and_another_landlord_bar_from_asking_and_deciding(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    done = asked(mine, account, 14300)
    with theirs.session() as session:
        act(session, "declare_interest", new_key(), "supervisor.1", account, "relative")
    with refused("interest_declared"):
        approved(theirs, done.request)
    with refused("interest_declared"):
        asked(theirs, account, 100)
    question(opened("supervisor.2"), done.request, "is it her own account?")
    assert standing(mine, done.request).notes[0][:2] == ("is it her own account?", "supervisor.2")
    withdraw(mine, done.request, "asked by mistake")


def test_joint_tenants_agree_an_executor_is_paid_and_card_money_returns_to_the_card(
    office: SmallBook, opened: Opened
) -> None:
    account = in_credit(office, "10231190")
    mine = opened("assistant.1")
    with refused("consent_needed"):
        asked(mine, account, 1000)
    with refused("payee_needed"):
        ask(mine, "refund", {"account_id": account, "pence": 1000, "why": "asked", "consent": True})
    done = asked(mine, account, 1000, consent=True)
    with office.open() as session:
        session.execute("UPDATE rb.account SET deceased = true WHERE id = %s", (account,))
    with refused("executor_needed"):
        asked(mine, account, 1000)
    card = {"account_id": account, "pence": 1000, "why": "asked", "executor": True, "card": "WP-1"}
    assert ask(mine, "refund", card).pence == 1000
    assert request(mine, done.request).terms == {"consent": True}


def test_a_request_expires_and_what_it_reserved_is_free(office: SmallBook, opened: Opened) -> None:
    account = in_credit(office)
    with office.open() as session:
        session.execute("INSERT INTO rb.policy VALUES ('request_days', '-1')")
    mine = opened("assistant.1")
    done = asked(mine, account, 14300)
    assert request(mine, done.request).state == "expired"
    with refused("request_expired"):
        approved(opened("supervisor.1"), done.request)
    assert credit_facts(mine, account)["credit_pence"] == 24120
    withdraw(mine, done.request, "long ago")


def test_policy_limits_and_operators_change_by_two_people_of_whom_none_is_concerned(
    office: SmallBook, opened: Opened
) -> None:
    with office.open() as session:
        session.execute(
            "INSERT INTO rb.policy VALUES ('request_days', '30'), ('bacs_user_number', '\"\"')"
        )
    mine, manager = opened("supervisor.1"), opened("manager.1")
    with refused("unknown_policy"):
        ask(mine, "policy", {"name": "request_days", "value": "x", "why": "the board"})
    days = ask(mine, "policy", {"name": "request_days", "value": 14, "why": "the board"})
    with refused("over_limit"):
        approved(opened("supervisor.2"), days.request)
    assert approved(manager, days.request).state == "done"
    digits = {"name": "bacs_user_number", "value": 123456, "why": "the bank gave it"}
    approved(manager, ask(mine, "policy", digits).request)
    with office.open() as session:
        told = session.execute(
            "SELECT value #>> '{}' FROM rb.policy WHERE name = %s", (digits["name"],)
        )
        assert told.fetchone() == ("123456",)
    limit = {"who": "supervisor.1", "limit_kind": "refund", "pence": 900_000, "why": "more work"}
    raised = ask(opened("assistant.1"), "policy", limit)
    with refused("own_request"):
        approved(mine, raised.request)
    approved(manager, raised.request)
    account = in_credit(office, pence=900_000)
    done = asked(opened("assistant.1"), account, 800_000)
    assert done.level == "manager" and approved(mine, done.request).state == "approved"
    gone = ask(mine, "operator", {"login": "assistant.2", "suspended": True, "why": "has left"})
    approved(manager, gone.request)
    with refused("suspended"):
        asked(opened("assistant.2"), account, 100)
    last = ask(mine, "operator", {"login": "manager.1", "suspended": True, "why": "spite"})
    with refused("own_request"):
        approved(manager, last.request)
    withdraw(mine, last.request, "never mind")
