"""The commands of a day, on a real book: what they answer, refuse and repeat."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

BATCH_KEYS = {"batch", "state", "lines", "total_pence", "posted_at", "number"}


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> Iterator[CommandLine]:
    yield CommandLine(small_book, capsys)


@pytest.fixture
def lines_file(tmp_path: Path) -> str:
    file = tmp_path / "lines.csv"
    file.write_text("reference,amount,payer\n10234417,104.75,A Okafor\n10231190,98.20,\n")
    return str(file)


def posted(line: CommandLine, lines_file: str) -> int:
    batch = line.batch("202.95", 2)
    line.json("batch", "key", batch, "--lines", lines_file)
    line.json("batch", "post", batch)
    return batch


def test_a_batch_goes_from_its_header_to_postings_on_the_accounts(
    line: CommandLine, lines_file: str
) -> None:
    batch = line.batch("202.95", 2)
    keyed = line.json("batch", "key", batch, "--lines", lines_file)
    assert {name: keyed[name] for name in ("lines", "keyed", "look", "faults")} == {
        "lines": 2,
        "keyed": 2,
        "look": [],
        "faults": [],
    }
    assert (keyed["total_pence"], keyed["difference_pence"]) == (20295, 0)
    told = line.json("batch", "post", batch)
    assert told.keys() >= BATCH_KEYS
    assert (told["state"], told["lines"], told["total_pence"], told["number"]) == (
        "posted",
        2,
        20295,
        "A1-000001",
    )
    assert line.json("batch", "post", batch) == told
    account = line.json("account", "T04418")
    assert (account["balance_pence"], account["reference"]) == (-9820, "10231190")
    (posting,) = account["postings"]
    assert (posting["posting"], posting["amount_pence"], posting["balance_pence"]) == (
        "A1-000001.2",
        -9820,
        -9820,
    )
    assert (posting["code"], posting["reverses"]) == ("CHEQ", None)
    assert account["pending"] == []


def test_a_lines_file_given_again_keeps_nothing_twice(line: CommandLine, lines_file: str) -> None:
    batch = line.batch("202.95", 2)
    first = line.json("batch", "key", batch, "--lines", lines_file)
    assert line.json("batch", "key", batch, "--lines", lines_file) == first
    assert line.json("batch", "show", batch)["lines"] == 2


def test_a_batch_shows_its_lines_with_account_and_tenancy(
    line: CommandLine, lines_file: str
) -> None:
    batch = line.batch("202.95", 2)
    line.json("batch", "key", batch, "--lines", lines_file)
    told = line.json("batch", "show", batch)
    assert told.keys() >= BATCH_KEYS | {"items"}
    assert told["posted_at"] is None
    first = told["items"][0]
    names = ("line", "state", "tenancy", "amount_pence", "quoted", "match", "score")
    assert [first[name] for name in names] == [
        1,
        "kept",
        "T04417",
        10475,
        "10234417",
        "reference",
        1.0,
    ]


def test_a_batch_that_does_not_prove_says_by_how_much_and_why(
    line: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "lines.csv"
    file.write_text("reference,amount\n10234417,104.75\n10231190,982.00\n")
    batch = line.batch("202.95", 2)
    line.json("batch", "key", batch, "--lines", file)
    ran = line("batch", "post", batch, "--json")
    assert (ran.code, ran.document["refused"]) == (1, "control_total")
    subject = ran.document["subject"]
    assert (subject["batch"], subject["difference_pence"]) == (batch, 88380)
    (cause,) = subject["causes"]
    assert (cause["line"], cause["slip"], cause["should_be_pence"]) == (2, "tenfold", 9820)
    assert "over by 883.80 = 9 × 98.20: line 2, 982.00 for 98.20?" in ran.err
    assert "F7" not in ran.err
    assert line.json("batch", "show", batch)["state"] == "open"


REFUSED = [
    ("a stream without its control", ("--stream", "cheque"), "control_missing"),
    ("a cashbook nobody has", ("--stream", "counter", "--cashbook", "NONE"), "unknown_cashbook"),
    ("a stream nobody has", ("--stream", "pigeon"), "unknown_stream"),
    ("a day to come", ("--stream", "counter", "--date", "2090-01-01"), "date_in_future"),
    ("no period", ("--stream", "counter", "--book-date", "2019-01-01"), "no_period"),
]


@pytest.mark.parametrize(("what", "words", "code"), REFUSED, ids=[one[0] for one in REFUSED])
def test_a_header_that_may_not_be_is_refused_with_the_way_out(
    line: CommandLine, what: str, words: tuple[str, ...], code: str
) -> None:
    given = ("batch", "open", "--cashbook", "MAIN", "--date", "t", *words)
    assert line.refused(*given)[0] == code


def test_without_a_key_each_open_is_another_batch_and_with_one_the_same(line: CommandLine) -> None:
    assert line.batch("1.00", 1) != line.batch("1.00", 1)
    assert line.batch("1.00", 1, "--key", "k") == line.batch("1.00", 1, "--key", "k")
    header = ("--cashbook", "MAIN", "--stream", "counter", "--date", "t", "--key", "k")
    assert line.refused("batch", "open", *header)[0] == "key_reused"


def test_a_live_batch_posts_once_its_late_control_is_there(
    line: CommandLine, lines_file: str
) -> None:
    header = ("--cashbook", "MAIN", "--stream", "counter", "--date", "t")
    batch = line.json("batch", "open", *header)["batch"]
    line.json("batch", "key", batch, "--lines", lines_file)
    assert line.refused("batch", "post", batch)[0] == "control_missing"
    control = ("--total", "202.95", "--count", 2, "--source", "till", "--ref", "Z17")
    told = line.json("batch", "control", batch, *control)
    assert line.json("batch", "control", batch, *control) == told
    assert (told["control_pence"], told["difference_pence"]) == (20295, 0)
    assert line.json("batch", "post", batch)["state"] == "posted"


def test_each_change_to_a_batch_may_be_sent_again(line: CommandLine, lines_file: str) -> None:
    batch = line.batch("104.75", 1)
    line.json("batch", "key", batch, "--lines", lines_file)
    for words in (
        ("batch", "strike", batch, 2),
        ("batch", "redate", batch, "--book-date", "-1"),
        ("batch", "abandon", batch, "--why", "keyed twice"),
    ):
        told = line.json(*words)
        assert line.json(*words) == told
        assert told.keys() >= BATCH_KEYS
    assert line.json("batch", "show", batch)["state"] == "abandoned"
    states = [item["state"] for item in line.json("batch", "show", batch)["items"]]
    assert states == ["kept", "struck"]


def test_a_colleague_takes_a_batch_with_a_reason(line: CommandLine, lines_file: str) -> None:
    batch = line.batch("202.95", 2)
    line.json("batch", "key", batch, "--lines", lines_file)
    other = line.json("batch", "show", batch, login="assistant.2")
    assert (other["lines"], other["total_pence"], other["items"]) == (None, None, [])
    taking = ("batch", "take", batch, "--why", "she is ill")
    assert line.json(*taking, login="assistant.2")["holder"] == "assistant.2"
    assert line.json(*taking, login="assistant.2")["holder"] == "assistant.2"
    assert line.refused("batch", "post", batch)[0] == "not_your_batch"
    assert line.json("batch", "take", batch, "--why", "back again")["holder"] == "assistant.1"
    assert line.json(*taking, login="assistant.2")["holder"] == "assistant.2"


def test_the_list_has_every_batch_newest_first(line: CommandLine) -> None:
    first, second = line.batch("1.00", 1), line.batch("2.00", 1)
    told = line.json("batch", "list", "--mine")["batches"]
    assert [one["batch"] for one in told] == [second, first]
    assert f"{first}" in line("batch", "list").out


def test_a_receipt_is_reversed_once_and_the_account_says_so(
    line: CommandLine, lines_file: str
) -> None:
    posted(line, lines_file)
    reversing = ("reverse", "A1-000001.1", "--why", "wrong account")
    told = line.json(*reversing)
    assert (told["posting"], told["reverses"]) == ("A1-000002.1", "A1-000001.1")
    assert line.json(*reversing) == told
    postings = line.json("account", "10234890")["postings"]
    assert postings == []
    ledger = line.json("account", "T04417")["postings"]
    assert [(one["posting"], one["reverses"], one["balance_pence"]) for one in ledger] == [
        ("A1-000001.1", None, -10475),
        ("A1-000002.1", "A1-000001.1", 0),
    ]


def test_an_entry_is_reversed_whole_only_with_all(line: CommandLine, lines_file: str) -> None:
    posted(line, lines_file)
    assert line("reverse", "A1-000001", "--why", "wrong file").code == 2
    assert line("reverse", "A1-000001.1", "--all", "--why", "wrong file").code == 2
    told = line.json("reverse", "A1-000001", "--all", "--why", "wrong file")
    assert (told["posting"], told["total_pence"]) == ("A1-000002", 20295)


REVERSALS = [
    ("A1-000009.1", "unknown_posting"),
    ("rubbish", "unknown_posting"),
    ("A1-000001.1.2", "part_named"),
]


@pytest.mark.parametrize(("posting", "code"), REVERSALS)
def test_what_is_no_receipt_cannot_be_reversed(
    line: CommandLine, lines_file: str, posting: str, code: str
) -> None:
    posted(line, lines_file)
    assert line.refused("reverse", posting, "--why", "wrong")[0] == code


def test_a_colleagues_receipt_is_reversed_by_request(line: CommandLine, lines_file: str) -> None:
    posted(line, lines_file)
    words = ("reverse", "A1-000001.1", "--why", "wrong account")
    assert line.refused(*words, login="assistant.2")[0] == "reversal_needs_request"


ACCOUNTS = [
    ("10231190", 0),
    ("T04418", 0),
    ("CLY:10234417", 0),
    ("10234417", "ambiguous"),
    ("10231190/garage", "unknown_account"),
    ("nobody", "unknown_account"),
]


@pytest.mark.parametrize(("reference", "outcome"), ACCOUNTS)
def test_an_account_is_named_by_any_reference_that_names_one(
    line: CommandLine, reference: str, outcome: int | str
) -> None:
    if outcome == 0:
        told = line.json("account", reference)
        assert told.keys() >= {
            "account",
            "reference",
            "names",
            "address",
            "balance_pence",
            "sub_accounts",
            "postings",
            "pending",
        }
    else:
        assert line.refused("account", reference)[0] == outcome


def test_of_a_restricted_account_names_and_address_are_null_until_revealed(
    line: CommandLine, small_book: SmallBook
) -> None:
    with small_book.open("manager.1") as session:
        session.execute(
            "SELECT rb.restrict_tenancy('k', id, true, 'asked for') FROM rb.account"
            " WHERE ref = '10236218'"
        )
    told = line.json("account", "10236218")
    assert (told["names"], told["address"], told["restricted"]) == (None, None, True)
    assert told["people"] == []
    assert line.refused("reveal", "10236218", "--why", "no")[0] == "reason_needed"
    line.json("reveal", "10236218", "--why", "on the telephone")
    assert line.json("account", "10236218")["names"] == ["Mr Tomasz Nowak"]


def test_the_finder_answers_hits_with_their_reasons_and_balances(line: CommandLine) -> None:
    told = line.json("find", "okafro", "larch")
    assert told["ms"] >= 0
    hit = told["hits"][0]
    assert (hit["reference"], hit["tenancy"], hit["status"]) == ("10234417", "T04417", "current")
    assert hit["balance_pence"] == 0
    assert hit["why"]
    assert not hit["restricted"]
    assert "Okafor" in line("find", "okafor").out


def test_the_finder_takes_a_file_of_queries_and_answers_one_object_a_line(
    line: CommandLine, tmp_path: Path
) -> None:
    import json

    file = tmp_path / "queries.txt"
    file.write_text("okafor\n\nnowak ferry\n")
    ran = line("find", "--queries", file, "--json")
    told = [json.loads(each) for each in ran.out.splitlines()]
    assert (ran.code, len(told)) == (0, 3)
    assert [len(one["hits"]) > 0 for one in told] == [True, False, True]
    assert told[2]["hits"][0]["reference"] == "10236218"


def test_the_finder_shows_only_the_reference_of_the_restricted(
    line: CommandLine, small_book: SmallBook
) -> None:
    with small_book.open("manager.1") as session:
        session.execute(
            "SELECT rb.restrict_tenancy('k', id, true, 'asked for') FROM rb.account"
            " WHERE ref = '10236218'"
        )
    assert line.json("find", "nowak")["hits"][:1] != ["10236218"]
    (hit,) = [one for one in line.json("find", "10236218")["hits"] if one["restricted"]]
    assert [hit[name] for name in ("name", "address", "postcode", "phone")] == [None] * 4
    assert hit["reference"] == "10236218"


def test_the_book_says_where_it_is_and_who_i_am_in_it(line: CommandLine) -> None:
    told = line.json("book", login="supervisor.1")
    assert told.keys() >= {
        "url",
        "mode",
        "server_version",
        "schema_version",
        "operator",
        "group",
    }
    assert (told["operator"], told["group"], told["url"]) == (
        "supervisor.1",
        "supervisor",
        line.book.url("supervisor.1"),
    )


def test_an_operator_is_added_by_the_keeper_once(line: CommandLine) -> None:
    adding = ("operator", "add", "new.one", "--name", "New One", "--group", "assistant")
    more = ("--landlord", "cly", "--limit", "reversal=250.00")
    told = line.json(*adding, *more, login="keeper")
    assert line.json(*adding, *more, login="keeper") == told
    assert line.json("operator", "list")["operators"] == told["operators"]
    (new,) = [one for one in told["operators"] if one["login"] == "new.one"]
    assert (new["group"], new["landlords"]) == ("assistant", ["CLY"])
    assert new["limits"] == [{"kind": "reversal", "item_pence": 25000}]
    assert line.refused(*adding, login="keeper")[0] == "operator_known"
    assert line.refused(*adding)[0] == "not_permitted"


def test_a_period_is_closed_by_a_manager_and_named_with_its_landlord(line: CommandLine) -> None:
    assert line.refused("period", "close", "2025-01", login="manager.1")[0] == "ambiguous"
    assert line.refused("period", "close", "1999-01", login="manager.1")[0] == "no_period"
    assert line.refused("period", "close", "CLY:2025-01")[0] == "not_permitted"
    told = line.json("period", "close", "CLY:2025-01", login="manager.1")
    assert told["signed_by"] == "manager.1"
    assert line.json("period", "close", "CLY:2025-01", login="manager.1") == told
