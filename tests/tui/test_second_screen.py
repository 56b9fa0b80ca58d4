"""The second keying of a blind batch on the screen and by command: no amount is ever shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.money import Pence
from db.batches import post
from db.book import Book
from db.second_reading import read_line
from tests.db.test_blind import two_lines
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk
from tests.tui.command_line import CommandLine

Opened = Callable[..., Book]


@pytest.fixture
def blind(small_book: SmallBook, opened: Opened) -> int:
    with small_book.open() as session:
        session.execute("UPDATE rb.stream SET blind_above_pence = 0 WHERE code = 'cheque'")
    return two_lines(opened("assistant.1"))


def shows_no_amount(desk: AtDesk) -> bool:
    return not any(told in desk.text for told in ("98.20", "104.75", "202.95", "0.00"))


async def posting(desk: AtDesk) -> None:
    """F10, and F10 again once its question has been read."""
    await desk.press("f10")
    await desk.until("F10 posts")
    end = desk.app.gate.clock() + 0.3
    await desk.until(lambda: desk.app.gate.clock() > end)
    await desk.press("f10")


async def test_its_first_keyer_sees_line_by_line_how_far_the_second_keying_is(
    small_book: SmallBook, blind: int, opened: Opened
) -> None:
    second = opened("assistant.2")
    read_line(second, blind, 2, 2, Pence(10475))
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("b", "enter")
        await desk.until("2nd waits")
        assert "2nd waits" in desk.line("98.20") and "2nd agrees" in desk.line("104.75")
        read_line(second, blind, 1, 2, Pence(9280))
        await posting(desk)
        await desk.until("not posted")
        await desk.until("read a 3rd")
        read_line(second, blind, 1, 3, Pence(9280))
        await posting(desk)
        await desk.until("differs")
        assert "differs" in desk.line("98.20") and "92.80" not in desk.line("98.20")
        await desk.press("up", "up", "enter", "'92.80'", "enter")
        await desk.until("92.80")
        assert "2nd" not in desk.line("92.80") and "2nd agrees" in desk.line("104.75")


async def test_a_blind_batch_is_keyed_again_from_the_open_batches(
    small_book: SmallBook, blind: int, opened: Opened
) -> None:
    async with at_desk(small_book.url("assistant.2")) as desk:
        await desk.press("b")
        assert "key again" in desk.line("1001")
        assert shows_no_amount(desk)
        await desk.press("enter")
        await desk.until("Second reading · CLY MAIN · cheque · batch 1001")
        assert "Smith, Mr J + Mrs K, 3/1 Mill Road" in desk.text
        assert shows_no_amount(desk)
        await desk.press("'0'", "enter")
        assert "nil" in desk.text
        await desk.press("backspace", "'92.80'", "enter", "'104.75'", "enter")
        await desk.until("read it again: Smith")
        assert desk.line("10237710").split()[-1] == "agrees"
        await desk.press("'98.20'", "enter")
        await desk.until("Every line agrees: whoever keyed the batch may post it.")
        assert shows_no_amount(desk)
    assert post(opened("assistant.1"), blind).total == 20295


async def test_whoever_keyed_it_is_told_who_reads_it_again(
    small_book: SmallBook, blind: int
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        desk.app.open("second", batch=blind)
        await desk.until("a colleague keys it the second time")
        await desk.press("escape", "b", "enter")
        await desk.until("keyed  202.95 / 2")
        await desk.press("f10")
        await desk.until("Post 2 lines")


def test_a_second_keying_by_command(
    small_book: SmallBook, blind: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(small_book, capsys)
    assert line.refused("batch", "again", blind)[0] == "second_person_needed"
    told = line.json("batch", "again", blind, login="assistant.2")
    assert [(one["line"], one["standing"]) for one in told["items"]] == [
        (1, "waiting"), (2, "waiting"),
    ]  # fmt: skip
    assert "98.20" not in line("batch", "again", blind, login="assistant.2").out
    file = tmp_path / "second.csv"
    file.write_text("line,amount\n1,98.20\n2,140.75\n")
    once = line.json("batch", "again", blind, "--lines", file, login="assistant.2")
    assert (once["equal"], [one["standing"] for one in once["items"]]) == (
        1, ["equal", "read again"],
    )  # fmt: skip
    code, says = line.refused("batch", "post", blind)
    assert code == "blind_not_compared"
    assert "line 2 must be read a third time by a colleague" in says
    shown = line.json("batch", "show", blind, login="supervisor.1")
    assert (shown["total_pence"], shown["items"], shown["difference_pence"]) == (None, [], None)
    file.write_text("line,amount\n2,104.75\n")
    line.json("batch", "again", blind, "--lines", file, login="assistant.2")
    file.write_text("line,amount\n2,1 0 4\n")
    assert line.refused("batch", "again", blind, "--lines", file, login="assistant.2")[0] == (
        "line_wrong"
    )
    assert line.json("batch", "post", blind)["state"] == "posted"
