"""A lines file keyed into a batch: every fault, every look, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.batch_lists import load
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.lines import LinesKeyed, Terms, key_lines
from db.references import resolve
from tests.small_book import SmallBook

Opened = Callable[..., Book]
HEADER = "reference,amount,date,payer,narrative,reason,corrects\n"


def batch_for(book: Book, pence: int = 100, count: int = 1, stream: str = "cheque") -> int:
    return open_batch(book, Header("MAIN", stream, control=Control(Pence(pence), count)))


def keyed(book: Book, batch: int, rows: str, **how: bool | str) -> LinesKeyed:
    return key_lines(book, batch, (HEADER + rows).encode(), Terms(**how))  # type: ignore[arg-type]


def rules(told: LinesKeyed) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.field, fault.rule) for fault in told.faults]


def test_good_lines_are_kept_with_what_the_file_says_of_them(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book, 20295, 2)
    told = keyed(book, batch, "10234417,104.75,,A Okafor,rent,,\nT04418,98.20,,,,,\n")
    assert (told.lines, told.keyed, told.look, told.faults) == (2, 2, (), ())
    assert (told.total, told.difference) == (20295, 0)
    first, second = load(book, batch).lines
    assert (first.quoted, first.reference, first.amount) == ("10234417", "10234417", 10475)
    assert (second.quoted, second.reference, second.amount) == ("T04418", "10231190", 9820)
    assert post(book, batch).lines == 2


FAULTS = [
    ("one bad amount", "10234417,10.999,,,,,", [(2, "amount", "amount_not_read")]),
    ("nothing of that name", "99999999,104.75,,,,,", [(2, "reference", "unknown_account")]),
    ("another landlord's", "A00017,88.00,,,,,", [(2, "reference", "wrong_landlord")]),
    ("a negative line", "10234417,104.75-,,,,,", [(2, "corrects", "negative_needs_request")]),
    ("corrects", "10234417,9.00-,,,,,A1-000001.1", [(2, "corrects", "negative_needs_request")]),
    ("a day to come", "10234417,104.75,2090-01-01,,,,", [(2, "date", "date_in_future")]),
    ("suspense in silence", "suspense,10.00,,,,,", [(2, "reason", "reason_needed")]),
    (
        "the same receipt twice",
        "10234417,104.75,,,,,\nT04417,104.75,,,,,",
        [(3, "reason", "reason_needed")],
    ),
    (
        "every fault at once",
        "10234417,x,,,,,\n99999999,5.00,,,,,\n10231190,98.20,,,,",
        [(2, "amount", "amount_not_read"), (3, "reference", "unknown_account"), (4, "", "fields")],
    ),
    ("a card number", "10234417,104.75,,4111111111111111,,,", [(2, "payer", "card_number")]),
]


@pytest.mark.parametrize(("what", "rows", "faults"), FAULTS, ids=[one[0] for one in FAULTS])
def test_a_fault_names_line_field_and_rule_and_keeps_nothing(
    opened: Opened, what: str, rows: str, faults: list[tuple[int, str, str]]
) -> None:
    book = opened()
    batch = batch_for(book)
    told = keyed(book, batch, f"{rows}\n10236218,98.20,,,,,\n")
    assert rules(told) == faults
    assert (told.keyed, told.total, told.difference) == (0, 0, -100)
    assert load(book, batch).lines == ()


def test_faults_beside_good_lines_leave_the_good_ones_kept_when_asked(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book)
    told = keyed(book, batch, "99999999,5.00,,,,,\n10234417,104.75,,,,,\n", keep_good=True)
    assert (told.lines, told.keyed, rules(told)) == (
        2,
        1,
        [(2, "reference", "unknown_account")],
    )
    assert [line.reference for line in load(book, batch).lines] == ["10234417"]


def test_a_reason_keeps_what_is_red_and_sends_the_unknown_to_suspense(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book)
    rows = (
        "99999999,5.00,,,,no idea whose,\n"
        "A00017,88.00,,,,theirs I think,\n"
        "10234417,104.75,,,,,\n"
        "10234417,104.75,,,,paid twice,\n"
        "suspense,7.00,,a lady,,no reference,\n"
    )
    told = keyed(book, batch, rows)
    assert told.faults == ()
    assert [line.reference for line in load(book, batch).lines] == [
        "",
        "",
        "10234417",
        "10234417",
        "",
    ]
    assert [(one.line, one.batch_line, one.says) for one in told.look] == [
        (2, 1, "99999999 names no account"),
        (3, 2, "A00017 is another landlord's account"),
        (5, 4, "104.75 stands already, line 4 of this file"),
    ]


def test_unusual_lines_are_kept_and_listed_to_be_looked_at(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book)
    rows = "10234417,1047.50,,,,,\n10219921,20.00,,,,,\n10236218,98.20,,,,,\n"
    told = keyed(book, batch, rows)
    assert (told.keyed, told.faults) == (3, ())
    assert [(one.line, one.says) for one in told.look] == [
        (2, "usually 104.75"),
        (3, "a former tenant"),
        (4, "10236281 Mrs Tereza Novak is much alike"),
    ]


def test_a_line_meant_for_a_neighbour_one_slip_away_says_so(opened: Opened) -> None:
    book = opened()
    told = keyed(book, batch_for(book), "10236218,98.20,,,,,\n")
    assert "10236281" in told.look[0].says


def test_the_dead_are_named_as_faults_unless_a_reason_is_given(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    with small_book.open() as session:
        session.execute("UPDATE rb.account SET deceased = true WHERE ref = '10231190'")
    batch = batch_for(book)
    told = keyed(book, batch, "10231190,98.20,,,,,\n")
    assert rules(told) == [(2, "reason", "reason_needed")]
    assert keyed(book, batch, "10231190,98.20,,,,from the estate,\n").keyed == 1


def test_a_receipt_standing_in_another_batch_or_posted_is_a_fault(opened: Opened) -> None:
    book = opened()
    kept = batch_for(book, 9820)
    keep_line(book, kept, 1, KeptLine(resolve(book, "10231190"), Pence(9820)), "k")
    told = keyed(book, batch_for(book), "10231190,98.20,,,,,\n")
    assert told.faults[0].says.startswith(f"98.20 stands already, batch {kept} line 1")
    post(book, kept)
    told = keyed(book, batch_for(book), "10231190,98.20,,,,,\n")
    assert told.faults[0].says.startswith("98.20 stands already, posted A1-000001.1")


def test_what_stands_in_a_colleagues_hidden_batch_is_a_fault_too(opened: Opened) -> None:
    other, book = opened("assistant.2"), opened()
    keep_line(
        other, batch_for(other), 1, KeptLine(resolve(other, "10231190"), Pence(9820)), new_key()
    )
    rows = "10234417,104.75,,,,,\n10231190,98.20,,,,,\n"
    batch = batch_for(book)
    assert rules(keyed(book, batch, rows)) == [(3, "reason", "reason_needed")]
    told = keyed(book, batch, rows, keep_good=True)
    assert (told.keyed, rules(told)) == (1, [(3, "reason", "reason_needed")])


def test_own_and_relatives_accounts_are_left_to_a_colleague(opened: Opened) -> None:
    manager, book = opened("manager.1"), opened()
    with manager.session() as session:
        number = resolve(manager, "10231190")
        act(session, "declare_interest", new_key(), "assistant.1", number, "own")
    told = keyed(book, batch_for(book), "10231190,98.20,,,,,\n")
    assert rules(told) == [(2, "reference", "interest_declared")]


def test_the_same_bytes_answer_the_same_and_keep_nothing_twice(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book)
    rows = "10234417,1047.50,,,,,\n99999999,5.00,,,,,\n10231190,98.20,,,,,\nsuspense,1.00,,,,x y,\n"
    first = keyed(book, batch, rows, keep_good=True)
    assert keyed(book, batch, rows, keep_good=True) == first
    assert keyed(book, batch, rows, keep_good=True, key="another") == first
    assert len(load(book, batch).lines) == 3


def test_a_posted_batch_still_answers_the_file_it_was_keyed_from(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book, 10475)
    first = keyed(book, batch, "10234417,104.75,,,,,\n")
    post(book, batch)
    assert keyed(book, batch, "10234417,104.75,,,,,\n") == first


def test_another_file_needs_to_be_added_on_purpose(opened: Opened) -> None:
    book = opened()
    batch = batch_for(book)
    keyed(book, batch, "10234417,104.75,,,,,\n")
    with pytest.raises(Refusal, check=lambda error: error.code == "lines_file_taken"):
        keyed(book, batch, "10231190,98.20,,,,,\n")
    told = keyed(book, batch, "10231190,98.20,,,,,\n", add=True)
    assert (told.keyed, told.total) == (1, 20295)


def test_lines_take_the_batchs_date_unless_they_have_their_own(opened: Opened) -> None:
    book = opened()
    today = book.about.today
    then = today - timedelta(days=3)
    header = Header("MAIN", "cheque", effective=then, control=Control(Pence(1), 1))
    batch = open_batch(book, header)
    keyed(book, batch, f"10234417,104.75,,,,,\n10231190,98.20,{today},,,,\n")
    assert [line.effective for line in load(book, batch).lines] == [then, today]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"reference,amount\n", "file_empty"),
        (b"reference,amount\n\0", "not_text"),
        (b'reference,amount\n"1,2', "quotes_wrong"),
        (b"reference,reference\n1,2", "header_wrong"),
    ],
)
def test_what_is_no_lines_file_is_refused_whole(opened: Opened, content: bytes, code: str) -> None:
    book = opened()
    with pytest.raises(Refusal, check=lambda error: error.code == code):
        key_lines(book, batch_for(book), content)


def test_a_file_without_its_columns_names_the_one_that_lacks(opened: Opened) -> None:
    book = opened()
    told = key_lines(book, batch_for(book), b"ref,amount\n1,2\n")
    assert rules(told) == [(1, "reference", "column_missing")]


@pytest.mark.parametrize("login", ["assistant.2", "auditor.1"])
def test_only_its_holder_keys_a_file_into_a_batch(opened: Opened, login: str) -> None:
    batch = batch_for(opened())
    with pytest.raises(Refusal, check=lambda error: error.code == "not_your_batch"):
        keyed(opened(login), batch, "10234417,104.75,,,,,\n")


def test_a_stream_that_demands_a_field_names_each_line_without_it(
    opened: Opened, small_book: SmallBook
) -> None:
    with small_book.open() as session:
        session.execute("UPDATE rb.stream SET needs = '{drawer}' WHERE code = 'cheque'")
    book = opened()
    told = keyed(book, batch_for(book), "10234417,104.75,,,,,\n10231190,98.20,,,,,\n")
    assert rules(told) == [(line, "drawer", "stream_needs_field") for line in (2, 3)]


def test_hidden_people_are_never_alike_for_lack_of_a_name(opened: Opened) -> None:
    manager, book = opened("manager.1"), opened()
    for reference in ("10231190", "10238826"):
        with manager.session() as session:
            number = resolve(manager, reference)
            act(session, "restrict_tenancy", new_key(), number, True, "asked for")
    told = keyed(book, batch_for(book), "10231190,98.20,,,,,\n")
    assert "alike" not in "".join(one.says for one in told.look)
