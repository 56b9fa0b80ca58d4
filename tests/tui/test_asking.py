"""Questions to the book: answered by a message, in order, the stale ones never seen."""

import threading
from collections.abc import AsyncIterator

import pytest

from core.refusal import Refusal
from tests.tui.waiting import until
from tui.app import RentbookApp
from tui.asking import Asking
from tui.messages import Answered
from tui.page import Page


class Read(Answered[str]):
    """Something was read."""


class Asker(Page):
    """A page that asks."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[object, str]] = []
        self.books: list[object] = []
        self.one = Asking(self, Read)
        self.all = Asking(self, Read, lane="write", keep_all=True)

    def book_ready(self) -> None:
        self.books.append(self.desk.book)

    def on_read(self, event: Read) -> None:
        said = event.fault.says if isinstance(event.fault, Refusal) else event.result
        self.seen.append((event.query, said))


@pytest.fixture
async def page() -> AsyncIterator[Asker]:
    app = RentbookApp({"asker": Asker}, first="asker", connect=lambda: "the book")
    async with app.run_test():
        assert isinstance(app.screen, Asker)
        yield app.screen


async def test_the_book_is_connected_after_the_first_paint_and_pages_hear_of_it(
    page: Asker,
) -> None:
    await until(lambda: page.books == ["the book"])


async def test_only_the_last_question_is_answered(page: Asker) -> None:
    gate = threading.Event()
    page.one.ask("a", lambda: (gate.wait(5) and "old") or "never")
    page.one.ask("ab", lambda: "new")
    gate.set()
    await until(lambda: not page.one.is_waiting)
    await page.desk.gate.settled()
    assert page.seen == [("ab", "new")]


async def test_a_question_asked_between_answer_and_dispatch_makes_the_answer_stale(
    page: Asker,
) -> None:
    answer = Read(page.one, page.one.ask("a", lambda: "old"), "a")
    answer.result = "old"
    page.post_message(answer)
    page.one.forget()
    await until(lambda: not page.one.is_waiting)
    await page.desk.gate.settled()
    assert page.seen == []


async def test_where_every_answer_matters_they_come_in_order(page: Asker) -> None:
    for number in range(30):
        page.all.ask(number, lambda: "kept")
    await until(lambda: len(page.seen) == 30)
    assert [query for query, _ in page.seen] == list(range(30))


async def test_a_refusal_arrives_as_the_answer(page: Asker) -> None:
    def refuse() -> str:
        raise Refusal("period_closed", "the period is closed: use another date")

    page.one.ask("a", refuse)
    await until(lambda: bool(page.seen))
    assert page.seen == [("a", "the period is closed: use another date")]


async def test_a_hold_ends_with_the_answer_a_new_question_or_no_interest(page: Asker) -> None:
    gate = threading.Event()
    page.one.ask("a", lambda: str(gate.wait(5)), holds="reading a")
    assert page.desk.gate.waiting_for == "reading a"
    page.one.ask("b", lambda: str(gate.wait(5)), holds="reading b")
    assert page.desk.gate.waiting_for == "reading b"
    page.one.forget()
    assert page.desk.gate.waiting_for is None
    page.one.ask("c", lambda: str(gate.wait(5)), holds="reading c")
    gate.set()
    await until(lambda: page.seen == [("c", "True")])
    assert page.desk.gate.waiting_for is None


async def test_an_answer_to_a_page_that_has_left_stops_nobody_else(page: Asker) -> None:
    gate = threading.Event()
    app = page.desk
    app.push_screen(left := Asker())
    await until(lambda: left.is_running)
    left.one.ask("a", lambda: str(gate.wait(5)))
    left.leave()
    await until(lambda: left._parent is None)
    gate.set()
    page.one.ask("b", lambda: "heard")
    await until(lambda: page.seen == [("b", "heard")])


async def test_a_bug_in_the_work_ends_the_program_with_its_reason() -> None:
    app = RentbookApp({"asker": Asker}, first="asker")
    with pytest.raises(ZeroDivisionError):
        async with app.run_test():
            assert isinstance(app.screen, Asker)
            app.screen.one.ask("a", lambda: str(1 // 0))
            await until(lambda: app.return_code is not None)
