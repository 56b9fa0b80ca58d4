"""Every bank line is one row however it arrived; a statement's own figures must agree."""

from collections.abc import Callable
from datetime import date

import pytest

from db.book import Book
from tests.db.bank_side import booked, faults, line
from tests.db.test_files import refused

NEXT = date(2025, 10, 21)
SMITH, KAUR, FEE = line(9820, "SMITH J 10231190"), line(9820, "KAUR H"), line(-650, "CHARGES")


def test_an_overlap_is_recognised_line_by_line_and_two_equal_payments_are_two(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = booked(book, SMITH, SMITH, KAUR)
    assert len(set(first)) == 3
    again = booked(book, KAUR, SMITH, SMITH, SMITH, line(500, "NEW", NEXT))
    assert again[:3] == [first[2], *first[:2]]
    assert len(set(again)) == 5
    assert faults(book) == []


def test_what_another_format_words_otherwise_is_the_same_line_by_a_word_in_common(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    smith, kaur, blank = booked(book, SMITH, KAUR, line(700, "BGC"))
    again = booked(
        book,
        line(9820, "FPI  Harpreet KAUR , rent"),
        line(9820, "MR J SMITH FASTER PAYMENT"),
        line(700, "TELLER"),
        line(9820, "OSEI K"),
        format="camt053",
    )
    assert again[:3] == [kaur, smith, blank]  # the day is covered: the third by its place
    assert again[3] not in (smith, kaur, blank)
    other_day = booked(book, line(9820, "KAUR H", NEXT), format="bai2")
    assert other_day[0] not in (*again, smith, kaur)


def test_a_statement_that_goes_on_where_one_of_that_day_ended_brings_new_lines(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = booked(book, SMITH, opening=1000)
    second = booked(book, SMITH, opening=10820, named="part two")
    assert set(first).isdisjoint(second)
    whole = booked(book, SMITH, SMITH, opening=1000, named="the whole day")
    assert whole == [*first, *second]
    assert faults(book) == []


def test_what_the_banks_figures_lack_is_refused_until_it_is_accepted_and_stays_named(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    with refused("statement_difference"):
        booked(book, SMITH, FEE, opening=0, closing=9000)
    booked(book, SMITH, FEE, opening=0, closing=9000, accept=True)
    with book.session() as session:
        row = session.execute(
            "SELECT difference_pence, accepted_by FROM rb.bank_statement"
        ).fetchone()
    assert row == (-170, "assistant.1")
    assert faults(book) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((line(100, "LATER", date(2098, 1, 1)),), "lines_refused"),
        ((line(100, "CARD 4111 1111 1111 1111"),), "lines_refused"),
        ((line(0, "NOTHING"),), "lines_refused"),
    ],
    ids=["a day to come", "a card's number", "nothing moved"],
)
def test_a_statement_with_what_no_bank_line_is_is_refused_whole(
    opened: Callable[..., Book], lines: tuple[object, ...], code: str
) -> None:
    book = opened("assistant.1")
    with refused(code):
        booked(book, SMITH, *lines)  # type: ignore[arg-type]
    with book.session() as session:
        row = session.execute("SELECT count(*) FROM rb.bank_line").fetchone()
    assert row == (0,)


def test_a_file_is_booked_once_and_an_account_of_another_cashbook_refused(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    booked(book, SMITH)
    with refused("statement_loaded"):
        booked(book, SMITH)
    with refused("other_account"):
        booked(book, KAUR, cashbook="MAIN-2", account=1)
    with refused("unknown_cashbook"):
        booked(book, KAUR, cashbook="NONE")


def test_bank_lines_never_change_whoever_tries(opened: Callable[..., Book], small_book) -> None:  # type: ignore[no-untyped-def]
    (one,) = booked(opened("assistant.1"), SMITH)
    with small_book.open() as session, pytest.raises(Exception, match="append-only"):
        session.execute("UPDATE rb.bank_line SET pence = 1 WHERE id = %s", (one,))
