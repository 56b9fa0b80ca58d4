"""Find: hits with every keystroke, each with its reason and its balance, over any screen."""

import pytest

from db.book import open_book
from db.references import resolve
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk, gone
from tests.tui.desk_app import make
from tests.tui.lived_in import NOWAK, acting
from tests.tui.seen import lines, looks_as, text
from tests.tui.waiting import until
from tui.addresses import short_address
from tui.screens.find import Find


def screen(desk: AtDesk) -> Find:
    assert isinstance(desk.app.screen, Find)
    return desk.app.screen


async def test_hits_show_name_address_balance_usual_amount_status_and_why(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("slash", "'mill road'")
        await desk.until("Dr 98.20")
        looks_as(desk.app, "find")


async def test_on_a_wide_screen_each_hit_says_in_full_why_it_is_one(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1"), size=(200, 60)) as desk:
        await desk.press("f2", "'smiht 3/1'")
        line = desk.line("10231190")
        assert "ML4 2EF" in line and "surname" in line and "name?" in line


async def test_the_ways_in_and_out_are_the_same_everywhere(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        for key in ("f2", "ctrl+r", "slash"):
            await desk.press(key)
            assert "Anything the caller says" in desk.text
            await desk.press("escape")
            assert "To do" in desk.text
        await desk.press("b", "f2", "'smith'", "enter")
        assert "Account 10231190" in desk.text
        await desk.press("slash", "'okafor'", "enter")
        assert "Account 10234417" in desk.text
        await desk.press("escape", "escape")
        assert "Open batches" in desk.text


async def test_current_tenants_stand_before_former_ones_and_the_arrows_choose(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'mill road'", "down")
        await desk.until("former")
        assert [hit.payment_ref for hit in screen(desk).hits][:2] == ["10231190", "10219921"]
        assert "former tenant" in desk.text
        await desk.press("enter")
        assert "Account 10219921" in desk.text


async def test_the_dead_are_marked_and_nobody_found_says_what_to_do(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'iqbal'")
        await desk.until("deceased")
        await desk.press("ctrl+u", "'zzzzqqq'", "enter")
        assert "Nobody. Fewer words, another spelling" in desk.text


async def test_a_restricted_person_is_a_reference_and_a_balance(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'tomasz nowak'")
        assert (
            "Tomasz" not in "".join(desk.text.splitlines()[3:]) and "8 Ferry Lane" not in desk.text
        )
        await desk.press("ctrl+u", "'10236218'")
        await desk.until("0.00")
        assert "restricted" in desk.line("› 10236218")


async def test_somebody_hidden_while_one_looks_is_gone_within_a_second_or_so(
    small_book: SmallBook,
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("f2", "'nowak'")
        assert "Nowak, Mr T" in desk.text
        manager = open_book(small_book.url("manager.1"))
        acting(manager, "restrict_tenancy", resolve(manager, NOWAK), True, "asked for it")
        manager.close()
        await desk.until(lambda: "Nowak, Mr T" not in desk.text)


async def test_a_hostile_name_is_shown_letter_by_letter(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'41 braeside'")
        assert "<U+202E>" in desk.line("10238826") and "\u202e" not in desk.text
        await desk.press("enter")
        assert "Ref [/A] [B" in lines(desk.app)[0] and "\u202e" not in desk.text


async def test_the_cursor_stays_on_its_account_when_the_finder_learns_more(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'larch court'", "down", "down")
        here = screen(desk).hits[2].account
        screen(desk).finder_ready()
        await desk.settled()
        assert screen(desk).hits[screen(desk).grid.cursor].account == here


async def test_enter_before_the_finder_is_open_opens_the_account_when_it_is(
    lived_in: SmallBook,
) -> None:
    app = make(lived_in.url("assistant.1"))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.finder is None
        await pilot.press("f2", *"smith")
        await pilot.press("enter")
        await until(lambda: "Account 10231190" in text(app), 30)


async def test_without_the_book_the_finder_still_finds_and_says_what_is_missing(
    lived_in: SmallBook,
) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        with gone(lived_in):
            await desk.press("f2", "'smith'")
            await desk.until("Balances are missing")
            assert "Smith, Mr J" in desk.text
        await desk.press("space")
        await desk.until("Dr 98.20")
        assert "Balances are missing" not in desk.text


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("143 Rowan Avenue, Bellshill", "143 Rowan Avenue"),
        ("Flat 7, 130 Links Road, Ayr", "Flat 7, 130 Links Road"),
        ("2/2, 102 Cathedral Street, Glasgow", "2/2, 102 Cathedral Street"),
        ("Garage 7, rear of 12 Mill Road, Wishaw", "Garage 7, rear of 12 Mill Road"),
        ("3/1 Mill Road", "3/1 Mill Road"),
        ("The Old School House, Lesmahagow", "The Old School House, Lesmahagow"),
    ],
)
def test_an_address_is_short_where_house_and_street_can_be_told(address: str, short: str) -> None:
    assert short_address(address) == short


async def test_the_key_card_of_an_overlay_names_esc_once(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await desk.press("f2", "'okafor'", "f1")
        assert sum(line.split()[:1] == ["Esc"] for line in desk.text.splitlines()[1:20]) == 1
        await desk.press("escape", "escape")
        assert "To do" in desk.text
