"""A schedule walk on the screen: from the header to the listing that names who did not come."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from db.batch_lists import load
from db.book import Book
from db.walk.batch import items
from tests.db.test_walk import KAUR, NOWAK, OSEI, SMITH, missed_twice, monday, paid
from tests.small_book import SmallBook
from tests.terminal.keying_app import make
from tests.tui.at_desk import at_desk
from tests.tui.test_keying_screen import Operator
from tests.tui.waiting import until
from tui.keying.header_page import HeaderPage
from tui.keying.posted_page import PostedPage
from tui.keying.walk_page import WalkPage

Opened = Callable[..., Book]


@pytest.fixture
async def operator(small_book: SmallBook, opened: Opened):
    """At the header; Smith, Nowak and Osei paid by standing order two Mondays running."""
    book = opened()
    for back in (2, 1):
        day = monday(book) - timedelta(days=7 * back)
        paid(book, day, (SMITH, 9820), (NOWAK, 9820), (OSEI, 10475))
    app = make(small_book.url("assistant.1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: app.finder is not None)
        yield await at_header(pilot, book)


async def at_header(pilot: Pilot, book: Book) -> Operator:
    operator = Operator(pilot)
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(f"stand⏎{monday(book):%d/%m/%Y}⏎")
    return operator


async def test_a_walk_from_its_header_to_its_printed_listing(
    operator: Operator, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENTBOOK_PRINTED", str(tmp_path / "out"))
    await operator.type("202.95⏎2{f3}")
    await operator.shows("1 of 3, weekly, due ")
    batch = load(opened(), 1003).number
    await operator.shows("3/1 Mill Road")
    await operator.type("⏎↓↓")
    await operator.shows("walked: 2 missing 202.95: F7 lists them")
    await operator.type("{f7}")
    await until(lambda: isinstance(operator.app.screen, WalkPage))
    await operator.shows("1 as expected 98.20, 2 missing 202.95")
    await operator.shows("missing     10236218  Nowak, Mr T")
    await operator.type("↓⏎")
    await operator.shows("3 of 3, weekly, due ")
    await operator.type("kaur⏎104.75⏎↓")
    await operator.shows("walked: 2 missing 202.95, 1 new 104.75: F7 lists them")
    await operator.shows("✓ proves")
    await until(lambda: [one.skipped for one in items(opened(), batch)] == [False, True, True])
    await operator.type("{f10}")
    await operator.yes("f10")
    await until(lambda: isinstance(operator.app.screen, PostedPage))
    await operator.shows("2 missing 202.95, 1 new 104.75: the listing names them")
    await operator.type("p")
    await operator.shows(".txt and .pdf in ")
    (printed,) = (tmp_path / "out").glob("*.txt")
    listing = printed.read_text()
    assert "did not come: 2, 202.95\n     10236218     Nowak, Mr T " in listing
    assert f"not expected: 1, 104.75\n     {KAUR}     Kaur, Mrs H " in listing
    assert max(len(line) for line in listing.splitlines()) <= 78


async def test_where_nothing_is_expected_no_batch_is_opened(
    operator: Operator, opened: Opened
) -> None:
    await operator.type("↑↑{ctrl+u}ch⏎⏎100⏎1{f3}")
    await operator.shows("nothing is expected of cheque by ")
    assert isinstance(operator.app.screen, HeaderPage)
    assert not [b for b in (1003,) if _is_there(opened(), b)]
    await operator.type("⏎⏎⏎⏎")
    await operator.shows("No line yet")


def _is_there(book: Book, batch: int) -> bool:
    with book.session() as session:
        return session.execute("SELECT FROM rb.batch WHERE id = %s", (batch,)).rowcount == 1


async def test_who_missed_two_walks_running_stands_on_the_desk(
    small_book: SmallBook, opened: Opened
) -> None:
    missed_twice(opened())
    async with at_desk(small_book.url("assistant.1")) as desk:
        assert desk.line("Payers who missed twice").split()[1] == "1"
        await desk.press("1")
        await desk.until("98.20 was expected of them last")
        assert desk.line("10236218").split()[2:6] == ["Nowak,", "Mr", "T", "standing-order"]
        await desk.press("enter")
        await desk.until("Account 10236218")
