"""`nightly`: what a scheduler calls once a night, by the night's login alone."""

from collections.abc import Callable

import pytest

from db.book import Book
from db.misposts.radar import proposals
from db.status import status
from tests.db.test_misposts import mistaken, on_desk
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


def test_the_night_seals_and_looks_for_misposts_and_may_do_so_again(
    small_book: SmallBook, capsys: pytest.CaptureFixture[str], opened: Callable[..., Book]
) -> None:
    line = CommandLine(small_book, capsys)
    book = opened()
    mistaken(book)
    posted = status(opened("supervisor.1")).unsealed
    assert posted > 0 and on_desk(book) == 0
    assert line.refused("nightly")[0] == "not_permitted"
    seal, misposts = line.json("nightly", login="night")["steps"]
    assert (seal["step"], seal["count"]) == ("seal", posted)
    assert (misposts["step"], misposts["count"]) == ("misposts", len(proposals(book)))
    assert on_desk(book) == 1 and status(opened("supervisor.1")).unsealed == 0
    again = line("nightly", login="night")
    assert again.out == (
        "seal: nothing was posted since the last seal\n"
        "misposts: 1 to look at: rentbook mispost list\n"
    )
