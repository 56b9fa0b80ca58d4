"""`refdata` loads the published tables, tells their age, and checks an account by them."""

from pathlib import Path

import pytest

from tests.core.bank_account.made_up_tables import WEIGHTS
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine


def test_tables_are_loaded_shown_and_used(
    small_book: SmallBook, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = CommandLine(small_book, capsys)
    assert line("refdata", "show").out == "no table is loaded: rentbook refdata load FILE\n"
    file = tmp_path / "valacdos-v790.txt"
    file.write_text(WEIGHTS)
    said = line.json("refdata", "load", file, "--dated", "2025-01-31", login="supervisor.1")
    assert said == {"kind": "valacdos", "rows": 6, "version": "7.90", "dated": "2025-01-31"}
    (table,) = line.json("refdata", "show")["tables"]
    assert (table["rows"], table["stale"]) == (6, True)
    assert "warning: valacdos 7.90" in line("refdata", "show").out
    good = line("refdata", "check", "08-99-99", "66374958")
    assert good.code == 0
    assert good.out.startswith("08-99-99 ····4958: format plausible, by valacdos 7.90")
    assert line("refdata", "check", "08-99-99", "66374959").code == 1
    assert line.refused("refdata", "check", "8999", "1")[0] == "account_wrong"
