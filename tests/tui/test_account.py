"""The account's page for a caller on the phone: what shows, what is folded, what is written."""

from core.money import Pence
from db.batches import KeptLine
from db.book import open_book
from db.references import resolve
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk, gone
from tests.tui.lived_in import NOWAK, acting, batch_of
from tests.tui.seen import lines, looks_as


async def opened(desk: AtDesk, what: str) -> None:
    """Find and open the account."""
    await desk.press("f2", f"'{what}'", "enter")
    assert lines(desk.app)[0].startswith(" Account ")


async def test_a_callers_page_shows_what_is_owed_moved_and_pending(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        looks_as(desk.app, "account")


async def test_a_wide_tall_page_has_numbers_and_every_date(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1"), size=(200, 60)) as desk:
        await opened(desk, "smith")
        looks_as(desk.app, "account_wide")


async def test_amounts_and_balances_align_on_the_pence(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        seen = lines(desk.app)
        sums = [line[:25] for line in seen[6:10]]
        assert {len(line.rstrip()) for line in sums} == {24}
        for place in ("charge", "paid", "balance"):
            end = seen[13].index(place) + len(place)
            column = {
                line[:end].rstrip()[-3] for line in seen[14:20] if line[end - 1 : end].isdigit()
            }
            assert column == {"."}, place


async def test_contacts_and_notes_stay_folded_until_the_caller_is_checked(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("d", "e")
        assert "01698 000111" not in desk.text and "New job" not in desk.text
        assert "D details" not in desk.text
        await desk.press("c")
        looks_as(desk.app, "account_caller")
        await desk.press("'nx'", "enter")
        assert "two different letters of n a p b f l r" in desk.text
        await desk.press("backspace", "'p'", "enter")
        assert "New job" in desk.text and "caller: checked" in desk.text
        await desk.press("d")
        looks_as(desk.app, "account_details")
        await desk.press("d")
        assert "01698 000111" not in desk.text
    with lived_in.open() as session:
        row = session.execute("SELECT login, items FROM rb.caller_check").fetchone()
    assert row == ("assistant.1", ["name", "postcode"])


async def test_the_next_caller_is_checked_anew(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("c", "'np'", "enter", "escape")
        await opened(desk, "smith")
        assert "not checked" in desk.text and "New job" not in desk.text


async def test_the_ledger_runs_by_effective_book_or_posting_date(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1"), size=(80, 40)) as desk:
        book = open_book(lived_in.url("assistant.1"))
        acting(book, "strike_line", 1002, 2)
        control = {"control_pence": 6100, "control_count": 1, "source": "slip", "ref": "0441"}
        acting(book, "control_batch", 1002, control)
        acting(book, "post_batch", 1002)
        book.close()
        await opened(desk, "smith")
        assert "  date what" in desk.text and "Cheque, J Smith" in desk.text
        await desk.press("b")
        assert "book date what" in desk.text and "its cashbook day" in desk.text
        await desk.press("b")
        assert "posted what" in desk.text
        await desk.press("b")
        assert "  date what" in desk.text
        assert "by J Smith" in lines(desk.app)[-4]


async def test_tab_walks_over_the_sub_accounts_ledgers(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        assert "› rent" in desk.text
        await desk.press("tab")
        assert "› garage" in desk.text and "Garage rent" in desk.text
        await desk.press("tab")
        assert "› repairs" in desk.text and "Rechargeable repair" in desk.text
        await desk.press("tab")
        assert "› rent" in desk.text and "Direct debit" in desk.text


async def test_of_a_restricted_person_only_reference_and_balance_show_until_revealed(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        book = open_book(lived_in.url("assistant.1"))
        acting(
            book,
            "post_batch",
            batch_of(book, "cheque", KeptLine(resolve(book, NOWAK), Pence(5500), payer="T NOWAK")),
        )
        book.close()
        await opened(desk, "10236218")
        looks_as(desk.app, "account_restricted")
        await desk.press("c", "n", "m", "d", "b")
        assert "The ledger opens with the account." in desk.text
        await desk.press("x", "'why'", "enter")
        assert "five letters or more" in desk.text
        await desk.press("'ever so'", "enter")
        assert "Nowak, Mr Tomasz" in desk.text and "8 Ferry Lane" in desk.text
        assert "Cheque, T NOWAK" in desk.text
        await desk.press("slash", "'nowak'")
        await desk.until(lambda: "10236218" in desk.text and "Nowak, Mr T " in desk.text)
        assert "Nowak, Mr T" in desk.line("10236218")


async def test_a_note_the_book_refuses_is_asked_again_with_what_was_typed(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("n", "'paid by 4111 1111 1111 1111'", "enter")
        assert "card number: never keep one" in desk.text
        assert "paid by 4111 1111 1111 1111" in desk.text
        await desk.press("ctrl+u", "'paid by card'", "enter", "c", "'np'", "enter")
        assert "paid by card" in desk.text


async def test_a_note_is_kept_once_though_the_book_went_away_meanwhile(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("n", "'rang twice'")
        with gone(lived_in):
            await desk.press("enter")
            assert "not kept yet: the book does not answer" in desk.text
            assert "rang twice" in desk.text
        await desk.press("enter")
        assert "note kept" in desk.text
    with lived_in.open() as session:
        row = session.execute("SELECT count(*) FROM rb.note WHERE words = 'rang twice'").fetchone()
    assert row == (1,)


async def test_warnings_meet_everybody_and_authority_ends_on_its_day(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1"), size=(120, 24)) as desk:
        await opened(desk, "larch 12")
        await desk.press("m", "'Two callers only'", "enter")
        assert "! Two callers only" in desk.text
        await desk.press("o", "'Ada Quill'", "enter", "'repairs'", "enter", "'40/1'", "enter")
        assert "40" in desk.text and "Authority to discuss" in desk.text
        await desk.press("ctrl+u", "'31/12/2098'", "enter")
        assert "the tenant, Ada Quill (repairs) to 31 Dec 2098" in desk.text


async def test_a_corrected_contact_keeps_the_old_one_beside_it(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("c", "'np'", "enter", "d", "e")
        await desk.press("ctrl+u", "'1'", "enter", "'fax'", "enter")
        assert "phone, email or address" in desk.text
        await desk.press("ctrl+u", "'ph'", "enter", "'01698 000222'", "enter")
        assert "01698 000222" in desk.line("Mr John Smith")
        assert "before: 01698 000111" in desk.text


async def test_the_dead_and_the_former_are_told_at_once(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "iqbal")
        assert "! the tenant has died" in desk.text
        await opened(desk, "10219921")
        assert "status      former" in desk.text


async def test_a_colleagues_pending_line_is_not_shown_to_an_assistant(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1"), size=(100, 30)) as desk:
        await opened(desk, "larch 12")
        assert "104.75 cheque 1002, line 2" in desk.text and "1003" not in desk.text
    async with at_desk(lived_in.url("supervisor.1"), size=(100, 30)) as desk:
        await opened(desk, "larch 12")
        assert "20.00 cheque 1003, line 1" in desk.text and "and 1 more" in desk.text


async def test_the_book_gone_keeps_what_shows_and_r_reads_again(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        with gone(lived_in):
            await desk.press("b")
            assert "R reads again. Not read: the book does not answer" in desk.text
            assert "Direct debit" in desk.text
        await desk.press("r")
        assert "R reads again" not in desk.text and "book date what" in desk.text


async def test_an_account_opened_while_the_book_is_gone_says_so(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'smith'")
        with gone(lived_in):
            await desk.press("enter")
            assert "The account could not be read: R reads again." in desk.text
        await desk.press("r")
        assert "Account 10231190" in desk.text


async def test_no_key_in_the_footer_is_dead(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        footer = lines(desk.app)[-1]
        for dead in ("S statement", "X reveal", "D details"):
            assert dead not in footer
        before = desk.text
        await desk.press("s", "x")
        assert desk.text == before


async def test_p_takes_a_payment_into_my_batch_of_calls_with_the_caller_in_the_line(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await opened(desk, "smith")
        await desk.press("p")
        assert "a new batch" in desk.text and "telephone" in desk.text
        await desk.press("enter", "enter", "enter", "enter")
        await desk.until("10231190")
        await desk.press("'98.20'", "enter")
        await desk.until("kept")
        await desk.press("escape")
        await desk.until("98.20 telephone 1005, line 1")
        await desk.press("p")
        await desk.until("batch 1005")
        assert "a new batch" not in desk.text
