"""A posted batch on paper: every line, its totals, nothing that could lead a reader astray."""

from datetime import date

import pytest

from core.batch import Batch, BatchState, Control, Line, LineState
from core.listing import Listing, listed_lines, listing_foot, listing_text, receipt_text
from core.money import Pence

DAY = date(2026, 11, 23)
LINES = (
    Line(1, Pence(9820), 10002, "10231190", name="Smith, Mr J", effective=DAY),
    Line(2, Pence(12000), None, quoted='=SUM(A1) "B GRANT"', reason="no match", effective=DAY),
    Line(3, Pence(6105), 10003, "10239002", LineState.STRUCK, name="Okafar, Mr B", effective=DAY),
    Line(4, Pence(6700), 10004, "10230055", parts=2, name="\x1b[1m", effective=date(2026, 11, 20)),
)  # fmt: skip


@pytest.fixture
def listing() -> Listing:
    control = Control(Pence(28520), 3, None, "slip", "000441")
    batch = Batch(1042, "MAIN", "CLY", "cheque", DAY, DAY, "assistant.1", BatchState.POSTED,
                  control, LINES, "A1-000007")  # fmt: skip
    return Listing.of(batch, "Ann Other", is_demo=True)


def test_a_listing_names_posting_control_operator_and_every_line(listing: Listing) -> None:
    text = listing_text(listing)
    assert text.startswith("Batch listing - DEMO BOOK, everything in it is made up\n")
    for words in ("A1-000007", "1042, CLY MAIN cheque", "285.20 / 3 from slip 000441", "Ann Other"):
        assert words in text
    assert all(len(line) <= 78 for line in text.splitlines())
    assert listing_foot(listing) == "3 lines   285.20   hash total 33"


def test_a_struck_line_stands_without_its_amount(listing: Listing) -> None:
    struck = listed_lines(listing)[2]
    assert (struck.amount, struck.remark) == ("-", "struck out")


def test_a_line_says_suspense_split_and_a_day_of_its_own(listing: Listing) -> None:
    remarks = [line.remark for line in listed_lines(listing)]
    assert remarks == ["", "to suspense: no match", "struck out", "2 ways, paid 20/11/2026"]


def test_names_are_printed_harmlessly(listing: Listing) -> None:
    assert "\x1b" not in listing_text(listing)


def test_a_receipt_says_what_was_received_for_whom_and_its_number(listing: Listing) -> None:
    text = receipt_text(listing, 1)
    for words in ("£98.20", "Mon 23 Nov 2026", "10231190", "Smith, Mr J", "A1-000007.1"):
        assert words in text


def test_a_struck_line_has_no_receipt(listing: Listing) -> None:
    with pytest.raises(ValueError, match="no receipt"):
        receipt_text(listing, 3)


def test_long_names_addresses_and_remarks_go_on_beneath_and_nothing_is_cut() -> None:
    reason = "to be asked back from the daughter: paid by the executors of the late tenant"
    name, address = "Smith-Featherstonehaugh, Mrs J + Dr K", "Flat 3/1, 1204 Upper Mill Road North"
    long = Line(1, Pence(9820), 10002, "10231190", name=name, address=address, reason=reason)
    batch = Batch(1042, "MAIN", "CLY", "cheque", DAY, DAY, "assistant.1", BatchState.POSTED,
                  None, (long,), "A1-000007")  # fmt: skip
    rows = listing_text(Listing.of(batch, "Ann Other", is_demo=False)).splitlines()
    assert rows[-7:-2] == [
        "   1 10231190     Smith-                 Flat 3/1, 1204 Upper            98.20",
        "                  Featherstonehaugh, Mrs Mill Road North",
        "                  J + Dr K",
        "                  to be asked back from the daughter: paid by the executors of",
        "                  the late tenant",
    ]
