"""What was approved leaves once, in a file that proves, and comes back as the bank sends it."""

from pathlib import Path

import psycopg
import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from db.desk import waiting
from db.payments.files import file_again, pay_file, write_pay_file
from db.payments.returns import return_item, returned_in, take_back
from db.payments.runs import abandon_run, confirm_run, items, open_run, payers, run_of, runs
from db.proof import prove
from db.requests.asking import ask
from db.requests.reading import standing
from tests.core.formats.test_arucs import ITEM, report
from tests.office import approved, asked, balance_of, number_of
from tests.payments import (
    KOWALCZYK,
    OSEI,
    ROLL,
    Opened,
    bounced,
    day,
    noon,
    order,
    paid_file,
    refunds,
    row,
)
from tests.small_book import SmallBook

OWED = (
    "SELECT coalesce(sum(CASE WHEN p.credit_account = a.id THEN p.pence ELSE -p.pence END), 0)::int"
    " FROM rb.account a JOIN rb.posting p ON a.id IN (p.credit_account, p.debit_account)"
    " WHERE a.kind = 'refunds-payable' AND a.status = 'control'"
)
DIGITS = "SELECT sort_code, account_number FROM rb.request WHERE id = %s"
STATES = "SELECT array_agg(state ORDER BY id) FROM rb.request"


def proves(small: SmallBook) -> None:
    with small.open("auditor.1") as session:
        assert prove(session).faults == []


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_run_holds_what_is_approved_and_its_file_is_kept_by_count_total_and_digest(
    small_book: SmallBook, opened: Opened, tmp_path: Path
) -> None:
    first, second = refunds(small_book, opened)
    book = opened("supervisor.1")
    assert payers(book) == ["MAIN"]
    made = paid_file(book, tmp_path / "run.csv")
    run = run_of(book, made.run.run)
    assert (run.items, run.total, run.state, made.found) == (2, 8000, "made", False)
    assert run.digest == made.run.digest != ""
    lines = (tmp_path / "run.csv").read_text().splitlines()
    assert lines[0].startswith("089999,66374958,P KOWALCZYK,50.00,99,")
    assert lines[1].startswith("070093,33333334,K OSEI,30.00,99,") and ",AB/12-3," in lines[1]
    assert f",REFUND {first}," in lines[0]
    assert (tmp_path / "run.csv").stat().st_mode & 0o777 == 0o600
    assert [(one.request, one.pays_to) for one in items(book, run.run)] == [
        (first, "08-99-99 ····4958"),
        (second, "07-00-93 ····3334"),
    ]
    assert row(small_book, OWED) == (8000,)
    proves(small_book)


def test_whoever_was_cut_off_finds_the_run_again_with_the_same_bytes(
    small_book: SmallBook, opened: Opened, tmp_path: Path
) -> None:
    refunds(small_book, opened)
    first = paid_file(opened("supervisor.1"), tmp_path / "run.csv")
    again = paid_file(opened("supervisor.1"), tmp_path / "run.csv")  # the same file is enough
    other = paid_file(opened("supervisor.2"))
    assert first.content == again.content == other.content
    assert {first.run.run, again.run.run, other.run.run} == {
        open_run(opened("manager.1"), "MAIN").run
    }  # type: ignore[union-attr]
    assert again.found and other.found
    assert len(runs(opened("auditor.1"))) == 1


def test_a_file_that_stands_is_never_overwritten(
    small_book: SmallBook, opened: Opened, tmp_path: Path
) -> None:
    refunds(small_book, opened)
    out = tmp_path / "run.csv"
    out.write_text("somebody's letter")
    made = paid_file(opened("supervisor.1"))
    with pytest.raises(Refusal) as refused:
        write_pay_file(out, made.content)
    assert code_of(refused) == "file_exists"
    assert out.read_text() == "somebody's letter"
    assert list(tmp_path.iterdir()) == [out]


def test_confirming_pays_from_the_bank_once_and_by_somebody_else(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    maker, other = opened("supervisor.1"), opened("supervisor.2")
    run = paid_file(maker).run
    with pytest.raises(Refusal) as refused:
        confirm_run(maker, run.run, run.digest)
    assert code_of(refused) == "own_run"
    with pytest.raises(Refusal) as refused:
        confirm_run(other, run.run, "00" * 32)
    assert code_of(refused) == "digest_differs"
    number = confirm_run(other, run.run, run.digest)
    assert confirm_run(other, run.run, run.digest) == number
    with pytest.raises(Refusal) as refused:
        confirm_run(opened("manager.1"), run.run, run.digest)
    assert code_of(refused) == "run_ended"
    assert row(small_book, OWED) == (0,)
    assert row(small_book, STATES) == (["paid", "paid"],)
    with pytest.raises(Refusal) as refused:
        pay_file(maker, order(maker), noon(maker))
    assert code_of(refused) == "nothing_to_pay"
    assert file_again(maker, run.run).run.digest == run.digest
    proves(small_book)


def test_where_policy_wants_one_person_the_maker_confirms(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.policy VALUES ('pay_by_two', 'false')"
            " ON CONFLICT (name) DO UPDATE SET value = 'false'"
        )
    book = opened("supervisor.1")
    run = paid_file(book).run
    assert confirm_run(book, run.run, run.digest)


def test_an_abandoned_run_lets_go_of_what_it_held(small_book: SmallBook, opened: Opened) -> None:
    refunds(small_book, opened)
    maker = opened("supervisor.1")
    run = paid_file(maker).run
    with pytest.raises(Refusal) as refused:
        abandon_run(maker, run.run, "the wrong day")
    assert code_of(refused) == "own_run"  # its file was made: somebody else makes sure
    abandon_run(opened("supervisor.2"), run.run, "the wrong day, not handed in")
    with pytest.raises(Refusal) as refused:
        confirm_run(opened("supervisor.2"), run.run, run.digest)
    assert code_of(refused) == "run_ended"
    second = paid_file(maker)
    assert (second.run.run, second.run.items, second.found) == (run.run + 1, 2, False)
    proves(small_book)


def test_another_day_or_format_waits_until_the_open_run_ends(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    book = opened("supervisor.1")
    paid_file(book)
    with pytest.raises(Refusal) as refused:
        pay_file(book, order(book, "pain001"), noon(book))
    assert code_of(refused) == "run_open"


def test_what_no_file_can_carry_is_left_out_and_told_and_what_the_format_lacks_makes_no_run(
    small_book: SmallBook, opened: Opened
) -> None:
    first, second = refunds(small_book, opened)
    with small_book.open() as session:
        session.execute("ALTER TABLE rb.request DISABLE TRIGGER request_kept")
        session.execute("UPDATE rb.request SET payee = '李' WHERE id = %s", (first,))
    book = opened("supervisor.1")
    with pytest.raises(Refusal, match="service user number") as refused:
        pay_file(book, order(book, "standard18"), noon(book))
    assert code_of(refused) == "run_faults"
    assert runs(book) == []  # a try that could not succeed leaves nothing behind
    made = paid_file(book)
    assert [number for number, _ in made.left] == [first]
    assert "no name that Bacs can carry" in made.left[0][1]
    assert [one.request for one in items(book, made.run.run)] == [second]
    abandon_run(opened("supervisor.2"), made.run.run, "not handed in")
    with small_book.open() as session:
        session.execute("UPDATE rb.request SET roll = 'é' WHERE id = %s", (second,))
        session.execute("ALTER TABLE rb.request ENABLE TRIGGER request_kept")
    with pytest.raises(Refusal, match="nothing is left to pay") as refused:
        paid_file(book)
    assert code_of(refused) == "run_faults"
    assert open_run(book, "MAIN") is None
    assert row(small_book, STATES) == (["approved", "approved"],)


def test_what_no_file_could_carry_is_not_asked_for(small_book: SmallBook, opened: Opened) -> None:
    refunds(small_book, opened)
    book = opened("assistant.1")
    account = number_of(small_book, KOWALCZYK)
    for wrong in ({"payee": "李"}, {"sort_code": "000000"}, {"account_number": "12345"},
                  {"account_number": "123456789"}, {"roll": "é"}, {"roll": "A" * 19}):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            asked(book, account, 100, **wrong)
        assert code_of(refused) == "bank_details", wrong
    told = asked(book, account, 100, payee="Zoë Łuczak", account_number="6374958")
    assert row(small_book, DIGITS, told.request) == ("089999", "06374958")
    told = asked(book, account, 100, sort_code="09-01-28", account_number="912345678")
    assert row(small_book, DIGITS, told.request) == ("090129", "12345678")


def test_a_request_may_wait_for_another_run(small_book: SmallBook, opened: Opened) -> None:
    first, second = refunds(small_book, opened)
    book = opened("supervisor.1")
    made = pay_file(book, order(book, "paygate", first), noon(book))
    assert [one.request for one in items(book, made.run.run)] == [second]


def test_a_day_that_bacs_cannot_keep_is_refused_with_the_first_that_it_can(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    book = opened("supervisor.1")
    with pytest.raises(Refusal, match=f"money moves on {day(book)}|next one is") as refused:
        pay_file(book, order(book).__class__("MAIN", book.about.today, "paygate"), noon(book))
    assert code_of(refused) == "day_wrong"


def test_what_a_run_holds_cannot_be_reversed_behind_its_back(
    small_book: SmallBook, opened: Opened
) -> None:
    first, _ = refunds(small_book, opened)
    run = paid_file(opened("supervisor.1")).run.run
    entry = row(
        small_book,
        "SELECT rb.proof_place(entry_id) FROM rb.request WHERE id = %s",
        first,
    )[0]
    doc = {"entry": entry, "line": 1, "why": "changed my mind"}
    undoing = ask(opened("assistant.2"), "reversal", doc).request
    with pytest.raises(Refusal) as refused:
        approved(opened("supervisor.2"), undoing)
    assert code_of(refused) == "in_pay_run"
    abandon_run(opened("supervisor.2"), run, "not handed in")
    approved(opened("supervisor.2"), undoing)
    assert payers(opened("supervisor.1")) == ["MAIN"]  # the other one is still to be paid
    proves(small_book)


def test_a_returned_payment_gives_the_credit_back_and_marks_the_details(
    small_book: SmallBook, opened: Opened
) -> None:
    first, second = refunds(small_book, opened)
    before = balance_of(small_book, number_of(small_book, KOWALCZYK))
    run = paid_file(opened("supervisor.1")).run
    confirm_run(opened("supervisor.2"), run.run, run.digest)
    book = opened("supervisor.2")
    day_file = bounced((5000, "08999966374958", f"REFUND {first}"))
    (told,) = take_back(book, returned_in(day_file))
    assert told.told is not None and told.told.request == first
    assert balance_of(small_book, number_of(small_book, KOWALCZYK)) == before - 5000
    assert row(small_book, STATES) == (["returned", "paid"],)
    assert [one.returned[:20] for one in items(book, run.run)] == ["returned by the bank", ""]
    (again,) = take_back(book, returned_in(day_file))
    assert again.was_kept
    with pytest.raises(Refusal) as refused:
        return_item(opened("supervisor.1"), (run.run, 1), "account closed")
    assert code_of(refused) == "returned_already"
    assert return_item(book, (run.run, 2), "account closed").request == second
    assert row(small_book, OWED) == (0,)
    again = asked(opened("assistant.1"), number_of(small_book, OSEI), 3000, **ROLL).request
    payee = standing(book, again).payee
    assert payee is not None and payee.came_back == book.about.today, "though none stand"
    assert f"a payment to it came back on {book.about.today}" in payee.warnings
    proves(small_book)


def test_a_report_of_bacs_takes_a_payment_back_once(small_book: SmallBook, opened: Opened) -> None:
    first, _ = refunds(small_book, opened)
    run = paid_file(opened("supervisor.1")).run
    confirm_run(opened("supervisor.2"), run.run, run.digest)
    content = report(ITEM.format(ref=f"REFUND {first}", amount="50.00"), total="50.00")
    book = opened("supervisor.2")
    (told,) = take_back(book, returned_in(content))
    assert told.told is not None and told.told.request == first
    (again,) = take_back(book, returned_in(content))
    assert again.was_kept
    with pytest.raises(Refusal, match="totals say"):
        returned_in(report(ITEM.format(ref="A", amount="1.00"), total="2.00"))
    proves(small_book)


def test_a_returned_credit_that_names_nothing_or_two_of_ours_waits(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    run = paid_file(opened("supervisor.1")).run
    confirm_run(opened("supervisor.2"), run.run, run.digest)
    day_file = bounced((5000, "11111166374958", "X"), (4999, "08999966374958", "X"))
    told = list(take_back(opened("supervisor.2"), returned_in(day_file)))
    assert [one.found.value for one in told] == ["no payment of ours"] * 2
    assert row(small_book, STATES) == (["paid", "paid"],)


def test_digits_are_read_only_after_a_look_that_lasts(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    run = paid_file(opened("supervisor.1")).run.run
    with small_book.open("supervisor.2") as session:
        with pytest.raises(psycopg.Error, match="write down first why"):
            session.execute("SELECT * FROM rb.pay_rows(%s)", (run,))
        session.execute("BEGIN")
        act(session, "look_at_bank", new_key(), {"run": run}, "a look nobody sees")
        with pytest.raises(psycopg.Error, match="must be committed"):
            session.execute("SELECT * FROM rb.pay_rows(%s)", (run,))
        session.execute("ROLLBACK")
        act(session, "look_at_bank", new_key(), {"run": run}, "the bank asks")
        assert len(session.execute("SELECT * FROM rb.pay_rows(%s)", (run,)).fetchall()) == 2
    with small_book.open("auditor.1") as session:
        looks = session.execute("SELECT login, why FROM rb.bank_look ORDER BY id").fetchall()
    assert ("supervisor.2", "the bank asks") in looks and (
        "supervisor.1",
        f"makes the file of pay run {run}",
    ) in looks
    assert OSEI


def test_a_supervisors_desk_says_what_is_to_be_paid_and_which_run_to_confirm(
    small_book: SmallBook, opened: Opened
) -> None:
    refunds(small_book, opened)
    book = opened("supervisor.1")
    lines = {one.kind: (one.count, one.pence) for one in waiting(book)}
    assert lines["to_pay"] == (2, 8000) and "pay_runs" not in lines
    run = paid_file(book).run
    (line,) = [one for one in waiting(book) if one.kind in ("to_pay", "pay_runs")]
    assert (line.kind, line.count, line.items) == (
        "pay_runs",
        1,
        ((run.run, f"pay run {run.run}"),),
    )
    assert not {"to_pay", "pay_runs"} & {one.kind for one in waiting(opened("assistant.1"))}
