"""The mispost radar in the book: found, corrected in one act, or a request; the book proves."""

from collections.abc import Callable

import pytest

from core.refusal import Refusal
from db.bank.matching import Sides, match
from db.book import Book
from db.desk import waiting
from db.ledgers import ledger
from db.misposts.noting import dismiss, look, look_at
from db.misposts.radar import correct, proposals
from db.references import resolve
from db.requests.asking import ask, withdraw
from db.requests.deciding import approve, reject
from db.requests.reading import standing
from db.reversals import reverse
from tests.db.bank_side import booked, entry_of, faults, line
from tests.db.test_walk import WEEK, monday, paid
from tests.office import furnish
from tests.small_book import SmallBook

TOOK, LACKED, KAUR = "10236218", "10236281", "10234890"
Opened = Callable[..., Book]


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def mistaken(book: Book) -> str:
    """The account that pays 61.00 each Monday lacks it; the one a slip away has it. The posting."""
    day = monday(book)
    for back in (4, 3, 2):
        paid(book, day - WEEK * back, (LACKED, 6100), (TOOK, 9820))
    return paid(book, day - WEEK, (TOOK, 9820), (TOOK, 6100)) + ".2"


def balance(book: Book, reference: str) -> int:
    with book.session() as session:
        row = session.execute(
            "SELECT pence FROM rb.balance WHERE account_id = %s", (resolve(book, reference),)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_receipt_that_another_missed_is_proposed_with_its_reason(opened: Opened) -> None:
    book = opened()
    posting = mistaken(book)
    (one,) = proposals(book)
    assert (one.posting, one.reference, one.to_reference, one.amount, one.ask) == (
        posting, TOOK, LACKED, 6100, "",
    )  # fmt: skip
    assert (one.day, one.due) == (monday(book) - WEEK, monday(book) - WEEK)
    assert one.why == (
        f"61.00 reached {TOOK}, which never pays it; {LACKED} missed it: references one slip apart"
    )
    assert proposals(book, entry=posting.partition(".")[0]) == (one,)
    assert proposals(book, entry="A1-000001") == ()
    (theirs,) = proposals(opened("assistant.2"))
    assert theirs.ask == "keyed or posted by somebody else: ask for a transfer"


def test_what_came_late_or_is_paid_by_both_is_no_mispost(opened: Opened) -> None:
    book = opened()
    mistaken(book)
    paid(book, monday(book) - WEEK + (WEEK / 7) * 4, (LACKED, 6100))
    assert proposals(book) == ()
    paid(book, monday(book) - WEEK * 6, (TOOK, 6100))
    assert proposals(book) == ()


def test_a_correction_is_one_act_of_two_linked_entries_and_the_book_proves(
    opened: Opened,
) -> None:
    book = opened()
    posting = mistaken(book)
    before = balance(book, TOOK), balance(book, LACKED)
    wrong, right = resolve(book, TOOK), resolve(book, LACKED)
    with refused("same_account"):
        correct(book, posting, wrong, "keyed a slip away")
    with refused("reason_needed"):
        correct(book, posting, right, " ")
    done = correct(book, posting, right, "keyed a slip away", "k")
    assert correct(book, posting, right, "keyed a slip away", "k") == done
    assert (done.corrects, done.total) == (posting, 6100)
    assert (balance(book, TOOK), balance(book, LACKED)) == (before[0] + 6100, before[1] - 6100)
    (given,) = [one for one in ledger(book, right) if one.posting == done.posting]
    assert (given.effective, given.book_date) == (monday(book) - WEEK, book.about.today)
    assert given.narrative == f"corrects {posting}"
    (taken,) = [one for one in ledger(book, wrong) if one.posting == done.reversal]
    assert taken.reverses == posting
    with refused("reversed_already"):
        correct(book, posting, resolve(book, KAUR), "once more")
    assert proposals(book) == () and faults(book) == []
    reverse(book, *_named(done.posting), "it was right after all")
    assert balance(book, LACKED) == before[1] and faults(book) == []


def _named(posting: str) -> tuple[str, int]:
    entry, _, place = posting.partition(".")
    return entry, int(place)


def test_a_corrected_receipt_stays_met_by_its_bank_line(opened: Opened) -> None:
    book = opened()
    posting = mistaken(book)
    entry, place = _named(posting)
    (came,) = booked(book, line(6100, "NOVAK T 10236218"))
    match(book, "MAIN", Sides((came,), ((entry_of(book, entry), place),), "exact"))
    correct(book, posting, resolve(book, LACKED), "keyed a slip away")
    with book.session() as session:
        row = session.execute(
            "SELECT array_agg(m.kind || ' ' || m.live || ' ' || m.pence ORDER BY m.id)"
            " FROM rb.bank_match m"
        ).fetchone()
    assert row == (["link true 6100", "contra true 0"],)
    assert faults(book) == []


def test_what_is_not_ones_own_or_not_ones_to_see_is_refused_with_a_way_out(
    opened: Opened, small_book: SmallBook
) -> None:
    book, other = opened(), opened("assistant.2")
    posting = mistaken(book)
    right = resolve(book, LACKED)
    with pytest.raises(Refusal, match="somebody else: request a reversal") as told:
        correct(other, posting, right, "keyed a slip away")
    assert told.value.code == "reversal_needs_request"
    with refused("unknown_posting"):
        correct(book, "A1-000099.1", right, "keyed a slip away")
    with refused("unknown_posting"):
        correct(book, "A1; x", right, "keyed a slip away")
    with refused("wrong_landlord"):
        correct(book, posting, resolve(book, "AVN:10234417"), "keyed a slip away")
    with small_book.open() as session:
        session.execute(
            "UPDATE rb.tenancy SET restricted = true WHERE id = (SELECT tenancy_id FROM rb.account"
            " WHERE id = %s)", (right,),
        )  # fmt: skip
    assert proposals(book) == ()
    with refused("restricted"):
        correct(book, posting, right, "keyed a slip away")


def test_a_correction_that_has_lost_what_it_corrects_is_told_by_check(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    done = correct(book, mistaken(book), resolve(book, LACKED), "keyed a slip away")
    with small_book.open() as session:
        session.execute("SET session_replication_role = replica")  # no trigger keeps it
        session.execute("DELETE FROM rb.correction")
    (fault,) = faults(book)
    assert (fault.check, fault.where) == ("correction", f"{done.posting}.1")


def on_desk(book: Book) -> int:
    return sum(one.count for one in waiting(book) if one.kind == "misposts")


def test_what_is_found_stands_on_the_desk_until_it_is_dealt_with(opened: Opened) -> None:
    book = opened()
    posting = mistaken(book)
    assert on_desk(book) == 0
    assert len(look_at(book, posting.partition(".")[0])) == 1
    assert look_at(book, "A1-000001") == ()
    assert on_desk(book) == on_desk(opened("supervisor.1")) == 1
    assert len(look(opened("night"))) == 1 and on_desk(book) == 1
    correct(book, posting, resolve(book, LACKED), "keyed a slip away")
    assert on_desk(book) == 0 and faults(book) == []


def test_what_holds_no_more_leaves_the_desk_at_night(opened: Opened) -> None:
    book = opened()
    look_at(book, mistaken(book).partition(".")[0])
    paid(book, monday(book) - WEEK + (WEEK / 7) * 4, (LACKED, 6100))
    assert on_desk(book) == 1
    assert look(opened("night")) == () and on_desk(book) == 0


def test_what_is_asked_for_comes_back_when_the_request_moves_no_money(
    opened: Opened, small_book: SmallBook
) -> None:
    furnish(small_book)
    book, other, decider = opened(), opened("assistant.2"), opened("manager.1")
    mistaken(book)
    look(book)
    (found,) = proposals(other)
    doc = {"account_id": found.account, "to_account_id": found.to, "pence": found.amount,
           "why": "it reached her by mistake", "override": "a receipt posted here by mistake",
           "effective_date": found.day.isoformat()}  # fmt: skip

    before = balance(book, TOOK)

    def is_away() -> bool:
        away = proposals(book) == proposals(other) == ()
        assert away == (on_desk(decider) == 0)
        return away

    def asked_anew(key: str) -> int:
        number = ask(other, "transfer", doc, key).request
        assert is_away() and look(opened("night")) == ()
        return number

    withdraw(other, asked_anew("first"), "asked by mistake")
    assert not is_away()
    reject(decider, asked_anew("second"), "she says it is hers")
    assert not is_away()
    number = asked_anew("third")
    with small_book.open() as session:  # a month on, nobody has decided
        session.execute("SET session_replication_role = replica")
        session.execute("UPDATE rb.request SET expires_on = '2020-01-01' WHERE id = %s", (number,))
    assert not is_away()
    number = asked_anew("fourth")
    approve(decider, number, standing(decider, number).seen)
    assert is_away() and balance(book, TOOK) == before + found.amount


def test_what_was_dismissed_with_a_reason_is_never_proposed_again(opened: Opened) -> None:
    book = opened()
    posting = mistaken(book)
    to = resolve(book, LACKED)
    look(book)
    with refused("reason_needed"):
        dismiss(book, posting, to, " ")
    with refused("unknown_posting"):
        dismiss(book, "A9-000001.1", to, "no such receipt")
    dismiss(book, posting, to, "he pays for her this week")
    assert proposals(book) == proposals(opened("assistant.2")) == ()
    assert look(book) == () and on_desk(book) == 0
    with refused("not_permitted"):
        dismiss(opened("auditor.1"), posting, to, "only reads")
