"""The made-up estate is the same for the same seed, adds up, and looks lived in."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.refusal import Refusal
from db.book import open_book
from db.demo import Demo, DemoOrder, make_demo
from db.embedded import ensure, stop
from db.embedded_book import init_embedded
from db.proof import prove
from tests.small_book import OPERATORS, SmallBook

pytestmark = pytest.mark.one_server

ORDER = DemoOrder(tenancies=250, seed=7, today=date(2026, 11, 18))


def made(folder: Path, order: DemoOrder) -> Demo:
    return make_demo(f"embedded:{folder}", order, lambda words: None)


def asked(demo: Demo, query: str, login: str = "manager.1") -> list[tuple[Any, ...]]:
    with closing(open_book(demo.where, login)) as book, book.session() as session:
        return session.execute(query).fetchall()


def one(demo: Demo, query: str) -> Any:
    return asked(demo, query)[0][0]


def chains(demo: Demo) -> list[tuple[Any, ...]]:
    return asked(demo, "SELECT login, number, head FROM rb.chain ORDER BY login")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A small estate in a folder of its own."""
    folder = tmp_path_factory.mktemp("estate")
    yield made(folder, ORDER)
    stop(folder)


def test_the_same_seed_and_day_give_the_same_journal(demo: Demo, tmp_path: Path) -> None:
    try:
        other = made(tmp_path, DemoOrder(20, 8, ORDER.today))
        before = chains(other)
        same = made(tmp_path, replace(ORDER, fresh=True))
        assert same.made and chains(same) != before
        assert chains(same) == chains(demo)  # heads hash every posting with maker and time
    finally:
        stop(tmp_path)


def test_made_once_it_is_only_found_again(demo: Demo) -> None:
    again = made(Path(demo.where.removeprefix("embedded:")), ORDER)
    assert not again.made
    assert (again.tenancies, again.postings) == (demo.tenancies, demo.postings)
    assert demo.postings == one(demo, "SELECT count(*) FROM rb.posting")


def test_the_book_proves(demo: Demo) -> None:
    with closing(open_book(demo.where, "auditor.1")) as book, book.session() as session:
        proof = prove(session)
    assert list(proof.faults) == []


def test_no_rule_of_the_schema_is_left_aside(demo: Demo, small_book: SmallBook) -> None:
    rules = """
      SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'rb'::regnamespace
      UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'rb' ORDER BY 1, 2"""
    with small_book.open() as session:
        assert asked(demo, rules) == session.execute(rules).fetchall()


def test_every_operator_of_the_demo_gets_in(demo: Demo) -> None:
    for login, group in OPERATORS:
        with closing(open_book(demo.where, login)) as book:
            assert (book.about.login, book.about.group, book.about.kind) == (login, group, "demo")


def test_balances_are_the_sums_of_their_postings(demo: Demo) -> None:
    wrong = """
      SELECT count(*) FROM rb.balance b WHERE pence <>
        coalesce((SELECT sum(pence) FROM rb.posting
                  WHERE debit_account >= 10000 AND debit_account = b.account_id), 0)
        - coalesce((SELECT sum(pence) FROM rb.posting
                    WHERE credit_account >= 10000 AND credit_account = b.account_id), 0)"""
    assert one(demo, wrong) == 0
    assert one(demo, "SELECT count(*) FROM rb.balance WHERE pence > 0") > 50
    assert one(demo, "SELECT count(*) FROM rb.balance WHERE pence < 0") > 20


def test_every_kind_of_charge_and_receipt_is_there(demo: Demo) -> None:
    codes = asked(
        demo,
        "SELECT DISTINCT c.code FROM rb.posting p JOIN rb.txn_code c ON c.id = p.code_id",
    )
    known = {code for (code,) in codes}
    assert known >= {
        *("RENT", "GRGE", "RCHG", "OPEN", "CASH", "CHEQ", "CARD", "SORD", "BANK", "DDEB"),
        *("DDUN", "HBEN", "UCRE", "AGCY"),
    }


def test_the_past_is_two_years_and_ends_the_day_before(demo: Demo) -> None:
    days = "SELECT min(book_date), max(book_date) FROM rb.posting"
    assert asked(demo, days) == [(date(2024, 11, 18), date(2026, 11, 17))]
    until = "SELECT bool_and(last > current_date + 365) FROM (SELECT max(last) AS last"
    assert one(demo, f"{until} FROM rb.period GROUP BY landlord_id) x") is True


def test_money_comes_on_working_days(demo: Demo) -> None:
    weekend = "SELECT count(*) FROM rb.posting WHERE cashbook_id IS NOT NULL"
    assert one(demo, f"{weekend} AND extract(isodow FROM book_date) > 5") == 0


def test_most_people_pay_their_usual_amount(demo: Demo) -> None:
    alike = """
      SELECT avg(share) FROM (
        SELECT max(n) * 100 / sum(n) AS share FROM (
          SELECT credit_account, pence, count(*) AS n FROM (
            SELECT credit_account, code_id, pence, row_number() OVER (
              PARTITION BY credit_account, code_id ORDER BY effective_date DESC) AS back
            FROM rb.posting WHERE credit_account >= 10000 AND cashbook_id IS NOT NULL) r
          WHERE back <= 6 GROUP BY credit_account, code_id, pence) x
        GROUP BY credit_account) y"""
    assert one(demo, alike) > 75


def test_there_is_something_to_do_on_the_desk(demo: Demo) -> None:
    states = "SELECT holder, state, count(*) FROM rb.batch GROUP BY 1, 2 ORDER BY 1, 2"
    found = asked(demo, states)
    assert {(holder, state) for holder, state, _ in found} == {
        (holder, state) for holder in ("assistant.1", "assistant.2") for state in ("open", "posted")
    }
    suspense = """
      SELECT count(*) FROM rb.posting p JOIN rb.account a ON a.id = p.credit_account
      JOIN rb.entry e ON e.id = p.entry_id
      JOIN rb.batch_line l ON l.batch_id = e.batch_id AND l.line = p.line
      WHERE a.kind = 'suspense' AND l.account_id IS NULL AND l.reason <> '' AND l.payer <> ''"""
    assert one(demo, suspense) > 0


def test_a_live_book_is_never_made_into_a_demo(tmp_path: Path) -> None:
    try:
        init_embedded(tmp_path)
        for order in (ORDER, DemoOrder(10, fresh=True)):
            with pytest.raises(Refusal) as refused:
                made(tmp_path, order)
            assert refused.value.code == "not_a_demo"
        with closing(open_book(f"embedded:{tmp_path}")) as book:
            assert (book.about.login, book.about.group, book.about.kind) == (
                "operator", "manager", "live",
            )  # fmt: skip
        assert ensure(tmp_path).password("keeper") is not None
    finally:
        stop(tmp_path)
