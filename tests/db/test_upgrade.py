"""An older book is brought up by its keeper in one transaction, and loses nothing on the way."""

from collections.abc import Callable

import psycopg
import pytest

from core.refusal import Refusal
from db.book import Book
from db.founding import Plan, found
from db.proof import prove
from db.revisions import refuse_other, version_of
from db.suspense.cases import cases
from tests.db.test_suspense import to_suspense
from tests.small_book import SmallBook

# What the later revisions made, undone: the book as the first left it.
BACK_TO_FIRST = """
ALTER TABLE rb.act_key ALTER key TYPE text,
  ADD CONSTRAINT act_key_key_check CHECK (length(key) BETWEEN 1 AND 200);
ALTER TABLE rb.batch DROP CONSTRAINT batch_stands,
  ADD CHECK ((control_pence IS NULL) = (control_count IS NULL)),
  ADD CHECK ((state = 'posted') = (entry_id IS NOT NULL)), ADD CHECK (control_count >= 0),
  ADD CHECK (state IN ('open', 'posted', 'abandoned'));
DROP DOMAIN rb.act_key_text;
ALTER TABLE rb.batch_line ADD FOREIGN KEY (batch_id) REFERENCES rb.batch,
  ADD FOREIGN KEY (account_id) REFERENCES rb.account;
DROP INDEX rb.period_days;
DROP TABLE rb.card_refund CASCADE;
DROP FUNCTION rb.card_kept, rb.operator_by_two CASCADE;
ALTER TABLE rb.operator DROP COLUMN by_request;
DROP TABLE rb.correction, rb.mispost;
DROP TABLE rb.bank_look, rb.pay_item, rb.pay_run, rb.bank_detail CASCADE;
DROP FUNCTION rb.pay_run_kept, rb.pay_item_kept, rb.promised_kept, rb.note_kept CASCADE;
DROP TABLE rb.rent_week;
DROP FUNCTION rb.lay_rent_weeks;
DROP TABLE rb.period_total, rb.finance_export, rb.sheet_words, rb.proof_sheet CASCADE;
DROP FUNCTION rb.sheet_guard, rb.sheet_words_kept, rb.words_mark;
DROP FUNCTION rb.line_whose, rb.line_standing, rb.blind_agreed, rb.held_by_me, rb.blind_shut,
  rb.third_reading, rb.lines_digest CASCADE;
DROP INDEX rb.batch_blind;
ALTER TABLE rb.batch DROP COLUMN blind_late;
ALTER TABLE rb.key_pass DROP COLUMN whose, DROP COLUMN first_pence;
DROP TABLE rb.request_draft CASCADE;
DROP FUNCTION rb.draft_kept CASCADE;
DROP TABLE rb.limit_delegation, rb.decided_day, rb.request_note, rb.request_document,
  rb.request_step, rb.request_offset, rb.request, rb.schedule CASCADE;
DROP FUNCTION rb.request_kept, rb.step_kept, rb.step_tied CASCADE;
DROP FUNCTION IF EXISTS rb.step_digest CASCADE;
DROP FUNCTION rb.withdrawn_only CASCADE;
DROP TABLE rb.withdrawn_statement;
DROP TABLE rb.bank_statement_line, rb.bank_statement, rb.bank_receipt, rb.bank_match_line,
  rb.bank_match_entry, rb.bank_match, rb.bank_explained, rb.returned_money, rb.opening_item,
  rb.cashbook_opening, rb.bank_words, rb.bank_line, rb.stage_bank_line CASCADE;
ALTER TABLE rb.account DISABLE TRIGGER USER;
DELETE FROM rb.account WHERE kind IN ('bank-charges', 'bank-transfers', 'bank-differences');
ALTER TABLE rb.cashbook DROP COLUMN tolerance_pence;
ALTER TABLE rb.account ENABLE TRIGGER USER;
DELETE FROM rb.txn_code WHERE code IN ('BKCH', 'BKTR', 'BKDF', 'CLRG');
DROP TABLE rb.reference_table, rb.subject_access, rb.walk_item;
ALTER TABLE rb.customer DROP COLUMN erased_at;
ALTER TABLE rb.tenancy DROP COLUMN erased_at;
DROP INDEX rb.audit_at;
DROP TABLE rb.suspense_clearing, rb.suspense_item, rb.alias, rb.stage_file_line, rb.file_line,
  rb.payment_file, rb.profile CASCADE;
ALTER TABLE rb.batch_line DROP COLUMN debit, DROP COLUMN code_id;
UPDATE rb.alembic_version SET version_num = '0001';
"""


def raised(book: SmallBook) -> None:
    with psycopg.connect(book.url()) as session:
        found(session, Plan("demo", "server", "keeper", None))


def test_a_book_of_the_first_revision_is_refused_until_its_keeper_raises_it(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    posted = to_suspense(opened("assistant.1"), "P KOWALCZYK")
    with small_book.open() as session:
        session.execute(BACK_TO_FIRST)
        with pytest.raises(Refusal, match="its keeper upgrades it with rentbook init") as told:
            refuse_other(version_of(session), "here")
    assert told.value.code == "book_older"
    raised(small_book)
    (case,) = cases(opened("assistant.1"))
    assert (case.of, case.pence) == (posted.of, posted.pence)
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def test_a_raise_that_fails_half_way_leaves_the_older_book_as_it_was(
    small_book: SmallBook,
) -> None:
    with small_book.open() as session:
        session.execute(BACK_TO_FIRST)
        session.execute("CREATE TABLE rb.suspense_clearing (in_the_way boolean)")
    with pytest.raises(psycopg.errors.DuplicateTable):
        raised(small_book)
    with small_book.open() as session:
        assert version_of(session) == "0001"
        missing = session.execute("SELECT to_regclass('rb.payment_file')").fetchone()
    assert missing == (None,)
