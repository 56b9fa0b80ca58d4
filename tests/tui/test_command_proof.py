"""`reconcile`, `proof`, `period close`, `report` and `export finance` as scripts rely on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.book import open_book
from tests.db.bank_side import booked
from tests.db.bank_side import line as bank_line
from tests.db.test_proof_sheets import MONDAY, posted
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

DAY = MONDAY.isoformat()


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    book = open_book(small_book.url("assistant.1"))
    posted(book, 15_000, MONDAY)
    posted(book, 7_000, MONDAY, "telephone")
    booked(book, bank_line(15_000, "CHEQUES", MONDAY), opening=100_000)
    yield CommandLine(small_book, capsys)
    book.close()


def test_a_day_is_proved_signed_by_two_closed_and_exported_by_commands_alone(
    line: CommandLine, tmp_path: Path
) -> None:
    ran = line("reconcile", "MAIN", DAY, "--json")
    assert ran.code == 1, "exit 1 while anything is unexplained"
    assert (ran.document["unexplained_pence"], ran.document["unmatched"]) == (-15_000, 1)
    told = line.json("reconcile", "main", DAY, "--accept-exact")
    assert (told["accepted"], told["matched"], told["unmatched"]) == (1, 1, 0)
    parts = ("bank_pence", "timing_pence", "explained_pence", "unexplained_pence")
    assert sum(told[part] for part in parts) == told["cashbook_pence"] == 22_000
    assert (told["ledger_pence"], told["signed"]) == (22_000, False)
    assert line.json("reconcile", "MAIN", DAY, "--accept-exact")["accepted"] == 0
    close = ("period", "close", "CLY:2025-10")
    assert line.refused(*close, login="manager.1")[0] == "sheets_unsigned"
    signed = line.json("proof", "sign", "MAIN", DAY, "--key", "k")
    assert line.json("proof", "sign", "MAIN", DAY, "--key", "k") == signed
    assert (signed["signed_by"], signed["countersigned_by"]) == ("assistant.1", None)
    assert line.refused("proof", "countersign", "MAIN", DAY)[0] == "own_sheet"
    second = line.json("proof", "countersign", "MAIN", DAY, login="assistant.2")
    assert (second["countersigned_by"], second["digest"]) == ("assistant.2", signed["digest"])
    assert line.json(*close, login="manager.1")["period"] == "2025-10"
    pdf = tmp_path / "sheet.pdf"
    shown = line.json("proof", "show", "MAIN", DAY, "--out", pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert (shown["state"], shown["version"]) == ("countersigned", 1)
    assert "+ 70.00" in shown["text"]
    assert line.json("reconcile", "MAIN", DAY)["signed_by"] == "assistant.1"
    out = tmp_path / "journal.csv"
    export = line.json("export", "finance", "--out", out, login="manager.1")
    assert (export["export"], export["total_pence"]) == (1, 22_000)
    assert line.refused("export", "finance", "--out", tmp_path / "2", login="manager.1")[0] == (
        "nothing_new"
    )
    (control,) = line.json("report", "control", "--landlord", "CLY")["landlords"]
    assert (control["ledger_pence"], control["proves"]) == (-22_000, True)
    balance = line.json("report", "trial-balance", "--as-at", DAY)["lines"]
    assert sum(one["debit_pence"] - one["credit_pence"] for one in balance) == 0


def test_a_refused_sheet_names_its_reason_and_a_day_not_signed_has_none(line: CommandLine) -> None:
    assert line.refused("proof", "show", "MAIN", DAY)[0] == "no_sheet"
    assert line.refused("proof", "sign", "NONE", DAY)[0] == "unknown_cashbook"
    assert line.refused("proof", "sign", "MAIN", DAY)[0] == "unexplained"
    line.json("reconcile", "MAIN", DAY, "--accept-exact")
    line.json("proof", "sign", "MAIN", DAY)
    refuse = ("proof", "refuse", "MAIN", DAY, "--why", "a cheque is missing")
    line.json(*refuse, login="assistant.2")
    line.json("proof", "sign", "MAIN", DAY)
    asked = line.json("proof", "reopen", "MAIN", DAY, "--why", "the bank sent it again")
    assert (asked["state"], asked["signed_by"]) == ("submitted", "assistant.1")
    line.json("decide", asked["request"], "approve", login="supervisor.1")
    states = [line.json("proof", "show", "MAIN", DAY, "--version", n)["state"] for n in (1, 2)]
    assert states == ["refused", "reopened"]
    shown = line("proof", "show", "MAIN", DAY, "--version", 1)
    assert "refused       a cheque is missing" in shown.out
