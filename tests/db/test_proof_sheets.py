"""Days proved and signed: three totals, two names, a chain, and nothing slipped in afterwards."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from core.cashbook import Reason, difference_words
from core.proof_sheet import sheet_text
from core.refusal import Refusal
from db.acting import act, new_key
from db.bank.accepting import accept_exact
from db.bank.days import cashbook_day, unproved
from db.bank.matching import (
    Explanation,
    OwnDifference,
    Sides,
    await_schedule,
    explain,
    match,
    unmatch,
)
from db.bank.proof_sheets import countersign, proof_sheet, refuse, sign, versions
from db.bank.reconciling import open_items
from db.bank.taking import take_line
from db.bank.withdrawing import withdraw_statement
from db.batches import abandon
from db.book import Book
from db.files.settling import Choice
from db.finance import export_finance
from db.periods import close_period
from db.requests.asking import ask
from db.requests.deciding import approve
from db.requests.reading import standing
from db.trial_balance import ledger_controls, trial_balance
from tests.db.bank_side import booked, faults, line
from tests.faults.crowd import keyed, one
from tests.small_book import SmallBook

FRIDAY = date(2025, 10, 17)
MONDAY = date(2025, 10, 20)
TUESDAY = date(2025, 10, 21)
Opened = Callable[..., Book]
FIRST = "SELECT min(id) FROM rb.account WHERE status = 'current'"


def posted(book: Book, pence: int, day: date, stream: str = "cheque") -> Any:
    """One receipt of its own batch with that book date."""
    with book.session() as session:
        header = {"stream": stream, "book_date": day.isoformat()}
        batch = keyed(
            session, [(one(session, FIRST), pence)], effective_date=day.isoformat(), **header
        )
        return act(session, "post_batch", new_key(), batch)


def proved_monday(book: Book) -> None:
    """A day on which bank and cashbook agree, once its cheque is matched."""
    posted(book, 15_000, MONDAY)
    booked(book, line(15_000, "CHEQUES 1001", MONDAY), opening=100_000)
    assert len(accept_exact(book, "MAIN", MONDAY).made) == 1


def says(code: str, deed: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as met:
        deed()
    assert met.value.code == code
    return met.value.says


def test_three_totals_stand_side_by_side_and_every_difference_has_its_reason(
    opened: Opened,
) -> None:
    book = opened("assistant.1")
    posted(book, 15_000, MONDAY)
    posted(book, 7_000, MONDAY, "telephone")
    posted(book, 2_500, FRIDAY)
    _, uc, fee, _ = booked(
        book,
        line(15_000, "CHEQUES", MONDAY),
        line(40_000, "DWP UC", MONDAY),
        line(-500, "CHARGES", MONDAY),
        line(2_500, "CHEQUES FRIDAY", MONDAY),
        opening=100_000,
    )
    before = cashbook_day(book, "MAIN", MONDAY).day
    assert (before.bank.closing, before.book, before.unexplained_pence) == (
        157_000,
        24_500,
        -57_000,
    )
    assert [each.reason for each in before.unexplained] == [Reason.NO_ENTRY] * 4
    assert {e.item.pence for e in open_items(book, "MAIN", MONDAY).book} == {15_000, 7_000, 2_500}
    assert len(accept_exact(book, "MAIN", MONDAY).made) == 2
    await_schedule(book, "MAIN", (uc,), "uc")
    explain(book, "MAIN", fee, Explanation("enquiry", "asked the bank for the tariff"))
    day = cashbook_day(book, "MAIN", MONDAY).day
    assert day.book == 15_000 + 7_000 + 2_500, "its postings, whatever is matched"
    assert [(each.pence, each.reason) for each in day.timing] == [(7_000, Reason.NOT_CREDITED)]
    assert {(each.pence, each.reason) for each in day.explained} == {
        (-100_000, Reason.BROUGHT_FORWARD),
        (-40_000, Reason.NO_SCHEDULE),
        (500, Reason.ENQUIRY),
    }
    assert day.proves
    assert day.leg.streams == (("cheque", 15_000), ("telephone", 7_000))
    assert (day.leg.rent, day.leg.ledger) == (22_000, 22_000)


def test_a_day_is_signed_only_when_nothing_is_unexplained_and_no_batch_waits_for_it(
    opened: Opened,
) -> None:
    book = opened("assistant.1")
    posted(book, 15_000, MONDAY)
    says("no_statement", lambda: sign(book, "MAIN", MONDAY))
    (came,) = booked(book, line(15_100, "CHEQUES", MONDAY), opening=0)
    with book.session() as session:
        (account,) = session.execute(
            "SELECT min(id) FROM rb.account WHERE status = 'current'"
        ).fetchone()  # type: ignore[misc]
        batch = keyed(session, [(account, 100)], book_date=MONDAY.isoformat())
    assert str(batch) in says("batches_open", lambda: sign(book, "MAIN", MONDAY))
    abandon(book, batch, "keyed twice")
    assert "151.00 unexplained, one item" in says("unexplained", lambda: sign(book, "MAIN", MONDAY))
    says("no_statement", lambda: sign(book, "MAIN", TUESDAY))
    says("before_cut_off", lambda: sign(book, "MAIN", FRIDAY))
    says("date_in_future", lambda: sign(book, "MAIN", book.about.today + timedelta(days=1)))
    explain(book, "MAIN", came, Explanation("bank-error", "a pound too much, the bank knows"))
    assert sign(book, "MAIN", MONDAY, "k") == sign(book, "MAIN", MONDAY, "k")
    says("signed_already", lambda: sign(book, "MAIN", MONDAY))
    assert faults(book) == []


def test_the_first_signature_shuts_the_day_and_a_second_person_must_put_their_name_to_it(
    opened: Opened,
) -> None:
    book, second = opened("assistant.1"), opened("assistant.2")
    proved_monday(book)
    sheet = sign(book, "MAIN", MONDAY)
    assert (sheet.version, sheet.signed_by, sheet.countersigned_by) == (1, "assistant.1", None)
    says("book_date_signed", lambda: posted(second, 100, MONDAY))
    says("own_sheet", lambda: countersign(book, "MAIN", MONDAY))
    says("own_sheet", lambda: refuse(book, "MAIN", MONDAY, "never mind"))
    says("not_permitted", lambda: countersign(opened("auditor.1"), "MAIN", MONDAY))
    assert countersign(second, "MAIN", MONDAY).countersigned_by == "assistant.2"
    says("countersigned_already", lambda: countersign(opened("supervisor.1"), "MAIN", MONDAY))
    assert "no sheet" in says("no_sheet", lambda: proof_sheet(book, "MAIN", TUESDAY))
    assert faults(book) == []


def test_a_refused_countersignature_opens_the_day_and_both_versions_stay(opened: Opened) -> None:
    book, second = opened("assistant.1"), opened("assistant.2")
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    says("reason_needed", lambda: refuse(second, "MAIN", MONDAY, " "))
    assert refuse(second, "MAIN", MONDAY, "a cheque is missing").version == 1
    posted(book, 100, MONDAY)
    again = sign(book, "MAIN", MONDAY)
    assert again.version == 2
    assert versions(book, "MAIN") == ((MONDAY, 2, "signed"), (MONDAY, 1, "refused"))
    first = proof_sheet(book, "MAIN", MONDAY, 1)
    assert (first.state, first.ended_why) == ("refused", "a cheque is missing")
    assert proof_sheet(book, "MAIN", MONDAY).chain.previous == first.chain.digest
    assert first.day.timing_pence == 0
    assert faults(book) == []


def test_the_next_sheet_goes_on_from_the_last_one_and_is_chained_to_it(opened: Opened) -> None:
    book, second = opened("assistant.1"), opened("assistant.2")
    posted(book, 7_000, MONDAY, "telephone")
    booked(book, line(-500, "CHARGES", MONDAY), opening=100_000)
    (fee,) = open_items(book, "MAIN", MONDAY).bank
    explain(book, "MAIN", fee.line, Explanation("enquiry", "asked for the tariff"))
    first = sign(book, "MAIN", MONDAY)
    booked(book, line(7_000, "WORLDPAY 2010", TUESDAY), opening=99_500, named="Tuesday")
    assert [made.pence for made in accept_exact(book, "MAIN", TUESDAY).made] == [7_000]
    day = cashbook_day(book, "MAIN", TUESDAY).day
    assert (day.first, day.timing, day.explained_pence) == (TUESDAY, (), 500 - 100_000)
    assert (day.bank.opening, day.bank.closing, day.book) == (99_500, 106_500, 7_000)
    sheet = sign(second, "MAIN", TUESDAY)
    shown = proof_sheet(book, "MAIN", TUESDAY)
    assert (shown.chain.number, shown.chain.previous) == (2, first.digest)
    assert (shown.chain.digest, shown.reconciled_by) == (sheet.digest, ("assistant.1",))
    kept = proof_sheet(book, "MAIN", MONDAY).day
    assert [each.pence for each in kept.timing] == [7_000], "a sheet stays as it was signed"
    assert faults(book) == []


def test_what_a_signed_sheet_rests_on_is_undone_no_more(opened: Opened) -> None:
    book = opened("assistant.1")
    posted(book, 15_000, MONDAY)
    (came,) = booked(book, line(15_000, "CHEQUES", MONDAY), opening=0)
    entry = open_items(book, "MAIN", MONDAY).book[0]
    made = match(book, "MAIN", Sides((came,), ((entry.entry, entry.line),)))
    sign(book, "MAIN", MONDAY)
    says("match_signed", lambda: unmatch(book, made.match))
    refuse(opened("assistant.2"), "MAIN", MONDAY, "not this cheque")
    unmatch(book, made.match)
    assert not cashbook_day(book, "MAIN", MONDAY).day.proves


def test_a_bank_line_keyed_later_is_explained_on_its_day_and_gone_on_the_next(
    opened: Opened,
) -> None:
    book = opened("assistant.1")
    (came,) = booked(book, line(5_000, "FPI OSEI", MONDAY), opening=0)
    today = book.about.today
    with book.session() as session:
        (account,) = session.execute(
            "SELECT min(id) FROM rb.account WHERE status = 'current'"
        ).fetchone()  # type: ignore[misc]
        control = {"control_pence": 5_000, "control_count": 1}
        head = {"cashbook": "MAIN", "stream": "bank", **control}
        batch = act(session, "open_batch", new_key(), head)["batch"]
    take_line(book, batch, came, Choice(account))
    waits = cashbook_day(book, "MAIN", MONDAY).day
    assert [each.words for each in waits.unexplained] == [f"in batch {batch}, not posted"]
    with book.session() as session:
        act(session, "post_batch", new_key(), batch)
    (later,) = cashbook_day(book, "MAIN", MONDAY).day.explained
    assert (later.reason, later.pence) == (Reason.ENTERED_LATER, -5_000)
    sign(book, "MAIN", MONDAY)
    booked(book, line(1, "INTEREST", today), opening=5_000, named="today")
    now = cashbook_day(book, "MAIN", today).day
    assert (now.explained, now.book, now.bank.closing) == ((), 5_000, 5_001)


def test_a_line_that_a_later_statement_brings_for_a_signed_day_is_proved_on_the_next(
    opened: Opened,
) -> None:
    book = opened("assistant.1")
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    booked(
        book,
        line(300, "CAME LATE", MONDAY),
        line(100, "X", TUESDAY),
        opening=115_000,
        named="corrected",
    )
    day = cashbook_day(book, "MAIN", TUESDAY).day
    assert sorted(each.pence for each in day.unexplained) == [-300, -100]
    assert (day.bank.money_in, day.bank.closing) == (400, 115_400)
    for each in open_items(book, "MAIN", TUESDAY).bank:
        explain(book, "MAIN", each.line, Explanation("enquiry", "what is it"))
    sign(book, "MAIN", TUESDAY)
    wednesday = TUESDAY + timedelta(days=1)
    booked(book, line(50, "Y", wednesday), opening=115_400, named="Wednesday")
    assert cashbook_day(book, "MAIN", wednesday).day.explained_pence == -100_400


def test_after_a_stated_cut_off_items_brought_forward_wait_for_the_bank(opened: Opened) -> None:
    book = opened("assistant.1")
    items = [
        {"day": FRIDAY.isoformat(), "pence": 2_500, "words": "cheques paid in on Friday"},
        {"day": FRIDAY.isoformat(), "pence": -1_000, "words": "refund not presented"},
    ]
    cut = {"cashbook": "MAIN", "day": FRIDAY.isoformat(), "bank_pence": 100_000, "items": items}
    with opened("manager.1").session() as session:
        act(session, "open_cashbook", new_key(), cut)
    booked(book, line(2_500, "CHEQUES", MONDAY), opening=100_000)
    says("before_cut_off", lambda: sign(book, "MAIN", FRIDAY))
    assert [made.pence for made in accept_exact(book, "MAIN", MONDAY).made] == [2_500]
    day = cashbook_day(book, "MAIN", MONDAY).day
    assert (day.bank.opening, day.bank.closing, day.book) == (100_000, 102_500, 101_500)
    assert [(each.pence, each.reason) for each in day.timing] == [(-1_000, Reason.NOT_PRESENTED)]
    assert day.leg.streams == ()
    sign(book, "MAIN", MONDAY)
    booked(book, line(-1_000, "REFUND", TUESDAY), opening=102_500, named="Tuesday")
    assert len(accept_exact(book, "MAIN", TUESDAY).made) == 1
    assert cashbook_day(book, "MAIN", TUESDAY).day.book == 101_500
    sign(book, "MAIN", TUESDAY)
    assert faults(book) == []


def test_a_gap_between_statements_is_a_difference_with_a_name(opened: Opened) -> None:
    book = opened("assistant.1")
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    booked(book, line(100, "X", TUESDAY), opening=200_000, named="after a gap", accept=True)
    (item,) = open_items(book, "MAIN", TUESDAY).bank
    explain(book, "MAIN", item.line, Explanation("enquiry", "what is it"))
    day = cashbook_day(book, "MAIN", TUESDAY).day
    assert [(each.reason, each.pence) for each in day.unexplained] == [(Reason.GAP, -85_000)]
    says("unexplained", lambda: sign(book, "MAIN", TUESDAY))


def test_what_a_statement_lacks_in_itself_is_explained_by_name_until_the_bank_shows_it(
    opened: Opened,
) -> None:
    book = opened("assistant.1")
    more = {"opening": 100_000, "closing": 115_500, "accept": True}  # five pounds over its lines
    posted(book, 15_000, MONDAY)
    booked(book, line(15_000, "CHEQUES", MONDAY), **more)
    assert len(accept_exact(book, "MAIN", MONDAY).made) == 1
    day = cashbook_day(book, "MAIN", MONDAY).day
    assert [(each.what, each.reason, each.pence) for each in day.unexplained] == [
        ("statement 301", Reason.OWN_DIFFERENCE, -500)
    ]
    assert "the statement's own difference" in difference_words(day)
    says("unexplained", lambda: sign(book, "MAIN", MONDAY))
    own = OwnDifference(301)
    told = Explanation("bank-error", "its interest is not listed, they send it anew", "assistant.2")
    says("reason_needed", lambda: explain(book, "MAIN", own, Explanation("enquiry", " ")))
    says("doc_wrong", lambda: explain(book, "MAIN", own, Explanation("fee", "a fee")))
    says("unknown_statement", lambda: explain(book, "MAIN", OwnDifference(9), told))
    explain(book, "MAIN", own, told)
    assert cashbook_day(book, "MAIN", MONDAY).day.proves
    sign(book, "MAIN", MONDAY)
    text = " ".join(sheet_text(proof_sheet(book, "MAIN", MONDAY)).split())
    assert "statement 301 its interest is not listed, they send it anew" in text
    assert "(the bank's error" in text and "assistant.2 sees to it)" in text and "− 5.00" in text

    booked(book, line(100, "X", TUESDAY), opening=115_500, named="Tuesday")
    says("no_difference", lambda: explain(book, "MAIN", OwnDifference(302), told))
    noted(book, TUESDAY)
    still = cashbook_day(book, "MAIN", TUESDAY).day
    assert [(e.what, e.pence) for e in still.explained if e.what.startswith("statement")] == [
        ("statement 301", -500)
    ]
    booked(
        book,
        line(15_000, "CHEQUES", MONDAY),
        line(500, "INTEREST", MONDAY),
        opening=100_000,
        named="as the bank sent it anew",
    )
    noted(book, TUESDAY)
    day = cashbook_day(book, "MAIN", TUESDAY).day
    assert [each.what for each in day.explained if each.what.startswith("statement")] == []
    sign(book, "MAIN", TUESDAY)
    assert faults(book) == []


def test_only_what_a_statement_itself_lacks_is_explained_a_missing_one_is_loaded(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened("assistant.1")
    more = {"opening": 0, "closing": 400, "accept": True}
    booked(book, line(100, "X", MONDAY), **more)
    noted(book, MONDAY)
    explain(book, "MAIN", OwnDifference(301), Explanation("enquiry", "asked the bank"))
    booked(book, line(100, "Y", TUESDAY), opening=1_000, named="after a gap")
    noted(book, TUESDAY)
    day = cashbook_day(book, "MAIN", TUESDAY).day
    assert [(each.what, each.reason, each.pence) for each in day.unexplained] == [
        ("statements", Reason.GAP, -600)
    ]
    assert [each.pence for each in day.explained if each.what == "statement 301"] == [-300]
    with pytest.raises(psycopg.Error, match="append-only"), small_book.open() as su:
        su.execute("DELETE FROM rb.bank_explained WHERE statement_id IS NOT NULL")
    withdraw_statement(book, 302, "not ours")
    withdraw_statement(book, 301, "not ours")
    assert faults(book) == []


def noted(book: Book, day: date) -> None:
    """Every open bank line of the day, asked about."""
    for each in open_items(book, "MAIN", day).bank:
        explain(book, "MAIN", each.line, Explanation("enquiry", "what is it"))


def asked(book: Book, why: str = "the bank sent it again") -> int:
    """The request that Monday be opened again."""
    doc = {"cashbook": "MAIN", "day": MONDAY.isoformat(), "why": why}
    return ask(book, "reopening", doc).request


def approved(book: Book, request: int) -> object:
    return approve(book, request, standing(book, request).seen)


def test_a_day_reopened_unsigns_all_later_ones_by_somebody_who_signed_none(
    opened: Opened,
) -> None:
    book, second = opened("assistant.1"), opened("supervisor.2")
    says("no_sheet", lambda: asked(book))
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    countersign(second, "MAIN", MONDAY)
    booked(book, line(100, "X", TUESDAY), opening=115_000, named="Tuesday")
    (item,) = open_items(book, "MAIN", TUESDAY).bank
    explain(book, "MAIN", item.line, Explanation("enquiry", "what is it"))
    sign(opened("supervisor.1"), "MAIN", TUESDAY)
    says("reason_needed", lambda: asked(book, " "))
    request = asked(opened("assistant.2"))
    says("asked_already", lambda: asked(book))
    for login in ("supervisor.1", "supervisor.2"):
        says("own_request", partial(approved, opened(login), request))
    says("book_date_signed", lambda: posted(book, 100, MONDAY))
    approved(opened("manager.1"), request)
    assert [state for _, _, state in versions(book, "MAIN")] == ["reopened", "reopened"]
    assert proof_sheet(book, "MAIN", MONDAY).ended_why == "the bank sent it again"
    posted(book, 100, MONDAY)
    assert sign(book, "MAIN", MONDAY).version == 2
    assert faults(book) == []


def test_a_period_closes_once_every_day_with_postings_is_signed_by_two_and_never_reopens(
    opened: Opened, small_book: SmallBook
) -> None:
    book, manager = opened("assistant.1"), opened("manager.1")
    proved_monday(book)
    told = says("sheets_unsigned", lambda: close_period(manager, "CLY:2025-10"))
    assert "MAIN to 2025-10-20 not signed" in told
    sign(book, "MAIN", MONDAY)
    told = says("sheets_unsigned", lambda: close_period(manager, "CLY:2025-10"))
    assert "MAIN 2025-10-20 not countersigned" in told
    countersign(opened("assistant.2"), "MAIN", MONDAY)
    assert close_period(manager, "CLY:2025-10") == close_period(manager, "CLY:2025-10")
    says("book_date_closed", lambda: posted(book, 100, TUESDAY))
    says("book_date_closed", lambda: asked(book))
    with small_book.open() as su:
        kept = su.execute("SELECT kind, debit_pence, credit_pence FROM rb.period_total").fetchall()
    assert sorted(kept) == [("bank", 15_000, 0), ("rent", 0, 15_000)]
    assert faults(book) == []


def test_a_book_of_one_operator_is_signed_once_and_closes_on_it(
    opened: Opened, small_book: SmallBook
) -> None:
    with small_book.open() as su:
        su.execute("ALTER TABLE rb.book DISABLE TRIGGER USER")
        su.execute("UPDATE rb.book SET kind = 'live', mode = 'embedded'")
        su.execute("ALTER TABLE rb.book ENABLE TRIGGER USER")
    book = opened("assistant.1")
    proved_monday(book)
    assert sign(book, "MAIN", MONDAY).single
    says("single_operator", lambda: countersign(opened("assistant.2"), "MAIN", MONDAY))
    text = sheet_text(proof_sheet(book, "MAIN", MONDAY))
    assert "single operator: not countersigned" in text
    close_period(opened("manager.1"), "CLY:2025-10")


# (what is broken, as whoever can switch every trigger off; the rule that tells it; where)
BREAKS = (
    ("UPDATE rb.proof_sheet SET facts = jsonb_set(facts, '{book}', '1')", "sheet", "sheet 901"),
    ("UPDATE rb.proof_sheet SET prev = '\\x01'", "sheet", "sheet 901"),
    ("UPDATE rb.proof_sheet SET signed_by = 'supervisor.2'", "sheet", "sheet 901"),
    ("UPDATE rb.proof_sheet SET countersigned_by = 'supervisor.1'", "sheet", "sheet 901"),
    ("UPDATE rb.proof_sheet SET number = 2", "sheet", "sheet 901"),
    ("UPDATE rb.cashbook SET signed_to = NULL WHERE code = 'MAIN'", "sheet", "cashbook MAIN"),
    ("UPDATE rb.proof_sheet SET signed_at = signed_at - interval '1 day'", "signed", "A1-000001.1"),
    ("UPDATE rb.period_total SET debit_pence = debit_pence + 1 WHERE kind = 'bank'", "total",
     "period 2025-10"),
    ("DROP TRIGGER sheet_guard ON rb.proof_sheet", "guard", "table proof_sheet"),
)  # fmt: skip


def test_check_names_whatever_of_a_sheet_was_altered(opened: Opened, small_book: SmallBook) -> None:
    book = opened("assistant.1")
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    countersign(opened("assistant.2"), "MAIN", MONDAY)
    close_period(opened("manager.1"), "CLY:2025-10")
    assert faults(book) == []
    with small_book.open() as su:
        su.execute("SET search_path = rb")
        for broken, rule, place in BREAKS:
            su.execute("BEGIN")
            su.execute("SET LOCAL session_replication_role = replica")
            su.execute(broken.encode())
            found = su.execute("SELECT rule, place FROM rb.proof_sheets()").fetchall()
            found += su.execute("SELECT rule, place FROM rb.proof_guards()").fetchall()
            assert any(r == rule and p.startswith(place) for r, p in found), (broken, found)
            su.execute("ROLLBACK")


def test_the_desk_learns_which_days_wait_for_whom(opened: Opened) -> None:
    book = opened("assistant.1")
    proved_monday(book)
    main = next(each for each in unproved(book) if each.cashbook == "MAIN")
    assert (main.signed_to, main.next_day, main.told_to) == (None, MONDAY, MONDAY)
    sign(book, "MAIN", MONDAY)
    main = next(each for each in unproved(book) if each.cashbook == "MAIN")
    assert (main.signed_to, main.next_day, main.to_countersign) == (MONDAY, None, (MONDAY,))


def test_not_even_the_owner_alters_a_signed_sheet_or_signs_it_twice_with_one_name(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened("assistant.1")
    proved_monday(book)
    sign(book, "MAIN", MONDAY)
    second = "countersigned_at = now(), counter_hash = '', countersigned_by = 'assistant.1'"
    with small_book.open() as su:
        for altering in ("facts = '{}'", "signed_by = 'assistant.2'", "day = day + 1"):
            with pytest.raises(psycopg.Error, match="a signed sheet is never changed"):
                su.execute(f"UPDATE rb.proof_sheet SET {altering}".encode())
        with pytest.raises(psycopg.errors.CheckViolation, match="countersigned_by_another"):
            su.execute(f"UPDATE rb.proof_sheet SET {second}".encode())
        with pytest.raises(psycopg.Error, match="append-only"):
            su.execute("DELETE FROM rb.proof_sheet")


def test_a_finance_journal_gives_each_posting_once_and_the_same_again_when_asked(
    opened: Opened, tmp_path: Path
) -> None:
    book, manager = opened("assistant.1"), opened("manager.1")
    posted(book, 15_000, MONDAY)
    posted(book, 5_000, FRIDAY)
    first = export_finance(manager, tmp_path / "1.csv")
    assert (first.export, first.postings, first.pence) == (1, 2, 20_000)
    says("nothing_new", lambda: export_finance(manager, tmp_path / "none.csv"))
    assert not (tmp_path / "none.csv").exists()
    posted(book, 700, MONDAY, "telephone")
    assert export_finance(manager, tmp_path / "2.csv").pence == 700
    again = export_finance(manager, tmp_path / "again.csv", 1)
    assert again == first
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()
    assert (tmp_path / "1.csv").read_text().splitlines()[1:] == [
        "1,CLY,2025-10,CHEQ,Cheque,MAIN:bank,customers:rent,2,200.00"
    ]
    says("no_export", lambda: export_finance(manager, tmp_path / "3.csv", 9))


def test_the_ledger_control_and_the_trial_balance_read_a_closed_period_from_its_totals(
    opened: Opened, small_book: SmallBook
) -> None:
    book, manager = opened("assistant.1"), opened("manager.1")
    proved_monday(book)
    before = trial_balance(book, MONDAY)
    assert {(each.account, each.net) for each in before} == {
        ("MAIN:bank", 15_000),
        ("customers", -15_000),
    }
    sign(book, "MAIN", MONDAY)
    countersign(opened("assistant.2"), "MAIN", MONDAY)
    close_period(manager, "CLY:2025-10")
    assert trial_balance(book, date(2025, 10, 31)) == before
    (control,) = (each for each in ledger_controls(book) if each.landlord == "CLY")
    assert (control.receipts, control.cashbooks) == (-15_000, (("MAIN", 15_000),))
    assert control.proves
    with small_book.open() as su:
        su.execute("SET session_replication_role = replica")
        su.execute("UPDATE rb.period_total SET debit_pence = 7 WHERE kind = 'bank'")
    assert {each.debits for each in trial_balance(book, date(2025, 10, 31))} == {7, 0}
