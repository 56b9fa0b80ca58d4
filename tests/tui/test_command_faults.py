"""What a command line makes of bad input, missing files, closed pipes and a book out of reach."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.acting import derived_key
from tests.faults.embedded_sessions import until
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine, process

MODULES_OF_LATER = ("sqlalchemy", "alembic", "numpy", "psycopg", "textual", "rapidfuzz")


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    yield CommandLine(small_book, capsys)


USAGE = [
    ("nonsense",),
    ("batch",),
    ("batch", "fly"),
    ("batch", "open", "--cashbook", "MAIN"),
    ("batch", "open", "--cashbook", "MAIN", "--stream", "cheque", "--date", "30/02"),
    ("batch", "show", "x"),
    ("batch", "show", "99999999999999999999"),
    ("batch", "strike", "1001", "0"),
    (
        "batch",
        "open",
        "--cashbook",
        "M",
        "--stream",
        "s",
        "--date",
        "t",
        "--control-total",
        "10.999",
    ),
    ("batch", "open", "--cashbook", "M", "--stream", "s", "--date", "t", "--control-total", "5"),
    ("account",),
    ("account", "1", "--by", "luck"),
    ("find",),
    ("find", "x", "--queries", "y"),
    ("reverse", "A1-000001.1"),
    ("setup",),
    ("operator", "add", "x", "--name", "X", "--group", "kings"),
    ("operator", "add", "x", "--name", "X", "--group", "assistant", "--limit", "reversal"),
    ("batch", "key", "1001", "--lines", "f", "--rejects", "g"),
]


@pytest.mark.parametrize("words", USAGE, ids=[" ".join(one) for one in USAGE])
def test_wrong_usage_says_how_and_leaves_with_two(
    line: CommandLine, words: tuple[str, ...]
) -> None:
    ran = line(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "Usage: rentbook" in ran.err
    assert line(*words, "--json").document["refused"] == "usage"


REFUSED = [
    (("batch", "show", "4711"), "unknown_batch"),
    (("batch", "post", "4711"), "unknown_batch"),
    (("batch", "key", "4711", "--lines", "missing.csv"), "file_missing"),
    (("batch", "key", "4711", "--lines", os.sep), "file_missing"),
    (("batch", "take", "4711", "--why", "because"), "unknown_batch"),
    (("setup", "missing.toml"), "file_missing"),
    (("find", "--queries", "missing.txt"), "file_missing"),
    (("import", "tenancies", "missing.csv"), "bad_file"),
    (("account", "4711"), "unknown_account"),
    (("account", "\x1b[31m/a [b"), "unknown_account"),
    (("account", "\udcff"), "unknown_account"),
    (("reveal", "4711", "--why", "because"), "unknown_account"),
]


@pytest.mark.parametrize(("words", "code"), REFUSED, ids=[f"{one[0]}" for one in REFUSED])
def test_what_cannot_be_done_is_refused_in_words_and_as_an_object(
    line: CommandLine, words: tuple[str, ...], code: str
) -> None:
    assert line.refused(*words)[0] == code
    ran = line(*words)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("rentbook: ")
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 1


FAULTY = "lines_refused"
HEAD = b"reference,amount,payer\n"
UTF16 = "reference,amount\n99,98.20\n".encode("utf-16")
MALFORMED = [
    ("empty", b"", "file_empty", None),
    ("zeros", b"\0" * 40, "not_text", None),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None, None),
    ("an open quotation mark", b'reference,amount\n"1', "quotes_wrong", None),
    ("no columns of ours", b"a,b\n1,2\n", FAULTY, (1, "reference", "column_missing")),
    ("too many fields", HEAD + b"1,2,,3\n", FAULTY, (2, "", "fields")),
    ("not an amount", HEAD + b"10231190,1e5,\n", FAULTY, (2, "amount", "amount_not_read")),
    ("nil", HEAD + b"10231190,0,\n", FAULTY, (2, "amount", "amount_out_of_range")),
    ("a million", HEAD + b"10231190,1000000.01,\n", FAULTY, (2, "amount", "amount_out_of_range")),
    ("in utf-16", UTF16, FAULTY, (2, "reference", "unknown_account")),
    ("with escapes", HEAD + b"\x1b[2J9,98.20,\n", FAULTY, (2, "reference", "unknown_account")),
    ("a card", HEAD + b"10231190,98.20,4111 1111 1111 1111\n", FAULTY, (2, "payer", "card_number")),
]


@pytest.mark.parametrize(
    ("what", "content", "code", "fault"), MALFORMED, ids=[one[0] for one in MALFORMED]
)
def test_a_malformed_lines_file_keeps_nothing_and_says_where(
    line: CommandLine,
    tmp_path: Path,
    what: str,
    content: bytes,
    code: str | None,
    fault: tuple[int, str, str] | None,
) -> None:
    file = tmp_path / "lines.csv"
    file.write_bytes(content)
    batch = line.batch("98.20", 1)
    ran = line("batch", "key", batch, "--lines", file, "--json")
    assert ran.code == 1
    if code is not None:
        assert ran.document["refused"] == code
    if fault is not None:
        (told,) = ran.document["faults"]
        assert (told["line"], told["field"], told["rule"]) == fault
        assert (ran.document["keyed"], ran.document["subject"]) == (0, ran.document["faults"])
    assert line.json("batch", "show", batch)["items"] == []
    assert "\x1b" not in line("batch", "key", batch, "--lines", file).out


def test_rejects_are_written_to_be_corrected_and_keyed_again(
    line: CommandLine, tmp_path: Path
) -> None:
    file, rejects = tmp_path / "lines.csv", tmp_path / "rejects.csv"
    file.write_text(
        "reference,amount,narrative\n10234417,104.75,\n99,98.20,=HYPERLINK(x)\n1,2,3,4\n"
    )
    batch = line.batch("202.95", 2)
    keying = ("batch", "key", batch, "--lines", file, "--keep-good", "--rejects", rejects)
    told = line.json(*keying)
    assert (told["lines"], told["keyed"], len(told["faults"])) == (3, 1, 2)
    rows = rejects.read_text().splitlines()
    assert rows[0] == "reference,amount,narrative,rejected_line,rejected_why"
    assert rows[1].startswith("99,98.20,'=HYPERLINK(x),3,")
    assert rows[2].endswith(': 1,2,3,4"')
    rejects.write_text(rows[0] + "\n" + rows[1].replace("99,", "10231190,") + "\n")
    added = line.json("batch", "key", batch, "--lines", rejects, "--add")
    assert (added["keyed"], added["difference_pence"]) == (1, 0)
    assert list(tmp_path.glob(".rejects*")) == []


def test_rejects_that_cannot_be_written_keep_nothing(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("reference,amount\n10234417,104.75\n")
    batch = line.batch("104.75", 1)
    nowhere = tmp_path / "no" / "rejects.csv"
    keying = ("batch", "key", batch, "--lines", file, "--keep-good", "--rejects", nowhere)
    assert line.refused(*keying)[0] == "file_unwritable"
    assert line.json("batch", "show", batch)["lines"] == 0


@pytest.mark.parametrize(
    "where",
    [
        ("--book", "{url}", "--json", "book"),
        ("book", "--book", "{url}", "--json"),
        ("--json", "batch", "--book", "{url}", "list"),
        ("batch", "list", "--json", "--book", "{url}"),
    ],
)
def test_options_of_every_command_stand_before_and_behind_it(
    small_book: SmallBook, where: tuple[str, ...]
) -> None:
    url = small_book.url("assistant.1")
    ran = process(*(word.replace("{url}", url) for word in where))
    assert ran.returncode == 0, ran.stderr
    assert isinstance(json.loads(ran.stdout), dict)


def test_the_book_is_named_by_the_environment_too(small_book: SmallBook) -> None:
    ran = process("book", "--json", env={"RENTBOOK_BOOK": small_book.url("assistant.1")})
    assert json.loads(ran.stdout)["operator"] == "assistant.1"


UNREACHED = [
    "host={folder} dbname=x",
    "postgresql://nobody@localhost:1/x",
    "service=nowhere",
]


@pytest.mark.parametrize("where", UNREACHED)
def test_a_book_out_of_reach_leaves_with_three(where: str, tmp_path: Path) -> None:
    ran = process("--book", where.format(folder=tmp_path), "batch", "list", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["unreached"]) == (3, True), ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_folder_without_a_book_says_how_to_make_one(tmp_path: Path) -> None:
    ran = process("--book", f"embedded:{tmp_path}", "book", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["refused"]) == (1, "no_book")


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("nonsense",), ("batch", "--help")])
def test_help_and_usage_load_neither_database_nor_screens(words: tuple[str, ...]) -> None:
    code = (
        "import sys; from tui.command.run import run; run(sys.argv[1:]);"
        "print(*(m for m in sys.argv[0:0] or sys.modules if m in %r), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code % (MODULES_OF_LATER,), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = ran.stderr.splitlines()[-1].split()
    assert "psycopg" in loaded if words[0] == "batch" else loaded == []


def test_the_desk_needs_a_terminal_and_says_so() -> None:
    ran = process("open", stdin=subprocess.DEVNULL)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "needs a terminal" in ran.stderr


def test_a_reader_that_goes_away_is_no_fault(small_book: SmallBook) -> None:
    words = [sys.executable, "-m", "tui", "--book", small_book.url("assistant.1"), "book"]
    first, last = os.pipe()
    os.close(first)
    with os.fdopen(last, "w") as closed:
        ran = subprocess.run(words, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_closed_stdout_is_no_fault(small_book: SmallBook) -> None:
    words = f"exec {sys.executable} -m tui --book '{small_book.url('assistant.1')}' book --json >&-"
    ran = subprocess.run(["sh", "-c", words], stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_text_no_terminal_can_show_is_shown_as_far_as_it_can(
    small_book: SmallBook, line: CommandLine
) -> None:
    with small_book.open() as session:
        session.execute("UPDATE rb.customer SET name = 'Ms Zoë Łuczak' WHERE name ~ 'Nowak'")
    words = ("--book", small_book.url("assistant.1"), "account", "10236218")
    poor = {"env": {"PYTHONIOENCODING": "latin-1"}, "encoding": "latin-1"}
    shown = process(*words, **poor)
    assert (shown.returncode, "Ms Zoë ?uczak" in shown.stdout) == (0, True)
    told = json.loads(process(*words, "--json", **poor).stdout)
    assert told["names"] == ["Ms Zoë Łuczak"]


def interrupted(where: str, *words: str) -> subprocess.Popen[str]:
    """A command that is interrupted as soon as it has connected to a listener that is silent."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "--book", where, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A run started in the background ignores Ctrl+C, and so would every program it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_ctrl_c_ends_without_a_traceback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        where = f"postgresql://x@127.0.0.1:{silent.getsockname()[1]}/x"
        running = interrupted(where, "batch", "list")
        caller, _ = silent.accept()
        with caller:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert err.strip() == "rentbook: stopped"


def test_an_answer_lost_on_the_way_is_unknown_and_names_the_key(
    small_book: SmallBook, line: CommandLine
) -> None:
    batch = line.batch("1.00", 1)
    # Whoever holds the batch's row makes the post wait; its session is then ended under it.
    with small_book.open() as session, small_book.open() as ending, session.transaction():
        session.execute("SELECT FROM rb.batch WHERE id = %s FOR UPDATE", (batch,))
        where = small_book.url("assistant.1")
        running = interrupted(where, "batch", "post", str(batch), "--json")
        waiting = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        assert until(lambda: ending.execute(waiting).fetchone() is not None)
        out, err = running.communicate(timeout=30)
    key = derived_key("post", batch)
    assert running.returncode == 3, (out, err)
    assert json.loads(out) == {"unknown": True, "key": key}
    assert f"--key {key}" in err
