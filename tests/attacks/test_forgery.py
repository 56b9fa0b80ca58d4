"""What a document says of its maker, state or place is never believed."""

# ruff: noqa: E501  # an attack is read on one line, as it was typed

from typing import Any

import pytest

from db.acting import act, new_key
from tests.small_book import SmallBook

FORGED = {
    "makers": "{assistant.2}",
    "state": "struck",
    "batch_id": "1",
    "line": "7",
    "split": "true",
    "kept_at": "1999-01-01",
}


@pytest.mark.parametrize("forged", sorted(FORGED))
def test_a_kept_line_is_its_keyers_whatever_the_document_says(
    small_book: SmallBook, forged: str
) -> None:
    with small_book.open("assistant.1") as session:
        header = {"cashbook": "MAIN", "stream": "counter"}
        batch = act(
            session,
            "open_batch",
            new_key(),
            header | {"maker": "assistant.2", "holder": "assistant.2"},
        )["batch"]
        doc = {"account_id": None, "pence": 5, "reason": "no name", forged: FORGED[forged]}
        act(session, "keep_line", new_key(), batch, 1, doc)
        assert _lines(session) == [(batch, 1, "kept", False, ["assistant.1"], True)]
        act(session, "amend_line", new_key(), batch, 1, {forged: FORGED[forged]})
        assert _lines(session) == [(batch, 1, "kept", False, ["assistant.1"], True)]
        held = session.execute(
            "SELECT maker, holder FROM rb.batch WHERE id = %s", (batch,)
        ).fetchone()
        assert held == ("assistant.1", "assistant.1")


def test_only_the_stagers_own_rows_of_a_load_are_taken(small_book: SmallBook) -> None:
    load = "00000000-0000-0000-0000-000000000007"
    stage = "INSERT INTO rb.stage_line (load, line, pence, reason) VALUES (%s, 1, %s, 'no name')"
    with small_book.open("assistant.1") as one, small_book.open("assistant.2") as two:
        two.execute(stage, (load, 999))
        batch = act(one, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})[
            "batch"
        ]
        nothing = {"load": load, "lines": 0, "pence": 0, "digest": _digest(one)}
        assert act(one, "keep_lines", new_key(), batch, nothing)["kept"] == 0
        assert _lines(one) == []


def test_a_session_that_shadows_the_books_tables_changes_nothing(small_book: SmallBook) -> None:
    """Nobody may make temporary objects; where somebody gave that right away, the acts look past them."""
    with small_book.open() as session:
        session.execute(
            "DO $$ BEGIN EXECUTE format('GRANT TEMP ON DATABASE %I TO PUBLIC', current_database()); END $$"
        )
    with small_book.open("assistant.1") as session:
        for statement in (
            "CREATE TEMP TABLE operator AS SELECT 'assistant.1'::name login, 1 no, 'x' name, 'manager' grp, false suspended",
            "CREATE TEMP TABLE posting (pence bigint)",
            "CREATE FUNCTION pg_temp.in_group(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "CREATE FUNCTION pg_temp.today() RETURNS date LANGUAGE sql AS 'SELECT date ''2099-01-01'''",
            "CREATE FUNCTION pg_temp.eq(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
            "CREATE OPERATOR pg_temp.= (leftarg = bigint, rightarg = bigint, function = pg_temp.eq)",
            "SET search_path = pg_temp, rb, pg_catalog",
        ):
            session.execute(statement.encode())
        batch = act(session, "open_batch", new_key(), {"cashbook": "MAIN", "stream": "counter"})[
            "batch"
        ]
        row = session.execute(
            "SELECT book_date = (now() AT TIME ZONE 'Europe/London')::date FROM rb.batch WHERE id = %s",
            (batch,),
        )
        assert row.fetchone() == (True,)
        row = session.execute("SELECT rb.in_group('manager')")
        assert row.fetchone() == (False,)


def _lines(session: Any) -> list[Any]:
    return list(
        session.execute(
            "SELECT batch_id, line, state, split, makers, kept_at > '2020-01-01' FROM rb.batch_line ORDER BY line"
        ).fetchall()
    )


def _digest(session: Any) -> str:
    row = session.execute("SELECT encode(sha256(''), 'hex')").fetchone()
    return str(row[0])
