"""What each group may call and write, held against the list of acts."""

# ruff: noqa: E501  # what a catalog is asked stands on one line

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.servers import Server
from tests.small_book import build

ACTS = {path.stem for path in (Path(__file__).parents[2] / "db" / "acts").glob("*.sql")}
# function: why whoever reads may call it
READERS = {
    "in_group": "policies ask it as the reader",
    "my_landlords": "policies ask it as the reader",
    "has_every_landlord": "policies ask it as the reader",
    "part_hidden": "a policy asks it as the reader",
    "blind_agreed": "a policy asks it as the reader",
    "blind_shut": "a policy asks it as the reader",
    "held_by_me": "a policy asks it as the reader",
    "third_reading": "a policy asks it as the reader",
    "lines_digest": "of a blind batch it tells nothing to others",
    "digit_sum": "sums what the caller gives it",
    "entry_number": "writes what the caller gives it",
}
BY_MANAGERS = {
    "apply_feed",
    "close_period",
    "erase",
    "erasure_standing",
    "open_cashbook",
    "preview_feed",
    "restrict_tenancy",
    "subject_access",
    "subject_rows",
    "total_period",
}
BY_READERS = {
    "blind_standing",
    "book_day",
    "cashbook_day",
    "credit_facts",
    "debt_facts",
    "journal_accounts",
    "journal_page",
    "look_at_bank",
    "my_limit",
    "open_entries",
    "payee_facts",
    "proof_figures",
    "prove",
    "request_facts",
    "reveal",
    "revealed_bank",
    "sheet_told",
    "rent_weeks",
    "trial_balance",
    "who_holds",
}
BY_SUPERVISORS = {
    "abandon_pay_run",
    "add_profile",
    "card_paid",
    "confirm_pay_run",
    "decide",
    "decide_schedule",
    "export_finance",
    "finance_lines",
    "keep_pay_file",
    "load_table",
    "make_pay_run",
    "pay_rows",
    "return_pay_item",
    "revoke_alias",
}
MAY_CALL = {
    "assistant.1": ACTS - BY_MANAGERS - BY_SUPERVISORS,
    "supervisor.1": ACTS - BY_MANAGERS,
    "manager.1": ACTS,
    "auditor.1": BY_READERS,
    "night": BY_READERS | {"seal", "apply_feed", "preview_feed", "note_misposts"},
}
STAGED = {
    "stage_line": {"assistant.1", "supervisor.1", "manager.1"},
    "stage_file_line": {"assistant.1", "supervisor.1", "manager.1"},
    "stage_bank_line": {"assistant.1", "supervisor.1", "manager.1"},
    "stage_feed": {"manager.1", "night"},
}


@pytest.fixture
def founded(server: Server, template: Callable[..., str]) -> str:
    """The address of a book as it was founded."""
    return server.url(template("founded", build))


@pytest.mark.parametrize("login", MAY_CALL)
def test_a_group_calls_its_acts_and_nothing_inside_them(founded: str, login: str) -> None:
    with psycopg.connect(founded) as session:
        rows = session.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'rb'::regnamespace"
            " AND has_function_privilege(%s, oid, 'EXECUTE')",
            (login,),
        ).fetchall()
    assert {name for (name,) in rows} - READERS.keys() == MAY_CALL[login]


@pytest.mark.parametrize("login", MAY_CALL)
def test_nobody_writes_a_table_but_the_stage_of_their_acts(founded: str, login: str) -> None:
    with psycopg.connect(founded) as session:
        rows = session.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind IN ('r', 'v')"
            " AND (has_table_privilege(%(login)s, oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')"
            "   OR has_any_column_privilege(%(login)s, oid, 'INSERT, UPDATE, REFERENCES'))",
            {"login": login},
        ).fetchall()
        sequences = session.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace"
            " AND CASE WHEN relkind = 'S' THEN has_sequence_privilege(%s, oid, 'USAGE, SELECT, UPDATE') END",
            (login,),
        ).fetchall()
    assert {name for (name,) in rows} == {table for table, who in STAGED.items() if login in who}
    assert sequences == []


def test_every_table_of_the_book_hides_rows_or_is_named_here(founded: str) -> None:
    """A table that operators read has row policies, unless everybody may know all of it."""
    known_to_all = {
        "alembic_version", "book", "chain", "finder_state", "landlord", "limit_delegation", "limit_rule", "operator",
        "operator_landlord", "policy", "profile", "reference_table", "seal", "stream", "txn_code",
    }  # fmt: skip
    with psycopg.connect(founded) as session:
        rows = session.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'rb'::regnamespace AND relkind = 'r'"
            " AND NOT relrowsecurity AND has_table_privilege('assistant.1', oid, 'SELECT')"
        ).fetchall()
    assert {name for (name,) in rows} == known_to_all
