"""Who works in a book with postings is said by two; a folder of one's own has nobody else."""

from collections.abc import Callable

import psycopg
import pytest

from core.refusal import Refusal
from db.book import Book
from db.operators import Operator, add_operator, operators, regroup
from db.requests.asking import ask
from db.requests.deciding import approve
from db.requests.reading import standing
from tests.office import approved, furnish, number_of, pay
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def live(book: SmallBook, mode: str = "server") -> None:
    with book.open() as session:
        session.execute("ALTER TABLE rb.book DISABLE TRIGGER USER")
        session.execute("UPDATE rb.book SET kind = 'live', mode = %s", (mode,))
        session.execute("ALTER TABLE rb.book ENABLE TRIGGER USER")


def group_of(book: SmallBook, login: str) -> str:
    with book.open() as session:
        (found,) = [one for one in operators(session) if one.login == login]
    return found.group


@pytest.fixture
def carol(small_book: SmallBook) -> str:
    """A login's name that no other test on this server has."""
    return f"carol.{small_book.database}"


def test_before_the_first_posting_the_keeper_adds_whom_the_setup_needs(
    small_book: SmallBook, carol: str
) -> None:
    live(small_book)
    with small_book.open("keeper") as keeper:
        add_operator(keeper, Operator(carol, "Carol", "assistant"), None)
    assert group_of(small_book, carol) == "assistant"


def test_afterwards_a_request_decided_by_another_lets_in_or_moves_once(
    small_book: SmallBook, opened: Opened, carol: str
) -> None:
    furnish(small_book)
    pay(small_book, number_of(small_book, "10238826"), 100)
    live(small_book)
    wanted = Operator(carol, "Carol", "supervisor", ("CLY",))
    with small_book.open("keeper") as keeper:
        with refused("operator_needs_request"):
            add_operator(keeper, wanted, None)
        doc = {
            "login": carol,
            "group": "supervisor",
            "landlords": ["CLY"],
            "why": "a new colleague",
        }
        number = ask(opened("supervisor.1"), "operator", doc).request
        with refused("over_limit"):
            approved(opened("supervisor.2"), number)
        approved(opened("manager.1"), number)
        with refused("request_differs"):
            add_operator(keeper, Operator(carol, "Carol", "supervisor"), None)
        add_operator(keeper, wanted, None)
        with refused("operator_needs_request"):
            regroup(keeper, carol, "manager")
        doc = {"login": carol, "group": "assistant", "why": "she goes back to the desk"}
        approved(opened("manager.1"), ask(opened("supervisor.1"), "operator", doc).request)
        regroup(keeper, carol, "assistant")
        assert group_of(small_book, carol) == "assistant"
        with refused("operator_needs_request"):  # the first request has been done
            regroup(keeper, carol, "supervisor")
        with pytest.raises(psycopg.Error, match="two people say who works in it"):
            keeper.execute("SELECT set_config('role', 'rb_' || id || '_owner', false) FROM rb.book")
            keeper.execute("UPDATE rb.operator SET grp = 'manager' WHERE login = %s", (carol,))


def test_what_two_asked_for_is_done_once_and_a_suspended_operator_is_told(
    small_book: SmallBook, opened: Opened
) -> None:
    furnish(small_book)
    doc = {"login": "assistant.2", "suspended": True, "why": "left us"}
    one, two = (ask(opened(who), "operator", doc).request for who in ("assistant.1", "manager.1"))
    approved(opened("manager.1"), one)
    with pytest.raises(Refusal, match="is suspended: ask a manager") as told:
        opened("assistant.2")
    assert told.value.code == "suspended"
    assert standing(opened("auditor.1"), two).stale == "assistant.2 is suspended already"
    doc = {"login": "assistant.2", "suspended": False, "why": "back again"}
    approved(opened("manager.1"), ask(opened("supervisor.1"), "operator", doc).request)
    assert opened("assistant.2").about.group == "assistant"


def test_the_last_manager_stays_one(small_book: SmallBook, opened: Opened) -> None:
    furnish(small_book)
    doc = {"login": "manager.1", "group": "assistant", "why": "wants less"}
    number = ask(opened("supervisor.1"), "operator", doc).request
    with refused("own_request"):
        approved(opened("manager.1"), number)


def test_in_a_folder_of_ones_own_nobody_decides_and_the_refusal_says_why(
    small_book: SmallBook, opened: Opened
) -> None:
    furnish(small_book)
    account = number_of(small_book, "10238826")
    pay(small_book, account, 24120)
    doc = {"account_id": account, "pence": 100, "why": "paid twice", "card": "PX-1"}
    number = ask(opened("assistant.1"), "refund", doc).request
    live(small_book, "embedded")
    with pytest.raises(Refusal, match="copy it to a server") as told:
        approve(opened("supervisor.1"), number, "whatever")
    assert told.value.code == "single_operator"
    with pytest.raises(Refusal, match="rentbook operator add") as told:
        group = {"login": "carol", "group": "assistant", "why": "a new colleague"}
        ask(opened("assistant.1"), "operator", group)
    assert told.value.code == "single_operator"
