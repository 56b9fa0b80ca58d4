"""`profile` shows layouts, and how a file would be read, without loading anything."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.file_text import CONTENT_MAX
from db.files.shipped import shipped_profiles
from tests.core.payment_files import hb_file, hb_row
from tui.command.run import run

ROW = hb_row("370.00", "40.00", "330.00", debtor="10231199", debtor_name="Mr B Former")
GOOD = hb_file("370.00,40.00,330.00", ROW)


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, dict[str, Any]]:
    code = run([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    file = tmp_path / "schedule.csv"
    file.write_text(GOOD)
    return file


def test_the_list_has_every_profile_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = told(capsys, "profile", "list")
    assert code == 0
    assert [one["profile"] for one in document["profiles"]] == list(shipped_profiles())


def test_a_profile_is_shown_so_that_it_can_be_changed_and_tried(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, schedule: Path
) -> None:
    _, shown = told(capsys, "profile", "show", "hb-schedule")
    own = tmp_path / "own.toml"
    own.write_text(shown["toml"].replace('"hb-schedule"', '"anytown"'))
    code, document = told(capsys, "profile", "try", schedule, "--profile", own)
    assert (code, document["profile"], document["lines"]) == (0, "anytown", 2)


def test_a_file_is_tried_line_by_line_with_its_totals(
    capsys: pytest.CaptureFixture[str], schedule: Path
) -> None:
    code, document = told(capsys, "profile", "try", schedule, "--profile", "hb-schedule")
    assert (code, document["types"]) == (0, {"PAY": 1, "RECOVER_OTHER": 1})
    assert document["computed"] == {
        "count": 1, "gross_pence": 37000, "recovery_pence": 4000, "net_pence": 33000,
    }  # fmt: skip
    assert [line["net"] for line in document["first"]] == [37000, -4000]
    assert document["first"][1]["keys"] == [["reference", "10231199"]]


def test_in_words_the_first_lines_are_a_table(
    capsys: pytest.CaptureFixture[str], schedule: Path
) -> None:
    assert run(["profile", "try", str(schedule), "--profile", "hb-schedule", "--lines", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split()[:3] == ["2", "PAY", "370.00"]
    assert lines[2] == "and 1 line more"
    assert lines[4] == "computed: gross 370.00, recovered 40.00, net 330.00, 1 row"


def test_a_file_that_would_be_refused_is_exit_1_with_every_fault(
    capsys: pytest.CaptureFixture[str], schedule: Path
) -> None:
    schedule.write_text(GOOD.replace("TOTAL,,,,,,,,370.00", "TOTAL,,,,,,,,371.00"))
    code = run(["profile", "try", str(schedule), "--profile", "hb-schedule"])
    said = capsys.readouterr()
    assert code == 1 and "1 fault" in said.err
    assert "fault: line 3, gross: 371.00 declared, 370.00 read" in said.out
    _, document = told(capsys, "profile", "try", schedule, "--profile", "hb-schedule")
    assert document["refused"] == "file_faults"
    assert [(one["line"], one["field"]) for one in document["faults"]] == [(3, "gross")]


def test_pasted_text_is_tried_as_such(capsys: pytest.CaptureFixture[str], schedule: Path) -> None:
    schedule.write_text(GOOD.replace(",", "\t"))
    _, document = told(capsys, "profile", "try", schedule, "--profile", "hb-schedule", "--pasted")
    assert (document["lines"], document["faults"]) == (2, [])


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (["show", "no-such"], "unknown_profile"),
        (["show", "no-such.toml"], "bad_file"),
        (["try", "no-such.csv", "--profile", "generic-csv"], "bad_file"),
    ],
)
def test_what_is_not_there_is_refused_with_the_way_out(
    capsys: pytest.CaptureFixture[str], words: list[str], refused: str
) -> None:
    code, document = told(capsys, "profile", *words)
    assert (code, document["refused"]) == (1, refused)


def test_a_profile_with_faults_lists_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, schedule: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\n')
    code, document = told(capsys, "profile", "try", schedule, "--profile", own)
    assert (code, document["refused"]) == (1, "profile_faults")
    assert "file, version" in {fault["where"] for fault in document["subject"]}


def test_a_file_over_the_limit_is_not_read_to_its_end(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(CONTENT_MAX * 40)
    code, document = told(capsys, "profile", "try", large, "--profile", "generic-csv")
    assert (code, document["refused"], document["subject"]) == (1, "bad_file", "file_too_large")
