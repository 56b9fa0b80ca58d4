"""`request`, `requests`, `decide`, `withdraw`: asked by one, decided by another."""

import pytest

from tests.office import balance_of, furnish, let_thirty_go, number_of, pay
from tests.small_book import SmallBook
from tests.tui.command_line import CommandLine

PAYEE = ("--payee", "P KOWALCZYK", "--sort-code", "08-99-99", "--account-number", "66374958")


@pytest.fixture
def line(small_book: SmallBook, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    furnish(small_book)
    pay(small_book, number_of(small_book, "10238826"), 24120)
    return CommandLine(small_book, capsys)


def test_a_refund_is_asked_listed_approved_and_owed(line: CommandLine) -> None:
    ask = ("request", "refund", "10238826", "131.00", "--why", "not stopped", *PAYEE)
    made = line.json(*ask)
    assert (made["state"], made["amount_pence"], made["reserved_pence"]) == (
        "submitted",
        13100,
        13100,
    )
    assert made["evidence"]["most_pence"] == 14300
    assert made["pays_to"] == "08-99-99 ····4958"
    number = made["request"]
    assert line.refused(*ask) == (
        "more_than_credit",
        "the credit that nobody else was promised is 110.20: ask for at most that, "
        "offsets included",
    )
    (awaits,) = line.json("requests", "--awaiting", login="supervisor.1")["requests"]
    assert awaits["request"] == number
    told = line("requests", number, login="supervisor.1").out
    assert "it came from         standing order 241.20, no benefit" in told
    assert "most that may go     143.00 = 241.20 − 98.20" in told
    assert line.refused("decide", number, "approve")[0] == "not_permitted"
    done = line.json("decide", number, "approve", login="supervisor.1")
    assert done["state"] == "approved"
    assert line.json("decide", number, "approve", login="supervisor.1") == done
    assert balance_of(line.book, number_of(line.book, "10238826")) == -11020
    (mine,) = line.json("requests", "--mine")["requests"]
    assert mine["decisions"][0]["by"] == "supervisor.1"


def test_a_draft_is_kept_listed_submitted_and_discarded_by_command(line: CommandLine) -> None:
    ask = ("request", "refund", "10238826", "131.00", "--why", "not stopped", *PAYEE, "--draft")
    number = line.json(*ask)["draft"]
    other = line.json(*ask)["draft"]
    assert line.json("requests", "--mine")["requests"] == []
    listed = line.json("draft", "list")["drafts"]
    assert [(one["draft"], one["amount_pence"]) for one in listed] == [
        (other, 13100),
        (number, 13100),
    ]
    assert "not stopped" in line("draft", "list").out
    assert line.json("draft", "list", login="supervisor.1")["drafts"] == []
    assert line.json("draft", "discard", other) == {"draft": other, "state": "discarded"}
    assert line.refused("draft", "submit", other)[0] == "unknown_draft"
    bank = ("--sort-code", "08-99-99", "--account-number", "66374958")
    made = line.json("draft", "submit", number, *bank)
    assert (made["state"], made["pays_to"]) == ("submitted", "08-99-99 ····4958")
    assert line.json("draft", "submit", number, *bank)["request"] == made["request"]
    assert "no drafts" in line("draft", "list").out


def test_a_transfer_is_rejected_with_a_reason_or_withdrawn_by_its_maker(line: CommandLine) -> None:
    ask = ("request", "transfer", "10238826", "50.00", "--to", "10239002", "--why", "his money")
    first = line.json(*ask)["request"]
    assert line.refused("decide", first, "reject", login="supervisor.1")[0] == "reason_needed"
    line.json("decide", first, "reject", "--why", "not his", login="supervisor.1")
    second = line.json(*ask)["request"]
    assert second != first
    assert line.refused("withdraw", second, "--why", "no", login="assistant.2")[0] == (
        "not_your_request"
    )
    assert line.json("withdraw", second, "--why", "asked twice")["state"] == "withdrawn"
    told = line("requests").out
    assert "rejected" in told and "withdrawn" in told


def test_a_posting_is_reversed_by_request(line: CommandLine) -> None:
    (posting,) = line.json("account", "10238826")["postings"]
    asked = line.json("request", "reversal", posting["posting"], "--why", "bank says so")
    assert (asked["target"], asked["amount_pence"]) == (posting["posting"], 24120)
    done = line.json("decide", asked["request"], "approve", login="supervisor.1")
    assert done["state"] == "posted"
    assert balance_of(line.book, number_of(line.book, "10238826")) == 0


def test_a_limit_is_raised_by_two_people_by_command(line: CommandLine) -> None:
    within = line.json("request", "policy", "MAIN/tolerance", "0.05", "--why", "rounding")
    assert "MAIN, tolerance" in line("requests").out and within["state"] == "submitted"
    ask = ("request", "policy", "supervisor/refund", "6000.00;60000", "--why", "the board")
    asked = line.json(*ask, login="supervisor.1")
    assert (asked["subject"], asked["level"]) == ("supervisor, refund", "manager")
    told = line("requests", asked["request"], login="manager.1").out
    assert "now                  day 50,000.00, item 5,000.00" in told
    line.json("decide", asked["request"], "approve", login="manager.1")
    with line.book.open() as session:
        row = session.execute(
            "SELECT per_item_pence, per_day_pence FROM rb.limit_rule"
            " WHERE who = 'supervisor' AND kind = 'refund'"
        ).fetchone()
    assert row == (600_000, 6_000_000)


def test_a_schedule_is_shown_made_listed_and_decided_but_for_a_line(line: CommandLine) -> None:
    let_thirty_go(line.book)
    ask = ("request", "schedule", "write-off", "--former", "--at-most", "10.00")
    why = ("--reason", "no-trace", "--why", "not worth a letter")
    shown = line(*ask, *why, "--dry-run").out
    assert "29 accounts, 290.00; nothing was asked" in shown
    made = line.json(*ask, *why, "--except", "F003")
    assert (len(made["requests"]), made["amount_pence"]) == (28, 28000)
    number, first = made["schedule"], made["requests"][0]
    decide = ("decide", "--schedule", number, "approve", "--why", "as listed")
    assert line.refused(*decide)[0] == "not_permitted"
    told = line(*decide, "--except", first, login="supervisor.1").out
    assert f"schedule {number}: 27 decided (approve), 270.00, 0 left open" in told
    (listed,) = line.json("requests", "--schedules")["schedules"]
    assert (listed["lines"], listed["open"], listed["open_pence"]) == (28, 1, 1000)
    lines = line.json("requests", "--schedule", number)["requests"]
    assert [one["request"] for one in lines if one["state"] == "submitted"] == [first]
    assert line.json("decide", first, "approve", login="supervisor.1")["state"] == "posted"


def test_who_works_in_the_book_is_said_in_words_and_what_its_keeper_types(
    line: CommandLine,
) -> None:
    ask = ("request", "operator", "dana.new", "auditor", "--landlord", "cly", "--why", "year end")
    number = line.json(*ask)["request"]
    told = line("requests", number, login="manager.1").out
    assert "then                 auditor of CLY" in told
    step = "rentbook operator add dana.new --name … --group auditor --landlord CLY"
    assert f"the keeper types     {step}" in told
    assert step in line("decide", number, "approve", login="manager.1").out
    number = line.json("request", "operator", "assistant.2", "suspend", "--why", "left")["request"]
    told = line("requests", number).out
    assert "now                  assistant\n" in told and "then                 suspended" in told
