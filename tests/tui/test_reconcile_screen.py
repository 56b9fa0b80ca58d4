"""Reconcile on the screen: matched in two keys, entered by one key each, signed by two people."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.acting import act, new_key
from db.bank.accepting import accept_exact
from db.bank.days import cashbook_day
from db.bank.matching import Sides, match
from db.bank.proof_sheets import sign, versions
from db.bank.reconciling import open_items
from db.book import Book, open_book
from db.proof import prove
from tests.db.bank_side import booked, line
from tests.db.test_proof_sheets import FRIDAY, MONDAY, posted, proved_monday
from tests.faults.crowd import keyed, one
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk
from tests.tui.seen import looks_as
from tests.tui.test_suspense_screen import quiet

EACH = "SELECT id FROM rb.account WHERE status = 'current' ORDER BY id LIMIT 1 OFFSET %s"


@contextmanager
def at(small: SmallBook, login: str = "assistant.1") -> Iterator[Book]:
    book = open_book(small.url(login))
    try:
        yield book
    finally:
        book.close()


@pytest.fixture
def banked(small_book: SmallBook) -> SmallBook:
    """A Monday on which the bank has five lines, of which the cashbook knows two."""
    with at(small_book, "assistant.2") as book:
        posted(book, 15_000, MONDAY)
        posted(book, 7_000, MONDAY, "telephone")
        posted(book, 2_500, FRIDAY)
        booked(
            book,
            line(15_000, "CHQS PAID IN", MONDAY),
            line(2_500, "CHQS PAID IN FRIDAY", MONDAY),
            line(9_820, "FPI P KOWALCZYK 10238826", MONDAY),
            line(-500, "CHARGES", MONDAY),
            line(4_400, "B GRANT", MONDAY),
            opening=100_000,
        )
    return small_book


async def answer(desk: AtDesk, key: str) -> None:
    """The question that stands, answered once it may be."""
    await quiet(desk)
    await desk.press(key)


async def test_a_day_is_matched_entered_explained_and_signed_by_keys_alone(
    banked: SmallBook,
) -> None:
    async with at_desk(banked.url("assistant.1")) as desk:
        await desk.until("Cashbook days not signed")
        await desk.press("f5")
        await desk.until("2 exact: A accepts them all")
        looks_as(desk.app, "reconcile")
        await desk.press("f9")
        assert "Not signed: match, enter or explain" in desk.text
        await desk.press("a")
        await answer(desk, "enter")
        await desk.until("2 exact matches accepted")
        await desk.press("c", "'kowalczyk'", "enter")
        await desk.until("F10 posts it")
        await desk.press("f10")
        await answer(desk, "f10")
        await desk.until("of the bank's lines are receipts")
        assert "9,820" not in desk.text
        await desk.press("home", "f")
        await answer(desk, "enter")
        await desk.until("fee posted")
        await desk.press("n", "tab", "'asked the bank'", "enter", "enter")
        await desk.until("explained: enquiry")
        assert "bank and cashbook agree" in desk.text
        await desk.press("f9")
        await answer(desk, "f9")
        await desk.until("signed by assistant.1")
        await desk.press("f9")
        assert "somebody else countersigns it" in desk.text
    with at(banked) as book:
        assert cashbook_day(book, "MAIN", MONDAY).signed_by == "assistant.1"
        with book.session() as session:
            assert prove(session).faults == []


async def test_what_a_statement_lacks_is_explained_by_one_key_and_then_the_day_signs(
    small_book: SmallBook,
) -> None:
    with at(small_book, "assistant.2") as book:
        posted(book, 15_000, MONDAY)
        booked(book, line(15_000, "CHQS", MONDAY), opening=100_000, closing=115_100, accept=True)
        accept_exact(book, "MAIN", MONDAY)
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("the statement's own difference")
        await desk.press("g")
        await desk.until("its closing balance is 1.00 more than opening and lines")
        await desk.press("tab", "'asked the bank'", "enter", "enter")
        await desk.until("explained: enquiry")
        assert "bank and cashbook agree" in desk.text
        await desk.press("f9")
        await answer(desk, "f9")
        await desk.until("signed by assistant.1")


async def test_what_is_apart_within_the_tolerance_is_matched_by_hand_when_asked(
    small_book: SmallBook,
) -> None:
    with small_book.open() as su:
        su.execute("UPDATE rb.cashbook SET tolerance_pence = 5")
    with at(small_book, "assistant.2") as book:
        posted(book, 15_000, MONDAY)
        booked(book, line(15_005, "CHQS", MONDAY), line(100, "X", MONDAY), opening=0)
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("open 2 and 1")
        await desk.press("down", "space", "tab", "space", "enter")
        assert "Not matched: 149.00 apart where 0.05 is allowed" in desk.text
        await desk.press("tab", "space", "home", "space")
        assert "0.05 apart is allowed: Enter" in desk.text
        await desk.press("enter")
        assert "posted to bank differences? Enter matches" in desk.text
        await answer(desk, "enter")
        await desk.until("0.05 to bank differences")
        await desk.press("v")
        await desk.until("(0.05 apart) CHQS")
        assert "1 to 1" in desk.text


async def test_a_batch_opens_into_its_receipts_and_one_is_matched_to_its_bank_line(
    small_book: SmallBook,
) -> None:
    day = MONDAY.isoformat()
    with at(small_book, "assistant.2") as book:
        with book.session() as session:
            first, second = (one(session, EACH, n) for n in (0, 1))
            lines = [(first, 9_820), (second, 5_000)]
            header = {"stream": "cheque", "book_date": day}
            batch = keyed(session, lines, effective_date=day, **header)
            act(session, "post_batch", new_key(), batch)
        booked(book, line(9_820, "FPI SMITH", MONDAY), opening=0)
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("one of a batch: the only ones of this amount")
        await desk.press("tab")
        assert f"cheque {batch}" in desk.text and "148.20" in desk.text
        await desk.press("o")
        await desk.until("open 1 and 2")
        await desk.press("o")
        await desk.until("open 1 and 1")
        await desk.press("enter")
        await answer(desk, "enter")
        await desk.until("Ctrl+Z undoes it")
        assert "bank and cashbook agree" in desk.text and "open 0 and 1" in desk.text


async def test_by_hand_both_sides_are_chosen_and_only_what_is_equal_is_matched_and_undone(
    banked: SmallBook,
) -> None:
    async with at_desk(banked.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("exact")
        await desk.press("slash", "'150'", "enter")
        await desk.until("seen 1 and 1 of")
        await desk.press("space")
        assert "150.00 more on the bank side" in desk.text
        await desk.press("enter")
        assert "Not matched: 150.00 apart" in desk.text
        await desk.press("tab", "space")
        assert "equal: Enter matches" in desk.text
        await desk.press("enter")
        await desk.until("Ctrl+Z undoes it")
        await desk.press("ctrl+z")
        await answer(desk, "enter")
        await desk.until("undone: both sides are open again")
        assert "seen 1 and 1 of" in desk.text


async def test_what_is_in_doubt_is_asked_about_and_one_side_is_swapped_for_the_other(
    banked: SmallBook,
) -> None:
    with at(banked, "assistant.2") as book:
        posted(book, 3_500, FRIDAY)
        posted(book, 900, MONDAY)
    async with at_desk(banked.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("1 doubtful")
        assert "B GRANT" in desk.text and "cheque 1004" not in desk.text
        await desk.press("slash", "'grant'", "enter", "enter")
        assert "44.00 of 20 Oct as 2 cheque, all cheque of 4 days? Enter matches" in desk.text
        await answer(desk, "n")
        assert "Nothing matched: Space chooses by hand." in desk.text
        await desk.press("slash", "backspace", "backspace", "backspace", "backspace", "backspace",
                         "enter", "tab")  # fmt: skip
        await desk.until("cheque 1004")
        assert "FPI P KOWALCZYK" not in desk.text
        await desk.press("tab", "end", "enter")
        await answer(desk, "enter")
        await desk.until("match 601: 44.00")
    async with at_desk(banked.url("assistant.1"), (120, 30)) as desk:
        await desk.press("f5")
        await desk.until("FPI P KOWALCZYK")
        assert "cheque 1001" in desk.text, "both sides where there is width"


async def test_a_accepts_what_is_still_true_and_says_what_it_left_and_why(
    banked: SmallBook,
) -> None:
    async with at_desk(banked.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("2 exact")
        with at(banked, "assistant.2") as book:
            found = open_items(book, "MAIN", MONDAY)
            line_, entry = found.bank[0], next(e for e in found.book if e.pence == 15_000)
            match(book, "MAIN", Sides((line_.line,), ((entry.entry, entry.line),)))
        await desk.press("a")
        await answer(desk, "enter")
        await desk.until("1 exact match accepted, 1 left: 1 matched meanwhile")
        await desk.press("v")
        await desk.until("CHQS PAID IN FRIDAY")
        assert "assistant.2" in desk.line("CHQS PAID IN  ")
        await desk.press("end", "enter")
        assert "undo match 601 by assistant.2, 150.00? Enter undoes" in desk.text
        await answer(desk, "enter")
        await desk.until("match 601 undone: both sides are open again")
        await desk.press("escape")
        await desk.until("1 exact: A")


async def test_a_returned_cheque_reverses_the_receipt_that_is_found_for_it(
    banked: SmallBook,
) -> None:
    with at(banked, "assistant.2") as book:
        booked(book, line(-2_500, "CHQ RETURNED REFER TO DRAWER", MONDAY), opening=131_220,
               named="unpaid", accept=True)  # fmt: skip
        accept_exact(book, "MAIN", MONDAY)
    async with at_desk(banked.url("assistant.1")) as desk:
        await desk.press("f5")
        await desk.until("CHQ RETURNED")
        await desk.press("slash", "'refer'", "enter", "r")
        await desk.until("What came back")
        assert "A2-000003.1" in desk.text
        await desk.press("enter", "enter", "enter")
        await desk.until("A2-000003.1 reversed by A1-000001.1; case 8001 stands on the desk")
    with at(banked) as book, book.session() as session:
        assert prove(session).faults == []


async def test_another_person_reads_the_sheet_prints_it_refuses_it_or_countersigns(
    small_book: SmallBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENTBOOK_PRINTED", str(tmp_path))
    with at(small_book) as book:
        proved_monday(book)
        sign(book, "MAIN", MONDAY)
    async with at_desk(small_book.url("supervisor.1")) as desk:
        await desk.until("Sheets to countersign")
        await desk.press("1")
        await desk.until("F9 countersigns, X refuses")
        await desk.press("p")
        await desk.until("waits for countersignature")
        await desk.press("p")
        await desk.until("proof-MAIN-2025-10-20-v1.txt and .pdf in")
        await desk.press("escape", "x", "'a cheque is missing'", "enter")
        await desk.until("version 1 is refused and kept")
        with at(small_book) as book:
            sign(book, "MAIN", MONDAY)
        await desk.press("u")
        await desk.until("F9 countersigns")
        await desk.press("f9")
        await answer(desk, "f9")
        await desk.until("countersigned by supervisor.1")
    assert (tmp_path / "proof-MAIN-2025-10-20-v1.pdf").read_bytes().startswith(b"%PDF")
    with at(small_book) as book:
        assert [state for _, _, state in versions(book, "MAIN")] == ["countersigned", "refused"]


async def test_a_book_without_statements_says_how_to_begin_and_an_auditor_only_looks(
    small_book: SmallBook,
) -> None:
    async with at_desk(small_book.url("auditor.1")) as desk:
        await desk.press("f5")
        await desk.until("No bank statement yet: rentbook bank load brings one.")
        assert "sign" not in desk.text.splitlines()[-1]
