"""What the keying screen begins with, and everything a line is decided on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from core.batch import Control
from core.money import Pence
from db.acting import act, new_key
from db.batches import Header, KeptLine, amend_line, keep_line, open_batch
from db.book import Book
from db.keying import known, payers
from db.keying_batch import choices, open_again, sub_accounts
from db.references import resolve
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def test_everything_a_line_is_decided_on_comes_in_one_answer(opened: Opened) -> None:
    book = opened()
    nowak, novak = resolve(book, "10236218"), resolve(book, "10236281")
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    keep_line(book, batch, 1, KeptLine(nowak, Pence(9820)), "k1")
    told = known(book, [nowak], ["10236218"], "cheque", book.about.today)
    assert told.neighbours == (novak,)
    assert set(told.payers) == {nowak, novak}
    assert [(one.account, one.where) for one in told.earlier] == [(nowak, f"batch {batch} line 1")]


def test_neighbours_of_the_same_name_are_told_but_not_the_accounts_themselves(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    with small_book.open() as session:
        session.execute("UPDATE rb.customer SET name = 'Mr Kofi Osei' WHERE name = 'Dr Sana Iqbal'")
    osei, iqbal = resolve(book, "10237710"), resolve(book, "10230777")
    assert known(book, [osei], ["10237710"], "cheque", book.about.today).neighbours == (iqbal,)
    both = known(book, [osei, iqbal], ["10237710"], "cheque", book.about.today)
    assert both.neighbours == ()


def test_a_warning_on_an_account_comes_with_its_payer(opened: Opened) -> None:
    book = opened()
    account = resolve(book, "10230777")
    with book.session() as session:
        act(session, "add_note", new_key(), account, {"words": "two visitors", "kind": "warning"})
    assert payers(book, [account], "cheque")[account].warning == "two visitors"


def test_a_batch_opens_again_as_it_was_written(opened: Opened) -> None:
    book = opened()
    account = resolve(book, "10231190")
    batch = open_batch(book, Header("MAIN", "telephone"))
    line = KeptLine(account, Pence(9820), date(2026, 1, 5), "smith", extra=(("auth", "A4417"),))
    keep_line(book, batch, 1, line, "k1")
    keep_line(book, batch, 2, KeptLine(None, Pence(500), reason="no match", quoted="x"), "k2")
    again = open_again(book, batch)
    assert again.stream.live
    assert again.receipts[0].receipt == line
    assert (again.receipts[1].line.reason, again.receipts[1].receipt.quoted) == ("no match", "x")


def test_an_amendment_leaves_nothing_of_what_the_line_was(opened: Opened) -> None:
    book = opened()
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(1), 1)))
    account = resolve(book, "10231190")
    first = KeptLine(account, Pence(500), quoted="smith", look="usually 98.20",
                     extra=(("drawer", "A N OTHER"),))  # fmt: skip
    keep_line(book, batch, 1, first, "k1")
    second = KeptLine(None, Pence(600), reason="no match")
    amend_line(book, batch, 1, second.whole(), "k2")
    (kept,) = open_again(book, batch).receipts
    assert kept.receipt == replace(second, effective=kept.receipt.effective)


def test_a_header_offers_cashbooks_streams_and_what_was_opened_last(opened: Opened) -> None:
    book = opened()
    assert (choices(book).last_cashbook, choices(book).left_open) == ("", ())
    batch = open_batch(book, Header("MAIN", "counter"))
    open_batch(opened("assistant.2"), Header("MAIN-2", "telephone"))
    found = choices(book)
    assert [one.code for one in found.cashbooks] == ["MAIN", "MAIN-2"]
    assert (found.last_cashbook, found.last_stream) == ("MAIN", "counter")
    assert [one.number for one in found.left_open] == [batch]
    assert {stream.name for stream in found.streams if stream.live} == {"counter", "telephone"}


def test_sub_accounts_come_rent_first_without_closed_ones(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    account = resolve(book, "10230055")
    with small_book.open() as session:
        for kind, status in (("court", "current"), ("garage", "current"), ("repairs", "closed")):
            session.execute(
                "INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id, parent_id, status)"
                " SELECT landlord_id, %s, ref, tenancy_id, id, %s FROM rb.account WHERE id = %s",
                (kind, status, account),
            )
    assert [one.kind for one in sub_accounts(book, account)] == ["rent", "garage", "court"]
