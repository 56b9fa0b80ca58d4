"""A schedule of write-offs: thirty former tenants found, asked for at once, decided as one."""

from collections.abc import Callable, Iterator

import pytest

from core.money import Pence
from core.refusal import Refusal
from db.book import Book
from db.proof import prove
from db.requests.reading import request
from db.requests.schedules import (
    Decision,
    Filter,
    candidates,
    decide_schedule,
    make_overpayments,
    make_schedule,
    marks,
    schedules,
)
from tests.office import approved, balance_of, furnish, let_thirty_go, pay
from tests.small_book import SmallBook

Opened = Callable[..., Book]
FEW = Filter(Pence(5000))


@pytest.fixture
def office(small_book: SmallBook) -> Iterator[SmallBook]:
    """Thirty former tenants who owe 10.00, one of them 40.00: more than a supervisor may."""
    furnish(small_book)
    let_thirty_go(small_book)
    with small_book.open() as session:
        session.execute(
            "UPDATE rb.limit_rule SET per_item_pence = 3000, per_day_pence = 27500"
            " WHERE kind = 'write-off' AND who = 'supervisor'"
        )
    yield small_book
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_thirty_former_tenants_are_decided_as_one_and_what_may_not_be_stays_open(
    office: SmallBook, opened: Opened
) -> None:
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    found = candidates(mine, FEW)
    assert len(found) == 30 and sum(each.pence for each in found) == 33000
    made = make_schedule(mine, found, "no-trace", "not worth a letter", "key")
    assert (len(made.requests), made.pence) == (30, 33000)
    assert make_schedule(mine, found, "no-trace", "not worth a letter", "key") == made
    assert candidates(mine, FEW) == ()
    first, excepted, *others, dear = made.requests
    seen = marks(theirs, made.schedule)
    pay(office, found[0].account, 100)
    yes = Decision("approve", "as listed", seen, (excepted,))
    done = decide_schedule(theirs, made.schedule, yes, "yes")
    assert [number for number, _, _ in done.decided] == others and done.pence == 27000
    assert {number: code for number, code, _ in done.left} == {first: "stale", dear: "over_limit"}
    assert decide_schedule(theirs, made.schedule, yes, "yes") == done
    assert {balance_of(office, each.account) for each in found[2:-1]} == {0}
    with refused("over_day_limit"):
        decide_schedule(theirs, made.schedule, Decision("approve", "rest", seen, (first, dear)))
    assert approved(opened("supervisor.2"), excepted).state == "posted"
    (stands,) = schedules(mine)
    assert (stands.lines, stands.open, stands.open_pence, stands.mine) == (30, 2, 5000, True)
    no = Decision("reject", "ask again", {})
    decide_schedule(opened("manager.1"), made.schedule, no)
    assert request(mine, dear).state == "rejected"
    with refused("request_ended"):
        decide_schedule(theirs, made.schedule, no)


def test_nobody_decides_a_schedule_of_their_own_nor_what_was_not_read(
    office: SmallBook, opened: Opened
) -> None:
    own = opened("supervisor.1")
    found = candidates(own, FEW)
    with pytest.raises(Refusal, match=r"for account F0\d\d: .* is owed"):
        dear = found[1].__class__(found[1].account, "", "", "", "", None, Pence(1001))
        make_schedule(own, (found[0], dear), "no-trace", "not worth a letter")
    assert len(candidates(own, FEW)) == 30  # all or none
    made = make_schedule(own, found[:3], "no-trace", "not worth a letter")
    seen = marks(own, made.schedule)
    with refused("own_request"):
        decide_schedule(own, made.schedule, Decision("approve", "mine", seen))
    theirs = opened("supervisor.2")
    with refused("moved"):
        decide_schedule(theirs, made.schedule, Decision("approve", "unread", {}))
    with refused("reason_needed"):
        decide_schedule(theirs, made.schedule, Decision("approve", " ", seen))
    done = decide_schedule(theirs, made.schedule, Decision("approve", "as listed", seen))
    assert len(done.decided) == 3 and done.left == ()


def test_overpayments_are_asked_for_as_a_schedule_and_decided_as_one(
    office: SmallBook, opened: Opened
) -> None:
    mine = opened("assistant.1")
    found = candidates(mine, FEW)[:3]
    lines = tuple((each.account, Pence(2000)) for each in found)
    council = {"payee": "NLC BENEFITS", "sort_code": "089999", "account_number": "66374958"}
    with refused("payee_needed"):
        make_overpayments(mine, lines, {"why": "award of May", "payee": "NLC BENEFITS"})
    made = make_overpayments(mine, lines, {"why": "award of May"} | council)
    assert (len(made.requests), made.pence) == (3, 6000)
    theirs = opened("supervisor.1")
    seen = marks(theirs, made.schedule)
    done = decide_schedule(theirs, made.schedule, Decision("approve", "as listed", seen))
    assert {state for _, state, _ in done.decided} == {"approved"} and done.left == ()
    assert {balance_of(office, each.account) for each in found} == {3000}
    assert request(mine, made.requests[0]).pays_to == "08-99-99 ····4958"
