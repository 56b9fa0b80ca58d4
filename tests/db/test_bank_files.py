"""A payment file that is the bank's own makes bank lines, and each is money once."""

from collections.abc import Callable

from core.batch import Control
from core.money import Pence
from db.bank.matching import Sides, match
from db.bank.returned import Return, return_money
from db.bank.taking import take_line
from db.batches import Header, abandon, open_batch, post
from db.book import Book
from db.files.arrival import Arrival
from db.files.loading import Loaded, load_file
from db.files.reversing import reverse_file
from db.files.settling import Choice, settle
from tests.core.payment_files import file18, item18
from tests.db.bank_side import booked, entry_of, faults, held, line, receipt
from tests.db.test_files import account, balance, refused

CSV = "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
SMITH = '20 Oct 2025,BAC,"SMITH J 10231190 , FP",98.20,500.00,RENTS,089999-66374958\n'
FEE = '20 Oct 2025,CHG,"CHARGES",-6.50,493.50,RENTS,089999-66374958\n'


def loaded(book: Book, content: str, profile: str = "natwest-csv", *others: str) -> Loaded:
    arrival = Arrival(content.encode(), "day.csv", profile, "MAIN", others=others)
    return load_file(book, arrival)


def lines(book: Book) -> list[tuple[int, int]]:
    """Every bank line: its id and pence."""
    with book.session() as session:
        rows = session.execute("SELECT id, pence FROM rb.bank_line ORDER BY id").fetchall()
    return [(int(number), int(pence)) for number, pence in rows]


def test_a_day_file_makes_bank_lines_and_its_posted_batch_is_matched_to_them(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    done = loaded(book, CSV + SMITH + FEE)
    (smith, came), (fee, gone) = lines(book)
    assert (came, gone, done.matched) == (9820, -650, 1)
    with refused("receipt_already"):
        match(book, "MAIN", Sides((smith,), ((1, 1),)))
    posted = post(book, done.batch or 0)
    with refused("matched_already"):
        match(book, "MAIN", Sides((smith,), ((entry_of(book, posted.number), 0),)))
    later = booked(book, line(9820, "J SMITH 10231190"), line(-650, "CHARGES"), line(5, "NEW"))
    assert later[:2] == [smith, fee]
    assert (held(book, "bank"), faults(book)) == (9820, [])


def test_a_line_that_a_statement_brought_and_somebody_matched_is_a_duplicate_in_a_file(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    keyed = receipt(book, account(book, "10231190"), 9820)
    (came,) = booked(book, line(9820, "FP SMITH J 10231190"))
    match(book, "MAIN", Sides((came,), ((entry_of(book, keyed.number), 0),)))
    with refused("all_duplicates"):
        loaded(book, CSV + SMITH + FEE)
    done = loaded(book, CSV + SMITH + SMITH)
    assert (done.lines, done.duplicates) == (2, 1)
    assert len(lines(book)) == 2


def test_a_line_taken_into_a_batch_is_a_duplicate_in_a_file_until_it_is_let_go(
    opened: Callable[..., Book],
) -> None:
    book, colleague = opened("assistant.1"), opened("assistant.2")
    (came,) = booked(book, line(9820, "FP SMITH J 10231190"))
    batch = open_batch(colleague, Header("MAIN", "bank", control=Control(Pence(9820), 1)))
    take_line(colleague, batch, came, Choice(None, "whose"))
    with refused("all_duplicates"):
        loaded(book, CSV + SMITH)
    abandon(colleague, batch, "it is in the file")
    assert loaded(book, CSV + SMITH).matched == 1
    assert [number for number, _ in lines(book)] == [came]


def test_a_day_file_reversed_lets_its_lines_go_and_comes_again(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = loaded(book, CSV + SMITH)
    post(book, first.batch or 0)
    reverse_file(book, first.file or 0, "wrong cashbook")
    assert faults(book) == []
    again = loaded(book, CSV + SMITH)
    posted = post(book, again.batch or 0)
    assert (balance(book, "10231190"), held(book, "bank"), faults(book)) == (-9820, 9820, [])
    (gone,) = booked(book, line(-9820, "RECALLED SMITH J"))
    return_money(book, "MAIN", Return(gone, posted.number, 1, "recalled", "sent in error"))
    assert (balance(book, "10231190"), held(book, "bank"), faults(book)) == (0, 0, [])


OURS, THEIRS = "08999966374958", "08999966374959"
TWO = file18(
    (0, 9820, 0, 1, 0), item18("99", 9820, "J SMITH", "10231190").replace("60999912345678", OURS)
) + file18(
    (0, 8800, 0, 1, 0), item18("99", 8800, "G PRYCE", "10234417").replace("60999912345678", THEIRS)
)


def of_two_accounts() -> str:
    """One day file of the accounts of MAIN and MAIN-2, a line each."""
    text = TWO.replace("VOL1", "\0", 1)
    text = text[: text.index("VOL1")] + text[text.index("HDR1", text.index("VOL1")) :]
    return text.replace("\0", "VOL1")


def test_a_day_file_of_several_accounts_is_a_batch_in_each_cashbook_or_none(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    text = of_two_accounts()
    alone = loaded(book, text, "standard18")
    assert [one.rule for one in alone.faults] == ["other_account"]
    done = loaded(book, text, "standard18", "MAIN-2")
    assert done.faults == ()
    assert [(one.cashbook, one.total) for one in (done, *done.others)] == [
        ("MAIN", 9820), ("MAIN-2", 8800),
    ]  # fmt: skip
    assert loaded(book, text, "standard18", "MAIN-2") == done
    for one in (done, *done.others):
        post(book, one.batch or 0)
    assert (held(book, "bank"), held(book, "bank", "MAIN-2")) == (9820, 8800)
    assert faults(book) == []
    with refused("file_loaded"):
        loaded(opened("assistant.2"), text, "standard18", "MAIN-2")


def test_a_day_file_whose_sums_are_not_the_banks_is_refused_whole(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    item = item18("99", 9820, "J SMITH", "10231190", ours=OURS)
    wrong = loaded(book, file18((0, 9829, 0, 1, 0), item), "standard18")
    assert (wrong.file, [one.rule for one in wrong.faults]) == (None, ["control_wrong"])
    assert loaded(book, file18((0, 9820, 0, 1, 0), item), "standard18").lines == 1


def test_one_member_of_a_building_society_is_not_taken_for_another(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")

    def day(number: str, roll: str) -> Loaded:
        item = item18("99", 7777, roll, "RENT", ours=OURS, payer="60888800050005", day=number)
        return loaded(book, file18((0, 7777, 0, 1, 0), item), "standard18")

    first = day("26320", "A12345678")
    assert first.unmatched == 1
    settle(book, first.file or 0, 1, Choice(account(book, "10231190")))
    post(book, first.batch or 0)
    assert (day("26321", "A12345679").unmatched, day("26322", "A12345678").matched) == (1, 1)
