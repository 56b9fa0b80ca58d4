"""The desk says what waits, opens it by number, and survives a book that goes away."""

from datetime import date

import pytest

from core.money import Pence
from db.batches import KeptLine
from db.book import open_book
from db.references import resolve
from tests.small_book import SmallBook
from tests.tui.at_desk import at_desk, gone
from tests.tui.desk_app import make
from tests.tui.lived_in import batch_of
from tests.tui.seen import looks_as, text
from tests.tui.waiting import until
from tui.keymap import ANYBODY, may
from tui.widgets.chart import month_chart


async def test_an_assistant_sees_what_waits_for_them(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        looks_as(desk.app, "desk")


async def test_a_supervisor_sees_open_batches_by_operator(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("supervisor.1")) as desk:
        looks_as(desk.app, "desk_supervisor")


async def test_a_new_desk_says_how_to_begin(small_book: SmallBook) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        looks_as(desk.app, "desk_empty")


async def test_a_number_opens_its_line_and_another_number_nothing(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("supervisor.1")) as desk:
        await desk.press("2")
        assert "Open batches · assistant.2" in desk.text
        assert "assistant.1  " not in desk.text
        await desk.press("escape", "3")
        assert "Suspense · in hand" in desk.text
        await desk.press("escape", "9")
        assert "To do" in desk.text


async def test_the_desk_is_read_again_when_one_comes_back_to_it(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        book = open_book(lived_in.url("assistant.1"))
        batch_of(book, "cheque", KeptLine(resolve(book, "10231190"), Pence(100)))
        book.close()
        await desk.press("f2", "escape")
        line = desk.line("Batches left open")
        assert "cheque 1002, cheque 1005" in line and line.split()[-3] == "2"


async def test_every_open_batch_is_listed_with_totals_for_whom_they_are(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("b")
        looks_as(desk.app, "batches")
        assert "167.75" not in desk.line("1003") and "20.00" not in desk.line("1003")


async def test_a_colleagues_batch_is_taken_with_a_reason(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("supervisor.1"), size=(100, 24)) as desk:
        await desk.press("2", "enter")
        assert "1004" in desk.text and "assistant.2" in desk.text
        await desk.press("'on leave'", "enter")
        await desk.until("standing-order")
    with lived_in.open() as session:
        row = session.execute(
            "SELECT h.login, h.why, b.holder FROM rb.batch_holder h"
            " JOIN rb.batch b ON b.id = h.batch_id WHERE b.id = 1004 ORDER BY h.at DESC LIMIT 1"
        ).fetchone()
    assert row == ("supervisor.1", "on leave", "supervisor.1")


async def test_the_book_gone_is_said_and_r_reads_again(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        with gone(lived_in):
            await desk.press("r")
            assert "R reads again. Not read: the book does not answer" in desk.text
            assert "cheque 1002" in desk.text
        await desk.press("r")
        assert "R reads again" not in desk.text


async def test_a_book_that_does_not_open_is_tried_again(small_book: SmallBook) -> None:
    app = make(small_book.url("assistant.1"))
    async with app.run_test(size=(80, 24)) as pilot:
        with gone(small_book):
            await until(lambda: "The book is not open: R tries again." in text(app), 20)
        await pilot.press("r")
        await until(lambda: "Nothing waits for you" in text(app), 20)
        await until(lambda: app.finder is not None, 20)


def test_bars_stand_beside_a_scale_that_holds_them() -> None:
    days = [(date(2026, 11, day), Pence(amount)) for day, amount in ((2, 1), (3, 9_600_000))]
    drawn = ["".join(part for part, _ in line) for line in month_chart(days, 76)]
    assert drawn == [
        "  96k ┤     ██  ",
        "  64k ┤     ██  ",
        "  32k ┤ ▁▁  ██  ",
        "        2   3   ",
    ]


@pytest.mark.parametrize(("count", "step"), [(15, 4), (22, 3), (31, 2)])
def test_every_day_of_a_month_finds_room_at_80_columns(count: int, step: int) -> None:
    days = [(date(2026, 12, day + 1), Pence(100_000)) for day in range(count)]
    *bars, numbers = ("".join(part for part, _ in line) for line in month_chart(days, 76))
    assert len(bars[-1]) == 8 + count * step <= 76
    assert numbers.split()[-1] == str(count)


def test_a_month_without_receipts_has_no_chart() -> None:
    assert month_chart([], 76) == []


async def test_an_auditor_is_offered_nothing_that_writes(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("auditor.1"), size=(120, 30)) as desk:
        shown = [desk.text]
        for opens in ("f1", "ctrl+p"):
            await desk.press(opens)
            shown.append(desk.text)
            await desk.press("escape")
        await desk.press("f3", "k")
        shown.append(desk.text)
        assert "To do" in desk.text
        await desk.press("b", "enter")
        shown.append(desk.text)
        assert "Open batches" in desk.text
        await desk.press("escape", "f2", "'okafor larch'", "enter", "c", "n", "p")
        shown.append(desk.text)
        assert "Account 10234417" in desk.text
        await desk.press("f1")
        shown.append(desk.text)
    offers = ("key a batch", "F3", "Take a payment", "Write a note", "warning marker", "P pay")
    lines = [line for text in shown for line in text.splitlines()]
    refused = [line for line in lines if "Only assistants, supervisors" in line]
    assert len(refused) == 2  # a key of another group's says so
    offered = [line for line in lines if line not in refused]
    assert [(words, line) for words in offers for line in offered if words in line] == []


async def test_an_empty_desk_tells_an_auditor_what_they_may_do(small_book: SmallBook) -> None:
    async with at_desk(small_book.url("auditor.1")) as desk:
        assert "Begin: / finds a tenant, B shows open batches." in desk.text


@pytest.mark.parametrize(
    ("group", "keys", "signs"),
    [("assistant", True, False), ("supervisor", True, True), ("manager", True, True),
     ("auditor", False, False), ("night", False, False)],
)  # fmt: skip
def test_a_group_may_what_the_groups_before_it_may(group: str, keys: bool, signs: bool) -> None:
    assert (may(group, "assistant"), may(group, "supervisor")) == (keys, signs)
    assert may(group, ANYBODY)
