"""A refund: first in, first out; what may leave; which debts are paid first; plain words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.money import Pence
from core.refund import (
    most_refundable,
    proposed_offsets,
    refund_lines,
    source_words,
    sources,
    tenant_words,
)
from core.write_off import is_barred, write_off_lines

RECEIPTS = st.lists(st.tuples(st.sampled_from(("bank", "benefit")), st.integers(1, 10**7)))
GARAGE = {"account": 7, "ref": "10238826", "kind": "garage", "status": "current", "pence": 1200}
FACTS = {
    "balance_pence": -24120,
    "credit_pence": 24120,
    "leave_in_pence": 9820,
    "owed_pence": 1200,
    "uncleared_pence": 0,
    "most_pence": 13100,
    "cycle": "weekly",
    "debts": [GARAGE],
    "sources": [
        {"code": "SORD", "group": "bank", "pence": 9820, "date": "2026-11-13", "clear": True},
        {"code": "SORD", "group": "bank", "pence": 14300, "date": "2026-11-06", "clear": True},
    ],
}


@given(st.integers(0, 10**8), RECEIPTS)
def test_what_is_left_came_last_and_is_no_more_than_the_credit(
    credit: int, receipts: list[tuple[str, int]]
) -> None:
    came = [(group, Pence(pence)) for group, pence in receipts]
    found = sources(Pence(credit), came)
    total = sum(pence for _, pence in came)
    assert sum(pence for _, pence in found) == min(credit, total)
    assert found[:-1] == came[: max(0, len(found) - 1)]


@given(*[st.integers(0, 10**8)] * 4)
def test_what_may_leave_is_what_nothing_else_has_a_claim_on(
    credit: int, leave: int, owed: int, young: int
) -> None:
    most = most_refundable(Pence(credit), Pence(leave), Pence(owed), Pence(young))
    assert 0 <= most <= credit and most == max(0, credit - leave - owed - young)


def test_debts_are_proposed_first_and_told_in_plain_words() -> None:
    (offset,) = proposed_offsets(FACTS)
    assert (offset.account, offset.pence) == (7, 1200)
    assert tenant_words(Pence(13100), (offset,), FACTS) == (
        "We are refunding £131.00. £12.00 has paid your garage rent and £98.20 stays on your "
        "account as a week in advance."
    )
    assert source_words(FACTS) == "standing order 98.20 + 143.00, no benefit"
    said = {line.about: line.says for line in refund_lines(FACTS, FACTS)}
    assert said["most that may go"] == "131.00 = 241.20 − 98.20 − 12.00"
    assert said["other debts"] == "garage 10238826 Dr 12.00, offset proposed"


def test_a_debt_is_barred_so_many_years_after_it_was_last_paid_or_charged() -> None:
    facts = {"oldest_debt": "2020-02-29", "limitation_years": 5, "balance_pence": 100}
    assert not is_barred(facts, date(2025, 2, 27)) and is_barred(facts, date(2025, 2, 28))
    paid = facts | {"last_receipt": "2023-01-01"}
    assert not is_barred(paid, date(2026, 1, 1))
    said = {
        line.about: line.says
        for line in write_off_lines(facts, facts, "no-trace", date(2026, 1, 1))
    }
    assert "barred" in said["oldest of it"] and "agency" in said["for no-trace"]


def test_no_more_is_said_to_stay_than_is_left() -> None:
    facts = FACTS | {"credit_pence": 20000, "leave_in_pence": 60667}
    assert tenant_words(Pence(13100), (), facts) == (
        "We are refunding £131.00. £69.00 stays on your account."
    )
    assert tenant_words(Pence(20000), (), facts) == "We are refunding £200.00."
