"""What a decision rested on is kept with it, tied step to step, and shown as it was."""

from collections.abc import Callable

from db.book import Book
from db.proof import prove
from db.requests.asking import question
from db.requests.deciding import reject
from db.requests.reading import standing
from tests.office import approved, asked, furnish, number_of, pay
from tests.small_book import SmallBook

Opened = Callable[..., Book]
KOWALCZYK = "10238826"


def test_what_the_decider_saw_stays_whatever_moves_afterwards(
    small_book: SmallBook, opened: Opened
) -> None:
    furnish(small_book)
    account = number_of(small_book, KOWALCZYK)
    pay(small_book, account, 24120)
    mine, theirs = opened("assistant.1"), opened("supervisor.1")
    one, two = (asked(mine, account, pence, words="We pay.").request for pence in (1000, 2000))
    before = {number: standing(theirs, number) for number in (one, two)}
    approved(theirs, one)
    seen = standing(theirs, two)  # the first one's approval moved the account
    reject(theirs, two, "not hers")
    pay(small_book, account, 777)
    question(mine, two, "why not?")
    for number, page in ((one, before[one]), (two, seen)):
        kept = standing(mine, number)
        assert kept.facts == page.facts and kept.payee == page.payee
        assert kept.saw is not None and kept.saw[0] == "supervisor.1"
    assert standing(mine, two).notes[0][2] > kept.saw[1]
    with small_book.open("auditor.1") as session:
        assert prove(session).faults == []


def test_evidence_or_words_changed_behind_the_acts_are_told(
    small_book: SmallBook, opened: Opened
) -> None:
    furnish(small_book)
    account = number_of(small_book, KOWALCZYK)
    pay(small_book, account, 24120)
    number = asked(opened("assistant.1"), account, 1000, words="We refund you 10.00.").request
    approved(opened("supervisor.1"), number)
    with small_book.open() as session:
        for table, change in (
            ("request_step", "facts = facts || '{\"credit_pence\": 1}'"),
            ("request", "words = 'We refund you 99.00.'"),
        ):
            session.execute(f"ALTER TABLE rb.{table} DISABLE TRIGGER USER".encode())
            session.execute(f"UPDATE rb.{table} SET {change}".encode())
            session.execute(f"ALTER TABLE rb.{table} ENABLE TRIGGER USER".encode())
    with small_book.open("auditor.1") as session:
        told = {(one.where, one.what) for one in prove(session).faults}
    assert told == {
        (f"request {number}, step 1", "what its decision rested on is not what was kept"),
        (f"request {number}", "the words to the tenant are not those that were decided"),
    }
