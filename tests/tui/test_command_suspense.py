"""`suspense`: listed with candidates, cleared once, looked after, asked about and answered."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


@pytest.fixture
def item(line: CommandLine, tmp_path: Path) -> int:
    """98.20 in suspense that P KOWALCZYK paid."""
    return to_suspense(line, tmp_path, "98.20,P KOWALCZYK,")


def to_suspense(line: CommandLine, folder: Path, *receipts: str) -> int:
    """The last item of these receipts (amount,payer,narrative) posted to suspense."""
    file = folder / "lines.csv"
    rows = [f"suspense,{one},no reference" for one in receipts]
    file.write_text("\n".join(["reference,amount,payer,narrative,reason", *rows]))
    total = sum(float(one.partition(",")[0]) for one in receipts)
    batch = line.batch(f"{total:.2f}", len(receipts))
    line.json("batch", "key", batch, "--lines", file)
    line.json("batch", "post", batch)
    return int(items(line)[-1]["item"])


def items(line: CommandLine) -> list[dict[str, Any]]:
    found = line.json("suspense", "list")["items"]
    assert isinstance(found, list)
    return found


def balance(line: CommandLine, ref: str) -> int:
    return int(line.json("account", ref)["balance_pence"])


def test_the_list_has_each_item_with_its_age_and_its_likeliest_accounts(
    line: CommandLine, item: int
) -> None:
    (one,) = items(line)
    assert (one["item"], one["amount_pence"], one["age_days"]) == (item, 9820, 0)
    assert (one["written"], one["reason"]) == ("P KOWALCZYK", "no reference")
    assert one["candidates"][0]["reference"] == "10238826"
    assert one["candidates"][0]["why"] != []
    told = line("suspense", "list").out
    assert "10238826 Ms Paulina Kowalczyk" in told


def test_an_item_is_cleared_once_however_often_it_is_asked(line: CommandLine, item: int) -> None:
    once = line.json("suspense", "clear", item, "10238826")
    assert line.json("suspense", "clear", item, "10238826") == once
    assert (once["cleared_pence"], once["left_pence"]) == (9820, 0)
    assert (items(line), balance(line, "10238826")) == ([], -9820)
    code, _ = line.refused("suspense", "clear", item, "10234890")
    assert code == "item_ended"


def test_a_part_is_cleared_once_and_an_equal_part_with_a_key_of_its_own(
    line: CommandLine, item: int
) -> None:
    part = ("suspense", "clear", item, "10234890", "--amount", "30.00")
    once = line.json(*part)
    assert line.json(*part) == once
    assert line.json(*part, "--key", "again")["left_pence"] == 3820
    assert balance(line, "10234890") == -6000
    code, says = line.refused("suspense", "clear", item, "10234471", "--amount", "38.21")
    assert code == "more_than_left" and "38.20 is left" in says


def test_what_was_cleared_and_taken_back_is_cleared_again(line: CommandLine, item: int) -> None:
    first = line.json("suspense", "clear", item, "10238826")
    line.json("reverse", first["posting"], "--why", "not hers")
    second = line.json("suspense", "clear", item, "10238826")
    assert second["posting"] != first["posting"]
    assert balance(line, "10238826") == -9820


def test_an_account_of_another_landlord_or_of_nobody_is_refused(
    line: CommandLine, item: int
) -> None:
    assert line.refused("suspense", "clear", item, "AVN:10234417")[0] == "wrong_landlord"
    assert line.refused("suspense", "clear", item, "no-such")[0] == "unknown_account"
    assert line.refused("suspense", "clear", 99, "10238826")[0] == "unknown_item"


def test_a_case_goes_to_a_colleague_and_back_and_rests_until_a_day(
    line: CommandLine, item: int
) -> None:
    for login in ("assistant.2", "assistant.1", "assistant.2"):
        assert line.json("suspense", "assign", item, login)["owner"] == login
    assert line.refused("suspense", "assign", item, "nobody")[0] == "unknown_operator"
    park = ("suspense", "park", item, "--until", "2099-01-05", "--next", "the bank answers")
    told = line.json(*park)
    assert (told["park_until"], told["next_action"]) == ("2099-01-05", "the bank answers")
    assert line.json("suspense", "list", "--mine")["items"] == []


def test_the_query_list_names_no_tenant_and_holds_no_formula(
    line: CommandLine, tmp_path: Path
) -> None:
    item = to_suspense(line, tmp_path, "20.00,=cmd|' /C calc'!A0,+44", "1204.50,KAUR,rent")
    out = tmp_path / "ask.csv"
    assert line.json("suspense", "export", "--out", out)["total_pence"] == 122450
    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["written"].startswith("'=cmd")
    assert (rows[1]["item"], rows[1]["amount"]) == (str(item), "1204.50")
    assert (rows[1]["written"], rows[1]["reference"]) == ("KAUR rent", "")
    assert line("suspense", "export").out == out.read_text()
    assert line.json("suspense", "export", "--stream", "hb")["items"] == 0


def test_the_query_list_comes_back_with_references_and_clears_each_once(
    line: CommandLine, tmp_path: Path
) -> None:
    item = to_suspense(line, tmp_path, "98.20,P KOWALCZYK,", "104.75,KAUR,", "5.00,NOBODY,")
    out = tmp_path / "ask.csv"
    line.json("suspense", "export", "--out", out)
    with out.open(newline="") as file:
        rows = list(csv.reader(file))
    rows[1][-1], rows[2][-1] = "10238826", "T04426"
    with out.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    assert line.json("suspense", "answers", out, "--dry-run")["items"] == []
    told = line.json("suspense", "answers", out)
    assert (told["answered"], told["unanswered"], told["total_pence"]) == (2, 1, 20295)
    assert line.json("suspense", "answers", out) == told
    assert (balance(line, "10238826"), balance(line, "10234890")) == (-9820, -10475)
    assert [one["item"] for one in items(line)] == [item]


def test_answers_with_faults_clear_nothing_and_name_every_line(
    line: CommandLine, item: int, tmp_path: Path
) -> None:
    file = tmp_path / "answers.csv"
    rows = [
        f"{item},10238826,50.00",
        "x1,10238826,",
        "99,10238826,",
        f"{item},nobody,",
        f"{item},10234890,ten",
        f"{item},10234890,48.21",
        f"{item},10238826,1.00",
    ]
    file.write_text("\n".join(["item,reference,amount", *rows]))
    ran = line("suspense", "answers", file, "--json")
    assert ran.code == 1 and "nothing was cleared" in ran.err
    assert [(one["line"], one["field"], one["rule"]) for one in ran.document["faults"]] == [
        (3, "item", "unknown_item"),
        (4, "item", "unknown_item"),
        (5, "reference", "unknown_account"),
        (6, "amount", "amount_not_read"),
        (7, "amount", "more_than_left"),
        (8, "item", "answered_twice"),
    ]
    assert items(line)[0]["amount_pence"] == 9820


def test_one_item_is_answered_in_parts_and_the_file_may_be_sent_again(
    line: CommandLine, item: int, tmp_path: Path
) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f"item,reference,amount\n{item},10238826,50.00\n{item},10234890,48.20\n")
    told = line.json("suspense", "answers", file)
    assert line.json("suspense", "answers", file) == told
    assert (balance(line, "10238826"), balance(line, "10234890")) == (-5000, -4820)


def test_answers_without_their_columns_are_refused(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("number,whose\n1,2\n")
    ran = line("suspense", "answers", file, "--json")
    assert (ran.code, ran.document["faults"][0]["rule"]) == (1, "column_missing")
