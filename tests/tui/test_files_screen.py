"""Files: loaded through a preview, exceptions settled in a key or two, posted, reversed."""

from pathlib import Path

import pytest

from db.book import open_book
from tests.db.bank_side import booked, line
from tests.db.test_bank_files import of_two_accounts
from tests.small_book import SmallBook
from tests.tui.at_desk import AtDesk, at_desk, gone
from tests.tui.seen import looks_as
from tui.terminal.question import QUIET_S

HEADER = (
    "Creditor Ref,Claim Ref,Rent Ref,Claimant,Address,Postcode,Payment Date,Period From,Period To,"
    "Gross,Deduction,Net,Type,Debtor Ref,Debtor Name"
)


def row(claim: str, ref: str, who: str, money: str, debtor: str = ",") -> str:
    return f"C1,{claim},{ref},{who},20/10/2025,22/09/2025,19/10/2025,{money},HB,{debtor}"


SMITH = row("B3", "10231190", "Smith J,3/1 Mill Road,ML4 2EF", "392.80,0.00,392.80")
KAUR = row("B2", "", "Kaur,,", "392.80,0.00,392.80")
CLOSE = row("B4", "", "Kaur,,", "104.75,0.00,104.75")
NOBODY = row("B9", "", "Zyx Q,,", "11.05,0.00,11.05")
TWINS = row("B5", "", "Kaur,Larch Court,ML4 1AB", "5.00,0.00,5.00")
OKAFOR = row("B1", "10234417", "Okafor A,12 Larch Court,ML4 1AB", "370.00,40.00,330.00",
             "99999999,Brown T")  # fmt: skip


def schedule(*rows: str, total: str) -> str:
    return "\n".join((HEADER, *rows, f"TOTAL,TOTAL,,,,,,,,{total},,,"))


def written(folder: Path, *rows: str, total: str) -> str:
    """A schedule on disk: its name, which is what is typed of it."""
    path = folder / "HB-2025-10-20.csv"
    path.write_text(schedule(*rows, total=total))
    return path.name


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are typed by name: a long path is a hundred keys of every test."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def council(tmp_path: Path) -> str:
    """A schedule with a line of each kind: its name."""
    rows = (SMITH, KAUR, CLOSE, NOBODY, OKAFOR)
    return written(tmp_path, *rows, total="1271.40,40.00,1231.40")


def settled(book: SmallBook) -> list[tuple[int, str, str, bool]]:
    """(item, reference, reason, remember) of what somebody settled."""
    with book.open() as session:
        return session.execute(
            "SELECT x.item, coalesce(a.ref::text, ''), coalesce(k.reason::text, ''), x.remember"
            " FROM rb.file_line x JOIN rb.payment_file f ON f.id = x.file_id"
            " JOIN rb.batch_line k ON (k.batch_id, k.line) = (f.batch_id, x.item)"
            " LEFT JOIN rb.account a ON a.id = k.account_id"
            " WHERE x.settled_by IS NOT NULL ORDER BY x.item"
        ).fetchall()


async def asked(desk: AtDesk) -> None:
    """Until the question that stands may be answered."""
    question = desk.app.gate.question
    assert question is not None
    await desk.until(
        lambda: (
            question.painted_at is not None
            and desk.app.gate.clock() > question.painted_at + QUIET_S
        )
    )


async def load(desk: AtDesk, path: str) -> None:
    """From the desk to the first exception."""
    await desk.press("l", f"'{path}'", "enter", "'hb-s'", "enter", "'main'", "enter")
    await desk.press("enter", "enter")
    assert "not loaded yet" in desk.text
    await desk.press("l")
    await desk.until("profile hb-schedule version 1")


async def find(desk: AtDesk, who: str) -> None:
    """The account found takes the line under the cursor."""
    await desk.press("slash", "ctrl+u", f"'{who}'", "enter")


async def test_a_file_is_seen_before_it_is_loaded(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("l", f"'{council}'", "enter", "'hb-s'", "enter", "'main'", "enter")
        await desk.press("enter", "enter")
        looks_as(desk.app, "file_preview")
        await desk.press("escape", "escape")
        assert "No file yet" in desk.text


async def test_the_exceptions_come_first_with_candidates_and_reasons(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        looks_as(desk.app, "file")
        await desk.press("tab")
        assert "✓ matched" in desk.line("10231190 Smith")
        await desk.press("escape")
        looks_as(desk.app, "files")


async def test_a_wide_screen_shows_more(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1"), size=(120, 40)) as desk:
        await load(desk, council)
        looks_as(desk.app, "file_wide")


async def test_enter_takes_a_line_and_the_cursor_stands_on_the_next(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("enter")
        assert "✓ taken" in desk.line("10234471 Kaur")
        assert desk.line("B4 Kaur").startswith("›")
    assert settled(small_book) == [(2, "10234471", "", False)]


async def test_m_takes_a_line_and_remembers_the_name(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("m")
    assert settled(small_book) == [(2, "10234471", "", True)]


async def test_what_is_too_close_has_no_default_and_is_chosen_by_its_number(
    small_book: SmallBook, tmp_path: Path
) -> None:
    path = written(tmp_path, TWINS, total="5.00,0.00,5.00")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, path)
        await desk.press("enter")
        assert "too close, no default: choose by its number" in desk.text
        await desk.press("m")
        assert settled(small_book) == []
        await desk.press("2", "enter")
        assert "all settled" in desk.text
    assert [ref for _, ref, _, _ in settled(small_book)] == ["10234471"]


async def test_the_arrows_choose_another_candidate_than_the_default(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("right", "enter")
    assert settled(small_book) == [(2, "10234890", "", False)]


async def test_a_line_goes_to_suspense_with_a_reason_of_one_letter(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("down", "down", "f8", "n", "enter")
        assert "to suspense: no match" in desk.text and "S suspense" in desk.text
    assert settled(small_book) == [(4, "", "no match", False)]


async def test_a_recovery_never_goes_to_suspense(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("end", "f8")
        assert "a recovery is somebody's debt, never suspense" in desk.text
        assert "4 lines wait" in desk.text


async def test_another_account_is_found_and_taken(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("down", "down")
        await find(desk, "iqbal")
        assert "✓ taken" in desk.line("B9 Zyx Q")
    assert settled(small_book) == [(4, "10230777", "", False)]


async def test_a_settled_line_is_settled_otherwise_until_the_post(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("enter", "up", "enter")
        assert "settled already" in desk.text
        await desk.press("2", "enter")
    assert settled(small_book) == [(2, "10234890", "", False)]


async def test_a_certain_line_goes_elsewhere_for_a_reason_and_one_key_puts_it_back(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("tab", "home", "enter")
        assert "matched for certain: / finds another account" in desk.text
        await find(desk, "iqbal")
        assert "Row 2 is matched for certain to 10231190 Smith, Mr J" in desk.text
        assert "To 10230777 Iqbal, Dr S instead? Say why" in desk.text
        assert settled(small_book) == []
        await desk.press("'he pays for him'", "enter", "home")
        assert "to 10230777 Iqbal, Dr S, not 10231190 by assistant.1: he pays" in desk.text
        assert settled(small_book) == [(1, "10230777", "he pays for him", False)]
        await desk.press("ctrl+z")
        assert "row 2: now 10231190 Smith, Mr J + Mrs K, was 10230777 Iqbal" in desk.text
        assert "✓ matched" in desk.line("10231190 Smith")
    assert settled(small_book) == []


async def test_an_exception_settled_by_mistake_waits_again_after_one_key(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("enter", "up", "ctrl+z")
        assert "waits again" in desk.text and "4 lines wait" in desk.text
        await desk.press("ctrl+z")
        assert "undo" not in desk.text.splitlines()[-1]
    assert settled(small_book) == []


async def test_a_question_mark_explains_the_whole(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("question_mark")
        looks_as(desk.app, "file_why")
        await desk.press("escape")
        assert "we think" in desk.text


async def test_a_file_posts_once_when_every_line_is_settled(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("f10")
        assert "not posted: 4 lines wait, 468.60 is not settled" in desk.text
        await desk.press("enter", "enter", "f8", "n", "enter", "enter")
        assert "all settled: F10 posts" in desk.text
        await desk.press("f10")
        assert "Post 6 lines, 1,231.40" in desk.text
        await asked(desk)
        await desk.press("f10")
        assert "posted and final" in desk.text
        await desk.press("f10", "enter")
        assert "posted: batch 1001" in desk.text
    with small_book.open() as session:
        posted = session.execute("SELECT count(*), sum(p.pence) FROM rb.posting p").fetchone()
    assert posted == (6, 131140)


async def test_a_posted_file_is_reversed_and_a_corrected_one_loaded(
    small_book: SmallBook, tmp_path: Path
) -> None:
    path = written(tmp_path, SMITH, total="392.80,0.00,392.80")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, path)
        await desk.press("f10")
        await asked(desk)
        await desk.press("f10")
        await desk.press("r")
        assert "£392.80 leaves the accounts" in desk.text
        await desk.press("'wrong period'", "enter")
        await asked(desk)
        await desk.press("y")
        await desk.until("was taken back")
        assert "is reversed" in desk.text
        await desk.press("l")
        assert "instead of file 501" in desk.text
        await desk.press(f"'{path}'", "enter", "'hb-s'", "enter", "ctrl+u", "'main'", "enter")
        await desk.press("enter", "enter", "l")
        await desk.until("File 502")


async def test_an_open_file_is_abandoned_with_a_reason_or_not(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("a", "'wrong file'", "enter")
        await asked(desk)
        await desk.press("n")
        assert "nothing was done" in desk.text
        await desk.press("a", "'wrong file'", "enter")
        await asked(desk)
        await desk.press("y")
        assert "abandoned: L loads it again" in desk.text


async def test_every_fault_of_a_file_is_listed_with_its_way_out(
    small_book: SmallBook, tmp_path: Path
) -> None:
    path = written(tmp_path, SMITH.replace("392.80,0.00", "39x.80,0.00"), total="1.00,0.00,1.00")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("l", f"'{path}'", "enter", "'hb-s'", "enter", "'main'", "enter")
        await desk.press("enter", "enter")
        looks_as(desk.app, "file_faults")
        await desk.press("l")
        assert "nothing can be loaded" in desk.text


async def test_what_cannot_be_opened_says_so_in_its_field(small_book: SmallBook) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await desk.press("l", "'~/nowhere.csv'", "enter", "'hb-s'", "enter", "'main'", "enter")
        await desk.press("enter", "enter")
        assert "nowhere.csv cannot be read" in desk.text
        assert "~/nowhere.csv" in desk.text


async def test_a_colleagues_file_is_taken_with_a_reason(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
    async with at_desk(small_book.url("assistant.2")) as desk:
        await desk.press("f4", "enter", "enter")
        assert "held by assistant.1: T takes it" in desk.text
        await desk.press("t", "'on leave'", "enter", "enter")
        assert "3 lines wait" in desk.text


async def test_the_desk_says_what_waits_and_opens_it(small_book: SmallBook, council: str) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("escape", "escape")
        line = desk.line("File lines to settle")
        assert "HB-2025-10-20.csv" in line and line.split()[-3] == "4"
        await desk.press("1")
        assert "File 501 · HB-2025-10-20.csv" in desk.text


async def test_the_open_batch_of_a_file_opens_where_its_lines_are_settled(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        await desk.press("escape", "escape", "b", "enter")
        assert "File 501 · HB-2025-10-20.csv" in desk.text


async def test_an_answer_that_is_lost_is_asked_again_and_settles_once(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
        with gone(small_book):
            await desk.press("enter")
            assert "the same key again settles it" in desk.text
        await desk.press("enter")
        assert "✓ taken" in desk.line("10234471 Kaur")
    assert settled(small_book) == [(2, "10234471", "", False)]


async def test_signs_and_markup_of_a_file_are_harmless_text(
    small_book: SmallBook, tmp_path: Path
) -> None:
    evil = row("B2", "", "[red]Kaur\x1b[2J,,", "392.80,0.00,392.80")
    path = written(tmp_path, evil, total="392.80,0.00,392.80")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, path)
        await desk.press("question_mark")
        assert "[red]Kaur" in desk.text and "\x1b" not in desk.text


async def test_a_restricted_persons_line_is_shown_to_its_loader_alone(
    lived_in: SmallBook, tmp_path: Path
) -> None:
    hidden = row("B7", "10236218", "Nowak T,8 Ferry Lane,ML4 1AB", "5.00,0.00,5.00")
    path = written(tmp_path, hidden, total="5.00,0.00,5.00")
    async with at_desk(lived_in.url("assistant.1")) as desk:
        await load(desk, path)
        assert "Nowak T" in desk.text and "hidden" not in desk.text
    async with at_desk(lived_in.url("supervisor.1")) as desk:
        await desk.press("f4", "enter")
        assert "held by assistant.1" in desk.text
        await desk.press("tab")
        assert "10236218" not in desk.text and "Nowak" not in desk.text


async def test_an_auditor_reads_files_and_is_offered_nothing_that_writes(
    small_book: SmallBook, council: str
) -> None:
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, council)
    async with at_desk(small_book.url("auditor.1")) as desk:
        await desk.press("f4", "enter")
        assert "File 501" in desk.text
        await desk.press("t", "a", "enter", "f8", "f10")
        assert "4 lines wait" in desk.text or "held by assistant.1" in desk.text
        assert "take" not in desk.text.splitlines()[-1]
    assert settled(small_book) == []


async def test_b_ties_a_file_to_the_bank_credit_that_agrees_and_is_shown_only_then(
    small_book: SmallBook, tmp_path: Path
) -> None:
    path = written(tmp_path, SMITH, total="392.80,0.00,392.80")
    mine = open_book(small_book.url("assistant.1"))
    booked(mine, line(39280, "COUNCIL HB"))
    mine.close()
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, path)
        assert "bank credit Mon 20 Oct £392.80 agrees, not tied yet: B ties it" in desk.text
        await desk.press("b")
        await desk.until("tied to bank credit Mon 20 Oct £392.80")
        assert "B tie" not in desk.text


async def test_a_banks_file_of_several_accounts_is_loaded_into_several_cashbooks(
    small_book: SmallBook, tmp_path: Path
) -> None:
    (tmp_path / "day.txt").write_text(of_two_accounts())
    async with at_desk(small_book.url("supervisor.1")) as desk:
        await desk.press("l", "'day.txt'", "enter", "ctrl+u", "'standard18'", "enter")
        await desk.press("ctrl+u", "'main main-2'", "enter", "enter", "enter")
        await desk.until("a batch each: MAIN 1, MAIN-2 1")
        await desk.press("l")
        await desk.until("502")
        assert "501" in desk.text and desk.text.count("day.txt") == 2


async def test_what_matching_and_the_book_both_say_is_said_once(
    small_book: SmallBook, tmp_path: Path
) -> None:
    with small_book.open() as session:
        session.execute("UPDATE rb.account SET deceased = true WHERE ref = '10231190'")
    file = written(tmp_path, SMITH, total="392.80,0.00,392.80")
    async with at_desk(small_book.url("assistant.1")) as desk:
        await load(desk, file)
        assert desk.text.count("the tenant has died") == 1
