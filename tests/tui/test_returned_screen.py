"""Money that went back waits on the desk, opens its account, and is ended by one key."""

from db.bank.returned import Return, return_money
from db.book import open_book
from tests.db.bank_side import booked, line, receipt
from tests.db.test_files import account
from tests.small_book import SmallBook
from tests.tui.at_desk import at_desk


async def test_a_returned_cheque_waits_until_it_is_seen_to(small_book: SmallBook) -> None:
    book = open_book(small_book.url("assistant.1"))
    posted = receipt(book, account(book, "10231190"), 9820, "cheque")
    (gone,) = booked(book, line(-9820, "UNPAID CHEQUE 000012"))
    return_money(book, "MAIN", Return(gone, posted.number, 1, "cheque", "refer to drawer"))
    book.close()
    async with at_desk(small_book.url("assistant.1")) as desk:
        line_of_desk = desk.line("Money that went back").split()
        await desk.press(next(part for part in line_of_desk if part.isdigit()))
        await desk.until("cheque returned")
        assert "cheque returned" in desk.text and "refer to drawer" in desk.text
        await desk.press("enter")
        await desk.until("10231190")
        await desk.press("escape", "x")
        await desk.until("is ended")
        assert "No money went back that nobody has seen to." in desk.text
