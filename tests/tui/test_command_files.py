"""`load`, `file` and `alias`: a file from its bytes to posted, reversed and loaded again."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.payment_files import file18, item18
from tests.db.test_files import KAUR, OKAFOR, SMITH, schedule
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine, Ran

HB = ("--profile", "hb-schedule", "--cashbook", "MAIN")
TWO = schedule(SMITH, KAUR, total="785.60,0.00,785.60")


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A schedule of two lines: one that matches, one without reference."""
    return written(tmp_path, TWO)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "HB-2025-10-20.csv"
    path.write_bytes(content)
    return path


def loaded(line: CommandLine, file: Path, *more: object, login: str = "assistant.1") -> Any:
    return line.json("load", file, *HB, *more, login=login)


def waiting(line: CommandLine, file: int) -> list[int]:
    items = line.json("file", "show", file, "--waiting")["items"]
    return [one["line"] for one in items]


def balance(line: CommandLine, ref: str) -> int:
    return int(line.json("account", ref)["balance_pence"])


def test_a_file_is_loaded_settled_and_posted_by_command(line: CommandLine, file: Path) -> None:
    told = loaded(line, file, "--declared-total", "785.60")
    assert told.pop("loaded_at") and told.pop("loaded_by") == "assistant.1"
    assert told == {
        "file": 501, "batch": told["batch"], "lines": 2, "matched": 1, "suggested": 1,
        "unmatched": 0, "duplicates": 0, "total_pence": 78560, "difference_pence": 0, "faults": [],
        "idle": 0,
    }  # fmt: skip
    assert waiting(line, 501) == [3]
    settled = line.json("file", "settle", 501, 3, "10234471", "--remember")
    assert (settled["waiting"], settled["left_pence"]) == (0, 0)
    line.json("batch", "post", told["batch"])
    assert (balance(line, "10231190"), balance(line, "10234471")) == (-39280, -39280)
    kept = line.json("alias", "list")["aliases"]
    assert {(one["kind"], one["reference"], one["by"]) for one in kept} == {
        ("claim", "10234471", "assistant.1"),
        ("name", "10234471", "assistant.1"),
    }
    assert line("check").code == 0


def test_a_load_repeated_answers_the_same_even_when_matching_has_learnt(
    line: CommandLine, file: Path, tmp_path: Path
) -> None:
    first = loaded(line, file)
    assert loaded(line, file) == first
    other = written(tmp_path / ".." / tmp_path.name, schedule(KAUR, total="392.80,0.00,392.80"))
    other = other.rename(tmp_path / "other.csv")
    written(tmp_path, TWO)
    line.json("file", "settle", first["file"], 3, "10234471")
    line.json("batch", "post", first["batch"])
    assert line.json("alias", "list")["aliases"] != []
    assert loaded(line, file) == first
    said = line("load", file, *HB).out
    assert "loaded already, by assistant.1 on" in said and "posted by now" in said
    dry = line("load", file, *HB, "--dry-run").out
    assert "loaded already" in dry and "nothing was loaded again" in dry
    assert line.refused("load", other, *HB)[0] == "all_duplicates"


def test_an_abandoned_file_is_loaded_anew_and_its_number_is_another(
    line: CommandLine, file: Path
) -> None:
    first = loaded(line, file)
    line.json("batch", "abandon", first["batch"], "--why", "wrong day")
    second = loaded(line, file)
    assert (first["file"], second["file"]) == (501, 502)
    assert loaded(line, file) == second
    states = [one["state"] for one in line.json("file", "list")["files"]]
    assert states == ["open", "abandoned"]


def test_a_reversed_file_is_loaded_anew(line: CommandLine, tmp_path: Path) -> None:
    file = written(tmp_path, schedule(SMITH, total="392.80,0.00,392.80"))
    first = loaded(line, file)
    assert line.refused("file", "reverse", 501, "--why", "recalled")[0] == "file_open"
    line.json("batch", "post", first["batch"])
    told = line.json("file", "reverse", 501, "--why", "recalled")
    assert line.json("file", "reverse", 501, "--why", "recalled") == told
    assert line.refused("file", "reverse", 501, "--why", "again")[0] == "reversed_already"
    assert balance(line, "10231190") == 0
    assert loaded(line, file, "--replaces", 501)["file"] == 502


def test_a_colleague_is_told_who_has_loaded_the_file(line: CommandLine, file: Path) -> None:
    loaded(line, file)
    code, says = line.refused("load", file, *HB, login="assistant.2")
    assert code == "file_loaded" and "file 501 by assistant.1" in says


def test_every_fault_is_told_and_nothing_is_loaded(line: CommandLine, tmp_path: Path) -> None:
    bad = SMITH.replace("392.80,0.00", "39x.80,0.00")
    file = written(tmp_path, schedule(bad, KAUR, total="785.60,0.00,785.61"))
    ran = line("load", file, *HB, "--json")
    assert ran.code == 1 and "nothing was loaded" in ran.err
    assert [(one["line"], one["field"]) for one in ran.document["faults"]][:1] == [(2, "gross")]
    assert all(one["why"] for one in ran.document["faults"])
    assert line.json("file", "list")["files"] == []


def test_a_total_that_was_declared_otherwise_refuses_the_file(
    line: CommandLine, file: Path
) -> None:
    code, says = line.refused("load", file, *HB, "--declared-total", "785.59")
    assert code == "declared_total" and "785.60" in says
    assert line.json("file", "list")["files"] == []


def test_a_file_that_lost_its_total_row_is_proved_by_a_declared_total(
    line: CommandLine, tmp_path: Path
) -> None:
    cut = schedule(SMITH, KAUR, total="785.60,0.00,785.60").rpartition(b"\n")[0]
    file = written(tmp_path, cut)
    (fault,) = line("load", file, *HB, "--json").document["faults"]
    assert fault["rule"] == "control_missing" and "declare its total" in fault["why"]
    assert line.refused("load", file, *HB, "--declared-total", "785.59")[0] == "declared_total"
    assert loaded(line, file, "--declared-total", "785.60")["lines"] == 2


def test_a_dry_run_loads_nothing(line: CommandLine, file: Path) -> None:
    told = loaded(line, file, "--dry-run")
    assert (told["file"], told["lines"], told["matched"]) == (None, 2, 1)
    assert line.json("file", "list")["files"] == []


def test_an_unknown_profile_or_cashbook_is_refused_with_those_there_are(
    line: CommandLine, file: Path
) -> None:
    code, says = line.refused("load", file, "--profile", "no-such", "--cashbook", "MAIN")
    assert code == "unknown_profile" and "hb-schedule" in says
    code, _ = line.refused("load", file, "--profile", "hb-schedule", "--cashbook", "NONE")
    assert code == "unknown_cashbook"
    assert line.refused("load", "no-such.csv", *HB)[0] == "bad_file"


def day_file(line: CommandLine, folder: Path, content: str, cashbook: str = "MAIN") -> Ran:
    path = folder / "day.txt"
    path.write_text(content)
    words = ("--profile", "standard18", "--cashbook", cashbook)
    return line("load", path, *words, "--json")


def test_a_bank_file_of_another_account_is_refused_naming_both(
    line: CommandLine, tmp_path: Path
) -> None:
    content = file18((0, 9820, 0, 1, 0), item18("99", 9820, "A GRANT", "10231190"))
    ran = day_file(line, tmp_path, content)
    assert ran.code == 1
    (fault,) = ran.document["faults"]
    assert fault["rule"] == "other_account" and "089999 66374958" in fault["why"]


@pytest.mark.parametrize(
    ("account", "code"),
    [("089999-66374958", 0), ("'8999966374958", 0), ("****4958", 0), ("089999-66374959", 1)],
    ids=["ours", "without its leading nought", "masked", "another"],
)
def test_a_statement_is_loaded_where_its_account_is_the_cashbooks(
    line: CommandLine, tmp_path: Path, account: str, code: int
) -> None:
    statement = tmp_path / "natwest.csv"
    statement.write_text(
        "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
        f"20 Oct 2025,BAC,SMITH J 10231190,98.20,500.00,RENTS,{account}\n"
    )
    ran = line("load", statement, "--profile", "natwest-csv", "--cashbook", "MAIN", "--json")
    assert (ran.code, len(ran.document["faults"])) == (code, code)


def test_an_empty_day_is_no_file_and_no_fault(line: CommandLine, tmp_path: Path) -> None:
    ran = day_file(line, tmp_path, file18((0, 0, 0, 0, 0)))
    assert (ran.code, ran.document["file"], ran.document["lines"]) == (0, None, 0)
    assert line.json("file", "list")["files"] == []


def test_a_line_settled_otherwise_and_back_again_stands_as_said_last(
    line: CommandLine, file: Path
) -> None:
    loaded(line, file)
    for account in ("10234471", "10234890", "10234471", "10234890"):
        told = line.json("file", "settle", 501, 3, account)
        again = line.json("file", "settle", 501, 3, account)
        assert (again["reference"], again["waiting"]) == (account, 0) and told["waiting"] == 0
        items = line.json("file", "show", 501)["items"]
        assert (items[1]["reference"], items[1]["settled_by"]) == (account, "assistant.1")


def test_a_line_is_called_by_its_row_as_the_file_counts_it_everywhere(
    line: CommandLine, tmp_path: Path
) -> None:
    file = written(tmp_path, schedule(KAUR, OKAFOR, total="762.80,40.00,722.80"))
    loaded(line, file)
    shown = line.json("file", "show", 501)["items"]
    tried = line.json("profile", "try", file, "--profile", "hb-schedule")["first"]
    assert [one["row"] for one in shown] == ["2", "3", "3.2"]
    assert [one["line"] for one in shown] == [one["line"] for one in tried]
    told = line.json("file", "settle", 501, "3.2", "10219921")
    assert (told["row"], told["reference"], told["batch_line"]) == ("3.2", "10219921", 3)
    code, says = line.refused("file", "settle", 501, 4, "10219921")
    assert code == "unknown_line" and "row 4" in says


def test_a_line_matched_for_certain_goes_elsewhere_for_a_reason_and_comes_back(
    line: CommandLine, file: Path
) -> None:
    loaded(line, file)
    code, says = line.refused("file", "settle", 501, 2, "10234471")
    assert code == "reason_needed" and "row 2 is matched for certain to 10231190" in says
    settle = ("file", "settle", 501, 2, "10234471", "--why", "she pays for him")
    told = line(*settle).out
    assert "row 2 settled to 10234471" in told and "was matched for certain to 10231190" in told
    back = line.json("file", "put-back", 501, 2)
    assert (back["reference"], back["was_reference"]) == ("10231190", "10234471")
    assert line.json("file", "put-back", 501, 2)["reference"] == "10231190"
    (first, _) = line.json("file", "show", 501)["items"]
    assert (first["settled_by"], first["reason"]) == (None, None)
    assert line.json("file", "settle", 501, 2, "10231190")["waiting"] == 1


def test_a_settled_exception_put_back_waits_again_and_teaches_nothing(
    line: CommandLine, file: Path
) -> None:
    told = loaded(line, file)
    line.json("file", "settle", 501, 3, "10234471", "--remember")
    assert line.json("file", "put-back", 501, 3)["waiting"] == 1
    assert line.refused("batch", "post", told["batch"])[0] == "control_count"
    line.json("file", "settle", 501, 3, "suspense", "--why", "who is she")
    line.json("batch", "post", told["batch"])
    assert line.json("alias", "list")["aliases"] == []
    assert line("check").code == 0


def test_a_line_goes_to_suspense_with_a_reason_and_a_recovery_never(
    line: CommandLine, tmp_path: Path
) -> None:
    file = written(tmp_path, schedule(OKAFOR, total="370.00,40.00,330.00"))
    loaded(line, file)
    assert line.refused("file", "settle", 501, 2, "suspense")[0] == "reason_needed"
    told = line.json("file", "settle", 501, 2, "suspense", "--why", "nobody knows her")
    assert (told["account"], told["left_pence"]) == (None, 0)
    assert line.refused("file", "settle", 501, "2.2", "suspense")[0] == "recovery_needs_account"
    assert line.refused("file", "settle", 501, 9, "10231190")[0] == "unknown_line"
    assert line.refused("file", "settle", 502, 1, "10231190")[0] == "unknown_file"


def test_in_words_a_file_shows_what_waits_and_what_is_proposed(
    line: CommandLine, file: Path
) -> None:
    said = line("load", file, *HB).out
    assert "file 501 is loaded as batch" in said and "1 line to settle" in said
    assert "501" in line("file", "list").out
    shown = line("file", "show", 501).out.splitlines()
    assert "1 to settle" in shown[2]
    assert shown[3] == "  no bank credit of £785.60 yet"
    assert "10231190" in shown[5] and "?" in shown[6]


def test_an_alias_is_revoked_by_a_supervisor_and_stays_to_be_read(
    line: CommandLine, file: Path
) -> None:
    told = loaded(line, file)
    line.json("file", "settle", 501, 3, "10234471")
    line.json("batch", "post", told["batch"])
    (alias,) = [one["alias"] for one in line.json("alias", "list")["aliases"]]
    revoke = ("alias", "revoke", alias, "--why", "another claim")
    assert line.refused(*revoke)[0] == "not_permitted"
    assert line.json(*revoke, login="supervisor.1") == {"alias": alias, "revoked": True}
    assert line.json(*revoke, login="supervisor.1") == {"alias": alias, "revoked": True}
    assert line.json("alias", "list")["aliases"] == []
    (kept,) = line.json("alias", "list", "--all")["aliases"]
    assert kept["revoked_by"] == "supervisor.1"
    assert "revoked by supervisor.1" in line("alias", "list", "--all").out


def test_a_profile_of_the_house_goes_before_the_shipped_one_and_reads_what_is_loaded(
    line: CommandLine, file: Path, tmp_path: Path
) -> None:
    shipped = line.json("profile", "show", "hb-schedule")["toml"]
    own = tmp_path / "own.toml"
    own.write_text(shipped.replace("version = 1", "version = 2"))
    assert line.refused("profile", "add", own)[0] == "not_permitted"
    added = line.json("profile", "add", own, login="supervisor.1")
    assert (added["profile"], added["version"]) == ("hb-schedule", 2)
    assert line.json("profile", "add", own, login="supervisor.1") == added
    code, says = line.refused("profile", "add", own, login="supervisor.2")
    assert code == "profile_version" and "higher version" in says
    own_ones = [one for one in line.json("profile", "list")["profiles"] if one["own"]]
    assert [(one["profile"], one["version"]) for one in own_ones] == [("hb-schedule", 2)]
    assert line.json("profile", "try", file, "--profile", "hb-schedule")["version"] == 2
    assert line.json("profile", "show", "hb-schedule")["toml"] == own.read_text().rstrip("\n")
    loaded(line, file)
    assert line.json("file", "show", 501)["version"] == 2


def test_a_profile_with_faults_is_not_added(line: CommandLine, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\n')
    code, says = line.refused("profile", "add", own, login="supervisor.1")
    assert code == "profile_refused" and "version" in says
