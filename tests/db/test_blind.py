"""Blind re-key in the book: a second reading nobody could copy, and nothing to guess from."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from db.acting import act, new_key
from db.batch_lists import listed, load
from db.batches import (
    Header,
    KeptLine,
    amend_line,
    keep_line,
    open_batch,
    post,
    set_control,
    strike_line,
    take,
)
from db.book import Book
from db.proof import prove
from db.references import resolve
from db.second_reading import Answer, blind_lines, compare, read_line, standings
from tests.small_book import SmallBook

SMITH, NOWAK, OSEI = "10231190", "10236218", "10237710"
Opened = Callable[..., Book]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


@pytest.fixture
def blind(small_book: SmallBook, opened: Opened) -> int:
    """Assistant.1's cheque batch of 98.20 and 104.75, which cheques from 100.00 on make blind."""
    with small_book.open() as session:
        session.execute("UPDATE rb.stream SET blind_above_pence = 10000 WHERE code <> 'telephone'")
        session.execute("UPDATE rb.stream SET blind_above_pence = 0 WHERE code = 'telephone'")
    return two_lines(opened("assistant.1"))


def two_lines(book: Book, stream: str = "cheque") -> int:
    control = None if stream == "telephone" else Control(Pence(20295), 2)
    batch = open_batch(book, Header("MAIN", stream, control=control))
    keep_line(book, batch, 1, KeptLine(resolve(book, SMITH), Pence(9820), quoted=SMITH), new_key())
    keep_line(book, batch, 2, KeptLine(resolve(book, OSEI), Pence(10475), quoted=OSEI), new_key())
    return batch


def standing(book: Book, batch: int) -> list[str]:
    return [str(one.standing) for one in blind_lines(book, batch)]


def seen(book: Book, query: str, *given: object) -> list[Any]:
    with book.session() as session:
        return session.execute(query, given).fetchall()  # type: ignore[arg-type]


def test_a_batch_of_the_threshold_or_more_posts_once_every_line_was_read_alike_by_another(
    blind: int, opened: Opened
) -> None:
    first, second = opened("assistant.1"), opened("assistant.2")
    with refused("blind_not_compared"):
        post(first, blind)
    assert read_line(second, blind, 1, 2, Pence(9820)) is Answer.EQUAL
    assert read_line(second, blind, 1, 2, Pence(9820)) is Answer.EQUAL
    with pytest.raises(Refusal, match="1 of 2 lines do so far"):
        post(first, blind)
    assert read_line(second, blind, 2, 2, Pence(10475)) is Answer.EQUAL
    assert standing(second, blind) == ["equal", "equal"]
    assert post(first, blind).total == 20295
    with first.session() as session:
        assert prove(session).faults == []
    small = Header("MAIN", "cheque", control=Control(Pence(9999), 1))
    batch = open_batch(first, small)
    assert not listed(first, batch).blind
    with refused("not_blind"):
        blind_lines(second, batch)


READINGS = [
    ("the second reader corrects themselves", (9280, 9820), ["read again", "equal"], ""),
    ("twice the same: the first was wrong", (9280, 9280), ["read again", "differs"],
     "line 1 was read as 92.80 twice"),
    ("three ways", (9280, 9200), ["read again", "differs"], "line 1 was read in three ways"),
    ("once, and not again", (9280,), ["read again"], "line 1 must be read a third time"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "read", "answers", "says"), READINGS)
def test_a_mismatch_is_decided_by_a_third_reading(
    blind: int, opened: Opened, event: str, read: tuple[int, ...], answers: list[str], says: str
) -> None:
    first, second = opened("assistant.1"), opened("assistant.2")
    read_line(second, blind, 2, 2, Pence(10475))
    got = [read_line(second, blind, 1, place, Pence(pence)) for place, pence in enumerate(read, 2)]
    assert got == answers
    if not says:
        post(first, blind)
        return
    with pytest.raises(Refusal, match=says):
        post(first, blind)
    if answers[-1] == "differs":
        with refused("pass_not_asked"):
            read_line(second, blind, 1, 3, Pence(9820))
        amend_line(first, blind, 1, {"pence": read[-1]}, new_key())
        set_control(first, blind, Control(Pence(read[-1] + 10475), 2, None, "slip", "441"))
        if read[0] == read[1]:
            post(first, blind)
        else:
            strike_line(first, blind, 1)
            smith = KeptLine(resolve(first, SMITH), Pence(9820))
            keep_line(first, blind, 3, smith, new_key())
            set_control(first, blind, Control(Pence(20295), 2, None, "slip", "442"))
            assert read_line(second, blind, 3, 2, Pence(9820)) is Answer.EQUAL
            post(first, blind)


def test_what_agreed_and_was_changed_since_must_be_read_again(blind: int, opened: Opened) -> None:
    first, second = opened("assistant.1"), opened("assistant.2")
    for line, pence in ((1, 9820), (2, 10475)):
        read_line(second, blind, line, 2, Pence(pence))
    amend_line(first, blind, 1, {"pence": 9800}, new_key())
    amend_line(first, blind, 2, {"account_id": resolve(first, NOWAK)}, new_key())
    assert standing(second, blind) == ["read again", "read again"]
    with refused("second_person_needed"):
        read_line(opened("supervisor.1"), blind, 1, 3, Pence(9800))
    assert read_line(second, blind, 1, 3, Pence(9820)) is Answer.DIFFERS
    assert read_line(second, blind, 2, 3, Pence(10475)) is Answer.EQUAL
    amend_line(first, blind, 1, {"pence": 9820}, new_key())
    post(first, blind)


def test_whoever_made_held_or_took_it_reads_nothing_a_second_time(
    blind: int, opened: Opened
) -> None:
    first, taker, third = opened("assistant.1"), opened("assistant.2"), opened("supervisor.2")
    with refused("second_person_needed"):
        blind_lines(first, blind)
    with refused("second_person_needed"):
        read_line(first, blind, 1, 2, Pence(9820))
    assert load(taker, blind).lines == ()
    take(taker, blind, "she has gone home")
    assert [line.amount for line in load(taker, blind).lines] == [9820, 10475]
    take(first, blind, "she is back")
    for book in (first, taker):
        with refused("second_person_needed"):
            read_line(book, blind, 1, 2, Pence(9820))
    assert read_line(third, blind, 1, 2, Pence(9820)) is Answer.EQUAL
    with refused("not_permitted"):
        blind_lines(opened("auditor.1"), blind)


def test_a_batch_that_turned_blind_late_is_read_again_by_no_supervisor(
    small_book: SmallBook, blind: int, opened: Opened
) -> None:
    first = opened("assistant.1")
    late = two_lines(first, "telephone")
    assert len(load(opened("supervisor.1"), late).lines) == 2
    set_control(first, late, Control(Pence(20295), 2, None, "terminal", "Z1"))
    assert load(opened("supervisor.1"), late).lines == ()
    with refused("second_person_needed"):
        blind_lines(opened("supervisor.1"), late)
    assert read_line(opened("assistant.2"), late, 1, 2, Pence(9820)) is Answer.EQUAL
    set_control(first, late, Control(Pence(1), 2, None, "terminal", "Z2"))
    assert listed(first, late).blind


def test_no_amount_of_a_blind_batch_is_to_be_read_or_guessed_before_it_agrees(
    blind: int, opened: Opened
) -> None:
    """Its lines, total and digest, what acts answered, and duplicates as an oracle."""
    first = opened("assistant.1")
    amend_line(first, blind, 1, {"pence": 9821}, new_key())
    amend_line(first, blind, 1, {"pence": 9820}, new_key())
    strike_line(first, blind, 2)
    amend_line(first, blind, 2, {"quoted": OSEI}, new_key())
    readers = [opened("assistant.2"), opened("supervisor.1"), opened("auditor.1")]
    for book in readers:
        assert load(book, blind).lines == ()
        told = listed(book, blind)
        assert (told.keyed, told.count, told.control, told.blind) == (None, None, 20295, True)
        assert seen(book, "SELECT FROM rb.batch_line WHERE batch_id = %s", blind) == []
        assert seen(book, "SELECT FROM rb.audit WHERE subject = %s", f"batch {blind}") == []
        assert seen(book, "SELECT rb.lines_digest(%s)", blind) == [(None,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            seen(book, "SELECT lines_digest FROM rb.batch")
    assert seen(first, "SELECT count(*) FROM rb.audit WHERE act = 'amend_line'") != [(0,)]
    second = readers[0]
    other = open_batch(second, Header("MAIN", "cheque", control=Control(Pence(50), 1)))
    for line, pence in ((1, 9820), (2, 9821)):
        keep_line(second, other, line, KeptLine(resolve(second, SMITH), Pence(pence)), new_key())


def test_a_guess_rolled_back_leaves_no_answer_behind_and_no_third_guess(
    blind: int, opened: Opened, small_book: SmallBook
) -> None:
    second = opened("assistant.2")
    with psycopg.connect(small_book.url("assistant.2")) as session:
        act(session, "key_pass", new_key(), blind, 1, 2, 1111)
        with refused("not_alone"):
            act(session, "compare_line", new_key(), blind, 1)
        session.rollback()
    assert standing(second, blind) == ["waiting", "waiting"]
    with refused("pass_not_keyed"):
        compare(second, blind, 1)
    with second.session() as session:
        act(session, "key_pass", new_key(), blind, 1, 2, 1111)
        assert seen(second, "SELECT pence FROM rb.key_pass") == [(1111,)]
        assert seen(opened("supervisor.1"), "SELECT FROM rb.key_pass") == []
        with refused("pass_not_asked"):
            act(session, "key_pass", new_key(), blind, 1, 2, 9820)
        answer = act(session, "compare_line", new_key(), blind, 1)
    assert answer == {"batch": blind, "line": 1, "answer": "read again"}
    for book in (second, opened("assistant.1"), opened("supervisor.1")):
        assert seen(book, "SELECT FROM rb.key_pass") == []
    read_line(second, blind, 1, 3, Pence(1111))
    for login, readings in (("assistant.1", 2), ("supervisor.1", 2), ("assistant.2", 0)):
        assert len(seen(opened(login), "SELECT FROM rb.key_pass")) == readings


def test_after_it_agrees_supervisors_read_it_and_a_declared_interest_reads_nothing(
    blind: int, opened: Opened
) -> None:
    second = opened("assistant.2")
    with second.session() as session:
        act(session, "declare_interest", new_key(), "assistant.2", resolve(second, OSEI), "own")
    read_line(second, blind, 1, 2, Pence(9820))
    with refused("interest_declared"):
        read_line(second, blind, 2, 2, Pence(10475))
    assert load(opened("supervisor.1"), blind).lines == ()
    read_line(opened("supervisor.2"), blind, 2, 2, Pence(10475))
    assert len(load(opened("supervisor.1"), blind).lines) == 2
    assert load(opened("supervisor.1"), blind).lines[0].amount == 9820


def test_the_first_keyer_sees_how_far_each_line_is_and_never_what_was_read(
    blind: int, opened: Opened
) -> None:
    first, second, above = opened("assistant.1"), opened("assistant.2"), opened("supervisor.1")
    read_line(second, blind, 1, 2, Pence(9821))
    told = {1: Answer.READ_AGAIN, 2: Answer.WAITING}
    assert standings(first, blind) == standings(above, blind) == told
    assert standings(second, blind) == {}
