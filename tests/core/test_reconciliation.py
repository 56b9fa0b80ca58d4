"""Which bank lines and cashbook entries are the same money: cases, laws, what it may cost."""

import sys
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.money import Pence
from core.reconciliation import Item, Kind, Proposal, Receipt, proposals

FRIDAY = date(2026, 11, 20)


def item(key: int, pence: int, day: int = 0, words: str = "", stream: str = "") -> Item:
    return Item(key, FRIDAY + timedelta(days=day), Pence(pence), words, stream)


def told(found: tuple[Proposal, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...], bool]]:
    return [(each.bank, each.book, each.exact) for each in found]


def test_one_line_and_one_entry_of_an_amount_nobody_else_has_are_exact() -> None:
    found = proposals([item(1, 1_488_210)], [item(7, 1_488_210, -1)])
    assert told(found) == [((1,), (7,), True)]


def test_days_too_far_apart_are_no_proposal() -> None:
    assert proposals([item(1, 5000)], [item(7, 5000, -11)]) == ()
    assert proposals([item(1, 5000)], [item(7, 5000, 5)]) == ()


def test_money_in_is_never_money_out() -> None:
    assert proposals([item(1, 9820)], [item(7, -9820)]) == ()


def test_equal_amounts_on_equal_days_are_doubtful() -> None:
    bank = [item(1, 4000), item(2, 4000)]
    found = proposals(bank, [item(7, 4000), item(8, 4000)])
    assert told(found) == [((1,), (7,), False), ((2,), (8,), False)]


def test_a_reference_decides_among_equal_amounts_and_leaves_the_rest_decided() -> None:
    bank = [item(1, 4000, words="FPI OSEI 10239999"), item(2, 4000, words="STO")]
    book = [item(7, 4000, words="cheque 88"), item(8, 4000, words="10239999 Osei")]
    assert told(proposals(bank, book)) == [((1,), (8,), True), ((2,), (7,), True)]


def test_a_paying_in_slip_is_the_batch_of_its_number() -> None:
    bank = [item(1, 3500, words="CASH PAID IN PS2486")]
    book = [item(7, 3500, -1, "counter 2486 A2-001412"), item(8, 3500, 2, "counter 2500")]
    assert told(proposals(bank, book)) == [((1,), (7,), True)]


def test_a_reference_that_two_entries_bear_decides_nothing() -> None:
    bank = [item(1, 4000, words="10239999"), item(2, 4000)]
    book = [item(7, 4000, words="10239999"), item(8, 4000, words="10239999")]
    assert not any(each.exact for each in proposals(bank, book))


def test_the_day_decides_among_equal_amounts() -> None:
    bank = [item(1, 4000, -1), item(2, 4000)]
    book = [item(7, 4000), item(8, 4000, -1)]
    assert told(proposals(bank, book)) == [((1,), (8,), True), ((2,), (7,), True)]


def test_an_amount_alone_is_not_enough_where_the_streams_differ() -> None:
    found = proposals([item(1, 4000, stream="hb")], [item(7, 4000, stream="cheque")])
    assert told(found) == [((1,), (7,), False)]


def test_a_card_settlement_meets_all_telephone_receipts_of_the_day_it_names() -> None:
    bank = [item(1, 190_245, words="TT- RENTS 1911 WORLDPAY")]
    book = [item(key, pence, -1, "telephone", "telephone") for key, pence in
            ((7, 90_000), (8, 60_245), (9, 40_000))]  # fmt: skip
    book += [item(10, 190_000, 0, "cheque", "cheque")]
    (found,) = proposals(bank, book)
    assert (found.kind, found.book, found.exact) == (Kind.ONE_TO_MANY, (7, 8, 9), True)


def test_a_weekend_of_cards_is_exact_only_where_the_bank_names_its_last_day() -> None:
    book = [item(7, 1_000, 0, stream="telephone"), item(8, 2_000, 1, stream="telephone")]
    (doubtful,) = proposals([item(1, 3_000, 3)], book)
    (named,) = proposals([item(1, 3_000, 3, "TT- RENTS 2111 WORLDPAY")], book)
    assert (doubtful.exact, named.exact) == (False, True)


def test_many_bank_lines_of_one_stream_meet_the_batch_they_were_entered_as() -> None:
    bank = [item(key, 1_000 * key, stream="standing-order") for key in range(1, 6)]
    (found,) = proposals(bank, [item(7, 15_000, stream="standing-order")])
    assert (found.kind, found.bank, found.exact) == (Kind.MANY_TO_ONE, (1, 2, 3, 4, 5), True)


def test_a_sum_of_some_is_proposed_and_never_exact() -> None:
    book = [item(7, 1_000, words="a"), item(8, 2_500, words="b"), item(9, 700), item(10, 311)]
    (found,) = proposals([item(1, 3_200)], book)
    assert (found.book, found.exact) == ((8, 9), False)


def test_takings_that_two_settlements_may_be_are_doubtful() -> None:
    book = [item(7, 1_000, stream="telephone"), item(8, 2_000, stream="telephone")]
    found = proposals([item(1, 3_000), item(2, 3_000)], book)
    assert told(found) == [((1,), (7, 8), False)]


AMOUNTS = st.sampled_from([100, 200, 300, 400, 700, 1100, 9820, -300, -700, 0])
WORDS = st.sampled_from(
    ["", "10231190", "TT- RENTS 1911 WORLDPAY", "10234417 KAUR", "\x00'", "9999"]
)
STREAMS = st.sampled_from(["", "telephone", "hb", "cheque"])


@st.composite
def sides(draw: st.DrawFn) -> list[Item]:
    size = draw(st.integers(0, 14))
    return [
        item(key, draw(AMOUNTS), draw(st.integers(-6, 6)), draw(WORDS), draw(STREAMS))
        for key in range(1, size + 1)
    ]


@given(sides(), sides())
def test_nothing_is_used_twice_and_both_sides_come_to_the_same(
    bank: list[Item], book: list[Item]
) -> None:
    lines, entries = ({one.key: one.pence for one in side} for side in (bank, book))
    found = proposals(bank, book)
    for side in ([key for each in found for key in each.bank], [k for e in found for k in e.book]):
        assert len(side) == len(set(side))
    for each in found:
        assert each.pence == sum(lines[key] for key in each.bank) != 0
        assert each.pence == sum(entries[key] for key in each.book)
        assert 1 in (len(each.bank), len(each.book))


@given(sides(), sides(), st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_nothing(bank: list[Item], book: list[Item], r) -> None:  # type: ignore[no-untyped-def]
    expected = proposals(bank, book)
    r.shuffle(bank)
    r.shuffle(book)
    assert proposals(bank, book) == expected


@given(sides(), sides())
def test_an_exact_pair_has_no_rival_that_nothing_decides_against(
    bank: list[Item], book: list[Item]
) -> None:
    """Another line of the amount on the same day, without any word, is a rival of every line."""
    for each in proposals(bank, book):
        if each.exact and each.kind is Kind.ONE_TO_ONE and "named" not in each.why:
            line = next(one for one in bank if one.key == each.bank[0])
            rival = Item(99, line.day, line.pence, "", line.stream)
            again = proposals([*bank, rival], book)
            assert not any(e.exact and e.book == each.book and "named" not in e.why for e in again)


def steps_of(bank: list[Item], book: list[Item]) -> int:
    """Function calls, which no other load of the machine changes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        proposals(bank, book)
    finally:
        sys.setprofile(None)
    return count


def hard(size: int) -> tuple[list[Item], list[Item]]:
    """Amounts that never fit, near one another in days: every sum is tried in vain."""
    bank = [item(key, 2 * key * 7919 + 1, key % 9) for key in range(1, size + 1)]
    book = [item(key, 2 * key * 104_729, key % 9) for key in range(1, size + 1)]
    return bank, book


def test_the_cost_grows_with_the_items_and_no_faster() -> None:
    small, large = steps_of(*hard(500)), steps_of(*hard(2000))
    assert large < 6 * small


def test_thousands_of_equal_amounts_cost_no_more_than_others() -> None:
    bank = [item(key, 9820, key % 9) for key in range(1, 2001)]
    book = [item(key, 9820, key % 9) for key in range(1, 2001)]
    assert steps_of(bank, book) < 40 * 2000


def test_each_of_a_thousand_equal_rents_is_met_by_its_own_reference() -> None:
    bank = [item(key, 9820, key % 3, f"STO SMITH {10_300_000 + key}") for key in range(1000)]
    book = [item(key, 9820, 0, f"{10_300_000 + key} standing-order") for key in range(1000)]
    found = proposals(bank, book)
    assert [(each.bank, each.exact) for each in found] == [((key,), True) for key in range(1000)]
    assert steps_of(bank, book) < 200 * 1000


def test_a_reference_that_hundreds_share_decides_nothing() -> None:
    bank = [item(key, 9820, 0, "RENT 777777") for key in range(100)]
    book = [item(key, 9820, 0, "777777") for key in range(100)]
    assert not any(each.exact for each in proposals(bank, book))


def test_the_same_payers_rent_of_another_week_is_another() -> None:
    bank = [item(1, 9820, 0, "STO 10230004"), item(2, 9820, 0, "STO 10230869")]
    book = [item(7, 9820, -7, "10230004"), item(8, 9820, 0, "10230004"),
            item(9, 9820, -7, "10230869"), item(10, 9820, 0, "10230869")]  # fmt: skip
    assert told(proposals(bank, book)) == [((1,), (8,), True), ((2,), (10,), True)]


def test_a_line_that_is_one_receipt_of_a_batch_is_proposed_and_never_exact() -> None:
    bank = [item(1, 9820, words="FPI OSEI 10239999"), item(2, 5000, words="FPI GRANT")]
    book = [item(100, 20_000, 0, "cheque 1042", "cheque")]
    receipts = [
        Receipt(item(101, 9820, 0, "10239999 OSEI", "cheque"), 100),
        Receipt(item(102, 5000, 0, "10240000 GRANT", "cheque"), 100),
        Receipt(item(103, 5180, 0, "10240001", "cheque"), 100),
    ]
    found = proposals(bank, book, receipts=receipts)
    assert told(found) == [((1,), (101,), False), ((2,), (102,), False)]
    assert found[0].why == "one of a batch: named in the bank's words"
    whole = [*bank, item(3, 20_000, words="CHQS PS1042")]
    assert told(proposals(whole, book, receipts=receipts)) == [((3,), (100,), True)]
    cards = [Receipt(item(101, 5000, 0, "10240000", "telephone"), 100)]
    assert proposals(bank[1:], [item(100, 20_000, 0, "", "telephone")], receipts=cards) == ()


def test_a_slip_whose_number_is_a_day_of_the_year_is_its_batch() -> None:
    bank = [item(1, 29_115, 9, words="CASH PAID IN PS2611")]
    book = [item(7, 29_115, 6, "counter 2598"), item(8, 29_115, 8, "counter 2611")]  # the 26th too
    assert told(proposals(bank, book)) == [((1,), (8,), True)]
    bank = [item(1, 29_115, 9, words="PAID IN 2611")]
    assert [each.exact for each in proposals(bank, book)] == [False]


def test_references_that_speak_against_each_other_are_said_and_never_exact() -> None:
    (found,) = proposals(
        [item(1, 9820, words="STO SMITH 10231190")], [item(7, 9820, 0, "10238826")]
    )
    assert not found.exact and "but another reference" in found.why
    (found,) = proposals([item(1, 9820, words="TRF 200000 SMITH")], [item(7, 9820, 0, "10238826")])
    assert found.exact, "a number that is no account's says nothing"


def test_what_only_equal_amounts_and_other_references_suggest_is_not_proposed() -> None:
    bank = [item(1, 4000, words="FPI 10231190"), item(2, 4000, words="FPI 10231190")]
    book = [item(7, 4000, 0, "10238826"), item(8, 4000, 0, "10239999")]
    assert proposals(bank, book) == ()
    parts = [item(7, 3000, 0, "10238826"), item(8, 1000, 0, "10239999")]
    (found,) = proposals(bank[:1], parts)
    assert (found.exact, found.why) == (False, "all of one day, but another reference")
    parts = [item(7, 3000, 1, "10238826"), item(8, 1000, -2, "10239999"), item(9, 1, 0, "x")]
    assert proposals(bank[:1], parts) == ()
    parts = [item(7, 3000, 0, "10231190"), item(8, 1000, 0, "10239999")]
    assert [each.book for each in proposals(bank[:1], parts)] == [(7, 8)], "for another as well"


def test_a_slip_whose_number_is_no_day_of_the_year_is_its_batch() -> None:
    bank = [item(1, 29_115, 4, words="CASH PAID IN PS2614")]
    book = [item(7, 29_115, -4, "counter 2598"), item(8, 29_115, 3, "counter 2614")]
    assert told(proposals(bank, book)) == [((1,), (8,), True)]
