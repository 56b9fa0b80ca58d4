"""The published tables are loaded as they came, and what is checked says by which and how old."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.bank_account.account import BankAccount
from core.bank_account.modulus import Verdict
from core.refusal import Refusal
from db.book import Book
from db.reference_tables import TableFile, check_account, load_table, loaded_tables
from tests.core.bank_account.made_up_tables import STAND_INS, WEIGHTS

GOOD, BAD = BankAccount("089999", "66374958"), BankAccount("089999", "66374959")


def file(
    text: str = WEIGHTS, name: str = "valacdos-v790.txt", dated: date | None = None
) -> TableFile:
    return TableFile(name, text.encode(), dated=dated)


def test_before_a_table_is_loaded_nothing_is_called_plausible(opened: Callable[..., Book]) -> None:
    told = check_account(opened("assistant.1"), GOOD)
    assert (told.verdict, told.words) == (Verdict.UNCHECKED, "cannot be checked: no table")


def test_a_table_checks_from_the_moment_it_is_loaded_and_is_named(
    opened: Callable[..., Book],
) -> None:
    book = opened("supervisor.1")
    assert load_table(book, file()).rows == 6
    assert load_table(book, file(STAND_INS, "scsubtab.txt")).kind == "scsubtab"
    reader = opened("assistant.1")
    assert [(one.kind, one.version, one.rows) for one in loaded_tables(reader)] == [
        ("valacdos", "7.90", 6),
        ("scsubtab", "", 2),
    ]
    told = check_account(reader, GOOD)
    assert told.words.startswith("format plausible, by valacdos 7.90,")
    assert "less than a month old" in told.words and told.warning == ""
    assert check_account(reader, BAD).words.startswith("fails the check of its sort code")
    unknown = check_account(reader, BankAccount("200000", "12345678"))
    assert unknown.words == "cannot be checked: no rule knows its sort code"


def test_the_table_loaded_last_stands_and_the_same_one_twice_is_one(
    opened: Callable[..., Book],
) -> None:
    book = opened("supervisor.1")
    load_table(book, file())
    load_table(book, file(), key="again")
    load_table(book, file(WEIGHTS.splitlines()[0], "valacdos-v791.txt"))
    with book.session() as session:
        rows = session.execute("SELECT version FROM rb.reference_table ORDER BY id").fetchall()
    assert rows == [("7.90",), ("7.91",)]
    assert [one.rows for one in loaded_tables(book)] == [1]


def test_a_table_of_more_than_a_year_ago_is_warned_about(opened: Callable[..., Book]) -> None:
    book = opened("supervisor.1")
    told = load_table(book, file(dated=book.about.today - timedelta(days=400)))
    assert "load the one in force" in told.warning
    assert check_account(book, GOOD).warning == told.warning


@pytest.mark.parametrize(
    ("content", "login", "code"),
    [
        (b"<html>", "supervisor.1", "table_wrong"),
        ("£".encode(), "supervisor.1", "table_wrong"),
        (WEIGHTS.encode(), "assistant.1", "not_permitted"),
    ],
)
def test_what_is_no_table_or_comes_from_somebody_else_is_refused(
    opened: Callable[..., Book], content: bytes, login: str, code: str
) -> None:
    with pytest.raises(Refusal) as told:
        load_table(opened(login), TableFile("valacdos.txt", content))
    assert told.value.code == code
