"""Tolerance: nil until two people say otherwise; what a match is apart is posted and named."""

from collections.abc import Callable

import pytest

from core.cashbook import Reason
from core.proof_sheet import sheet_text
from core.refusal import Refusal
from db.bank.accepting import accept_exact
from db.bank.days import cashbook_day
from db.bank.matching import Sides, match, unmatch
from db.bank.proof_sheets import proof_sheet, sign
from db.bank.reconciling import open_items
from db.book import Book
from db.requests.asking import ask
from db.requests.deciding import approve
from db.requests.reading import standing
from tests.db.bank_side import booked, entry_of, faults, held, line, receipt
from tests.db.test_files import account, refused
from tests.db.test_proof_sheets import MONDAY, posted
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def allowed(opened: Opened, pence: int) -> None:
    """The cashbook's tolerance as two people decided it."""
    doc = {"cashbook": "MAIN", "tolerance_pence": pence, "why": "rounding"}
    asked = ask(opened("supervisor.1"), "policy", doc)
    manager = opened("manager.1")
    approve(manager, asked.request, standing(manager, asked.request).seen)


def test_a_tolerance_is_nil_until_two_people_decide_otherwise(opened: Opened) -> None:
    book = opened("assistant.1")
    entry = entry_of(book, receipt(book, account(book, "10231190"), 9820).number)
    (came,) = booked(book, line(9825, "SMITH J 10231190", book.about.today))
    assert open_items(book, "MAIN", book.about.today).proposals() == ()
    with refused("match_differs"):
        match(book, "MAIN", Sides((came,), ((entry, 1),)))
    with refused("doc_wrong"):
        allowed(opened, 1_001)
    allowed(opened, 4)
    with pytest.raises(Refusal) as met:
        match(book, "MAIN", Sides((came,), ((entry, 1),)))
    assert "0.05 apart where MAIN allows 0.04" in met.value.says
    allowed(opened, 5)
    (found,) = open_items(book, "MAIN", book.about.today).proposals()
    assert not found.exact and "0.05 apart, within the tolerance" in found.why
    assert accept_exact(book, "MAIN", book.about.today).made == []
    done = match(book, "MAIN", Sides((came,), ((entry, 1),), "proposed"))
    assert (done.apart, held(book, "bank-differences"), held(book, "bank")) == (5, -5, 9825)
    unmatch(book, done.match)
    assert (held(book, "bank-differences"), held(book, "bank"), faults(book)) == (0, 9820, [])
    match(book, "MAIN", Sides((came,), ((entry, 1),)))
    assert faults(book) == []


def test_what_matches_are_apart_stands_by_name_on_the_sheet_of_the_banks_day(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened("assistant.1")
    allowed(opened, 10)
    posted(book, 15_000, MONDAY)
    posted(book, 7_000, MONDAY, "telephone")
    booked(book, line(14_990, "CHEQUES", MONDAY), line(7_003, "WORLDPAY", MONDAY), opening=0)
    found = open_items(book, "MAIN", MONDAY)
    for bank in found.bank:
        (entry,) = (one for one in found.book if abs(one.pence - bank.pence) <= 10)
        match(book, "MAIN", Sides((bank.line,), ((entry.entry, entry.line),)))
    assert held(book, "card-clearing") == 0
    day = cashbook_day(book, "MAIN", MONDAY).day
    assert (day.book, day.bank.closing, day.timing, day.explained) == (21_993, 21_993, (), ())
    assert {(each.pence, each.reason) for each in day.tolerated} == {
        (-10, Reason.WITHIN_TOLERANCE),
        (3, Reason.WITHIN_TOLERANCE),
    }
    assert ("bank-differences", -7) in day.leg.others
    sign(book, "MAIN", MONDAY)
    text = " ".join(sheet_text(proof_sheet(book, "MAIN", MONDAY)).split())
    assert "Posted to bank differences: 2" in text
    assert "tolerance, matched by assistant.1)" in text and "at most 0.10" in text
    with small_book.open() as su:
        su.execute("SET session_replication_role = replica")
        su.execute("UPDATE rb.bank_match SET apart_pence = 1 WHERE apart_pence = 3")
    assert any("are 0.01 apart in it, 0.03 went" in repr(each) for each in faults(book))
