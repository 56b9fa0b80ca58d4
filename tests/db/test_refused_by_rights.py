"""A refusal by rights names the act and the groups that may, and never PostgreSQL's words."""

from pathlib import Path

import psycopg
import pytest

from core.groups import named
from core.refusal import Refusal
from db.acting import act
from db.errors import translated
from db.rights import groups_of
from tests.small_book import SmallBook

ACTS = sorted(path.stem for path in (Path(__file__).parents[2] / "db" / "acts").glob("*.sql"))
ALL = {"operator", "assistant", "supervisor", "manager", "auditor", "night"}


def test_every_act_says_who_may_do_it() -> None:
    told = {name: groups_of(name) for name in ACTS}
    assert all(groups and set(groups) <= ALL for groups in told.values())
    assert told["decide"] == ("supervisor", "manager")
    assert named(told["apply_feed"]) == "managers and the nightly login"


@pytest.mark.parametrize(
    ("login", "name", "words"),
    [
        ("auditor.1", "make_request", "assistants, supervisors and managers"),
        ("assistant.1", "decide_schedule", "supervisors and managers"),
        ("supervisor.1", "close_period", "managers"),
        ("auditor.1", "stage", "assistants, supervisors and managers"),
    ],
)
def test_whoever_may_not_reads_who_may(
    login: str, name: str, words: str, small_book: SmallBook
) -> None:
    calls = {"make_request": ("refund", {}), "decide_schedule": (1, "approve", "", {})}
    with small_book.open(login) as session, pytest.raises(Refusal) as refused:
        if name == "stage":
            with translated():
                session.execute("INSERT INTO rb.stage_bank_line (load) SELECT NULL WHERE false")
        act(session, name, "k", *calls.get(name, (1,)))
    assert refused.value.code == "not_permitted"
    assert f"is for {words}, and you are none of them" in refused.value.says
    assert not {"denied", "function", "table", "schema"} & set(refused.value.says.split())


def test_a_login_that_is_no_operator_is_told_so(small_book: SmallBook) -> None:
    with small_book.open("keeper") as session, pytest.raises(Refusal) as refused, translated():
        session.execute("SET ROLE NONE")
        raise psycopg.errors.InsufficientPrivilege("permission denied for schema rb")
    assert "ask the keeper to add it as an operator" in refused.value.says
