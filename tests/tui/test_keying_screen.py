"""The keying screens on a small book: header, controls, colleagues, post, listing."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from core.batch import Control
from core.money import Pence
from db.acting import act, new_key
from db.batch_lists import batches, load
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.references import resolve
from tests.small_book import SmallBook
from tests.terminal.keying_app import KeyingApp, make
from tests.tui.pressing import press
from tests.tui.waiting import until
from tui.keying.header_page import HeaderPage
from tui.keying.posted_page import PostedPage
from tui.keying.small_pages import ControlPage, TakePage
from tui.screens.keying import Keying

Opened = Callable[..., Book]


class Operator:
    """Somebody at the screen: types, and reads what stands there."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot
        self.app: KeyingApp = pilot.app
        self.pressed = 0

    async def type(self, spec: str) -> None:
        """`kaur⏎`, `{f10}`: each key, then all that follows from it."""
        named = {"⏎": "enter", "⇥": "tab", "↑": "up", "↓": "down", "⎋": "escape"}
        rest = spec
        while rest:
            if rest[0] == "{":
                key, _, rest = rest[1:].partition("}")
            else:
                key, rest = named.get(rest[0], rest[0]), rest[1:]
            self.pressed += 1
            await press(self.pilot, key)

    async def yes(self, key: str) -> None:
        """The key a question asks for, a quarter of a second after it was painted."""
        await until(lambda: self.app.gate.question is not None)
        question = self.app.gate.question
        assert question is not None
        await until(lambda: question.painted_at is not None)
        end = self.app.gate.clock() + 0.26
        await until(lambda: self.app.gate.clock() > end)
        await self.type(f"{{{key}}}")

    def screen(self) -> str:
        """The lines on the screen, as text."""
        lines = [
            "".join(segment.text for segment in strip)
            for strip in self.app.screen._compositor.render_strips(None)
        ]  # none before the first layout of a screen
        return "\n".join(line.rstrip() for line in lines)

    async def shows(self, text: str) -> None:
        """Wait until this stands on the screen."""
        try:
            await until(lambda: text in self.screen(), 20)
        except AssertionError:
            raise AssertionError(f"never came: {text}\n{self.screen()}") from None


@pytest.fixture
async def operator(small_book: SmallBook):
    app = make(small_book.url("assistant.1"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: app.finder is not None)
        yield Operator(pilot)


HEADER = "{ctrl+u}main⏎ch⏎⏎"


async def test_a_header_opens_a_batch_in_fifteen_keys(operator: Operator, opened: Opened) -> None:
    book = opened()
    open_batch(book, Header("MAIN", "counter"))
    await operator.type("k")
    await operator.shows("stream         counter")
    before = operator.pressed
    await operator.type("ch⏎⏎2187.05⏎15⏎")
    await operator.shows("batch 1002")
    assert operator.pressed - before <= 15
    listed = batches(book)[0]
    assert (listed.cashbook, listed.stream, listed.control, listed.control_count) == (
        "MAIN", "cheque", 218705, 15,
    )  # fmt: skip
    assert isinstance(operator.app.screen, Keying)


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("{ctrl+u}nowhere⏎", "no such cashbook: MAIN MAIN-2"),
        ("{ctrl+u}main⏎card⏎⏎⏎", "this stream needs its control total first"),
        ("{ctrl+u}main⏎zz⏎", "no such stream"),
        ("{ctrl+u}main⏎c⏎", "type more: counter cheque card-agency"),
        ("{ctrl+u}main⏎ch⏎1/1/2099⏎", "still to come"),
        (HEADER + "10.999⏎", "pence have two digits"),
        (HEADER + "2,000,000,000⏎", "over 1,000,000,000.00"),
        (HEADER + "100⏎⏎", "total and count go together"),
        (HEADER + "100⏎two⏎", "the number of receipts, such as 15"),
        ("{ctrl+u}main⏎ch⏎⏎100⏎2⇥⇥1/1/1999⏎", "no period"),
    ],
)
async def test_a_fault_of_the_header_stands_in_its_field(
    operator: Operator, opened: Opened, keys: str, says: str
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(keys)
    await operator.shows(says)
    assert isinstance(operator.app.screen, HeaderPage)
    assert batches(opened()) == []


async def test_a_hash_total_is_taken_behind_the_count(operator: Operator, opened: Opened) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "98.20⏎1⇥26⏎⏎")
    await operator.shows("batch 1001")
    control = load(opened(), 1001).control
    assert control is not None
    assert control.hash_total == 26


async def test_a_batch_may_come_to_more_than_a_receipt_may(
    operator: Operator, opened: Opened
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "2,345,678.90⏎4000⏎")
    await operator.shows("batch 1001")
    await operator.type("{ctrl+v}")
    await operator.shows("was 2,345,678.90")
    await operator.type("12345678.90⏎4001⏎⏎slip⏎000441⏎")
    await operator.shows("control  12,345,678.90 / 4001  keyed  0.00 / 0")
    control = load(opened(), 1001).control
    assert control is not None and control.total == 1_234_567_890


async def test_esc_from_the_header_goes_back_to_where_it_was_opened(operator: Operator) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type("⎋")
    await operator.shows("back with None")


async def test_the_batch_left_open_is_one_key_away(operator: Operator, opened: Opened) -> None:
    book = opened()
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(19640), 2)))
    keep_line(book, batch, 1, KeptLine(resolve(book, "10231190"), Pence(9820)), "k1")
    await operator.type("k")
    await operator.shows("left open by you")
    await operator.type("{f7}")
    await operator.shows("keyed  98.20 / 1")
    assert operator.app.screen.state.slip.number == 2


async def test_a_batch_is_keyed_proved_posted_and_its_listing_printed(
    operator: Operator, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENTBOOK_PRINTED", str(tmp_path / "out"))
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "218.20⏎2⏎")
    await operator.shows("batch 1001")
    await operator.type("smit⏎98.20⏎grant⏎120{f8}⏎")
    await operator.shows("✓ proves")
    before = operator.pressed
    await operator.type("{f10}")
    await operator.yes("f10")
    assert operator.pressed - before == 2
    await operator.shows("posted  A1-000001: 2 lines, 218.20, posted and final")
    assert isinstance(operator.app.screen, PostedPage)
    await operator.type("p")
    await operator.shows("listing-A1-000001.txt and .pdf in ")
    await operator.type("r")
    await operator.shows("receipt-A1-000001.1.txt")
    files = sorted((tmp_path / "out").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 4
    assert (tmp_path / "out" / "listing-A1-000001.pdf").read_bytes().startswith(b"%PDF")
    assert "Smith, Mr J + Mrs K" in (tmp_path / "out" / "listing-A1-000001.txt").read_text()
    assert load(opened(), 1001).entry == "A1-000001"
    await operator.type("{f3}")
    await operator.shows("a new batch")
    await operator.type("⎋")
    await operator.shows("back with")


async def test_f10_on_a_batch_that_does_not_prove_says_the_difference_and_its_cause(
    operator: Operator,
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "202.95⏎2⏎")
    await operator.shows("batch 1001")
    await operator.type("smit⏎98.20⏎osei⏎1047.50⏎")
    await operator.yes("enter")
    await operator.shows("over by 942.75 = 9 × 104.75: line 2")
    await operator.type("{f10}")
    await operator.shows("not posted, over by 942.75: line 2, 1,047.50 for 104.75? F7 goes there")
    assert operator.app.gate.question is None
    await operator.type("{f7}104.75⏎")
    await operator.shows("✓ proves")


async def test_after_no_the_amount_that_was_asked_about_is_typed_anew(
    operator: Operator, opened: Opened
) -> None:
    book = opened()
    open_batch(book, Header("MAIN", "counter"))
    await operator.type("k")
    await operator.shows("stream         counter")
    await operator.type("ch⏎⏎2187.05⏎15⏎")
    await operator.shows("batch 1002")
    await operator.type("smit⏎50⏎")
    await operator.yes("7")
    await operator.type("8⏎")
    await operator.shows("Enter keeps 78.00")
    await operator.yes("ctrl+u")
    await operator.type("98.20⏎")
    await operator.shows("✓ kept")


async def test_a_live_batch_asks_its_control_when_f10_is_pressed(
    operator: Operator, opened: Opened
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type("{ctrl+u}main⏎telep⏎⏎⏎⏎")
    await operator.shows("batch 1001")
    await operator.type("smit⏎98.20⇥A4417⏎9921⏎⏎⏎")
    await operator.shows("✓ kept")
    await operator.type("{f10}")
    await until(lambda: isinstance(operator.app.screen, ControlPage))
    await operator.type("98.20⏎1⏎⏎⏎")
    await operator.shows("needed: where the figures are from")
    await operator.type("terminal⏎Z 0441⏎")
    await operator.shows("✓ proves")
    control = load(opened(), 1001).control
    assert control is not None
    assert (control.source, control.reference) == ("terminal", "Z 0441")


async def test_a_corrected_control_keeps_the_hash_total_that_nobody_typed_again(
    small_book: SmallBook, opened: Opened
) -> None:
    book = opened()
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(100), 1, 99)))
    keep_line(book, batch, 1, KeptLine(resolve(book, "10231190"), Pence(9820)), "k1")
    app = make(small_book.url("assistant.1"), batch)
    async with app.run_test(size=(80, 24)) as pilot:
        operator = Operator(pilot)
        await operator.shows("10231190")
        await operator.type("{ctrl+v}")
        await operator.shows("stays 99")
        await operator.type("98.20⏎1⏎⏎slip⏎0441⏎")
        await operator.shows("hash total differs")
        control = load(book, batch).control
        assert control is not None
        assert (control.total, control.hash_total) == (9820, 99)
        await operator.type("{ctrl+v}")
        await operator.shows("taken from  slip")
        await operator.type("98.20⏎1⏎⏎till⏎Z 0442⏎")
        await until(lambda: (now := load(book, batch).control) is not None and now.source == "till")


async def test_a_colleagues_batch_is_taken_with_a_reason(
    small_book: SmallBook, opened: Opened
) -> None:
    theirs = opened("assistant.2")
    batch = open_batch(theirs, Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    keep_line(theirs, batch, 1, KeptLine(resolve(theirs, "10231190"), Pence(9820)), "k1")
    app = make(small_book.url("assistant.1"), batch)
    async with app.run_test(size=(80, 24)) as pilot:
        operator = Operator(pilot)
        await until(lambda: isinstance(app.screen, TakePage))
        await operator.type("ok⏎")
        await operator.shows("say why in a few words")
        await operator.type(" she is ill⏎")
        await operator.shows("keyed  98.20 / 1")
        await operator.shows("✓ proves")
    assert load(opened(), batch).held_by == "assistant.1"


async def test_a_posted_batch_opens_as_posted(small_book: SmallBook, opened: Opened) -> None:
    book = opened()
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    keep_line(book, batch, 1, KeptLine(resolve(book, "10231190"), Pence(9820)), "k1")
    post(book, batch)
    app = make(small_book.url("assistant.1"), batch)
    async with app.run_test(size=(80, 24)) as pilot:
        operator = Operator(pilot)
        await operator.shows("Posted · A1-000001 · MAIN cheque · batch 1001")


async def test_a_split_by_rule_pays_what_the_sub_accounts_owe(
    operator: Operator, opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.account (landlord_id, kind, ref, tenancy_id, parent_id)"
            " SELECT landlord_id, 'garage', ref, tenancy_id, id FROM rb.account WHERE id = %s",
            (resolve(book, "10230055"),),
        )
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(6700), 1)))
    operator.app.open("keying", batch=batch)
    await operator.shows("No line yet")
    await operator.type("macd⏎67.00/")
    await operator.shows("67.00, MacDonald, Mr I, 7 Ferry Lane")
    await operator.shows("/ rent 67.00")
    await operator.type("55⏎")
    await operator.shows("/ rent 55.00  +  garage 12.00")
    await operator.type("⏎")
    await operator.shows("/ 2 ways")
    await operator.shows("✓ proves")


async def test_a_payer_picked_in_find_stands_in_the_line(
    operator: Operator, opened: Opened
) -> None:
    batch = open_batch(opened(), Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    operator.app.open("keying", batch=batch)
    await operator.shows("No line yet")
    await operator.type("{f2}braeside")
    await operator.shows("Kowalczyk")
    await operator.type("kow⏎")
    await until(lambda: isinstance(operator.app.screen, Keying))
    await operator.type("⏎")
    await operator.shows("10238826  Kowalczyk, Ms P")


async def test_a_name_with_markup_and_escapes_is_shown_harmlessly(
    operator: Operator, opened: Opened
) -> None:
    batch = open_batch(opened(), Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    operator.app.open("keying", batch=batch)
    await operator.shows("No line yet")
    await operator.type("REF [/a] [b{f8}120⏎⏎")
    await operator.shows('"REF [/a] [b"')


async def test_leaving_with_lines_the_book_refused_is_asked_about(
    operator: Operator, opened: Opened, small_book: SmallBook
) -> None:
    batch = open_batch(opened(), Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    operator.app.open("keying", batch=batch)
    await operator.shows("No line yet")
    with small_book.open() as session:
        session.execute("UPDATE rb.account SET status = 'closed' WHERE ref = '10238826'")
    await operator.type("10238826⏎98.20⏎")
    await operator.shows("this account is closed: F8 sends the line to suspense")
    await operator.type("⎋⎋")
    with opened().session() as session:
        act(
            session,
            "declare_interest",
            new_key(),
            "assistant.1",
            resolve(opened(), "10231190"),
            "own",
        )
    await operator.type("smit⏎98.20⏎")
    await operator.shows("✗ refused")
    await operator.type("⎋")
    await operator.shows("would be lost: Y leaves")
    await operator.type("n")
    assert isinstance(operator.app.screen, Keying)


async def test_a_fault_longer_than_its_place_stands_whole_above_the_keys(
    operator: Operator,
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "1e5⏎")
    await operator.shows("  not an amount: type it as 104.75 or 1,204.75 or 52.40*4")
    await operator.type("{backspace}")
    assert "not an amount" not in operator.screen()


async def test_a_value_date_of_another_year_shows_its_year(operator: Operator) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type("{ctrl+u}main⏎ch⏎3/2/1998⏎98.20⏎1⏎")
    await operator.shows("cheque · Tue 3 Feb 1998 · batch 1001")


async def test_a_split_onto_another_account_asks_with_every_part_in_view(
    operator: Operator,
) -> None:
    await operator.type("k")
    await operator.shows("cashbooks  MAIN of CLY   MAIN-2 of AVN")
    await operator.type(HEADER + "98.20⏎1⏎")
    await operator.shows("batch 1001")
    await operator.type("10234417⏎98.20/")
    await operator.shows("Enter keeps it so")
    footer = operator.screen().splitlines()[-1]
    assert "/ split" not in footer and "F8" not in footer
    await operator.type("60⏎nov⏎")
    await operator.shows("Novak")
    await operator.type("⏎")
    await operator.shows("Enter keeps")
    assert "rent 60.00  +  Novak, Mrs T 38.20" in operator.screen()
