"""The office's own files by command: setup, operators, tenancies, periods; and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

FEED_KEYS = {
    *("lines", "tenancies", "customers", "new", "changed", "ended", "missing"),
    *("opening_pence", "faults"),
}
HEAD = "landlord,property_ref,address,tenancy_ref,payment_ref,start,end,names,weekly_charge"
ROW = "CLY,N1,1 New Street,N-1,50000001,2020-04-06,,Mrs Ada Person,98.20"


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    yield CommandLine(small_book, capsys)


def test_what_setup_shows_is_a_file_that_changes_nothing(line: CommandLine, tmp_path: Path) -> None:
    with line.book.open() as owner:
        owner.execute("UPDATE rb.book SET go_live = '2025-01-01'")
    (tmp_path / "s.toml").write_text(line.json("setup", "--show", login="keeper")["setup"])
    line.json("setup", tmp_path / "s.toml", login="keeper")  # what it did not name by default
    told = line.json("setup", "--show", login="keeper")
    assert told.keys() >= {"changes", "requested"}
    shown = line("setup", "--show", login="keeper").out
    assert told["setup"].splitlines() == shown.splitlines()
    (tmp_path / "s.toml").write_text(told["setup"])
    again = line.json("setup", tmp_path / "s.toml", login="keeper")
    assert again == {"changes": [], "requested": []}


SETUPS = [
    ("not toml", b"[[landlord", "setup_faults"),
    ("not text", b"\0\0\0\0", "not_text"),
    ("a word nobody knows", b"colour = 'green'\n", "setup_faults"),
    ("a cashbook of nobody", b"[[cashbook]]\ncode='X'\nlandlord='NONE'\n", "setup_faults"),
]


@pytest.mark.parametrize(("what", "content", "code"), SETUPS, ids=[one[0] for one in SETUPS])
def test_a_setup_file_that_is_wrong_changes_nothing(
    line: CommandLine, tmp_path: Path, what: str, content: bytes, code: str
) -> None:
    before = line("setup", "--show", login="keeper").out
    (tmp_path / "s.toml").write_bytes(content)
    for words in (("--dry-run",), ()):
        assert line.refused("setup", tmp_path / "s.toml", *words, login="keeper")[0] == code
    assert line("setup", "--show", login="keeper").out == before


def test_only_the_keeper_sets_a_book_up(line: CommandLine, tmp_path: Path) -> None:
    new = '[[landlord]]\ncode = "NEW"\nname = "New Homes"\nnation = "england"\n'
    (tmp_path / "s.toml").write_text("go_live = 2026-04-06\n" + new)
    for login in ("assistant.1", "manager.1", "auditor.1"):
        code, says = line.refused("setup", tmp_path / "s.toml", login=login)
        assert code == "not_permitted", says


OPERATORS = [
    ("no login", ("", "--group", "auditor")),
    ("a login of PostgreSQL", ("pg_monitor", "--group", "auditor")),
    ("a group's own name", ("rb_0123abcd_manager", "--group", "auditor")),
    ("a login too long", ("x" * 64, "--group", "auditor")),
    ("a limit of nothing", ("new.one", "--group", "assistant", "--limit", "reversal")),
    ("a limit on nothing we know", ("new.one", "--group", "assistant", "--limit", "magic=5")),
    ("a limit below nil", ("new.one", "--group", "assistant", "--limit", "reversal=5.00-")),
]


@pytest.mark.parametrize(("what", "words"), OPERATORS, ids=[one[0] for one in OPERATORS])
def test_an_operator_who_cannot_be_is_wrong_usage(
    line: CommandLine, what: str, words: tuple[str, ...]
) -> None:
    before = line.json("operator", "list", login="keeper")
    ran = line("operator", "add", "--name", "New One", *words, "--json", login="keeper")
    assert (ran.code, ran.document["refused"]) == (2, "usage")
    assert line.json("operator", "list", login="keeper") == before


def feed(tmp_path: Path, *rows: str) -> Path:
    (tmp_path / "feed.csv").write_text("\n".join((HEAD, *rows)) + "\n")
    return tmp_path / "feed.csv"


def test_a_feed_is_taken_in_once_and_every_night_after(line: CommandLine, tmp_path: Path) -> None:
    importing = ("import", "tenancies", feed(tmp_path, ROW))
    told = line.json(*importing, "--dry-run", login="manager.1")
    assert told.keys() >= FEED_KEYS
    assert (told["new"], told["applied"]) == (1, False)
    told = line.json(*importing, login="manager.1")
    assert line.json(*importing, login="manager.1") == told
    ended = ROW.replace("2020-04-06,,", "2020-04-06,2026-06-30,")
    other = ROW.replace("N1", "N2").replace("N-1", "N-2").replace("50000001", "50000002")
    night = ("import", "tenancies", feed(tmp_path, ended, other), "--update")
    told = line.json(*night, login="manager.1")
    assert (told["new"], told["ended"], told["faults"]) == (1, 1, [])
    assert line.json("account", "50000001")["status"] == "former"


FEEDS = [
    ("a day that is not", ROW.replace("2020-04-06", "31/04/2020"), (2, "start")),
    ("a charge that is not", ROW.replace("98.20", "1e5"), (2, "weekly_charge")),
    ("a formula for a charge", ROW.replace("98.20", "=1+1"), (2, "weekly_charge")),
    ("nobody", ROW.replace("Mrs Ada Person", ""), (2, "names")),
    ("another landlord", ROW.replace("CLY", "ZZZ"), (2, "landlord")),
    ("the same twice", f"{ROW}\n{ROW}", (3, "tenancy_ref")),
    ("too few fields", "CLY,N1", (2, "")),
]


@pytest.mark.parametrize(("what", "rows", "place"), FEEDS, ids=[one[0] for one in FEEDS])
def test_a_feed_with_a_fault_names_line_and_column_and_takes_nothing_in(
    line: CommandLine, tmp_path: Path, what: str, rows: str, place: tuple[int, str]
) -> None:
    good = ROW.replace("N1", "N9").replace("N-1", "N-9").replace("50000001", "50000009")
    importing = ("import", "tenancies", feed(tmp_path, rows, good))
    ran = line(*importing, "--json", login="manager.1")
    assert (ran.code, ran.document["refused"]) == (1, "feed_faults")
    assert place in [(one["line"], one["field"]) for one in ran.document["faults"]]
    assert ran.document["says"] in ran.err
    spoken = line(*importing, login="manager.1")
    assert spoken.code == 1
    assert f"line {place[0]}, {place[1]}" in spoken.out
    assert "nothing was taken in" in spoken.err
    assert line.refused("account", "50000009")[0] == "unknown_account"


FILES = [
    ("nothing", b"", "file_empty"),
    ("zeros", b"\0" * 40, "not_text"),
    ("an open quotation mark", f'{HEAD}\n"CLY'.encode(), "quotes_wrong"),
    ("half a workbook", b"PK\x03\x04half", "workbook_broken"),
]


@pytest.mark.parametrize(("what", "content", "why"), FILES, ids=[one[0] for one in FILES])
def test_what_is_no_feed_at_all_is_refused_with_the_way_out(
    line: CommandLine, tmp_path: Path, what: str, content: bytes, why: str
) -> None:
    (tmp_path / "feed.csv").write_bytes(content)
    importing = ("import", "tenancies", tmp_path / "feed.csv")
    ran = line(*importing, "--json", login="manager.1")
    assert (ran.code, ran.document["refused"], ran.document["subject"]) == (1, "bad_file", why)
    assert ran.document["says"] in ran.err


def test_a_total_of_many_may_be_larger_than_any_receipt(line: CommandLine, tmp_path: Path) -> None:
    batch = line.batch("10,500,000.00", 100_000)
    assert line.json("batch", "show", batch)["control_pence"] == 1_050_000_000
    importing = ("import", "tenancies", feed(tmp_path, ROW), "--control-total", "Dr 2,000,000.00")
    faults = line(*importing, "--json", login="manager.1").document["faults"]
    assert [one["rule"] for one in faults] == ["control_total"]
    assert "fault: the file, opening_balance" in line(*importing, login="manager.1").out


@pytest.mark.parametrize("total", ["-5", "5.00-", "=", "b", "0", "10.999", "1e5", "2000000000"])
def test_a_control_total_is_an_amount_above_nil(line: CommandLine, total: str) -> None:
    header = ("--cashbook", "MAIN", "--stream", "cheque", "--date", "t")
    ran = line("batch", "open", *header, "--control-total", total, "--control-count", 1)
    assert (ran.code, ran.out) == (2, "")


def test_a_period_is_closed_once_and_its_key_closes_no_other(line: CommandLine) -> None:
    closing = ("period", "close", "CLY:2025-01")
    told = line.json(*closing, "--key", "k", login="manager.1")
    assert line.json(*closing, "--key", "k", login="manager.1") == told
    assert line.json(*closing, "--key", "another", login="manager.1") == told
    other = ("period", "close", "CLY:2025-02", "--key", "k")
    assert line.refused(*other, login="manager.1")[0] == "key_reused"


WRITES = [
    ("control", ("--total", "5.00", "--count", 1, "--source", "till", "--ref", "1"), "6.00"),
    ("redate", ("--book-date", "-1"), "-2"),
    ("take", ("--why", "first words"), "other words"),
    ("abandon", ("--why", "first words"), "other words"),
]


@pytest.mark.parametrize(("verb", "words", "other"), WRITES, ids=[one[0] for one in WRITES])
def test_the_same_key_with_other_content_is_refused(
    line: CommandLine, verb: str, words: tuple[object, ...], other: str
) -> None:
    header = ("--cashbook", "MAIN", "--stream", "counter", "--date", "t")
    batch = line.json("batch", "open", *header)["batch"]
    login = "assistant.2" if verb == "take" else "assistant.1"
    given = ("batch", verb, batch, *words, "--key", "k")
    told = line.json(*given, login=login)
    assert line.json(*given, login=login) == told
    changed = (*given[:4], other, *given[5:])
    assert line.refused(*changed, login=login)[0] == "key_reused"


def test_rent_weeks_stand_beside_the_periods_by_command(line: CommandLine) -> None:
    told = line.json("report", "rent-weeks", "cly", "--from", "2025-10-20", "--to", "2025-10-27")
    assert [(one["week"], one["periods"]) for one in told["weeks"]] == [
        (29, ["2025-10"]),
        (30, ["2025-10", "2025-11"]),
    ]
    assert "2025/30" in line("report", "rent-weeks", "CLY", "--from", "2025-10-20").out
    (first, *_) = line.json("period", "list", "--landlord", "CLY")["periods"]
    assert " to " in first["rent_weeks"]
    assert line.refused("report", "rent-weeks", "NONE")[0] == "unknown_landlord"
