"""A statement loaded by mistake leaves the book while nothing rests on it, and may come again."""

from collections.abc import Callable

import psycopg
import pytest

from db.bank.matching import Explanation, Sides, explain, match, unmatch
from db.bank.proof_sheets import refuse, sign
from db.bank.reconciling import open_items
from db.bank.withdrawing import withdraw_statement
from db.book import Book
from tests.db.bank_side import booked, faults, line
from tests.db.test_files import refused
from tests.db.test_proof_sheets import MONDAY, TUESDAY, posted
from tests.small_book import SmallBook


def test_it_goes_with_the_lines_that_only_it_shows_and_the_same_file_may_come_again(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    _, other = booked(book, line(15_000, "CHEQUES", MONDAY), line(70, "X", MONDAY), opening=0)
    overlap = (line(15_000, "CHEQUES", MONDAY), line(70, "X", MONDAY), line(99, "NEW", TUESDAY))
    new = booked(book, *overlap, opening=0, named="wrong")[2]
    explain(book, "MAIN", new, Explanation("enquiry", "what is it"))
    with refused("reason_needed"):
        withdraw_statement(book, 302, " ")
    done = withdraw_statement(opened("assistant.2"), 302, "of another account")
    assert (done.cashbook, done.lines) == ("MAIN", 1)
    assert {each.line for each in open_items(book, "MAIN", TUESDAY).bank} == {other - 1, other}
    with refused("unknown_statement"):
        withdraw_statement(book, 302, "of another account, again")
    assert len(booked(book, *overlap, opening=0, named="wrong")) == 3
    assert faults(book) == []


def test_it_stays_while_a_line_of_it_is_matched_or_its_day_is_signed(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    posted(book, 15_000, MONDAY)
    (came,) = booked(book, line(15_000, "CHEQUES", MONDAY), opening=0)
    entry = open_items(book, "MAIN", MONDAY).book[0]
    made = match(book, "MAIN", Sides((came,), ((entry.entry, entry.line),)))
    with refused("statement_used"):
        withdraw_statement(book, 301, "the wrong file")
    sign(book, "MAIN", MONDAY)
    with refused("statement_signed"):
        withdraw_statement(book, 301, "the wrong file")
    refuse(opened("assistant.2"), "MAIN", MONDAY, "the wrong file")
    unmatch(book, made.match)
    assert withdraw_statement(book, 301, "the wrong file").lines == 1
    assert open_items(book, "MAIN", MONDAY).bank == ()
    assert faults(book) == []


def test_not_even_the_owner_deletes_a_line_that_was_not_withdrawn(
    opened: Callable[..., Book], small_book: SmallBook
) -> None:
    booked(opened("assistant.1"), line(70, "X", MONDAY), opening=0)
    with small_book.open() as su:
        for table in ("bank_statement_line", "bank_words", "bank_line", "bank_statement"):
            with pytest.raises(psycopg.Error, match="append-only: withdraw the statement"):
                su.execute(f"DELETE FROM rb.{table}".encode())
