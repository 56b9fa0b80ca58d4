"""`bank load --dry-run` says how a statement reads and whether it is the cashbook's."""

from pathlib import Path

import pytest

from core.bank_statement_read import FORMATS
from tests.core.bank_files import BAI2, MT940
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

OURS = "08999966374958"


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(small_book, capsys)


def test_a_statement_is_read_and_held_against_the_cashbook(
    line: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "statement"
    dry = ("bank", "load", file, "--cashbook", "main", "--dry-run")
    file.write_text(MT940.replace("60999912345678", OURS))
    told = line.json(*dry)
    assert (told["format"], told["cashbook"], told["faults"]) == ("mt940", "MAIN", [])
    (statement,) = told["statements"]
    assert statement == {
        "account": f"{OURS[:2]}-{OURS[2:4]}-{OURS[4:6]} {OURS[6:]}", "currency": "GBP",
        "opening_pence": 100000, "closing_pence": 115295, "entries": 3, "credits_pence": 20295,
        "debits_pence": 5000, "proves": True, "difference_pence": 0, "pending": 0,
        "from": "2026-11-23", "to": "2026-11-23", "number": "00231", "line": 2, "remarks": [],
    }  # fmt: skip
    assert line.json(*dry, "--format", "mt940") == told

    file.write_text(BAI2.replace("GBP", "EUR").replace("015,115295", "015,115395")
                    .replace("265885", "265985"))  # fmt: skip
    (statement,) = line.json(*dry)["statements"]
    assert (statement["proves"], statement["difference_pence"]) == (False, 100)
    rules = [remark["rule"] for remark in statement["remarks"]]
    assert rules == ["other_account", "other_currency"]
    words = line(*dry).out
    assert "does not prove" in words and "1.00 more" in words and "EUR" in words

    file.write_text(MT940.replace("C98,2N", "C98,x2N"))
    code, says = line.refused(*dry)
    assert code == "statement_faults" and "1 fault" in says
    assert "line 8, :61:" in line(*dry).out
    assert line.refused("bank", "load", file, "--cashbook", "NONE", "--dry-run")[0] == (
        "unknown_cashbook"
    )
    assert line(*dry, "--format", "odd").code == 2 and "mt940" in FORMATS
