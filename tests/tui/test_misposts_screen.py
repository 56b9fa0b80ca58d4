"""Receipts of the wrong account on their screen: why, corrected with a reason, or asked for."""

from db.book import open_book
from tests.db.test_misposts import LACKED, TOOK, mistaken
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
        assert "ask for its reversal" in desk.text and "Correct A1" not in desk.text
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
