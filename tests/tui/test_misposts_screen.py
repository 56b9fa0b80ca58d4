"""Receipts of the wrong account on their screen: why, corrected with a reason, or asked for."""

from db.book import open_book
from db.misposts.noting import look
from tests.db.test_misposts import LACKED, TOOK, mistaken
from tests.office import furnish
from tests.small_book import SmallBook
from tests.tui.at_desk import at_desk


async def test_a_receipt_of_the_wrong_account_is_corrected_with_a_reason(
    small_book: SmallBook,
) -> None:
    book = open_book(small_book.url("assistant.1"))
    posting = mistaken(book)
    book.close()
    async with at_desk(small_book.url("assistant.2")) as desk:
        await desk.press("w")
        await desk.until(posting)
        await desk.press("enter")
        assert f"Ask for a transfer: 61.00 from {TOOK} to {LACKED}" in desk.text
        assert f"{posting} reached {TOOK} by mistake" in desk.text
        await desk.press("escape", "escape")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("w")
        await desk.until(posting)
        assert TOOK in desk.line(posting) and LACKED in desk.line(posting)
        assert f"{LACKED} missed it: references one slip apart" in desk.text
        await desk.press("i")
        await desk.until("Novak")
        await desk.press("escape", "enter", "'no'", "enter")
        assert "say why" in desk.text
        await desk.press("'t, digits swapped'", "enter")
        await desk.until(f"corrects {posting}")
        assert "Nothing looks posted to the wrong account." in desk.text


async def test_what_is_anothers_is_asked_for_already_written_and_leaves_the_list(
    small_book: SmallBook,
) -> None:
    furnish(small_book)
    book = open_book(small_book.url("assistant.1"))
    posting = mistaken(book)
    look(book)
    book.close()
    async with at_desk(small_book.url("assistant.2")) as desk:
        assert "Wrong account?" in desk.text
        await desk.press("w")
        await desk.until(posting)
        await desk.press("enter", "enter", "enter")
        await desk.until("decides it")
        assert "Nothing looks posted to the wrong account." in desk.text
        await desk.press("escape")
        assert "Wrong account?" not in desk.text


async def test_a_receipt_that_stands_where_it_should_is_dismissed_with_a_reason(
    small_book: SmallBook,
) -> None:
    book = open_book(small_book.url("assistant.1"))
    posting = mistaken(book)
    book.close()
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("w")
        await desk.until(posting)
        await desk.press("d", "'he pays for her'", "enter")
        await desk.until(f"{posting} stands where it should")
        assert "Nothing looks posted to the wrong account." in desk.text
