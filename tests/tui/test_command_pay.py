"""`pay` makes, finds again, confirms and takes back; two people, one file."""

from pathlib import Path

import pytest

from core.payment_run import digest_of
from db.book import Book
from tests.payments import Opened, bounced, day, refunds
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


@pytest.fixture
def line(small_book: SmallBook, opened: Opened, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    refunds(small_book, opened)
    return CommandLine(small_book, capsys)


def test_a_run_is_made_found_again_confirmed_and_partly_taken_back(
    line: CommandLine, opened: Opened, tmp_path: Path
) -> None:
    book: Book = opened("supervisor.1")
    out = tmp_path / "run.csv"
    pay = ("pay", "--on", day(book).isoformat(), "--format", "csv", "--out")
    made = line.json(*pay, out, login="supervisor.1")
    assert (made["items"], made["total_pence"], made["found"]) == (2, 8000, False)
    assert made["digest"] == digest_of(out.read_bytes())
    again = line.json(*pay, out, login="manager.1")
    assert again == made | {"found": True}
    other = tmp_path / "other.csv"
    other.write_text("a letter")
    assert line.refused(*pay, other, login="supervisor.1")[0] == "file_exists"
    assert line.refused("pay", "confirm", made["run"], login="supervisor.1")[0] == "own_run"
    said = line.json("pay", "confirm", made["run"], login="supervisor.2")
    assert (said["items"], said["total_pence"], said["state"]) == (2, 8000, "confirmed")
    shown = line.json("pay", "show", made["run"])
    assert [one["pays_to"] for one in shown["payments"]] == [
        "08-99-99 ····4958",
        "07-00-93 ····3334",
    ]
    assert "66374958" not in line("pay", "show", made["run"]).out
    fresh = tmp_path / "again.csv"
    line.json("pay", "again", made["run"], "--out", fresh, login="supervisor.1")
    assert fresh.read_bytes() == out.read_bytes()
    back = tmp_path / "std18.txt"
    back.write_bytes(bounced((5000, "08999966374958", "X"), (1, "20000012345678", "X")))
    told = line("pay", "returns", back, "--json", login="supervisor.2")
    assert told.code == 1 and told.document["unmatched"] == 1
    assert [one["item"] for one in told.document["returns"]] == [1, None]
    by_hand = line.json("pay", "return", made["run"], 2, "--why", "closed", login="supervisor.2")
    assert by_hand["amount_pence"] == 3000
    assert line.json("check", login="auditor.1")["proved"] is True


def test_nothing_is_made_where_nobody_may_or_nothing_waits(
    line: CommandLine, opened: Opened, tmp_path: Path
) -> None:
    pay = ("pay", "--on", day(opened("supervisor.1")).isoformat(), "--format", "pain001", "--out")
    assert line.refused(*pay, tmp_path / "a", login="assistant.1")[0] == "not_permitted"
    assert line("pay", login="supervisor.1").code == 2
    line.json(*pay, tmp_path / "a.xml", login="supervisor.1")
    assert line.json("pay", "list", login="auditor.1")["runs"][0]["format"] == "pain001"
    line.json("pay", "abandon", 14, "--why", "wrong day", login="supervisor.2")
    assert [one.name for one in tmp_path.iterdir()] == ["a.xml"]


def test_bank_details_are_revealed_with_a_reason(line: CommandLine) -> None:
    reveal = ("reveal", "10238826", "--bank", "--why", "the payee rings")
    assert line.refused(*reveal)[0] == "not_permitted"
    (shown,) = line.json(*reveal, login="supervisor.1")["details"]
    assert (shown["sort_code"], shown["account_number"]) == ("089999", "66374958")
    looks = line.json("audit", "--looks", login="auditor.1")["acts"]
    assert [one["why"] for one in looks] == ["the payee rings"]
