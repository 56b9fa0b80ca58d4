"""Paying on the screen: a run made, confirmed by another, its file again, what came back."""

from pathlib import Path

import pytest

from db.book import open_book
from db.payments.runs import runs
from db.requests.asking import ask
from db.requests.reading import request
from tests.office import approved, number_of
from tests.payments import KOWALCZYK, Opened, bounced, refunds
from tests.small_book import SmallBook
from tests.tui.at_desk import at_desk
from tests.tui.test_suspense_screen import quiet


async def test_a_run_is_made_by_one_confirmed_by_another_and_what_bounces_comes_back(
    small_book: SmallBook, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = refunds(small_book, opened)
    async with at_desk(small_book.url("supervisor.1")) as desk:
        await desk.until("Approved, not paid")
        await desk.press("f6", "p")
        await desk.until("in no run: N makes one")
        await desk.press("n", "enter", "enter", "enter")
        await desk.until("file")
        await desk.press("enter", "'run.txt'", "enter")
        await desk.until("six digits")  # Standard 18 needs a number that the office has not
        await desk.press("up", "up", "'pay'", "enter", "enter", "enter")
        await desk.until("run 14: 2 payments, 80.00, in run.txt")
        await desk.until("sha256 ")
        assert (tmp_path / "run.txt").stat().st_mode & 0o777 == 0o600
        await desk.press("c")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("run 14 is your own: somebody else confirms it")
        await desk.press("enter")
        await desk.until(f"refund {first}  P KOWALCZYK  08-99-99 ····4958  50.00")
        await desk.press("escape", "a", "'again.txt'", "enter")
        await desk.until("the same to the byte")
    assert (tmp_path / "run.txt").read_bytes() == (tmp_path / "again.txt").read_bytes()
    (tmp_path / "bounced.txt").write_bytes(bounced((5000, "08999966374958", f"REFUND {first}")))
    async with at_desk(small_book.url("supervisor.2")) as desk:
        await desk.press("f6", "p")
        await desk.until("C confirms, by supervisor.1")
        await desk.press("c")
        await desk.until("Has the bank run 14: 2 payments, 80.00")
        await quiet(desk)
        await desk.press("enter")
        await desk.until("run 14 is paid, posted as")
        await desk.press("l", "'bounced.txt'", "enter")
        await desk.until("1 came back, 1 of them taken")
        await desk.press("b", "'2'", "enter", "'account closed'", "enter")
        await desk.until(f"30.00 of request {second} came back")
    book = opened("auditor.1")
    assert [request(book, each).state for each in (first, second)] == ["returned", "returned"]
    assert runs(book)[0].state == "confirmed"


async def test_a_card_refund_is_paid_by_the_providers_reference(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    book = open_book(small_book.url("assistant.1"))
    doc = {"account_id": number_of(small_book, KOWALCZYK), "pence": 700, "why": "paid twice"}
    number = ask(book, "refund", doc | {"card": "PX-1"}).request
    book.close()
    approved(opened("supervisor.1"), number)
    async with at_desk(small_book.url("supervisor.2")) as desk:
        await desk.press("f6", "p")
        await desk.until(f"card {number}")
        await desk.press("down", "k", "'RF-77'", "enter")
        await desk.until(f"request {number} is paid to the card")
        await desk.press("escape")
        await desk.until("Requests")
        assert "V view" in desk.text
