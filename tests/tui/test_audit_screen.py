"""The audit on the screen: narrowed by one key, an act read whole, what is listed exported."""

from pathlib import Path

import pytest

from tests.payments import Opened, paid_file, refunds
from tests.small_book import SmallBook
from tests.tui.at_desk import at_desk


async def test_the_audit_is_narrowed_read_and_exported(
    lived_in: SmallBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENTBOOK_PRINTED", str(tmp_path))
    async with at_desk(lived_in.url("auditor.1")) as desk:
        await desk.press("a")
        first = desk.line("restricted a tenancy")
        assert first.startswith("›") and "manager.1" in first and "account " in first
        assert all(len(line) <= 80 for line in desk.text.splitlines())
        await desk.press("enter")
        assert "asked for by the tenant" in desk.text and "manager.1" in desk.text
        await desk.press("escape", "o")
        assert "Audit · manager.1" in desk.text
        assert "assistant.1" not in desk.text
        await desk.press("e")
        (written,) = tmp_path.iterdir()
        assert f"Written: {written}"[:40] in desk.text
        assert written.read_text().count("\n") == 2 and written.stat().st_mode & 0o777 == 0o600
        await desk.press("c", "f", "'assistant.2'", "enter", "enter", "enter", "enter", "enter")
        assert "Audit · assistant.2" in desk.text
        await desk.press("l")
        assert "Nothing is to be seen that answers" in desk.text
        await desk.press("c", "d")
        assert "Audit · account " in desk.text


async def test_an_assistant_finds_their_own_acts(lived_in: SmallBook) -> None:
    async with at_desk(lived_in.url("assistant.2")) as desk:
        await desk.press("a")
        assert "assistant.2" in desk.text and "manager.1" not in desk.text


async def test_an_auditor_sees_who_made_a_pay_run(small_book: SmallBook, opened: Opened) -> None:
    refunds(small_book, opened)
    paid_file(opened("supervisor.1"))
    async with at_desk(small_book.url("auditor.1")) as desk:
        await desk.press("a")
        assert "made a pay run" in desk.text and "supervisor.1" in desk.line("made a pay run")


async def test_a_run_to_confirm_leads_from_the_desk_to_its_page(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    paid_file(opened("supervisor.1"))
    async with at_desk(small_book.url("supervisor.2")) as desk:
        number = desk.line("Pay runs to confirm").replace("›", "").split()[0]
        assert "80.00" in desk.line("Pay runs to confirm")
        await desk.press(number)
        assert desk.text.lstrip().startswith("Payments") and "C confirm" in desk.text
