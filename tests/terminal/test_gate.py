"""The gate in a running app: what waits, what is dropped, what a question does to keys."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from textual import events

from tests.terminal import demo_app
from tui.terminal.key_gate import Gate


class Clock:
    """A clock a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Session:
    """The demo with keys that were read when the test says."""

    def __init__(self, app: demo_app.RentbookApp, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.bells = 0
        app.bell = self.rung  # type: ignore[method-assign]  # nothing else tells of a bell

    def rung(self) -> None:
        self.bells += 1

    def key(self, name: str, after: float = 0.0) -> None:
        """A key read `after` seconds from now on the clock."""
        self.clock.now += after
        event = events.Key(name, "\r" if name == "enter" else None)
        event.time = self.clock.now
        self.app.gate.arrive(event)

    async def settle(self) -> None:
        """All delivered, and painted."""
        await self.app.gate.settled()
        for _ in range(200):
            if self.app.gate.question is None or self.app.gate.question.painted_at is not None:
                break
            await asyncio.sleep(0.001)
        await self.app.gate.settled()

    @property
    def page(self) -> demo_app.Keying:
        assert isinstance(self.app.screen, demo_app.Keying)
        return self.app.screen

    @property
    def remark(self) -> str:
        return self.page.question_line._remark[0]


@pytest.fixture
async def session() -> AsyncIterator[Session]:
    app, clock = demo_app.make(), Clock()
    app.gate = Gate(app, clock)
    async with app.run_test(size=(80, 24)):
        yield Session(app, clock)


def _type(session: Session, text: str) -> None:
    for letter in text:
        session.key("enter" if letter == "/" else letter)


async def test_a_hold_keeps_keys_until_it_is_released(session: Session) -> None:
    hold = session.app.gate.hold("thinking")
    _type(session, "ab/5/")
    await session.app.gate._until_settled()
    assert session.page.line.state.text == ""
    assert session.app.gate.typed_ahead == "ab⏎5⏎"
    assert session.app.gate.waiting_for == "thinking"
    hold.release()
    hold.release()
    await session.settle()
    assert session.page.lines == [("ab", "5")]


async def test_two_holds_need_two_releases(session: Session) -> None:
    first, second = session.app.gate.hold("one"), session.app.gate.hold("two")
    _type(session, "a")
    first.release()
    await session.app.gate._until_settled()
    assert session.page.line.state.text == ""
    second.release()
    await session.settle()
    assert session.page.line.state.text == "a"


async def test_a_block_holds_across_its_awaits_and_lets_go_on_a_fault(session: Session) -> None:
    with pytest.raises(ValueError, match="fault"), session.app.gate.held("block"):
        _type(session, "a")
        await asyncio.sleep(0)
        assert session.page.line.state.text == ""
        raise ValueError("fault")
    await session.settle()
    assert session.page.line.state.text == "a"


async def test_dropped_keys_ring_once_and_go_nowhere(session: Session) -> None:
    with session.app.gate.held("thinking"):
        _type(session, "abc")
        assert session.app.gate.discard_held() == 3
        assert session.app.gate.discard_held() == 0
    await session.settle()
    assert (session.bells, session.page.line.state.text) == (1, "")


async def test_keys_held_before_a_question_go_where_they_were_meant_after_yes(
    session: Session,
) -> None:
    _type(session, "who/ask/next/7/")
    await session.settle()
    assert session.app.gate.typed_ahead == "next⏎7⏎"
    session.key("enter", after=0.3)
    await session.settle()
    assert session.page.lines == [("who", "asked"), ("next", "7")]
    assert session.bells == 0


async def test_keys_held_before_a_question_are_dropped_after_no(session: Session) -> None:
    _type(session, "who/ask/next/7/")
    await session.settle()
    session.key("escape", after=0.3)
    await session.settle()
    assert session.page.lines == []
    assert (session.remark, session.bells) == ("no", 1)
    assert session.page.line.state.text == "ask"


async def test_what_is_typed_on_without_seeing_a_question_goes_nowhere(session: Session) -> None:
    _type(session, "who/ask/")
    await session.settle()
    session.key("n", after=0.05)
    for key in ("e", "x", "enter", "7"):
        session.key(key, after=0.1)
    await session.settle()
    assert (session.page.lines, session.page.line.state.text) == ([], "ask")
    session.key("z", after=0.3)
    await session.settle()
    assert session.page.line.state.text == "askz"


async def test_a_digit_read_late_is_no_and_the_first_of_a_correction(session: Session) -> None:
    _type(session, "who/ask/")
    await session.settle()
    session.key("7", after=0.3)
    session.key("8", after=0.01)
    await session.settle()
    assert (session.remark, session.page.line.state.text) == ("no", "ask78")


async def test_the_asked_key_too_soon_is_dropped_with_a_bell_and_the_question_stands(
    session: Session,
) -> None:
    _type(session, "who/ask/")
    await session.settle()
    session.key("enter", after=0.1)
    session.key("enter", after=0.1)
    assert session.app.gate.question is not None
    assert session.bells == 2
    session.key("enter", after=0.26)
    await session.settle()
    assert session.page.lines == [("who", "asked")]


async def test_posting_drops_what_was_typed_ahead_and_what_comes_too_soon(
    session: Session,
) -> None:
    session.key("f10")
    _type(session, "xyz")
    await session.settle()
    assert session.app.gate.typed_ahead == ""
    session.key("f10", after=0.1)
    session.key("q", after=0.01)
    assert session.app.gate.question is not None
    session.key("f10", after=0.3)
    await session.settle()
    assert session.remark == "posted"
    assert session.page.line.state.text == ""


async def test_a_second_question_answers_the_first_no(session: Session) -> None:
    answers: list[bool] = []
    question = demo_app.Question("one", "enter", answers.append)
    session.app.gate.ask(question)
    session.app.gate.ask(demo_app.Question("two", "enter", lambda yes: None))
    await session.app.gate._until_settled()
    assert answers == [False]


async def test_a_question_whose_screen_has_gone_is_answered_no(session: Session) -> None:
    answers: list[bool] = []
    session.page.act_list()
    await session.settle()
    session.app.gate.ask(demo_app.Question("sure?", "enter", answers.append))
    await session.settle()
    await session.app.pop_screen()
    await session.settle()
    assert answers == [False]
    _type(session, "a")
    await session.settle()
    assert session.page.line.state.text == "a"


async def test_a_key_waits_for_callbacks_and_tasks_that_have_not_begun(session: Session) -> None:
    loop, page = asyncio.get_running_loop(), session.page

    async def go() -> None:
        page.line.go("amount")

    def later(turns: int) -> None:
        if turns:
            loop.call_soon(later, turns - 1)
        else:
            tasks.append(asyncio.create_task(go()))

    tasks: list[asyncio.Task[None]] = []
    page.act_undo = lambda: later(20)  # type: ignore[method-assign]  # an action with a long tail
    _type(session, "a")
    session.key("ctrl+z")
    _type(session, "5")
    await session.settle()
    assert page.line.state.texts() == {"who": "a", "amount": "5"}


async def test_a_handler_in_the_middle_of_its_work_keeps_the_next_key_waiting(
    session: Session,
) -> None:
    await session.settle()
    begun, middle = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await middle.wait()

    session.page.call_later(work)
    await begun.wait()
    _type(session, "a")
    assert session.app.gate._task is not None
    await asyncio.wait([session.app.gate._task], timeout=0.2)
    early = session.page.line.state.text
    middle.set()
    assert early == ""
    await session.settle()
    assert session.page.line.state.text == "a"
