"""What an account's page shows, and its ledger in every order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db import found
from db.accounts import account
from db.acting import act, new_key
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.ledgers import LedgerOrder, ledger
from db.references import resolve
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def batch_of(book: Book, *lines: KeptLine) -> int:
    total = Pence(sum(line.amount for line in lines))
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(total, len(lines))))
    for number, line in enumerate(lines, 1):
        keep_line(book, batch, number, line, new_key())
    return batch


def acted(book: Book, name: str, *arguments: object) -> dict[str, Any]:
    with book.session() as session:
        return act(session, name, new_key(), *arguments)


def test_the_page_has_who_lives_there_what_is_charged_and_what_is_pending(opened: Opened) -> None:
    book = opened()
    number = resolve(book, "10231190")
    batch = batch_of(book, KeptLine(number, Pence(9820), look="unusual"))
    shown = account(book, number)
    assert shown.names == ("Mr John Smith", "Mrs Kaye Smith")
    assert (shown.reference, shown.tenancy, shown.address) == (
        "10231190",
        "T04418",
        "3/1 Mill Road",
    )
    assert (shown.property_kind, shown.landlord_name) == ("dwelling", "Clydeview Homes")
    assert (shown.balance, shown.usual, shown.hidden) == (0, 9820, False)
    assert shown.references == (("payment", "10231190"), ("tenancy", "T04418"))
    (line,) = shown.pending
    assert (line.batch, line.line, line.amount, line.look) == (batch, 1, 9820, "unusual")
    due = shown.due_next(date(2026, 11, 21))
    assert due is not None and (due.day, due.amount) == (date(2026, 11, 23), 9820)


def test_what_an_account_usually_pays_is_the_same_on_its_page_and_beside_a_hit(
    opened: Opened,
) -> None:
    book = opened()
    number = resolve(book, "10230055")  # the feed tells nothing of it: its receipts do
    (told,) = found.shown(book, [number]).values()
    assert (account(book, number).usual, told.usual) == (9820, 9820)
    batch = batch_of(book, KeptLine(number, Pence(5000), look="unusual"))
    post(book, batch)
    (told,) = found.shown(book, [number]).values()
    assert (account(book, number).usual, told.usual) == (5000, 5000)


def test_a_colleagues_open_line_is_pending_for_its_maker_alone(opened: Opened) -> None:
    book = opened()
    number = resolve(book, "10231190")
    batch_of(book, KeptLine(number, Pence(9820)))
    assert account(opened("assistant.2"), number).pending == ()
    assert len(account(opened("supervisor.1"), number).pending) == 1


def test_remarks_and_authority_stand_until_they_end(opened: Opened) -> None:
    book = opened()
    number = resolve(book, "10238826")
    acted(book, "add_note", number, {"words": "Rang about the boiler"})
    acted(book, "add_note", number, {"kind": "warning", "words": "Two callers"})
    today = book.about.today
    acted(book, "add_authority", number, {"who": "Her son", "scope": "rent", "until": str(today)})
    shown = account(book, number)
    assert [(one.kind, one.words) for one in shown.remarks] == [
        ("warning", "Two callers"),
        ("note", "Rang about the boiler"),
    ]
    assert [(one.who, one.until) for one in shown.authorities] == [("Her son", today)]


def test_of_a_restricted_tenancy_reference_and_balance_show_until_somebody_looks(
    opened: Opened,
) -> None:
    book, manager = opened(), opened("manager.1")
    number = resolve(book, "10236218")
    post(book, batch_of(book, KeptLine(number, Pence(5000), look="unusual")))
    acted(manager, "restrict_tenancy", number, True, "asked for by the tenant")
    shown = account(book, number)
    (told,) = found.shown(book, [number]).values()
    assert (shown.usual, told.usual) == (None, None)
    assert (shown.restricted, shown.hidden, shown.reference) == (True, True, "10236218")
    assert (shown.names, shown.address, shown.tenancy, shown.terms) == ((), "", "", None)
    acted(book, "reveal", number, "the tenant is on the phone")
    assert account(book, number).names == ("Mr Tomasz Nowak",)


def test_a_ledger_runs_by_effective_date_or_by_when_it_was_posted(opened: Opened) -> None:
    book = opened()
    number = resolve(book, "10231190")
    today = book.about.today
    first = KeptLine(number, Pence(100), effective=today, payer="J Smith", quoted="10231190")
    post(book, batch_of(book, first))
    post(book, batch_of(book, KeptLine(number, Pence(30), effective=today - timedelta(7))))
    by_effective = [(one.posting, one.amount, one.balance) for one in ledger(book, number)]
    assert by_effective == [("A1-000002.1", -30, -30), ("A1-000001.1", -100, -130)]
    by_posted = ledger(book, number, LedgerOrder.POSTED)
    assert [(one.posting, one.balance) for one in by_posted] == [
        ("A1-000001.1", -100),
        ("A1-000002.1", -130),
    ]
    assert (by_posted[0].code, by_posted[0].payer, by_posted[0].quoted) == (
        "CHEQ",
        "J Smith",
        "10231190",
    )


def test_a_ledger_tells_a_cards_authorisation_and_last_four_to_those_who_see_the_receipt(
    opened: Opened,
) -> None:
    book, manager = opened(), opened("manager.1")
    number = resolve(book, "10236218")
    card = KeptLine(number, Pence(9820), extra=(("auth", "4417"), ("last4", "9921")))
    batch = open_batch(book, Header("MAIN", "telephone", control=Control(Pence(9820), 1)))
    keep_line(book, batch, 1, card, new_key())
    post(book, batch)
    acted(manager, "restrict_tenancy", number, True, "asked for by the tenant")
    colleague = opened("assistant.2")
    for reader, told in ((book, ("4417", "9921")), (colleague, ("", ""))):
        (line,) = ledger(reader, number)
        assert (line.auth, line.last4) == told
    acted(colleague, "reveal", number, "the tenant is on the phone")
    (line,) = ledger(colleague, number)
    assert (line.auth, line.last4) == ("4417", "9921")


def test_a_reversal_and_what_it_reverses_name_each_other(opened: Opened) -> None:
    book = opened()
    number = resolve(book, "10231190")
    post(book, batch_of(book, KeptLine(number, Pence(100))))
    acted(book, "reverse", "A1-000001", 1, "keyed on the wrong account")
    told = [
        (one.amount, one.balance, one.reverses, one.reversed_by) for one in ledger(book, number)
    ]
    assert told == [(-100, -100, "", "A1-000002.1"), (100, 0, "A1-000001.1", "")]


def test_parts_of_a_split_are_pending_and_posted_on_their_own_accounts(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    rent = resolve(book, "10234890")
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.account (landlord_id, kind, ref, parent_id, tenancy_id)"
            " SELECT landlord_id, 'garage', ref, id, tenancy_id FROM rb.account WHERE id = %s",
            (rent,),
        )
    garage = resolve(book, "10234890/garage")
    parts = ((rent, Pence(400)), (garage, Pence(100)))
    batch = batch_of(book, KeptLine(rent, Pence(500), parts=parts))
    assert [one.amount for one in account(book, rent).pending] == [400]
    assert [one.amount for one in account(book, garage).pending] == [100]
    post(book, batch)
    assert [one.posting for one in ledger(book, garage)] == ["A1-000001.1.2"]
    shown = account(book, rent)
    assert [(one.account, one.kind, one.balance) for one in shown.sub_accounts] == [
        (garage, "garage", -100)
    ]
    assert account(book, garage).sub_accounts[0].parent


def test_an_account_nobody_here_has_is_refused(opened: Opened) -> None:
    with pytest.raises(Refusal, check=lambda error: error.code == "unknown_account"):
        account(opened(), 4_000_000)
