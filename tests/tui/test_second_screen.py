"""The second keying of a blind batch on the screen and by command: no amount is ever shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.batches import post
from db.book import Book
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
