"""What keying is told of accounts, and what written references name."""

from collections.abc import Callable

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.batch_lists import batches, load
from db.batches import Header, KeptLine, keep_line, open_batch, post
from db.book import Book
from db.keying import earlier, neighbours, payers
from db.references import resolve, resolve_many
from tests.small_book import SmallBook

Opened = Callable[..., Book]


def test_a_book_says_where_it_is_and_who_i_am(opened: Opened) -> None:
    about = opened().about
    assert (about.kind, about.login, about.group) == ("demo", "assistant.1", "assistant")
    assert about.landlords == ("CLY", "AVN")


def test_a_payer_comes_with_names_usual_amount_and_last_receipts(opened: Opened) -> None:
    book = opened()
    account = resolve(book, "10231190")
    batch = open_batch(book, Header("MAIN", "cheque", control=Control(Pence(9820), 1)))
    keep_line(book, batch, 1, KeptLine(account, Pence(9820)), "k1")
    assert payers(book, [account], "cheque")[account].pending == 9820
    post(book, batch)
    payer = payers(book, [account], "cheque")[account]
    assert payer.name == "Smith, Mr J + Mrs K"
    assert (payer.imported_usual, payer.balance, payer.pending) == (9820, -9820, 0)
    assert [p.amount for p in payer.of_stream] == [9820]
    assert payers(book, [account], "counter")[account].of_stream == ()
    assert [p.code for p in payer.last] == ["Cheque"]
    assert earlier(book, [account], "cheque", opened().about.today)[0].where == "posted A1-000001.1"


def test_the_list_tells_a_colleague_state_and_control_but_not_what_is_keyed(
    opened: Opened,
) -> None:
    mine, other = opened(), opened("assistant.2")
    batch = open_batch(mine, Header("MAIN", "cheque", control=Control(Pence(100), 1)))
    keep_line(mine, batch, 1, KeptLine(resolve(mine, "T04417"), Pence(100), quoted="T04417"), "k")
    assert batches(mine)[0].keyed == 100
    told = batches(other)[0]
    assert (told.number, told.control, told.keyed) == (batch, 100, None)
    assert load(other, batch).lines == ()
    assert load(opened("supervisor.1"), batch).lines[0].name == "Okafor, Mrs A"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("10234417", "ambiguous"),
        ("nothing", "unknown_account"),
        ("T04417/garage", "unknown_account"),
    ],
)
def test_a_text_that_names_none_or_two_is_refused(opened: Opened, text: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        resolve(opened(), text)
    assert refusal.value.code == code


def test_a_reference_is_read_with_landlord_spaces_or_as_account_number(
    opened: Opened,
) -> None:
    book = opened()
    account = resolve(book, "CLY:10234417")
    assert resolve(book, " t 04417") == account == resolve(book, str(account))
    assert resolve(book, "10234417", "CLY") == account == resolve(book, "T04417/rent")
    with book.session() as session:
        assert resolve_many(session, ["A00017"], "CLY")["A00017"].code == "wrong_landlord"


def test_a_former_reference_that_is_anothers_present_one_is_ambiguous(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    account = resolve(book, "T04418")
    with small_book.open() as session:
        session.execute(
            "INSERT INTO rb.account_ref (landlord_id, ref, kind, account_id) SELECT landlord_id,"
            " '10238826', 'former', id FROM rb.account WHERE id = %s",
            (account,),
        )
    with pytest.raises(Refusal, check=lambda error: error.code == "ambiguous"):
        resolve(book, "10238826")


def test_neighbours_are_accounts_one_slip_away_or_of_the_same_name(opened: Opened) -> None:
    book = opened()
    account = resolve(book, "10236218")
    assert neighbours(book, account, ["10236281"]) == [resolve(book, "10236281")]


def test_a_restricted_person_is_shown_by_reference_alone_until_revealed(
    opened: Opened, small_book: SmallBook
) -> None:
    book = opened()
    account = resolve(book, "10238826")
    with small_book.open("manager.1") as manager:
        act(manager, "restrict_tenancy", new_key(), account, True, "refuge")
    hidden = payers(book, [account], "cheque")[account]
    assert (hidden.name, hidden.address, hidden.reference) == ("", "", "10238826")
    with book.session() as session:
        act(session, "reveal", new_key(), account, "caller asks")
    assert payers(book, [account], "cheque")[account].name == "Kowalczyk, Ms P"
