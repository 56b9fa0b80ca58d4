"""The law of a cashbook: its balance is its postings', and what is signed is where the next begins.

Whatever is posted, matched, undone, signed or refused over some days, in any order.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cashbook import CashbookDay, Reason, total
from core.refusal import Refusal
from db.acting import act, new_key
from db.bank.days import cashbook_day
from db.bank.matching import Explanation, OwnDifference, Sides, explain, match, unmatch
from db.bank.proof_sheets import refuse, sign
from db.bank.reconciling import open_items
from db.book import Book, open_book
from tests.db.bank_side import booked, faults, line
from tests.faults.crowd import keyed, one
from tests.servers import Server
from tests.small_book import SmallBook, copied

FIRST = date(2025, 10, 13)  # a Monday; the bank's first statement is of the Wednesday
TOLD = FIRST + timedelta(days=2)
AMOUNTS = (100, 103, 250, 700)
WITHIN = 5  # pence: the cashbook's tolerance
EXAMPLES = 60 if "RENTBOOK_PROVE" in os.environ else 4

_amount = st.sampled_from(AMOUNTS)
_place = st.integers(0, 7)
_stream = st.sampled_from(("cheque", "standing-order", "telephone"))
_receipts = st.lists(_amount, min_size=1, max_size=3)
_moved = st.one_of(_amount, _amount.map(lambda pence: -pence))
_STEP = st.one_of(
    st.tuples(st.just("post"), st.integers(0, 6), _stream, _receipts),
    st.tuples(st.just("tell"), st.lists(_moved, max_size=3), st.sampled_from((0, 0, 0, 40, -60))),
    st.tuples(st.just("match"), _place, _place),
    st.tuples(st.just("unmatch"), _place),
    st.tuples(st.just("fee"), _place),
    st.tuples(st.just("own"), _place),
    st.tuples(st.just("sign"), st.booleans()),
    st.tuples(st.just("refuse")),
)  # fmt: skip


class _Desk:
    """One cashbook, what the bank has told of it so far, and what was signed as it was signed."""

    def __init__(self, book: SmallBook) -> None:
        self.book, self.second = (open_book(book.url(f"assistant.{n}")) for n in (1, 2))
        self.told, self.held = TOLD - timedelta(days=1), 50_000
        self.signed: dict[date, CashbookDay] = {}
        self.lacking: list[int] = []  # statements whose own balances and lines differ
        with self.book.session() as session:
            query = "SELECT min(id) FROM rb.account WHERE status = 'current'"
            self.account = int(one(session, query))

    def close(self) -> None:
        self.book.close()
        self.second.close()

    def post(self, place: int, stream: str, amounts: list[int]) -> None:
        day = (FIRST + timedelta(days=place)).isoformat()
        with self.book.session() as session:
            lines = [(self.account, pence) for pence in amounts]
            batch = keyed(session, lines, effective_date=day, stream=stream, book_date=day)
            act(session, "post_batch", new_key(), batch)

    def tell(self, amounts: list[int], more: int = 0) -> None:
        """A day's statement, whose closing balance may be `more` than its lines."""
        day = self.told + timedelta(days=1)
        lines = [line(pence, f"LINE {place}", day) for place, pence in enumerate(amounts)]
        if lines:
            closing = self.held + sum(amounts) + more
            own = {"closing": closing, "accept": bool(more)}
            booked(self.book, *lines, opening=self.held, named=day, **own)
            self.told, self.held = day, closing
            self.lacking += [self._last_statement()] if more else []

    def _last_statement(self) -> int:
        with self.book.session() as session:
            return int(one(session, "SELECT max(id) FROM rb.bank_statement"))

    def match(self, first: int, other: int) -> None:
        found = open_items(self.book, "MAIN", self.told)
        lines = found.bank[first % (len(found.bank) or 1) :]
        for bank in lines:
            equal = [each for each in found.book if abs(each.pence - bank.pence) <= WITHIN]
            if equal:
                each = equal[other % len(equal)]
                match(self.book, "MAIN", Sides((bank.line,), ((each.entry, each.line),)))
                return

    def unmatch(self, place: int) -> None:
        with self.book.session() as session:
            rows = session.execute("SELECT id FROM rb.bank_match WHERE live ORDER BY id").fetchall()
        if rows:
            unmatch(self.second, rows[place % len(rows)][0], "by the law")

    def fee(self, place: int) -> None:
        out = [each for each in open_items(self.book, "MAIN", self.told).bank if each.pence < 0]
        if out:
            explain(self.book, "MAIN", out[place % len(out)].line, Explanation("fee"))

    def own(self, place: int) -> None:
        if self.lacking:
            statement = self.lacking[place % len(self.lacking)]
            explain(self.book, "MAIN", OwnDifference(statement), Explanation("enquiry", "asked"))

    def sign(self, last: bool) -> None:
        day = self.told if last else self.told - timedelta(days=1)
        for number in range(len(self.lacking)):
            self.own(number)
        for each in open_items(self.book, "MAIN", day).bank:
            if not each.noted.reason:
                explain(self.book, "MAIN", each.line, Explanation("enquiry", "asked the bank"))
        sign(self.book, "MAIN", day)
        self.signed[day] = cashbook_day(self.book, "MAIN", day).day

    def refuse(self) -> None:
        if self.signed:
            day = max(self.signed)
            refuse(self.second, "MAIN", day, "by the law")
            del self.signed[day]

    def holds(self) -> None:
        """The law, on every day that the bank has told of."""
        shut = max(self.signed, default=FIRST)
        for number in range((self.told - TOLD).days + 1):
            day = TOLD + timedelta(days=number)
            if day in self.signed:
                assert cashbook_day(self.book, "MAIN", day).day == self.signed[day]
            elif day > shut:
                now = cashbook_day(self.book, "MAIN", day).day
                assert now.book == _postings(self.book, day)
                named = total(each.pence for each in now.unexplained)
                assert (named, now.book) == (now.unexplained_pence, now.bank.closing
                        + now.timing_pence + now.explained_pence + named)  # fmt: skip
                assert all(each.reason is not Reason.GAP for each in now.unexplained)
        days = [self.signed[day] for day in sorted(self.signed)]
        for before, after in pairwise(days):
            assert after.bank.opening == before.bank.closing


def _postings(book: Book, day: date) -> int:
    query = (
        "SELECT coalesce(sum(CASE WHEN p.debit_account = a.id THEN p.pence ELSE -p.pence END), 0)"
        " FROM rb.account a JOIN rb.posting p ON a.id IN (p.debit_account, p.credit_account)"
        " WHERE a.status = 'control' AND a.cashbook_id = 1 AND p.book_date <= %s"
        " AND (a.kind = 'bank' OR a.kind LIKE '%%-clearing')"
    )
    with book.session() as session:
        row = session.execute(query, (day,)).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.one_server
def test_no_match_moves_a_cashbook_and_no_signed_day_is_altered_by_what_comes_after(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(_STEP, min_size=8, max_size=16))
    def law(steps: list[tuple[object, ...]]) -> None:
        small = copied(server, template, fresh_database)
        with small.open() as su:
            su.execute("UPDATE rb.cashbook SET tolerance_pence = %s", (WITHIN,))
        desk = _Desk(small)
        try:
            desk.tell([100])
            for name, *given_ in steps:
                with suppress(Refusal):
                    getattr(desk, str(name))(*given_)
                desk.holds()
            assert faults(desk.book) == []
        finally:
            desk.close()

    law()


def test_an_entry_of_before_the_first_statement_met_in_part_leaves_every_later_day_as_it_was(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    desk = _Desk(copied(server, template, fresh_database))
    desk.post(1, "standing-order", [100, 250, 700])  # the evening before
    desk.tell([250])
    desk.tell([-100])
    later = TOLD + timedelta(days=1)
    (gone,) = [each.line for each in open_items(desk.book, "MAIN", later).bank if each.pence < 0]
    explain(desk.book, "MAIN", gone, Explanation("enquiry", "asked the bank"))
    before = cashbook_day(desk.book, "MAIN", later).day
    assert (before.book, before.timing) == (1_050, ())
    desk.match(0, 0)
    desk.sign(last=False)
    after = cashbook_day(desk.book, "MAIN", later).day
    assert (after.book, after.timing, after.unexplained) == (1_050, (), ())
    brought = [each for each in after.explained if each.reason is Reason.BROUGHT_FORWARD]
    assert [each.pence for each in brought] == [1_050 - 50_000 - 250]
    sign(desk.book, "MAIN", later)
    assert faults(desk.book) == []
    desk.close()


def test_check_names_a_sheet_that_hands_on_what_it_should_not(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    small = copied(server, template, fresh_database)
    desk = _Desk(small)
    desk.post(2, "standing-order", [100, 250])
    desk.tell([250])
    desk.match(0, 0)
    desk.sign(last=True)
    desk.tell([700])
    desk.sign(last=True)
    assert faults(desk.book) == []
    with small.open() as su:
        su.execute("SET search_path = rb")
        for broken, place, says in _BREAKS:
            su.execute("BEGIN")
            su.execute("SET LOCAL session_replication_role = replica")
            su.execute(broken.encode())
            found = su.execute("SELECT place, what FROM rb.proof_carried()").fetchall()
            found += su.execute("SELECT place, what FROM rb.proof_sheets()").fetchall()
            assert any(p == place and says in w for p, w in found), (broken, found)
            su.execute("ROLLBACK")
    desk.close()


_SET = "UPDATE rb.proof_sheet SET facts = jsonb_set(facts, '{%s}', '%s') WHERE id = %s"
_ENDED = (
    "UPDATE rb.proof_sheet SET ended = 'refused', ended_by = 'assistant.2', ended_at = now(),"
    " ended_why = 'no' WHERE id = 901"
)
# (what is broken, as whoever can switch every trigger off; where; what is said)
_BREAKS = (
    (_SET % ("book", "1", 902), "sheet 902", "says the cashbook held 0.01"),
    (_SET % ("bank,opening", "1", 902), "sheet 902", "does not open with"),
    (_SET % ("timing", "[]", 901), "sheet 901", "leaves 1.00 between"),
    (_SET % ("carried,entries", "[]", 901), "sheet 901", "lacks 1 that stood open"),
    ("UPDATE rb.bank_match SET sheet = NULL", "sheet 901", "lacks 1 that stood open"),
    ("UPDATE rb.bank_match SET sheet = 999", "match 601", "which does not exist"),
    (_ENDED, "match 601", "which stands no more"),
)  # fmt: skip


def test_a_cut_off_is_stated_before_the_first_sheet_and_what_it_holds_is_matched_no_more(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    small = copied(server, template, fresh_database)
    desk = _Desk(small)
    desk.post(0, "cheque", [250])
    desk.tell([250])
    (entry,) = open_items(desk.book, "MAIN", TOLD).book
    (bank,) = open_items(desk.book, "MAIN", TOLD).bank
    cut = {"cashbook": "MAIN", "day": (TOLD - timedelta(days=1)).isoformat(), "bank_pence": 50_000}
    with psycopg.connect(small.url("manager.1"), autocommit=True) as session:
        act(session, "open_cashbook", new_key(), cut)
        both = Sides((bank.line,), ((entry.entry, entry.line),))
        assert _code(lambda: match(desk.book, "MAIN", both)) == "before_cut_off"
        desk.sign(last=True)
        assert _code(lambda: act(session, "open_cashbook", new_key(), cut)) == "opened_already"
    desk.close()


def _code(deed: Callable[[], object]) -> str:
    try:
        deed()
    except Refusal as refusal:
        return refusal.code
    return ""
