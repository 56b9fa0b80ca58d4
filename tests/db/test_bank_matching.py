"""Bank lines and the cashbook: matched, undone, explained, money once, back again."""

from collections.abc import Callable
from datetime import date

from core.batch import Control
from core.money import Pence
from db.acting import new_key
from db.bank.accepting import accept
from db.bank.matching import Explanation, Sides, await_schedule, explain, match, unmatch
from db.bank.reconciling import open_items, sides
from db.bank.returned import Return, return_cases, return_money, tend
from db.bank.taking import take_line
from db.batches import (
    Header,
    KeptLine,
    amend_line,
    keep_line,
    open_batch,
    post,
    strike_line,
)
from db.book import Book
from db.files.settling import Choice
from db.reversals import reverse
from tests.db.bank_side import DAY, booked, entry_of, faults, held, line, receipt
from tests.db.test_files import account, balance, refused


def test_a_receipt_on_the_bank_account_is_linked_and_nothing_is_posted(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    posted = receipt(book, account(book, "10231190"), 9820)
    (came,) = booked(book, line(9820, "SMITH J 10231190"))
    entry = entry_of(book, posted.number)
    with refused("match_differs"):
        match(book, "MAIN", Sides((came,), ((entry, 1), (entry, 0))))
    done = match(book, "MAIN", Sides((came,), ((entry, 1),), "exact"), "k")
    assert (done.posting, done.pence, held(book, "bank")) == ("", 9820, 9820)
    assert match(book, "MAIN", Sides((came,), ((entry, 1),), "exact"), "k") == done
    with refused("matched_already"):
        match(opened("assistant.2"), "MAIN", Sides((came,), ((entry, 1),)))
    assert unmatch(opened("assistant.2"), done.match) == ""
    with refused("undone_already"):
        unmatch(book, done.match)
    match(book, "MAIN", Sides((came,), ((entry, 0),)))
    assert faults(book) == []


def test_an_entry_whole_and_one_of_its_lines_are_never_matched_beside_each_other(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    entry = entry_of(book, receipt(book, account(book, "10231190"), 9820).number)
    first, second = booked(book, line(9820, "SMITH J"), line(9820, "SMITH K"))
    match(book, "MAIN", Sides((first,), ((entry, 0),)))
    with refused("matched_already"):
        match(book, "MAIN", Sides((second,), ((entry, 1),)))


def test_a_card_settlement_meets_a_day_of_telephone_receipts_and_empties_the_clearing(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    taken = [receipt(book, account(book, "10231190"), pence, "telephone") for pence in (9820, 500)]
    assert held(book, "card-clearing") == 10320
    (came,) = booked(book, line(10320, "WORLDPAY TT- HOMES -2010"))
    entries = tuple((entry_of(book, one.number), 0) for one in taken)
    done = match(book, "MAIN", Sides((came,), entries))
    assert (held(book, "card-clearing"), held(book, "bank")) == (0, 10320)
    undone = unmatch(book, done.match, "the other day's")
    assert undone != done.posting
    assert (held(book, "card-clearing"), held(book, "bank")) == (10320, 0)
    assert faults(book) == []


def test_entries_that_cancel_each_other_are_matched_without_the_bank(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    posted = receipt(book, account(book, "10231190"), 9820)
    taken_back = reverse(book, posted.number, 0, "keyed twice").posting
    entries = ((entry_of(book, posted.number), 0), (entry_of(book, taken_back), 0))
    assert match(book, "MAIN", Sides((), entries)).pence == 0
    assert faults(book) == []


def test_a_fee_and_a_transfer_are_posted_and_undone_by_their_reversal(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    fee, swept, gift = booked(book, line(-650, "CHARGES"), line(-50000, "SWEEP"), line(100, "X"))
    told = explain(book, "MAIN", fee, Explanation("fee"))
    assert told is not None and held(book, "bank-charges") == 650
    explain(book, "MAIN", swept, Explanation("transfer", "to the reserve"))
    assert (held(book, "bank-transfers"), held(book, "bank")) == (50000, -50650)
    with refused("fee_comes_in"):
        explain(book, "MAIN", gift, Explanation("fee"))
    unmatch(book, told.match)
    assert (held(book, "bank-charges"), faults(book)) == (0, [])


def test_a_reason_stands_with_its_owner_until_it_is_matched_or_explained_anew(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    entry = entry_of(book, receipt(book, account(book, "10231190"), 9820).number)
    (came,) = booked(book, line(9820, "SMITH J"))
    with refused("reason_needed"):
        explain(book, "MAIN", came, Explanation("enquiry"))
    with refused("doc_wrong"):
        explain(book, "MAIN", came, Explanation("a plug", "to make it agree"))
    explain(book, "MAIN", came, Explanation("enquiry", "whose is it", "assistant.2"))
    explain(book, "MAIN", came, Explanation("not-ours", "asked the bank"))
    explain(book, "MAIN", (entry, 0), Explanation("not-credited", "paid in on Friday"))
    with book.session() as session:
        rows = session.execute(
            "SELECT reason, owner, line_id IS NULL FROM rb.bank_explained WHERE live ORDER BY id"
        ).fetchall()
    assert rows == [("not-ours", "assistant.1", False), ("not-credited", "assistant.1", True)]
    match(book, "MAIN", Sides((came,), ((entry, 0),)))
    with book.session() as session:
        left = session.execute("SELECT count(*) FROM rb.bank_explained WHERE live").fetchone()
    assert left == (0,)


def batch_for(book: Book, pence: int, count: int = 1) -> int:
    return open_batch(book, Header("MAIN", "bank", control=Control(Pence(pence), count)))


def test_a_bank_line_becomes_a_receipt_once_and_is_matched_when_that_is_posted(
    opened: Callable[..., Book],
) -> None:
    book, colleague = opened("assistant.1"), opened("assistant.2")
    came, out = booked(book, line(9820, "SMITH J 10231190"), line(-100, "OUT"))
    batch = batch_for(book, 9820)
    with refused("goes_out"):
        take_line(book, batch, out, Choice(None, "why"))
    number = take_line(book, batch, came, Choice(account(book, "10231190")))
    with refused("receipt_already"):
        take_line(colleague, batch_for(colleague, 9820), came, Choice(None, "whose"))
    with refused("of_the_bank"):
        amend_line(book, batch, number, {"pence": 9821}, "k1")
    strike_line(book, batch, number)
    other = batch_for(colleague, 9820)
    taken = take_line(colleague, other, came, Choice(None, "nobody knows"))
    with refused("receipt_already"):
        amend_line(book, batch, number, {"reason": "again"}, "k2")
    strike_line(colleague, other, taken)
    amend_line(book, batch, number, {"reason": "again"}, "k3")
    posted = post(book, batch)
    entry = entry_of(book, posted.number)
    with refused("matched_already"):
        match(book, "MAIN", Sides((came,), ((entry, 1),)))
    assert faults(book) == []
    reverse(book, posted.number, 1, "another tenant's")
    assert faults(book) == []
    again = batch_for(book, 9820)
    take_line(book, again, came, Choice(account(book, "10234417")))
    post(book, again)
    assert (held(book, "bank"), faults(book)) == (9820, [])


def test_a_returned_cheque_is_reversed_by_the_banks_word_whoever_keyed_it_and_stands_as_a_case(
    opened: Callable[..., Book],
) -> None:
    keyed, book = opened("assistant.2"), opened("assistant.1")
    posted = receipt(keyed, account(book, "10231190"), 9820, "cheque")
    came, gone = booked(book, line(9820, "CREDIT 000012"), line(-9820, "UNPAID CHEQUE 000012"))
    match(book, "MAIN", Sides((came,), ((entry_of(book, posted.number), 0),)))
    with refused("reversal_needs_request"):
        reverse(book, posted.number, 1, "unpaid")
    told = Return(gone, posted.number, 1, "cheque", "refer to drawer")
    with refused("match_differs"):
        return_money(book, "MAIN", Return(booked(book, line(-1, "OUT"))[0], *_rest(told)))
    done = return_money(book, "MAIN", told)
    assert (done.reverses, balance(book, "10231190"), held(book, "bank")) == (
        f"{posted.number}.1", 0, 0,
    )  # fmt: skip
    (case,) = return_cases(book)
    assert (case.kind, case.reference, case.why) == ("cheque", "10231190", "refer to drawer")
    tend(book, case.case, {"owner": "supervisor.1", "next_action": "ring her"})
    tend(book, case.case, {"ended": True})
    assert return_cases(book) == ()
    with refused("item_ended"):
        tend(book, case.case, {"ended": True})
    assert faults(book) == []


def _rest(told: Return) -> tuple[str, int, str, str]:
    return told.entry, told.entry_line, told.kind, told.why


def test_a_card_chargeback_comes_off_the_clearing_and_the_bank(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    posted = receipt(book, account(book, "10231190"), 9820, "telephone")
    came, gone = booked(book, line(9820, "WORLDPAY -2010"), line(-9820, "WORLDPAY CHARGEBACK"))
    match(book, "MAIN", Sides((came,), ((entry_of(book, posted.number), 0),)))
    done = return_money(book, "MAIN", Return(gone, posted.number, 1, "chargeback", "fraud"))
    assert (held(book, "card-clearing"), held(book, "bank"), faults(book)) == (0, 0, [])
    with book.session() as session:
        row = session.execute(
            "SELECT match_id FROM rb.bank_match_line WHERE line_id = %s AND live", (gone,)
        ).fetchone()
    assert row is not None
    with refused("returned_already"):
        unmatch(book, row[0])
    assert done.pence == 9820


def test_a_lump_waits_in_the_payers_clearing_and_never_in_suspense(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    (came,) = booked(book, line(7700977, "COUNCIL HB", date(2025, 10, 17)))
    with refused("no_clearing"):
        await_schedule(book, "MAIN", (came,), "bank")
    done = await_schedule(book, "MAIN", (came,), "hb")
    assert (held(book, "hb-clearing"), held(book, "bank")) == (-7700977, 7700977)
    assert faults(book) == []
    unmatch(book, done.match, "it is the DWP's")
    await_schedule(book, "MAIN", (came,), "uc")
    assert (held(book, "hb-clearing"), held(book, "uc-clearing"), faults(book)) == (0, -7700977, [])


def test_matches_accepted_together_leave_what_is_true_no_more_and_are_asked_again_by_their_key(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = receipt(book, account(book, "10231190"), 9820, "telephone")
    second = receipt(book, account(book, "10231190"), 500)
    now = book.about.today
    one, other = booked(book, line(9820, "WORLDPAY", now), line(500, "SMITH J", now))
    open_ = open_items(book, "MAIN", now)
    entries = {each.key: each for each in open_.book}
    both = [(each, entries) for each in open_.proposals()]
    assert [each.bank for each, _ in both] == [(one,), (other,)]
    match(opened("assistant.2"), "MAIN", Sides((other,), ((entry_of(book, second.number), 0),)))
    done = accept(book, "MAIN", both, "k")
    assert [made.posting for made in done.made] == ["A1-000003"]
    assert (done.left, done.why) == ([(1, "matched meanwhile")], "1 matched meanwhile")
    assert accept(book, "MAIN", both, "k") == done
    assert (held(book, "card-clearing"), held(book, "bank")) == (0, 10320)
    assert first.number != second.number and faults(book) == []


def test_one_receipt_of_a_batch_is_matched_and_the_rest_of_it_stands_open_by_itself(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    today, control = book.about.today, Control(Pence(15_180), 3)
    batch = open_batch(book, Header("MAIN", "cheque", control=control))
    for number, (ref, pence) in enumerate(
        (("10231190", 9_820), ("10238826", 5_000), ("10231190", 360)), 1
    ):
        kept = KeptLine(account(book, ref), Pence(pence), effective=DAY, payer="J SMITH")
        keep_line(book, batch, number, kept, new_key())
    entry = entry_of(book, post(book, batch).number)
    fast, other, _ = booked(
        book,
        line(9_820, "FPI 10231190", today),
        line(5_360, "CHQS PAID IN", today),
        line(77, "INTEREST", today),
    )
    found = open_items(book, "MAIN", today)
    assert [(each.line, each.pence) for each in found.book] == [(0, 15_180)]
    (proposed,) = found.proposals()
    assert (proposed.exact, proposed.bank) == (False, (fast,))
    one_by_one = open_items(book, "MAIN", today, (entry,)).book
    assert [each.line for each in one_by_one] == [1, 2, 3]
    inside = {each.key: each for each in found.inside}
    match(book, "MAIN", sides(proposed, inside))
    left = open_items(book, "MAIN", today).book
    assert [(each.line, each.pence) for each in left] == [(2, 5_000), (3, 360)]
    match(book, "MAIN", Sides((other,), ((entry, 2), (entry, 3))))
    assert open_items(book, "MAIN", today).book == ()
    assert (held(book, "bank"), faults(book)) == (15_180, [])
