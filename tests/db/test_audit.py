"""The audit tells who did what and why, to whom it may, narrowed by what is asked."""

from collections.abc import Callable
from datetime import timedelta

from db.account_acts import add_note, reveal
from db.acting import new_key
from db.audit import Asked, acts_done, audit
from db.book import Book
from tests.small_book import SmallBook


def noted(opened: Callable[..., Book], small: SmallBook) -> tuple[int, int]:
    """Two accounts written on by two assistants, one of them looked at."""
    with small.open() as session:
        rows = session.execute("SELECT id FROM rb.account WHERE id >= 10000 ORDER BY id").fetchall()
    first, second = int(rows[0][0]), int(rows[1][0])
    add_note(opened("assistant.1"), new_key(), first, "one")
    add_note(opened("assistant.2"), new_key(), second, "two")
    reveal(opened("assistant.2"), new_key(), second, "she is on the phone")
    return first, second


def test_the_audit_says_who_did_what_about_whom_and_why_the_latest_first(
    opened: Callable[..., Book], small_book: SmallBook
) -> None:
    first, second = noted(opened, small_book)
    found = audit(opened("auditor.1"), Asked())
    assert [(one.operator, one.act, one.about, one.why) for one in found[:3]] == [
        ("assistant.2", "reveal", f"account {second}", "she is on the phone"),
        ("assistant.2", "add_note", f"account {second}", ""),
        ("assistant.1", "add_note", f"account {first}", ""),
    ]
    assert "reveal" in acts_done(opened("auditor.1"))


def test_an_assistant_finds_their_own_acts_alone(
    opened: Callable[..., Book], small_book: SmallBook
) -> None:
    noted(opened, small_book)
    assert {one.operator for one in audit(opened("assistant.1"), Asked())} == {"assistant.1"}
    assert {one.operator for one in audit(opened("supervisor.1"), Asked())} >= {
        "assistant.1",
        "assistant.2",
    }


def test_what_is_asked_narrows_it(opened: Callable[..., Book], small_book: SmallBook) -> None:
    first, second = noted(opened, small_book)
    book = opened("manager.1")
    today = book.about.today
    tomorrow, yesterday = today + timedelta(1), today - timedelta(1)
    for asked, expected in (
        (Asked("assistant.1", act="add_note"), ["add_note"]),
        (Asked(about=f"account {second}"), ["reveal", "add_note"]),
        (Asked(only_looks=True), ["reveal"]),
        (Asked(since=today, about=f"account {first}"), ["add_note"]),
        (Asked(since=tomorrow), []),
        (Asked(until=yesterday), []),
        (Asked(about=f"account {second}", most=1), ["reveal"]),
    ):
        assert [one.act for one in audit(book, asked)] == expected
