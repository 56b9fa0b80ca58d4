"""Suspense on the screen: whose it may be in view, cleared in two keys, looked after, refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from core.money import Pence
from db.account_acts import correct_contact
from db.accounts import account
from db.batches import KeptLine, post
from db.book import Book, open_book
from db.proof import prove
from db.references import resolve
from db.requests.asking import ask
from db.suspense.cases import cases, clear, tend
from db.suspense.ranks import days_max, ranks
from tests.office import PAYEE, furnish, number_of
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk, gone
from tests.tui.lived_in import batch_of
from tests.tui.seen import lines, looks_as
from tests.tui.waiting import until
from tui.terminal.question import QUIET_S

KOWALCZYK, OSEI, SMITH = "10238826", "10237710", "10231190"
# (reference as written, payer, pence, days ago): two certain, one of two tenants, one of nobody
RECEIPTS = (
    (KOWALCZYK, "P KOWALCZYK", 9820, 40),
    (OSEI, "K OSEI", 10475, 12),
    ("", "H J KAUR", 100, 3),
    ("", "B GRANT", 12000, 0),
)


@contextmanager
def at(small: SmallBook, login: str = "assistant.1") -> Iterator[Book]:
    book = open_book(small.url(login))
    try:
        yield book
    finally:
        book.close()


@pytest.fixture
def suspended(small_book: SmallBook) -> SmallBook:
    """The small book with four receipts in suspense."""
    with at(small_book, "assistant.2") as book:
        today = book.about.today
        kept = [
            KeptLine(None, Pence(pence), effective=today - timedelta(days), quoted=quoted,
                     payer=payer, reason="no reference")
            for quoted, payer, pence, days in RECEIPTS
        ]  # fmt: skip
        post(book, batch_of(book, "standing-order", *kept))
    return small_book


async def ranked(desk: AtDesk) -> None:
    """Suspense is open, and its candidates are known."""
    await desk.press("f8")
    await desk.until("none")


async def quiet(desk: AtDesk) -> None:
    """Until the question that stands may be answered."""
    question = desk.app.gate.question
    assert question is not None, desk.text
    await until(
        lambda: (
            question.painted_at is not None
            and desk.app.gate.clock() > question.painted_at + QUIET_S
        )
    )


def balance(book: Book, reference: str) -> int:
    with book.session() as session:
        row = session.execute(
            "SELECT b.pence FROM rb.balance b WHERE b.account_id = %s",
            (resolve(book, f"CLY:{reference}"),),
        ).fetchone()
    assert row is not None
    return int(row[0])


def left(book: Book) -> list[tuple[str, int]]:
    return [(case.words, case.item.left) for case in cases(book)]


async def test_cases_stand_oldest_first_with_the_likeliest_tenant_in_view(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        looks_as(desk.app, "suspense")


async def test_a_wide_screen_has_whole_addresses_and_the_next_action(suspended: SmallBook) -> None:
    async with at_desk(suspended.url("assistant.1"), size=(140, 40)) as desk:
        await ranked(desk)
        looks_as(desk.app, "suspense_wide")


async def test_the_top_candidate_is_cleared_to_in_two_keys_and_the_next_case_follows(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("c")  # the first key
        assert "98.20 to 10238826 Kowalczyk, Ms P, 99 %? Enter clears" in desk.text
        await quiet(desk)
        await desk.press("enter")  # and the second
        await desk.until("98.20 cleared to 10238826")
        assert "› " in desk.line("K OSEI") and "3 of 3" in lines(desk.app)[0]
    with at(suspended) as book:
        assert (balance(book, KOWALCZYK), len(left(book))) == (-9820, 3)
        with book.session() as session:
            assert prove(session).faults == []


async def test_anything_but_enter_and_an_enter_too_soon_clear_nothing(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("c", "enter")
        assert "Enter clears" in desk.text
        await quiet(desk)
        await desk.press("escape")
        assert "Nothing cleared." in desk.text
    with at(suspended) as book:
        assert len(left(book)) == 4


async def test_two_as_near_have_no_default_and_a_number_chooses(suspended: SmallBook) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("down", "down")
        assert "choose" in desk.line("H J KAUR")
        assert "too close: choose by number, no default" in desk.text
        await desk.press("c")
        assert "No default" in desk.text and desk.app.gate.question is None
        await desk.press("right", "right", "left", "2")
        assert "chosen" in desk.line("H J KAUR")
        wanted = next(line for line in lines(desk.app) if line.startswith("  › 2"))
        await desk.press("c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("1.00 cleared")
        reference = wanted.split()[2]
    with at(suspended) as book:
        assert balance(book, reference) == -100


async def test_another_account_found_by_hand_is_the_chosen_one(suspended: SmallBook) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("end")
        assert "nobody is near" in desk.text
        await desk.press("slash", "'smith'", "enter")
        await desk.until("found by you")
        assert "chosen" in desk.line("B GRANT")
        await desk.press("c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("120.00 cleared to 10231190")
    with at(suspended) as book:
        assert balance(book, SMITH) == -12000


async def test_a_part_is_cleared_and_the_rest_stays_at_its_place(suspended: SmallBook) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("p", "'98.21'", "enter")
        assert "at most the 98.20 left" in desk.text
        await desk.press("ctrl+u", "'50'", "enter")
        assert "50.00 of 98.20 to 10238826" in desk.text
        await quiet(desk)
        await desk.press("enter")
        await desk.until("50.00 cleared")
        assert "› " in desk.line("48.20 10238826") and "48.20 left" in desk.text
    with at(suspended) as book:
        assert balance(book, KOWALCZYK) == -5000


async def test_marked_cases_are_cleared_by_one_question_and_a_failure_is_named(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("a")
        assert "2 marked" in lines(desk.app)[0]
        await desk.press("space", "space")
        assert "marked" not in lines(desk.app)[0]
        await desk.press("space")
        assert "Not certain" in desk.text
        await desk.press("home", "space", "space", "c")
        assert "2 items, 202.95 in all, each to its tenant? Enter clears" in desk.text
        _limit(suspended, 10000)
        await quiet(desk)
        await desk.press("enter")
        await desk.until("1 cleared, 98.20. Not cleared, each says why: item 7002")
        assert "! refused" in desk.line("› ") and "K OSEI" in desk.line("› ")
        assert "your limit for clearing suspense is 100.00: request a clearance" in desk.text
    with at(suspended) as book:
        assert (balance(book, KOWALCZYK), balance(book, OSEI)) == (-9820, 0)


async def test_a_clearing_is_made_once_though_the_book_went_away_meanwhile(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("c")
        await quiet(desk)
        with gone(suspended):
            await desk.press("enter")
            await desk.until("R reads again")
            assert "! unknown" in desk.line("› ") and "C asks again, once only" in desk.text
        await desk.press("r", "c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("98.20 cleared")
    with at(suspended) as book:
        assert balance(book, KOWALCZYK) == -9820


async def test_owner_next_action_and_rest_are_kept_and_views_follow(suspended: SmallBook) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("o", "enter")
        assert " me " in desk.line("10238826 P KOWALC…")
        await desk.press("n", "'ask the bank'", "enter")
        assert "next  ask the bank" in desk.text
        await desk.press("u", "enter", "'-1'", "enter")
        assert "a day to come" in desk.text
        await desk.press("ctrl+u", "'31/12/2098'", "enter")
        assert "3 of 4" in lines(desk.app)[0] and "P KOWALCZYK" not in desk.text
        await desk.press("v")
        assert "Suspense · mine · 1 of 4" in lines(desk.app)[0]
        await desk.press("v", "v")
        assert "Suspense · parked · 1 of 4" in lines(desk.app)[0]
        assert "parked  until 31 Dec 2098" in desk.text
        await desk.press("v")
        assert "Suspense · past limit · 1 of 4" in lines(desk.app)[0]
        await desk.press("u", "enter", "ctrl+u", "enter")
        assert "in hand again" in desk.text and "parked  " not in desk.text
    with at(suspended) as book:
        case = cases(book)[0]
    assert (case.item.owner, case.next_action, case.item.parked) == (
        "assistant.1", "ask the bank", None)  # fmt: skip


async def test_money_is_asked_to_go_back_to_who_paid_it_and_the_page_says_what_came_with_it(
    suspended: SmallBook,
) -> None:
    furnish(suspended)
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("end", "b")
        assert 'came with it: "B GRANT"' in desk.text and "120.00 is left" in desk.text
        await desk.press("enter", "'not our tenant'", "enter", "'B GRANT'", "enter")
        await desk.press("'08-99-99'", "enter", "'66374958'", "enter", "enter")
        await desk.until("decides it")
    async with at_desk(suspended.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("Payment ")
        assert '120.00 of it left, "B' in desk.text
        await desk.press("f6")
        await desk.until("Requests and approvals: open beneath this page, Esc goes back to it")


async def test_an_owner_nobody_knows_is_asked_again_with_what_was_typed(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("o", "ctrl+u", "'auditor.1'", "enter")
        assert "no operator who can take it" in desk.text and "auditor.1" in desk.text
        await desk.press("ctrl+u", "'assistant.2'", "enter")
        assert "assistant.2" in desk.line("10238826 P KOWALC…")


async def test_what_is_past_the_limit_of_the_house_reaches_the_supervisors_desk(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("supervisor.1")) as desk:
        line = desk.line("Suspense past its limit")
        assert "98.20" in line and "40 days" in line
        await desk.press(next(part for part in line.split() if part.isdigit()))
        await desk.until("Suspense · past limit · 1 of 4")
        assert "past the limit of 30" in desk.text
    _policy(suspended, 10)
    async with at_desk(suspended.url("supervisor.1")) as desk:
        assert "202.95" in desk.line("Suspense past its limit")
    async with at_desk(suspended.url("assistant.1")) as desk:
        assert "past its limit" not in desk.text and "323.95" in desk.line("In suspense")


async def test_question_mark_explains_every_candidate_with_its_weights(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await ranked(desk)
        await desk.press("question_mark")
        assert "surname agrees" in desk.text and "in all" in desk.text
        await desk.press("enter")
        assert "Suspense · in hand" in desk.text


async def test_nothing_in_suspense_says_how_money_comes_here(small_book: SmallBook) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("ctrl+n", "c", "space", "p", "question_mark")
        assert "Nothing is in suspense. F8 in a batch sends a line here" in desk.text


async def test_an_auditor_sees_the_cases_and_is_offered_no_key_that_writes(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("auditor.1"), size=(140, 30)) as desk:
        await ranked(desk)
        assert not any(word in lines(desk.app)[-1] for word in ("clear", "part", "owner", "until"))
        await desk.press("c", "a", "p", "o")
        assert desk.app.gate.question is None and "marked" not in desk.text


async def test_an_account_says_that_money_in_suspense_may_be_theirs_and_s_goes_there(
    suspended: SmallBook,
) -> None:
    async with at_desk(suspended.url("assistant.1")) as desk:
        await desk.press("f2", "'osei'", "enter")
        await desk.until("pending     104.75 in suspense may be theirs (S)")
        await desk.press("s")
        await desk.until("Suspense · all")
        assert "› " in desk.line("K OSEI")
        await desk.press("c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("104.75 cleared")
        await desk.press("escape")
        await desk.until(lambda: "in suspense" not in desk.text)
        assert "Cr 104.75" in desk.text


def test_candidates_are_looked_for_again_only_where_something_has_changed(
    suspended: SmallBook,
) -> None:
    with at(suspended) as book:
        first = ranks(book)
        assert ranks(book, first) is first
        known = {case.words: case for case in first.cases}
        kowalczyk = resolve(book, KOWALCZYK)
        clear(book, known["10238826 P KOWALCZYK"], kowalczyk, pence=Pence(1000))
        second = ranks(book, first)
        kept = known["H J KAUR"].item.item
        assert second.ranked[kept] is first.ranked[kept]
        parted = known["10238826 P KOWALCZYK"].item.item
        assert second.ranked[parted].item.left == 8820
        customer = account(book, kowalczyk).people[0].customer
        correct_contact(book, "a key", customer, "phone", "01698 000333")
        assert ranks(book, second).ranked[kept] is not second.ranked[kept]


def test_a_case_looked_after_keeps_its_candidates(suspended: SmallBook) -> None:
    with at(suspended) as book:
        first = ranks(book)
        item = first.cases[0].item.item
        tend(book, item, {"owner": "assistant.2"})
        second = ranks(book, first)
        assert second.cases[0].item.owner == "assistant.2"
        assert second.ranked == first.ranked
        assert days_max(book) == 30


def _limit(small: SmallBook, pence: int) -> None:
    with small.open() as session:
        session.execute(
            "INSERT INTO rb.limit_rule (who, kind, per_item_pence)"
            " VALUES ('assistant.1', 'clearance', %s)",
            (pence,),
        )


def _policy(small: SmallBook, days: int) -> None:
    with small.open() as session:
        session.execute(
            "INSERT INTO rb.policy VALUES ('suspense_days', to_jsonb(%s::int))", (days,)
        )


async def test_whoever_decides_sees_that_money_in_suspense_may_be_theirs(
    suspended: SmallBook,
) -> None:
    account = number_of(suspended, "10237710")
    book = open_book(suspended.url("assistant.1"))
    ask(book, "bank-details", PAYEE | {"account_id": account, "why": "a new bank"})
    book.close()
    async with at_desk(suspended.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("in suspense          104.75 in suspense may be theirs")
