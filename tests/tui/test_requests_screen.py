"""Requests on the screen: asked from the account, live on another desk, decided in two keys."""

from collections.abc import Iterator

import pytest

from db.account_acts import add_note
from db.book import Book, open_book
from db.reference_tables import TableFile, load_table
from db.requests.asking import ask, withdraw
from db.requests.drafts import drafts, keep_draft
from db.requests.reading import request, requests
from tests.core.bank_account.made_up_tables import WEIGHTS
from tests.office import PAYEE, asked, balance_of, furnish, number_of, pay
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk
from tests.tui.seen import looks_as
from tests.tui.test_suspense_screen import quiet
from tests.tui.waiting import until
from tui.terminal.question import QUIET_S

KOWALCZYK = "10238826"


@pytest.fixture
def office(small_book: SmallBook) -> SmallBook:
    """Limits, and 241.20 of credit."""
    furnish(small_book)
    pay(small_book, number_of(small_book, KOWALCZYK), 24120)
    return small_book


@pytest.fixture
def mine(office: SmallBook) -> Iterator[Book]:
    book = open_book(office.url("assistant.1"))
    yield book
    book.close()


async def approved(desk: AtDesk) -> None:
    await desk.press("a")
    await quiet(desk)
    await desk.press("enter")


async def test_a_refund_asked_on_the_account_stands_at_once_on_another_desk_and_is_decided_there(
    office: SmallBook, mine: Book
) -> None:
    async with at_desk(office.url("supervisor.1")) as desk:
        number = asked(mine, number_of(office, KOWALCZYK), 13100, words="We refund you.").request
        await desk.until("Requests awaiting me")  # by the hint: no key was pressed
        await desk.press("f6", "enter")
        looks_as(desk.app, "approval")
        await desk.until("Kowalczyk, Ms P")
        assert "08-99-99 ····4958  P KOWALCZYK" in desk.text
        assert "cannot be checked, not used before" in desk.text
        await desk.press("a")
        await desk.press("enter")  # too soon after the question was painted
        assert request(mine, number).state == "submitted"
        question = desk.app.gate.question
        assert question is not None
        await until(lambda: desk.app.gate.clock() > question.same_key_at + QUIET_S)
        await desk.press("enter")
        await desk.until(f"request {number} is approved")
        assert balance_of(office, number_of(office, KOWALCZYK)) == -11020


async def test_the_next_request_follows_and_a_rejection_has_a_reason(
    office: SmallBook, mine: Book
) -> None:
    account = number_of(office, KOWALCZYK)
    one, two = (asked(mine, account, pence).request for pence in (1000, 2000))
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("1 of 2   PageUp and PageDown for the others")
        await approved(desk)
        await desk.until(f"Refund {two}")
        await desk.until("£20.00")
        await desk.press("r", "'not hers'", "enter")
        await desk.until("rejected by supervisor.1")
        assert (request(mine, one).state, request(mine, two).state) == ("approved", "rejected")
        assert request(mine, two).decided[0][3] == "not hers"
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.until("Requests answered")
        assert "refund rejected" in desk.text or "refund approved" in desk.text


async def test_a_payee_that_others_were_paid_by_stands_first(office: SmallBook, mine: Book) -> None:
    asked(mine, number_of(office, KOWALCZYK), 1000)
    osei = number_of(office, "10237710")
    pay(office, osei, 20000)
    asked(mine, osei, 100, payee="K OSEI")
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter", "pagedown")
        await desk.until("Osei, Mr K")
        await desk.until(f"the same account is given for {KOWALCZYK}")
        assert desk.text.index("the same account") < desk.text.index("it came from")


async def test_what_moved_while_the_page_stood_is_not_approved_but_shown(
    office: SmallBook, mine: Book
) -> None:
    account = number_of(office, KOWALCZYK)
    number = asked(mine, account, 1000).request
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        pay(office, account, 500)
        await approved(desk)
        await desk.until("the account has moved since this page was read")
        await desk.until("Cr 246.20    when asked Cr 241.20    moved")
        withdraw(mine, number, "asked twice")
        await desk.until("withdrawn by assistant.1")
        assert "A approve" not in desk.text


async def test_a_refund_is_asked_by_r_with_its_evidence_above_the_form(
    office: SmallBook, mine: Book
) -> None:
    add_note(mine, "n", number_of(office, KOWALCZYK), "rang today")
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "r")
        await desk.until("at most 143.00 can be refunded")
        await desk.press("enter", "'not stopped'", "enter", "'P KOWALCZYK'", "enter")
        await desk.press("'089999'", "enter", "'6374958'", "enter")
        await desk.until("7 digits: 06374958?")
        await desk.press(*["backspace"] * 7, "'66374958'", "enter", "enter", "enter")
        await desk.until("a supervisor decides it")
        await desk.until("143.00 refund")
    (one,) = requests(mine, "mine")
    assert (one.pence, one.pays_to) == (14300, "08-99-99 ····4958")
    assert one.words == (
        "We are refunding £143.00. £98.20 stays on your account as a week in advance."
    )


async def test_a_number_that_fails_its_check_is_read_again_and_what_is_pending_is_live(
    office: SmallBook, mine: Book
) -> None:
    supervisor = open_book(office.url("supervisor.1"))
    load_table(supervisor, TableFile("valacdos-v790.txt", WEIGHTS.encode()))
    supervisor.close()
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "r")
        await desk.until("at most 143.00 can be refunded")
        await desk.press("enter", "'not stopped'", "enter", "'P KOWALCZYK'", "enter")
        await desk.press("'089999'", "enter", "'66374959'", *["enter"] * 3)
        await desk.until("66374959 fails its bank's check: read it again, or Enter asks")
        assert requests(mine, "mine") == ()
        await desk.press("enter")
        await desk.until("pending     143.00 refund")
        (one,) = requests(mine, "mine")
        withdraw(mine, one.number, "read it again")
        await desk.until(lambda: "pending" not in desk.text)  # by the hint: no key was pressed


async def test_what_was_typed_is_kept_as_a_draft_gone_on_with_and_given_up(
    office: SmallBook, mine: Book
) -> None:
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "r")
        await desk.until("at most 143.00 can be refunded")
        await desk.press("'131'", "enter", "'not stopped'", "enter", "'P KOWALCZYK'", "escape")
        await desk.until("Keep it as a draft, without bank details?")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("kept, nothing is asked: F6 and V to mine shows it")
        assert requests(mine, "mine") == ()
        await desk.press("f6")
        await desk.until("D51 refund")
        assert "131.00 draft" in desk.text
        await desk.press("enter")
        await desk.until("Refund to")
        assert "131.00" in desk.text and "not stopped" in desk.text
        await desk.press(*["enter"] * 3, "'089999'", "enter", "'66374958'", *["enter"] * 3)
        await desk.until("a supervisor decides it")
        (one,) = requests(mine, "mine")
        assert (one.pence, one.why, one.payee) == (13100, "not stopped", "P KOWALCZYK")
        assert drafts(mine) == ()
        keep_draft(mine, "write-off", {"account_id": one.account, "why": "no trace"})
        await desk.press("escape")
        await desk.press("r")
        await desk.until("D52 write-off")
        await desk.press("up", "d")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("is discarded")
        assert drafts(mine) == ()


async def test_anothers_posting_is_reversed_by_one_key_more(office: SmallBook) -> None:
    async with at_desk(office.url("assistant.2")) as desk:
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "v", "'wrong account'", "enter")
        await desk.until("keyed or posted by somebody else. Enter asks for it")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("a supervisor decides it")
        await desk.press("f6", "enter")
        await desk.until("W withdraw")
        assert "Reversal" in desk.text and "A approve" not in desk.text
        await desk.press("w", "'it was right'", "enter")
        await desk.until("withdrawn by assistant.2")


async def test_a_question_is_answered_beside_the_request(office: SmallBook, mine: Book) -> None:
    account = number_of(office, KOWALCZYK)
    doc = {"account_id": account, "pence": 100, "why": "asked by letter"}
    ask(mine, "payment", doc | PAYEE)
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter", "q", "'whose account is it?'", "enter")
        await desk.until("… 2 more: ↓")
        await desk.press("down", "down", "down")
        await desk.until("supervisor.1 writes")
        assert "whose account is it?" in desk.text


async def test_suspense_above_the_limit_is_asked_for_by_one_key_more(
    office: SmallBook, mine: Book
) -> None:
    pay(office, None, 150_000, by="assistant.2", payer="P KOWALCZYK")
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f8")
        await desk.until("P KOWALCZYK")
        await desk.until("10238826")
        await desk.press("1", "c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("Enter asks a supervisor for it")
        await quiet(desk)
        question = desk.app.gate.question
        assert question is not None
        await until(lambda: desk.app.gate.clock() > question.same_key_at + QUIET_S)
        await desk.press("enter")
        await desk.until("it waits on F6")
    (one,) = requests(mine, "mine")
    assert (one.kind, one.pence, one.reference) == ("clearance", 150_000, KOWALCZYK)


async def test_after_the_decision_the_page_shows_what_was_seen_then(
    office: SmallBook, mine: Book
) -> None:
    account = number_of(office, KOWALCZYK)
    asked(mine, account, 1000)
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("£10.00")
        await approved(desk)
        await desk.until("as supervisor.1 saw it")
        pay(office, account, 99999)
        await desk.press("l")
        await desk.until("credit then          Cr 241.20    when asked Cr 241.20    not moved")


async def test_a_transfer_says_who_gives_and_who_gets_on_the_form_and_to_the_decider(
    office: SmallBook,
) -> None:
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "t")
        assert "who gets the transfer" in desk.text
        await desk.press("'10237710'", "enter")
        await desk.until("goes to 10237710 · Osei, Mr K")
        await desk.press("ctrl+u", "'20'", "enter", "'his by mistake'", "enter", "enter")
        await desk.until("decides it")
    async with at_desk(office.url("supervisor.1")) as desk:
        await desk.press("f6", "enter")
        await desk.until("10237710 Osei, Mr K")


async def test_a_beginning_of_two_reasons_is_asked_to_go_on(office: SmallBook) -> None:
    pay(office, number_of(office, "10237710"), 100)
    async with at_desk(office.url("assistant.1")) as desk:
        await desk.press("f2", "'10237710'", "enter", "f", "'5'", "enter", "'s'", "enter")
        await desk.until("small-balance or statute-barred: type more")


async def test_a_key_that_another_group_has_says_who(office: SmallBook) -> None:
    async with at_desk(office.url("auditor.1")) as desk:
        await desk.press("f3")
        await desk.until("Only assistants, supervisors and managers: Key a batch of receipts")
        await desk.press("f2", f"'{KOWALCZYK}'", "enter", "r")
        await desk.until(
            "Only assistants, supervisors and managers: Ask for a refund of the credit"
        )
        assert "R refund" not in desk.text
