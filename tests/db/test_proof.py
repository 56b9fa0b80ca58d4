"""The proof of a whole book names each thing that does not hold, and nothing where all holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from core.refusal import Refusal
from db.acting import act, new_key
from db.proof import Proof, prove
from tests.servers import LOGIN_PASSWORD, Server
from tests.small_book import SmallBook, build

# ruff: noqa: E501  # a break of the book is read on one line


# (what is broken, as whoever can switch every trigger off; the rule that tells it; where)
BREAKS = (
    ("UPDATE rb.balance SET pence = pence + 1 WHERE account_id = 10001", "balance", "account 10001"),
    ("DELETE FROM rb.balance WHERE account_id = 10001", "balance", "account 10001"),
    ("INSERT INTO rb.balance VALUES (1, 0)", "balance", "account 1"),
    ("UPDATE rb.posting SET pence = pence + 1 WHERE entry_id = 1 AND line = 1", "hash", "A1-000001"),
    ("UPDATE rb.posting SET pence = pence + 1 WHERE entry_id = 1 AND line = 1", "balance", "account 10001"),
    ("UPDATE rb.posting SET pence = pence + 1 WHERE entry_id = 1 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.posting SET pence = pence + 1 WHERE entry_id = 1 AND line = 1", "entry", "A1-000001"),
    ("UPDATE rb.posting SET effective_date = effective_date - 1 WHERE entry_id = 1 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.posting SET book_date = book_date - 1 WHERE entry_id = 1 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.posting SET credit_account = 10005 WHERE entry_id = 1 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.posting SET credit_account = 10005 WHERE entry_id = 1 AND line = 3", "lines", "A1-000001.3.1"),
    ("UPDATE rb.posting SET code_id = code_id + 1 WHERE entry_id = 1 AND line = 1", "hash", "A1-000001"),
    ("DELETE FROM rb.posting WHERE entry_id = 1 AND line = 2 AND part = 2", "lines", "A1-000001.2.2"),
    ("DELETE FROM rb.posting WHERE entry_id = 2", "entry", "A1-000002"),
    ("INSERT INTO rb.posting SELECT entry_id, 9, 1, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date FROM rb.posting WHERE entry_id = 1 AND line = 1", "lines", "A1-000001.9.1"),
    ("INSERT INTO rb.posting SELECT 99, line, part, landlord_id, cashbook_id, code_id, debit_account, credit_account, pence, effective_date, book_date FROM rb.posting WHERE entry_id = 1 AND line = 1", "orphan", "entry 99.1.1"),
    ("UPDATE rb.posting SET credit_account = 77777 WHERE entry_id = 1 AND line = 1", "orphan", "A1-000001.1.1"),
    ("UPDATE rb.posting SET credit_account = (SELECT max(id) FROM rb.account) WHERE entry_id = 1 AND line = 1", "orphan", "A1-000001.1.1"),
    ("UPDATE rb.posting SET code_id = 999 WHERE entry_id = 1 AND line = 1", "orphan", "A1-000001.1.1"),
    ("UPDATE rb.posting SET cashbook_id = 2 WHERE entry_id = 1 AND line = 1", "orphan", "A1-000001.1.1"),
    ("UPDATE rb.batch SET control_pence = 1 WHERE id = 1001", "control", "batch 1001"),
    ("UPDATE rb.batch SET control_count = 9 WHERE id = 1001", "control", "batch 1001"),
    ("UPDATE rb.batch SET state = 'open', entry_id = NULL WHERE id = 1001", "batch", "A1-000001"),
    ("UPDATE rb.batch SET entry_id = 2 WHERE id = 1001", "batch", "batch 1001"),
    ("UPDATE rb.batch_line SET pence = 1 WHERE batch_id = 1001 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.batch_line SET state = 'kept' WHERE state = 'struck'", "lines", "A1-000001.4.1"),
    ("UPDATE rb.batch_line SET state = 'struck' WHERE batch_id = 1001 AND line = 1", "lines", "A1-000001.1.1"),
    ("UPDATE rb.line_part SET pence = pence - 1 WHERE part = 1", "lines", "A1-000001.2.1"),
    ("INSERT INTO rb.line_part VALUES (1001, 99, 1, 10001, 5)", "orphan", "batch 1001 line 99"),
    ("UPDATE rb.batch_line SET account_id = 77777 WHERE batch_id = 1001 AND line = 1", "orphan", "batch 1001 line 1"),
    ("INSERT INTO rb.batch_line (batch_id, line, account_id, pence, effective_date) VALUES (77, 1, 10001, 5, '2025-10-20')", "orphan", "batch 77 line 1"),
    ("UPDATE rb.entry SET pence = pence + 1 WHERE id = 1", "entry", "A1-000001"),
    ("UPDATE rb.entry SET made_at = made_at - interval '1 day' WHERE id = 1", "hash", "A1-000001"),
    ("UPDATE rb.entry SET prev = sha256('x') WHERE id = 2", "link", "A1-000002"),
    ("UPDATE rb.entry SET hash = sha256('x') WHERE id = 1", "hash", "A1-000001"),
    ("UPDATE rb.entry SET number = 9 WHERE id = 2", "number", "A1-000009"),
    ("DELETE FROM rb.entry WHERE id = 1", "number", "A1-000002"),
    ("UPDATE rb.chain SET number = 1 WHERE login = 'assistant.1'", "head", "operator assistant.1"),
    ("UPDATE rb.chain SET head = sha256('x') WHERE login = 'assistant.1'", "head", "operator assistant.1"),
    ("UPDATE rb.seal SET heads = '{}'", "seal", "seal 1"),
    ("UPDATE rb.seal SET prev = sha256('x')", "seal", "seal 1"),
    ("UPDATE rb.entry SET hash = sha256('x') WHERE id = 1", "seal", "seal 1, operator assistant.1"),
    ("DELETE FROM rb.period", "period", "A1-000001"),
    ("UPDATE rb.period SET closed_at = '2025-01-01' WHERE current_date BETWEEN first AND last", "period", "A1-000001.1"),
    ("UPDATE rb.cashbook SET signed_to = '2999-01-01'", "signed", "A1-000002.1"),
    ("UPDATE rb.cashbook SET signed_to = '2999-01-01'", "period", "batch 1002"),
    ("UPDATE rb.act_key SET answer = NULL WHERE act = 'open_batch' AND key = 'open'", "key", "assistant.1, open_batch open"),
    ("DELETE FROM rb.act_key WHERE act = 'post_batch'", "key", "A1-000001"),
    ("DELETE FROM rb.act_key WHERE act = 'reverse'", "key", "A1-000002"),
    ("UPDATE rb.act_key SET answer = answer || '{\"number\": \"A1-000077\"}' WHERE act = 'post_batch'", "key", "assistant.1, post_batch post"),
    ("UPDATE rb.posting SET pence = pence + 1 WHERE entry_id = 2", "reversal", "A1-000002.1.1"),
    ("DELETE FROM rb.reversal", "reversal", "A1-000002.1.1"),
    ("UPDATE rb.account SET ref = '99999999' WHERE id = 10001", "reference", "account 10001"),
    ("DELETE FROM rb.account_ref WHERE account_id = 10001", "reference", "account 10001"),
    ("UPDATE rb.account_ref SET account_id = 1 WHERE ref = 'T04417'", "reference", "reference T04417 (tenancy)"),
    ("UPDATE rb.account_ref SET landlord_id = 2 WHERE ref = 'T04417'", "reference", "reference T04417 (tenancy)"),
    ("UPDATE rb.account SET digits = 1 WHERE id = 10001", "reference", "account 10001"),
    ("ALTER TABLE rb.posting DISABLE TRIGGER frozen", "guard", "table posting"),
    ("DROP TRIGGER posting_kept ON rb.posting", "guard", "table posting"),
    ("ALTER TABLE rb.customer DISABLE ROW LEVEL SECURITY", "guard", "table customer"),
    ('GRANT UPDATE ON rb.posting TO "assistant.1"', "guard", "table posting"),
    ('GRANT UPDATE (pence) ON rb.posting TO "assistant.1"', "guard", "table posting, column pence"),
    ("GRANT DELETE ON rb.audit TO PUBLIC", "guard", "table audit"),
    ("GRANT EXECUTE ON FUNCTION rb.write_line TO PUBLIC", "guard", "function write_line"),
    ("DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO PUBLIC', current_database()); END $$", "guard", "database"),
)  # fmt: skip


def post_a_little(session: Any) -> None:
    """One batch of a plain, a split, a suspense and a struck line, posted; one line of it reversed; one batch open."""
    header = {"cashbook": "MAIN", "stream": "cheque", "control_pence": 1600, "control_count": 3}
    batch = act(session, "open_batch", "open", header)["batch"]
    parts = [{"account_id": 10002, "pence": 300}, {"account_id": 10003, "pence": 200}]
    lines = (
        {"account_id": 10001, "pence": 1000},
        {"account_id": 10002, "pence": 500, "parts": parts},
        {"account_id": None, "pence": 100, "reason": "no name"},
        {"account_id": 10004, "pence": 7},
    )
    for number, doc in enumerate(lines, 1):
        act(session, "keep_line", new_key(), batch, number, doc)
    act(session, "strike_line", new_key(), batch, 4)
    act(session, "post_batch", "post", batch)


def build_posted(url: str) -> None:
    """A small book with one of everything, sealed after its first entry."""
    build(url)
    place = conninfo_to_dict(url) | {"user": "assistant.1", "password": LOGIN_PASSWORD}
    with psycopg.connect(autocommit=True, **place) as session:
        post_a_little(session)
        with psycopg.connect(url, autocommit=True) as superuser:
            superuser.execute("SELECT rb.seal('sign')")
        act(session, "reverse", "reverse", "A1-000001", 1, "wrong account")
        act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})


@pytest.fixture
def posted(server: Server, template: Callable[..., str]) -> SmallBook:
    """That book, one for all tests of a server: whoever breaks it takes the break back."""
    return SmallBook(server, template("posted", build_posted))


def proved_by(book: SmallBook, login: str = "auditor.1") -> Proof:
    with book.open(login) as session:
        return prove(session)


@contextmanager
def broken(book: SmallBook, statement: str) -> Iterator[list[tuple[str, str]]]:
    """The (rule, place) faults a break makes, in a transaction that is taken back."""
    with book.open() as session, session.transaction(force_rollback=True):
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        session.execute("SET LOCAL session_replication_role = replica")
        session.execute(statement.encode())
        yield session.execute("SELECT rule, place FROM rb.prove()").fetchall()


@pytest.mark.parametrize("login", ["auditor.1", "assistant.1", "manager.1", "night"])
def test_a_book_that_holds_is_proved_by_any_operator(posted: SmallBook, login: str) -> None:
    assert proved_by(posted, login) == Proof(True, 5, 1, [])


@pytest.mark.parametrize(("statement", "rule", "place"), BREAKS, ids=lambda value: str(value)[:70])
def test_each_break_is_named_with_its_place(
    posted: SmallBook, statement: str, rule: str, place: str
) -> None:
    with broken(posted, statement) as faults:
        assert (rule, place) in faults


def test_every_fault_is_told_and_not_the_first_alone(posted: SmallBook) -> None:
    with (
        broken(posted, "UPDATE rb.balance SET pence = pence + 1") as faults,
        posted.open() as session,
    ):
        accounts = session.execute("SELECT count(*) FROM rb.balance").fetchone()
        assert [rule for rule, _ in faults] == ["balance"] * accounts[0] + ["control"] * 2


def test_a_proof_writes_nothing_and_wants_one_moment(posted: SmallBook) -> None:
    with posted.open("auditor.1") as session:
        with pytest.raises(Exception, match="one moment"):
            session.execute("SELECT * FROM rb.prove()")
        prove(session)
        assert session.info.transaction_status == 0


def test_a_suspended_operator_proves_nothing(small_book: SmallBook) -> None:
    with small_book.open() as session:
        session.execute("UPDATE rb.operator SET suspended = true WHERE login = 'auditor.1'")
    with pytest.raises(Refusal) as met:
        proved_by(small_book)
    assert met.value.code == "suspended"


def test_a_limited_operator_meets_no_false_fault(small_book: SmallBook) -> None:
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.operator_landlord SELECT 'assistant.2', id FROM rb.landlord WHERE code = 'AVN'"
        )
    with small_book.open("assistant.1") as session:
        post_a_little(session)
    assert proved_by(small_book, "assistant.2").proved
