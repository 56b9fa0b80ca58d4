"""Signing, closing and posting at once: nothing is slipped into a day that is shut."""

# ruff: noqa: E501  # a statement is read on one line

import time
from datetime import date, timedelta
from typing import Any

import pytest

from core.refusal import Refusal
from db.acting import act, new_key
from tests.faults.crowd import accounts, assistants, at_once, keyed, one, rounds
from tests.small_book import SmallBook

pytestmark = pytest.mark.every_server

FIRST = date(2025, 3, 3)
# Each day is a period, so that every round closes one; the bank has told of all of them.
_DAYS = """
DELETE FROM rb.period WHERE landlord_id = 1;
INSERT INTO rb.period (landlord_id, name, first, last)
  SELECT 1, d::date::text, d::date, d::date FROM generate_series('2025-03-03'::timestamp, '2025-08-31', '1 day') d;
INSERT INTO rb.period (landlord_id, name, first, last) VALUES (1, 'later', '2025-09-01', '2099-12-31');
INSERT INTO rb.bank_statement (bank_account_id, cashbook_id, format, name, digest, from_day, to_day, opening_pence, closing_pence)
  SELECT a.id, a.cashbook_id, 'mt940', 'quiet.sta', sha256('quiet'), '2025-03-03', '2025-09-30', 0, 0
  FROM rb.bank_account a JOIN rb.cashbook c ON c.id = a.cashbook_id WHERE c.code = 'MAIN';
"""
_SLIPPED = """
SELECT count(*) FROM rb.posting p JOIN rb.entry e ON e.id = p.entry_id
WHERE EXISTS (SELECT FROM rb.period d WHERE d.landlord_id = p.landlord_id
    AND p.book_date BETWEEN d.first AND d.last AND e.made_at > d.closed_at)
  OR EXISTS (SELECT FROM rb.proof_sheet s WHERE s.cashbook_id = p.cashbook_id
    AND p.book_date BETWEEN s.first AND s.day AND s.ended IS NULL AND e.made_at > s.signed_at)
"""


def test_no_posting_reaches_a_day_that_is_being_signed_or_a_period_that_is_being_closed(
    small_book: SmallBook,
) -> None:
    logins = assistants(small_book, 4)
    chosen = accounts(small_book, 2)
    with small_book.open() as su:
        for statement in _DAYS.split(";\n"):
            if statement.strip():
                su.execute(statement.encode())
    for number in rounds(100):
        day = FIRST + timedelta(days=number)
        with small_book.open() as su:
            period = one(su, "SELECT id FROM rb.period WHERE landlord_id = 1 AND first = %s", day)
        deeds = [
            (logins[0], _poster(chosen[0], day)),
            (logins[1], _poster(chosen[1], day)),
            (logins[2], _until_done("sign_sheet", "MAIN", day)),
            (logins[3], _until_done("countersign_sheet", "MAIN", day)),
            ("manager.1", _until_done("close_period", period)),
        ]
        *posts, signs, _, closes = at_once(small_book, deeds)
        assert max([*signs, *closes]) < 2.5, "nobody waits for the gate more than two seconds"
        assert all(isinstance(each, int) for each in posts), posts
        with small_book.open() as su:
            assert one(su, _SLIPPED) == 0
    with small_book.open() as su:
        signed, countersigned = su.execute(
            "SELECT count(*), count(countersigned_by) FROM rb.proof_sheet"
        ).fetchone() or (0, 0)
        su.execute("SET search_path = rb")
        assert su.execute("SELECT * FROM rb.proof_sheets()").fetchall() == []
    assert signed == countersigned == len(rounds(100))


def _poster(account: int, day: date) -> Any:
    """Posts into the day until it is shut: redated there only for the moment of posting."""

    def deed(session: Any) -> int:
        for number in range(60):
            batch = keyed(session, [(account, 100)])
            try:
                act(session, "redate_batch", new_key(), batch, day)
            except Refusal as refusal:
                assert refusal.code in ("book_date_closed", "book_date_signed")
                return number
            act(session, "post_batch", new_key(), batch)
        return 60

    return deed


def _until_done(name: str, *given: object) -> Any:
    """Tries as soon as nothing stands in the way; answers how long each try took."""

    def deed(session: Any) -> list[float]:
        waits: list[float] = []
        while True:
            begun = time.monotonic()
            try:
                act(session, name, new_key(), *given)
            except Refusal as refusal:
                assert refusal.code in ("batches_open", "busy", "sheets_unsigned", "no_sheet")
                waits.append(time.monotonic() - begun)
                continue
            return [*waits, time.monotonic() - begun]

    return deed


def test_a_sheet_refused_while_it_is_countersigned_is_one_of_both(small_book: SmallBook) -> None:
    logins = assistants(small_book, 3)
    with small_book.open() as su:
        for statement in _DAYS.split(";\n"):
            if statement.strip():
                su.execute(statement.encode())
    for number in rounds(50):
        day = FIRST + timedelta(days=number)
        with small_book.open(logins[0]) as session:
            act(session, "sign_sheet", new_key(), "MAIN", day)
        answers = at_once(
            small_book,
            [
                (logins[1], lambda s, d=day: act(s, "countersign_sheet", new_key(), "MAIN", d)),
                (
                    logins[2],
                    lambda s, d=day: act(s, "refuse_sheet", new_key(), "MAIN", d, "no, no"),
                ),
                (logins[0], lambda s, d=day: act(s, "sign_sheet", new_key(), "MAIN", d)),
            ],
        )
        refused = [each.code for each in answers if isinstance(each, Refusal)]
        assert set(refused) <= {
            "countersigned_already", "no_sheet", "sheet_ended", "own_sheet", "signed_already", "busy"
        }  # fmt: skip
        with small_book.open() as su:
            su.execute("SET search_path = rb")
            assert su.execute("SELECT * FROM rb.proof_sheets()").fetchall() == []
        if one_stands(small_book, day):
            continue
        with small_book.open(logins[0]) as session:  # the next round needs this day signed
            act(session, "sign_sheet", new_key(), "MAIN", day)


def one_stands(book: SmallBook, day: date) -> bool:
    with book.open() as su:
        count = one(su, "SELECT count(*) FROM rb.proof_sheet WHERE day = %s AND ended IS NULL", day)
    assert count in (0, 1)
    return bool(count)
