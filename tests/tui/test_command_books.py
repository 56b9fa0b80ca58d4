"""Books made by command: a real one from an office's own files, and the made-up estate."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import embedded
from tests.servers import Server
from tests.tui.command_line import process
from tui.command.run import run

SETUP = """\
go_live = 2026-04-06
[[landlord]]
code = "CLY"
name = "Clydeview Homes"
nation = "scotland"
[[cashbook]]
code = "MAIN"
landlord = "CLY"
sort_code = "089999"
account_number = "66374958"
"""
TENANCIES = """\
landlord,property_ref,kind,address,postcode,tenancy_ref,payment_ref,start,names,weekly_charge,\
opening_balance
CLY,P1,dwelling,12 Larch Court,ML4 1AB,T1,10234417,2019-03-04,Mrs Aisha Okafor,104.75,20.50
CLY,P2,dwelling,3/1 Mill Road,ML4 2EF,T2,10231190,2019-03-04,Mr John Smith;Mrs Kaye Smith,98.20,
"""
LINES = "reference,amount\n10234417,104.75\nT2,98.20\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "book"
    embedded.stop(tmp_path / "book")


@pytest.fixture
def rentbook(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., dict[str, Any]]:
    """`rentbook("batch", "list")` is the object it answers, on the book in `folder`."""
    monkeypatch.setenv("RENTBOOK_LINGER", "30")

    def called(*words: str, code: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        ended = run(["--book", f"embedded:{folder}", *words, "--json"])
        said = capsys.readouterr()
        assert ended == code, (said.out, said.err)
        told = json.loads(said.out)
        assert isinstance(told, dict)
        return told

    return called


def test_an_offices_own_files_become_a_book_that_posts_and_proves(
    rentbook: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    for name, text in (("setup.toml", SETUP), ("feed.csv", TENANCIES), ("lines.csv", LINES)):
        (tmp_path / name).write_text(text)
    assert rentbook("book", code=1)["refused"] == "no_book"
    version = rentbook("init")["version"]
    assert rentbook("init")["version"] == version
    setting_up = ("setup", str(tmp_path / "setup.toml"))
    assert rentbook(*setting_up, "--dry-run") == rentbook(*setting_up)
    assert rentbook(*setting_up) == {"changes": [], "requested": []}
    assert 'code = "MAIN"' in rentbook("setup", "--show")["setup"]
    importing = ("import", "tenancies", str(tmp_path / "feed.csv"), "--control-total", "20.50")
    assert rentbook(*importing, "--dry-run")["new"] == 2
    told = rentbook(*importing)
    assert (told["lines"], told["new"], told["opening_pence"], told["faults"]) == (2, 2, 2050, [])
    assert rentbook(*importing) == told
    header = ("--cashbook", "MAIN", "--stream", "cheque", "--date", "t")
    control = ("--control-total", "202.95", "--control-count", "2")
    batch = str(rentbook("batch", "open", *header, *control)["batch"])
    assert rentbook("batch", "key", batch, "--lines", str(tmp_path / "lines.csv"))["keyed"] == 2
    assert rentbook("batch", "post", batch)["state"] == "posted"
    assert rentbook("account", "T1")["balance_pence"] == 2050 - 10475
    assert rentbook("find", "larch court")["hits"][0]["reference"] == "10234417"
    told = rentbook("check")
    assert (told["proved"], told["postings"], told["faults"]) == (True, 3, [])
    out = tmp_path / "journal.txt"
    assert rentbook("export", "journal", "--to", "hledger", "--out", str(out)) == {"postings": 3}
    assert out.read_text().count("104.75") >= 1
    assert rentbook(*setting_up)["changes"] == []
    status = rentbook("status")
    assert [head["number"] for head in status["heads"]][-1] == "M1-000002"
    assert status.keys() >= {"heads", "oldest_unsigned", "suspense", "holders", "open"}


def test_a_backup_is_the_same_book_in_another_folder(
    rentbook: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "setup.toml").write_text(SETUP)
    (tmp_path / "feed.csv").write_text(TENANCIES)
    rentbook("init")
    rentbook("setup", str(tmp_path / "setup.toml"))
    rentbook("import", "tenancies", str(tmp_path / "feed.csv"))
    told = rentbook("backup", str(tmp_path / "book.backup"))
    assert told.keys() == {"postings", "head"}
    assert rentbook("backup", str(tmp_path / "book.backup"), code=1)["refused"] == "file_exists"
    other = tmp_path / "other"
    try:
        ran = process("--book", f"embedded:{other}", "restore", str(tmp_path / "book.backup"))
        assert ran.returncode == 0, ran.stderr
        shown = process("--book", f"embedded:{other}", "account", "T1", "--json")
        assert json.loads(shown.stdout)["balance_pence"] == 2050
    finally:
        embedded.stop(other)


def test_a_feed_with_faults_takes_nothing_in_and_lists_them_all(
    rentbook: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "setup.toml").write_text(SETUP)
    feed = TENANCIES.replace("2019-03-04,Mrs", "04/31/2019,Mrs").replace("98.20", "lots")
    (tmp_path / "feed.csv").write_text(feed)
    rentbook("init")
    rentbook("setup", str(tmp_path / "setup.toml"))
    told = rentbook("import", "tenancies", str(tmp_path / "feed.csv"), code=1)
    assert told["refused"] == "feed_faults"
    assert [one["line"] for one in told["faults"]] == [2, 3]
    assert rentbook("find", "larch court")["hits"] == []


def test_the_demo_is_made_once_proved_and_opened_by_any_role(
    rentbook: Callable[..., dict[str, Any]], folder: Path
) -> None:
    making = ("demo", "--tenancies", "60", "--today", "2026-11-20", "--no-open")
    told = rentbook(*making)
    assert told.keys() >= {"tenancies", "postings", "book", "proved"}
    assert (told["tenancies"], told["proved"]) == (60, True)
    assert rentbook(*making) == told
    assert rentbook("book", "--role", "supervisor")["operator"] == "supervisor.1"
    assert rentbook("book", "--role", "king", code=1)["refused"] == "unknown_role"
    assert rentbook("--role", "auditor", "check")["proved"]
    url = rentbook("book")["url"]
    psql = embedded.ensure(folder).binaries / "psql"
    assert "assistant.1" in asked(str(psql), url)
    words = process("--book", f"embedded:{folder}", "demo").stdout
    assert "DEMO" in words
    assert "rentbook --book embedded:" in words


def asked(psql: str, url: str) -> str:
    import subprocess

    words = [psql, url, "-Atc", "SELECT session_user"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_a_server_book_begins_with_two_managers(
    server: Server, fresh_database: Callable[..., str]
) -> None:
    where = fresh_database()
    ran = process("--book", where, "init", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["refused"]) == (1, "two_managers")
    managers = ("--manager", "init.one", "--manager", "init.two")
    for _ in range(2):
        ran = process("--book", where, "init", *managers, "--keeper", "init.keeper", "--json")
        assert ran.returncode == 0, ran.stderr
        assert "version" in json.loads(ran.stdout)
    listed = process("--book", where, "operator", "list", "--json")
    groups = [one["group"] for one in json.loads(listed.stdout)["operators"]]
    assert groups == ["manager", "manager"]
