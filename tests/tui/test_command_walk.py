"""`expected` and `batch walk`: what is expected, what came of it, who missed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from db.book import Book
from tests.db.test_walk import NOWAK, OSEI, SMITH, monday, paid
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


def test_a_walk_by_command_from_what_is_expected_to_who_missed(
    line: CommandLine, opened: Callable[..., Book], tmp_path: Path
) -> None:
    book = opened()
    day = monday(book)
    for back in (2, 1):
        last = day - timedelta(days=7 * back)
        paid(book, last, (SMITH, 9820), (NOWAK, 9820), (OSEI, 10475))
    of = ("--cashbook", "main", "--stream", "standing-order", "--date", f"{day}")
    told = line.json("expected", "list", *of)
    assert (told["total_pence"], [one["reference"] for one in told["items"]]) == (
        30115,
        [SMITH, NOWAK, OSEI],
    )
    assert told["items"][0] | {"account": 0} == {
        "account": 0, "reference": SMITH, "name": "Smith, Mr J + Mrs K", "amount_pence": 9820,
        "due": f"{day}", "missed": 0, "may_rest": False,
        "why": f"weekly, due {day.day} {day:%b}",
    }  # fmt: skip
    opens = ("batch", "open", *of, "--control-total", "148.20", "--control-count", "2", "--walk")
    walk = line.json(*opens, "--key", "k1")
    assert (walk["expected"], walk["expected_pence"]) == (3, 30115)
    assert line.json(*opens, "--key", "k1") == walk
    lines = tmp_path / "lines.csv"
    lines.write_text(f"reference,amount,reason\n{SMITH},98.20,\n10234890,50.00,seen\n")
    line.json("batch", "key", walk["batch"], "--lines", lines)
    stands = line.json("batch", "walk", walk["batch"])
    assert (stands["left"], stands["missing_pence"], stands["new_pence"]) == (2, 20295, 5000)
    assert stands["counts"] == {
        "as expected": 1, "changed": 0, "missing": 2, "rests": 0, "new": 1,
    }  # fmt: skip
    assert [one["came"] for one in stands["items"]] == ["as expected", "missing", "missing", "new"]
    said = line("batch", "walk", walk["batch"]).out
    assert said.startswith(
        f"batch {walk['batch']}: 2 missing 202.95, 1 new 50.00, 2 still to be walked\n"
    )
    line.json("batch", "post", walk["batch"])
    assert line.json("expected", "missing")["items"] == []
    once = line.json("expected", "missing", "--times", "1")["items"]
    assert {(one["reference"], one["times"], one["stream"]) for one in once} == {
        (NOWAK, 1, "standing-order"), (OSEI, 1, "standing-order"),
    }  # fmt: skip
    assert line("expected", "missing").out == "nobody\n"
    code, _ = line.refused(
        "batch", "open", "--cashbook", "MAIN", "--stream", "hb", "--date", "t", "--control-total",
        "1", "--control-count", "1", "--walk",
    )  # fmt: skip
    assert code == "nothing_expected"
    assert line.refused("batch", "walk", 1001)[0] == "not_walked"
