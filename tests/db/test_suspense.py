"""Suspense: each item a case with candidates, cleared whole or in part, never twice."""

from collections.abc import Callable
from typing import Any

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db.acting import new_key
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.proof import prove
from db.reversals import reverse
from db.suspense.cases import cases, clear, tend, with_candidates
from tests.db.test_files import account, balance, refused


def undo(book: Book, posting: str, why: str) -> None:
    entry, line = posting.split(".")
    reverse(book, entry, int(line), why)


def to_suspense(book: Book, payer: str, pence: int = 9820) -> Any:
    """One receipt of that payer posted to suspense, and its case."""
    batch = open_batch(book, Header("MAIN", "standing-order", control=Control(Pence(pence), 1)))
    line = KeptLine(None, Pence(pence), payer=payer, reason="no reference")
    keep_line(book, batch, 1, line, new_key())
    post(book, batch)
    return cases(book)[-1]


def test_money_to_suspense_is_a_case_with_its_likeliest_tenants(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "P KOWALCZYK")
    assert (case.pence, case.words, case.reason) == (9820, "P KOWALCZYK", "no reference")
    ranked = with_candidates(book, [case])[case.item.item]
    assert ranked.candidates[0].account == account(book, "10238826")


def test_what_was_typed_of_a_payer_is_looked_through_for_whose_it_is(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    typed = {
        "KOWALCZYK P 10238826": "10238826",
        "10238826": "10238826",
        "kowalczik paulina": "10238826",
        "novak 8/2 ferry": "10236281",
        "41 braeside": "10238826",
        "osie kofi": "10237710",
    }
    batch = open_batch(
        book, Header("MAIN", "counter", control=Control(Pence(5555 * len(typed)), len(typed)))
    )
    for number, words in enumerate(typed, 1):
        line = KeptLine(None, Pence(5555), quoted=words, reason="no reference")
        keep_line(book, batch, number, line, new_key())
    post(book, batch)
    asked = cases(book)
    ranked = with_candidates(book, asked)
    found = {case.words: ranked[case.item.item].candidates[0] for case in asked}
    expected = {words: account(book, reference) for words, reference in typed.items()}
    assert {words: near.account for words, near in found.items()} == expected
    assert all(near.score for near in found.values())


def test_a_cleared_item_keeps_its_day_and_is_linked_to_its_posting(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "P KOWALCZYK")
    done = clear(book, case, account(book, "10238826"))
    assert (done.left, cases(book)) == (0, ())
    assert clear(book, case, account(book, "10238826")) == done
    assert balance(book, "10238826") == -9820
    with book.session() as session:
        row = session.execute(
            "SELECT p.effective_date = i.effective_date, p.book_date >= p.effective_date"
            " FROM rb.suspense_clearing c JOIN rb.suspense_item i ON i.id = c.item_id"
            " JOIN rb.posting p ON p.entry_id = c.entry_id"
        ).fetchone()
        assert row == (True, True)
        assert prove(session).faults == []


def test_a_part_is_cleared_and_never_more_than_is_left(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "KAUR")
    assert clear(book, case, account(book, "10234890"), pence=Pence(5000)).left == 4820
    (rest,) = cases(book)
    with refused("more_than_left"):
        clear(book, rest, account(book, "10234471"), pence=Pence(4821))
    clear(book, rest, account(book, "10234471"))
    assert (balance(book, "10234890"), balance(book, "10234471")) == (-5000, -4820)


def test_a_cleared_receipt_is_uncleared_before_it_is_reversed(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "P KOWALCZYK")
    done = clear(book, case, account(book, "10238826"))
    with refused("cleared_already"):
        undo(book, case.of, "keyed twice")
    undo(book, done.posting, "not hers after all")
    assert (balance(book, "10238826"), cases(book)[0].item.left) == (0, 9820)
    undo(book, case.of, "keyed twice")
    assert cases(book) == ()
    with book.session() as session:
        assert prove(session).faults == []


def test_another_landlords_account_is_never_cleared_to(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "G PRYCE")
    with book.session() as session:
        row = session.execute("SELECT a.id FROM rb.account a JOIN rb.landlord l"
                              " ON l.id = a.landlord_id WHERE l.code = 'AVN'"
                              " AND a.status = 'current'").fetchone()  # fmt: skip
    assert row is not None
    with refused("wrong_landlord"):
        clear(book, case, row[0])


def test_a_parked_case_says_what_is_waited_for(opened: Callable[..., Book]) -> None:
    book = opened("assistant.1")
    case = to_suspense(book, "SOMEBODY")
    item = case.item.item
    with refused("reason_needed"):
        tend(book, item, {"park_until": "2999-01-01"})
    tend(book, item, {"owner": "assistant.2", "next_action": "ask the bank",
                      "park_until": "2999-01-01"})  # fmt: skip
    (kept,) = cases(book)
    assert (kept.item.owner, kept.next_action) == ("assistant.2", "ask the bank")
    with pytest.raises(Refusal, match="no operator who can take it"):
        tend(book, item, {"owner": "auditor.1"})
