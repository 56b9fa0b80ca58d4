"""`mispost`: what may have gone to the wrong account, listed and corrected."""

from collections.abc import Callable

import pytest

from db.book import Book
from tests.db.test_misposts import LACKED, TOOK, mistaken
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


def test_a_mispost_is_listed_and_corrected_by_command(
    line: CommandLine, opened: Callable[..., Book]
) -> None:
    posting = mistaken(opened())
    (one,) = line.json("mispost", "list")["items"]
    assert (one["posting"], one["reference"], one["to_reference"], one["may_correct"]) == (
        posting, TOOK, LACKED, True,
    )  # fmt: skip
    assert line("mispost", "list").out.startswith(f"{posting}  61.00 reached {TOOK}")
    correcting = ("mispost", "correct", posting, LACKED, "--why", "digits swapped")
    told = line.json(*correcting)
    assert (told["corrects"], told["total_pence"]) == (posting, 6100)
    assert line.json(*correcting) == told
    assert line("mispost", "list").out == "nothing looks posted to the wrong account\n"
    assert line.refused("mispost", "correct", "A9-000001.1", LACKED, "--why", "because")[0] == (
        "unknown_posting"
    )
