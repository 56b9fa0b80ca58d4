"""`subject-access`, `erase` and `audit`: a person's data taken out, blanked, and who did so."""

import csv
from pathlib import Path

import pytest

from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

KOWALCZYK, BROWN = "10238826", "10219921"  # of the first, the name is what an attacker would send


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_a_folder_holds_a_table_a_part_and_one_paper(
    lived_in: SmallBook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(lived_in, capsys)
    out = tmp_path / "smith"
    told = line.json("subject-access", "10231190", "--person", 1, "--out", out, login="manager.1")
    assert sorted(told["files"]) == sorted(path.name for path in out.iterdir())
    assert (out / "subject-access.pdf").read_bytes().startswith(b"%PDF")
    assert out.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}
    (person,) = rows(out / "person.csv")
    assert (person["name"], person["born"]) == ("Mr John Smith", "1984-02-29")
    assert len(rows(out / "postings.csv")) == told["rows"]["postings"] > 10
    assert rows(out / "postings.csv")[0]["charged"] == "98.20"
    assert rows(out / "accesses.csv")[-1]["what"] == "subject access"
    assert line.refused("subject-access", "10231190", "--person", 1, "--out", out,
                        login="manager.1")[0] == "folder_exists"  # fmt: skip


def test_what_a_payer_wrote_becomes_no_formula_and_no_escape(
    lived_in: SmallBook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(lived_in, capsys)
    with lived_in.open() as session:
        session.execute("UPDATE rb.customer SET name = '=1+cmd' WHERE name LIKE '%evil%'")
    line.json("subject-access", KOWALCZYK, "--out", tmp_path / "out", login="manager.1")
    assert rows(tmp_path / "out" / "person.csv")[0]["name"] == "'=1+cmd"


def test_only_a_manager_takes_data_out_and_nothing_is_left_behind(
    small_book: SmallBook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(small_book, capsys)
    code, _ = line.refused("subject-access", "10238826", "--out", tmp_path / "out")
    assert code == "not_permitted"
    assert list(tmp_path.iterdir()) == []


def test_erase_says_what_holds_and_then_does(
    small_book: SmallBook, capsys: pytest.CaptureFixture[str]
) -> None:
    line = CommandLine(small_book, capsys)
    held = line("erase", BROWN, "--dry-run", login="manager.1")
    assert held.code == 1 and "its records are kept until 2031-06-30" in held.out
    assert line.refused("erase", BROWN, "--why", "he asked", login="manager.1")[0] == "kept_by_law"
    with small_book.open() as session:
        session.execute("INSERT INTO rb.policy VALUES ('retention_years', '1')")
        customer = session.execute(
            "SELECT id FROM rb.customer WHERE name = 'Mr Terence Brown'"
        ).fetchone()
    assert customer is not None
    assert line("erase", BROWN, "--dry-run", login="manager.1").code == 0
    told = line.json("erase", BROWN, "--why", "six years over", login="manager.1")
    assert (told["customer"], told["erased"]) == (customer[0], True)
    assert line.json("erase", BROWN, "--why", "six years over", login="manager.1") == told
    assert line.json("account", BROWN)["names"] == [f"Erased {customer[0]}"]
    assert line.json("check", login="auditor.1")["proved"] is True


def test_the_audit_is_listed_narrowed_and_written_to_a_file(
    lived_in: SmallBook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(lived_in, capsys)
    all_of_it = line.json("audit", login="auditor.1")["acts"]
    assert {one["operator"] for one in all_of_it} >= {"assistant.1", "assistant.2", "manager.1"}
    (restricted,) = line.json("audit", "--act", "restrict_tenancy", login="auditor.1")["acts"]
    assert (restricted["operator"], restricted["why"]) == ("manager.1", "asked for by the tenant")
    assert "restricted a tenancy" in line("audit", "--operator", "manager.1", login="auditor.1").out
    assert {one["operator"] for one in line.json("audit")["acts"]} == {"assistant.1"}
    assert line.json("audit", "--from", "t", "--looks", login="auditor.1")["acts"] == []
    out = tmp_path / "audit.csv"
    line.json("audit", "--out", out, login="auditor.1")
    with out.open(newline="") as text:
        assert len(list(csv.DictReader(text))) == len(all_of_it)
    assert line.refused("audit", "--out", out)[0] == "file_exists"
