"""A person's data is taken out whole with a trace, and blanked only when nothing holds it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from core.money import Pence
from core.proof_sheet import sheet_text
from core.refusal import Refusal
from db.account_acts import add_note, add_warning, correct_contact
from db.acting import act, new_key
from db.audit import Asked, audit
from db.bank.days import cashbook_day
from db.bank.matching import Explanation, explain
from db.bank.proof_sheets import proof_sheet, sign
from db.bank.reconciling import open_items
from db.batches import KeptLine, post
from db.book import Book
from db.feed import FeedOrder, import_tenancies
from db.files.arrival import Arrival
from db.files.loading import load_file
from db.finder_store import open_finder
from db.proof import prove
from db.requests.asking import ask, withdraw
from db.requests.drafts import keep_draft
from db.subjects import customer_named, erase, standing, subject_access
from tests.db.bank_side import booked, entry_of, faults, line
from tests.db.test_files import OKAFOR, schedule
from tests.office import furnish
from tests.small_book import SmallBook
from tests.tui.lived_in import batch_of

BROWN, SMITH = "10219921", "10231190"
WHY = "six years are over"


def keyed(book: Book, account: int, pence: int = 9820, **more: Any) -> str:
    """A receipt of that account posted; its entry's number."""
    batch = batch_of(book, "cheque", KeptLine(account, Pence(pence), **more))
    return str(post(book, batch).number)


def number_of(small: SmallBook, ref: str) -> int:
    with small.open() as session:
        row = session.execute("SELECT min(id) FROM rb.account WHERE ref = %s", (ref,)).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def former(small_book: SmallBook, opened: Callable[..., Book]) -> int:
    """A former tenant of whom much was written, who owes nothing, after the years of keeping."""
    furnish(small_book)
    account = number_of(small_book, BROWN)
    book = opened("assistant.1")
    customer = customer_named(book, BROWN)
    add_note(book, new_key(), account, "Brown moved to his sister")
    correct_contact(book, new_key(), customer, "phone", "0141 496 0123")
    keyed(book, account, 4000, payer="T BROWN", narrative="last rent of Terence", quoted="BROWN")
    doc = {"account_id": account, "pence": 4000, "why": "Brown meant it for Smith"}
    moved = ask(book, "transfer", doc | {"to_account_id": number_of(small_book, SMITH)}).request
    withdraw(book, moved, "it was not")
    batch = load_file(
        book,
        Arrival(schedule(OKAFOR, total="370.00,40.00,330.00"), "hb.csv", "hb-schedule", "MAIN"),
    ).batch
    post(book, batch)
    keep_draft(book, "refund", {"account_id": account, "why": "Brown's sister asks for it"})
    with small_book.open() as session:
        session.execute("INSERT INTO rb.policy VALUES ('retention_years', '0')")
        session.execute(
            "INSERT INTO rb.mispost (entry_id, line, part, account_id, dismissed_by,"
            " dismissed_at, why) SELECT p.entry_id, p.line, p.part, %(it)s, 'assistant.1', now(),"
            " 'it is Terence Brown''s' FROM rb.posting p WHERE p.credit_account = %(it)s LIMIT 1",
            {"it": account},
        )
        session.execute(
            'UPDATE rb.tenancy SET fed = \'{"people": [{"name": "Mr Terence Brown"}]}\','
            " hb_claim_ref = 'B9' WHERE ref = 'T01234'"
        )
        session.execute(
            "INSERT INTO rb.bank_explained (cashbook_id, entry_id, line, reason, words, owner)"
            " SELECT c.id, p.entry_id, p.line, 'not-credited', 'Brown paid late', 'assistant.1'"
            " FROM rb.cashbook c, rb.posting p"
            " WHERE c.code = 'MAIN' AND p.credit_account = %s LIMIT 1",
            (account,),
        )
        session.execute(
            "INSERT INTO rb.walk_item (batch_id, item, account_id, pence, day, says)"
            " SELECT max(id), 1, %s, 100, '2025-01-01', 'Brown as last week' FROM rb.batch",
            (account,),
        )
        session.execute(
            "INSERT INTO rb.former_name SELECT customer_id, 'Mr Terence Braun' FROM rb.tenant n"
            " JOIN rb.tenancy t ON t.id = n.tenancy_id WHERE t.ref = 'T01234'"
        )
    return customer


def everything(small: SmallBook) -> str:
    """Every row of every table of the book, as text."""
    with small.open() as session:
        tables = session.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind = 'r'"
        ).fetchall()
        rows = [
            session.execute(
                psycopg.sql.SQL("SELECT string_agg(t::text, '|') FROM rb.{} t").format(
                    psycopg.sql.Identifier(name)
                )
            ).fetchone()
            for (name,) in tables
        ]
    return "|".join(str(row[0]) for row in rows if row is not None)


def test_everything_about_a_person_is_taken_out_by_parts(
    former: int, opened: Callable[..., Book]
) -> None:
    parts = subject_access(opened("manager.1"), new_key(), former, "she asked for it")
    assert parts["person"][0]["name"] == "Mr Terence Brown"
    assert [one["name"] for one in parts["former_names"]] == ["Mr Terence Braun"]
    assert [one["value"] for one in parts["contacts"]] == ["0141 496 0123"]
    assert [(one["charged_pence"], one["paid_pence"]) for one in parts["postings"]] == [
        (4000, None),
        (None, 4000),
    ]
    assert parts["receipts"][-1]["narrative"] == "last rent of Terence"
    assert any(one["name"] == "Brown T" for one in parts["file_lines"])
    assert parts["notes"][0]["words"] == "Brown moved to his sister"
    assert parts["accesses"][-1]["why"] == "she asked for it"
    assert {one["act"] for one in parts["acts"]} >= {"add_note", "subject_access"}


def test_a_persons_postings_are_found_by_index_however_large_the_book(
    former: int, small_book: SmallBook
) -> None:
    with small_book.open() as su, su.transaction():
        su.execute("SET LOCAL enable_seqscan = off")
        su.execute("SET LOCAL search_path = rb")
        found = su.execute("SELECT count(*) FROM subject_money(%s)", (former,)).fetchone()
        read = su.execute(
            "SELECT relname, seq_scan FROM pg_stat_xact_user_tables"
            " WHERE relname IN ('posting', 'batch_line', 'file_line', 'bank_words', 'entry')"
            " AND seq_scan > 0"
        ).fetchall()
    assert found is not None and found[0] > 2
    assert read == []


def test_who_takes_data_out_leaves_a_trace_that_was_committed_first(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    with small_book.open("manager.1") as session:
        with pytest.raises(psycopg.Error, match="write down first why"):
            session.execute("SELECT * FROM rb.subject_rows(%s)", (former,))
        session.execute("BEGIN")
        act(session, "subject_access", new_key(), former, "a look nobody sees")
        with pytest.raises(psycopg.Error, match="the look must be committed"):
            session.execute("SELECT * FROM rb.subject_rows(%s)", (former,))
        session.execute("ROLLBACK")
    subject_access(opened("manager.1"), new_key(), former, "she asked for it")
    with small_book.open("auditor.1") as session:
        rows = session.execute("SELECT customer_id, login, why FROM rb.subject_access").fetchall()
    assert rows == [(former, "manager.1", "she asked for it")]


def test_a_restricted_persons_data_come_too(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    account = number_of(small_book, SMITH)
    book = opened("manager.1")
    customer = customer_named(book, SMITH, 2)
    with book.session() as session:
        act(session, "restrict_tenancy", new_key(), account, True, "protected address")
    parts = subject_access(opened("manager.1"), new_key(), customer, "she asked for it")
    assert parts["person"][0]["name"] == "Mrs Kaye Smith"
    assert parts["tenancies"][0]["address"] == "3/1 Mill Road"


@pytest.mark.parametrize(
    ("login", "customer", "code"),
    [
        ("supervisor.1", None, "not_permitted"),
        ("auditor.1", None, "not_permitted"),
        ("manager.1", 999_999, "unknown_customer"),
    ],
)
def test_only_managers_take_out_and_only_whom_there_is(
    former: int, opened: Callable[..., Book], login: str, customer: int | None, code: str
) -> None:
    with pytest.raises(Refusal) as told:
        subject_access(opened(login), new_key(), customer or former, "because of it")
    assert told.value.code == code


def test_after_erasure_no_word_of_the_person_is_left_and_the_book_proves(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    book = opened("manager.1")
    assert "Brown" in everything(small_book)
    assert standing(book, former).holds == ()
    with book.session() as session:
        before = session.execute("SELECT account_id, pence FROM rb.balance ORDER BY 1").fetchall()
    gone = erase(book, new_key(), former, WHY)
    assert (gone.accounts, gone.sheets_keep) == ((number_of(small_book, BROWN),), ())
    left = everything(small_book).lower()
    for word in ("brown", "braun", "terence", "0141 496", "sister"):
        assert word not in left, left[max(0, left.find(word) - 200) : left.find(word) + 50]
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []
        after = session.execute("SELECT account_id, pence FROM rb.balance ORDER BY 1").fetchall()
    assert after == before
    done = audit(book, Asked(act="make_request"))
    assert [one.why for one in done] == ["(erased)"]


def signed(small: SmallBook, opened: Callable[..., Book]) -> date:
    """Today's sheet: the former tenant's cheque stands open for a reason, and Smith's."""
    book = opened("assistant.1")
    today = book.about.today
    number = keyed(book, number_of(small, SMITH), 1500)
    booked(book, line(100, "INTEREST", today), opening=0)
    explain(book, "MAIN", (entry_of(book, number), 0), Explanation("not-credited", "Smith's bank"))
    for open_line in open_items(book, "MAIN", today).bank:
        explain(book, "MAIN", open_line.line, Explanation("enquiry", "asked the bank"))
    sign(book, "MAIN", today)
    return today


def test_a_signed_sheet_loses_the_words_and_proves_as_it_was_signed(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    day = signed(small_book, opened)
    book = opened("manager.1")
    before = proof_sheet(book, "MAIN", day)
    assert "Brown paid late" in sheet_text(before)
    assert erase(book, new_key(), former, WHY).sheets_keep == ()
    after = proof_sheet(book, "MAIN", day)
    assert after.chain == before.chain
    said = sheet_text(after)
    assert "(erased)" in said and "Smith's bank" in said and "asked the bank" in said
    assert [item.words for item in cashbook_day(book, "MAIN", day).day.timing].count("(erased)")
    left = everything(small_book).lower()
    for word in ("brown", "terence"):
        assert word not in left, left[max(0, left.find(word) - 200) : left.find(word) + 50]
    assert faults(book) == []


def test_a_sheet_signed_with_its_words_proves_as_it_did_and_is_named_when_it_keeps_them(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    """As books before revision 0019 signed: the words are inside the hash."""
    day = signed(small_book, opened)
    with opened("assistant.1").session() as session:
        (told,) = session.execute("SELECT rb.sheet_told(max(id))::text FROM rb.proof_sheet") or ()
    with small_book.open() as su:
        su.execute("SET search_path = rb")
        su.execute("BEGIN")
        su.execute("SET LOCAL session_replication_role = replica")
        su.execute("UPDATE proof_sheet SET facts = %s", told)
        su.execute("UPDATE proof_sheet s SET hash = sheet_hash(s)")
        su.execute("DELETE FROM sheet_words")
        su.execute("COMMIT")
        (number,) = su.execute("SELECT id FROM proof_sheet").fetchone() or (0,)
    book = opened("manager.1")
    assert faults(book) == []
    assert erase(book, new_key(), former, WHY).sheets_keep == (number,)
    assert "Brown paid late" in sheet_text(proof_sheet(book, "MAIN", day))
    assert faults(book) == []


BREAKS = (
    ("UPDATE sheet_words SET words = 'another'", "does not say what was signed"),
    ("UPDATE sheet_words SET salt = gen_random_uuid()", "does not say what was signed"),
    ("DELETE FROM sheet_words", "lacks the words that were signed"),
    ("UPDATE sheet_words SET place = 99 WHERE words = 'asked the bank'", "were not signed"),
    (
        "UPDATE sheet_words SET (salt, words) = (NULL, ''), erased_for = id FROM customer",
        "who is not erased",
    ),
)


def test_check_names_words_of_a_sheet_that_were_altered_and_nobody_alters_them(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    signed(small_book, opened)
    with small_book.open() as su:
        su.execute("SET search_path = rb")
        for broken, words in BREAKS:
            if "erased_for" not in broken:
                with pytest.raises(psycopg.Error, match=r"left as they are|append-only"):
                    su.execute(broken.encode())
            su.execute("BEGIN")
            su.execute("SET LOCAL session_replication_role = replica")
            su.execute(broken.encode())
            found = su.execute("SELECT what FROM proof_sheet_words()").fetchall()
            assert any(words in what for (what,) in found), (broken, found)
            su.execute("ROLLBACK")


def test_an_open_finder_drops_the_erased_before_it_shows_another_hit(
    former: int, opened: Callable[..., Book]
) -> None:
    finder = open_finder(opened("assistant.1"))
    assert finder.search("terence brown", 3)[0].payment_ref == BROWN
    erase(opened("manager.1"), new_key(), former, WHY)
    finder.freshen()
    assert BROWN not in {hit.payment_ref for hit in finder.search("terence brown", 5)}


def test_the_nightly_feed_does_not_bring_the_erased_back(
    former: int, small_book: SmallBook, opened: Callable[..., Book], tmp_path: Path
) -> None:
    erase(opened("manager.1"), new_key(), former, WHY)
    feed = tmp_path / "feed.csv"
    feed.write_text(
        "landlord,property_ref,address,postcode,tenancy_ref,payment_ref,start,end,names,phone,weekly_charge\n"
        "CLY,PT01234,30 Mill Road,ML4 2EF,T01234,10219921,2019-03-04,2025-06-30,"
        "Mr Terence Brown,0141 496 0123,0\n"
    )
    done = import_tenancies(opened("manager.1"), feed, FeedOrder(update=True))
    assert done.applied, done.faults
    assert (done.changed, done.new) == (0, 0)
    assert "brown" not in everything(small_book).lower()


def test_what_holds_a_persons_data_is_said_all_at_once_and_refuses(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    assistant, manager = opened("assistant.1"), opened("manager.1")
    former, current = customer_named(assistant, BROWN), customer_named(assistant, SMITH, 1)
    keyed(assistant, number_of(small_book, BROWN), 500)
    batch_of(assistant, "cheque", KeptLine(number_of(small_book, BROWN), Pence(700)))
    told = standing(manager, former)
    assert [code for code, _ in told.holds] == ["retention", "balance", "batch_open"]
    assert "kept until 2031-06-30" in told.holds[0][1]
    assert [code for code, _ in standing(manager, current).holds] == ["tenancy_current"]
    with pytest.raises(Refusal) as refused:
        erase(manager, new_key(), former, WHY)
    assert refused.value.code == "kept_by_law"
    assert "Mr Terence Brown" in everything(small_book)


def test_a_person_is_named_by_number_or_by_account_and_position(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    book = opened("manager.1")
    lead = customer_named(book, SMITH, 1)
    assert customer_named(book, f"customer:{lead}") == lead
    with pytest.raises(Refusal, match=f"customer {lead} is Mr John Smith: write customer:{lead}"):
        customer_named(book, str(lead))  # a slip in a reference would be a stranger's
    assert customer_named(book, SMITH, 2) == lead + 1
    with pytest.raises(Refusal, match="say --person") as told:
        customer_named(book, SMITH)
    assert told.value.code == "ambiguous"


def test_what_is_written_of_others_stays(
    former: int, small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    other = number_of(small_book, SMITH)
    add_warning(opened("assistant.1"), new_key(), other, "two to a visit")
    erase(opened("manager.1"), new_key(), former, WHY)
    left = everything(small_book)
    assert "two to a visit" in left and "Mrs Kaye Smith" in left
