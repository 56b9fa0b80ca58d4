"""Schedules and several requests on the screen: one row, opened as lines, decided in two keys."""

from collections.abc import Iterator

import pytest

from core.money import Pence
from db.book import Book, open_book
from db.requests.reading import request
from db.requests.schedules import Filter, Made, candidates, make_schedule, schedules
from tests.office import asked, balance_of, furnish, let_thirty_go, number_of, pay
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk
from tests.tui.seen import looks_as
from tests.tui.test_suspense_screen import quiet


@pytest.fixture
def office(small_book: SmallBook) -> SmallBook:
    """Thirty former tenants owe 10.00 each, the last 40.00: more than a supervisor may."""
    furnish(small_book)
    let_thirty_go(small_book)
    with small_book.open() as session:
        session.execute(
            "UPDATE rb.limit_rule SET per_item_pence = 3000"
            " WHERE kind = 'write-off' AND who = 'supervisor'"
        )
    return small_book


@pytest.fixture
def mine(office: SmallBook) -> Iterator[Book]:
    book = open_book(office.url("assistant.1"))
    yield book
    book.close()


@pytest.fixture
def made(mine: Book) -> Made:
    found = candidates(mine, Filter(Pence(5000)))
    return make_schedule(mine, found, "no-trace", "not worth a letter")


async def confirmed(desk: AtDesk) -> None:
    await quiet(desk)
    await desk.press("enter")


async def test_a_schedule_is_one_row_and_its_lines_are_decided_whole_but_for_those_excepted(
    office: SmallBook, mine: Book, made: Made
) -> None:
    second = made.requests[1]
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6")
        await desk.until("S41 write-off    schedule   29 lines: not")
        await desk.press("enter")
        await desk.until("Write-off schedule 41 · 30 lines · £330.00")
        await desk.press("down", "space", "a")
        await desk.until("Approve 29 lines, 320.00, 1 excepted? Enter approves")
        await confirmed(desk)
        await desk.until("28 approved, 280.00; 1 stay open, marked !")
        assert request(mine, second).state == "submitted"
        (stands,) = schedules(mine)
        assert (stands.open, stands.open_pence) == (2, 5000)
        looks_as(desk.app, "schedule")
        await desk.press("end")
        await desk.until("your limit for a write-off is 30.00")
        await desk.press("up", *["up"] * 27, "enter")
        await desk.until(f"Write-off {second}")
        await desk.press("a")
        await confirmed(desk)
        await desk.until(f"request {second} is posted")


async def test_a_schedule_is_rejected_with_a_reason_and_nobody_decides_their_own(
    office: SmallBook, mine: Book, made: Made
) -> None:
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("Write-off schedule 41")
        assert "A approve" not in desk.text
    async with at_desk(office.url("manager.1")) as desk:
        await desk.press("f6", "enter", "r", "'letters first'", "enter")
        await desk.until("30 rejected, 330.00")
    assert {request(mine, number).state for number in made.requests} == {"rejected"}


async def test_several_requests_are_approved_at_once_each_by_what_it_rests_on(
    office: SmallBook, mine: Book
) -> None:
    numbers = []
    for ref, pence, digits in (
        ("10238826", 1000, "66374951"), ("10239002", 2000, "66374952"),
        ("10230055", 300000, "66374953"),
    ):  # fmt: skip
        pay(office, number_of(office, ref), 600000)
        told = asked(mine, number_of(office, ref), pence, account_number=digits)
        numbers.append(told.request)
    with office.open() as session:
        session.execute("UPDATE rb.limit_rule SET per_item_pence = 5000 WHERE who = 'supervisor'")
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "space", "space", "space")
        await desk.until("3 marked, 3,030.00")
        await desk.press("a")
        await desk.until("Approve 3 requests, 3,030.00 in all, 3 with a !? Enter approves each")
        await confirmed(desk)
        await desk.until("2 approved, 1 not.")
        pay(office, number_of(office, "10230777"), 60000)
        other = number_of(office, "10230777")
        again = asked(mine, other, 500, account_number="66374951").request
        await desk.until(str(again))
        await desk.press("end", "space", "a")
        await desk.until(f"Nothing asked. {again}: something speaks against it, open it")
    assert [request(mine, each).state for each in numbers] == ["approved", "approved", "submitted"]
    assert balance_of(office, number_of(office, "10238826")) == -599000


async def test_a_schedule_is_prepared_by_a_filter_some_left_out_and_asked_for(
    office: SmallBook, mine: Book
) -> None:
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f6", "w")
        await desk.until("owing at most")
        await desk.press("'15.00'", "enter", "'1/7/2025'", "enter", "enter")
        await desk.until("Write-offs to ask for · 29 of 29 · £290.00")
        looks_as(desk.app, "write_offs")
        await desk.press("down", "space", "space")
        await desk.until("27 of 29 · £270.00")
        await desk.press("a", "'x'", "enter", "'not worth a letter'", "enter")
        await desk.until("a write-off has one of these reasons")
        assert schedules(mine) == ()
        await desk.press("up", "backspace", "'no-t'", "enter", "enter")
        await desk.until("schedule 42: 27 lines, 270.00, another decides")
        await desk.until("S42 write-off    schedule   27 lines: not")
        (made,) = schedules(mine)
        assert (made.lines, made.pence, made.title) == (27, 27000, "not worth a letter")
        await desk.press("w", "'50'", "enter", "enter", "enter")
        await desk.until("3 of 3 · £60.00")  # what is asked for already is found no more
        await desk.press("space", "space", "space", "a")
        await desk.until("nothing is left to ask for: F finds others")
