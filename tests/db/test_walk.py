"""Schedule walks in the book: filled once, walked by ordinary lines, missing remembered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.batch import Control
from core.money import Pence
from core.refusal import Refusal
from core.walk import Came
from db.acting import act, new_key
from db.batches import Header, KeptLine, abandon, keep_line, open_batch, post, strike_line
from db.book import Book
from db.desk import waiting
from db.proof import prove
from db.references import resolve
from db.reversals import reverse
from db.walk.batch import fill, items, open_walk, pass_over, walk
from db.walk.expecting import expected_on
from db.walk.missing import missing

OSEI, SMITH, NOWAK, KAUR = "10237710", "10231190", "10236218", "10234890"
WEEK = timedelta(days=7)
Opened = Callable[..., Book]


def monday(book: Book) -> date:
    """The last Monday there was."""
    return book.about.today - timedelta(days=book.about.today.weekday())


def paid(book: Book, day: date, *receipts: tuple[str, int], stream: str = "standing-order") -> str:
    """A posted batch of that value date; its number."""
    total = Pence(sum(pence for _, pence in receipts))
    control = Control(total, len(receipts))
    batch = open_batch(book, Header("MAIN", stream, day, control=control))
    for line, (reference, pence) in enumerate(receipts, 1):
        keep_line(book, batch, line, KeptLine(resolve(book, reference), Pence(pence)), new_key())
    return post(book, batch).number


def three_weeks(book: Book) -> date:
    """Osei and Smith paid on three Mondays, Nowak not on the last; gives the next Monday."""
    day = monday(book)
    for back in (4, 3):
        paid(book, day - WEEK * back, (SMITH, 9820), (OSEI, 10475), (NOWAK, 9820))
    paid(book, day - WEEK * 2, (SMITH, 9820), (OSEI, 10475))
    paid(book, day - WEEK, (SMITH, 9820), (OSEI, 10475))
    return day


def told(found: object) -> list[tuple[str, int, int]]:
    return [(one.reference, one.amount, one.missed) for one in found]  # type: ignore[attr-defined]


def refused(code: str) -> object:
    return pytest.raises(Refusal, check=lambda error: error.code == code)


def test_what_came_each_week_is_expected_in_the_order_it_came(opened: Opened) -> None:
    book = opened()
    day = three_weeks(book)
    assert told(expected_on(book, "MAIN", "standing-order", day)) == [
        (NOWAK, 9820, 2),
        (SMITH, 9820, 0),
        (OSEI, 10475, 0),
    ]
    assert told(expected_on(book, "MAIN", "standing-order", day - WEEK)) == [(NOWAK, 9820, 1)]
    assert expected_on(book, "MAIN", "cheque", day) == ()
    assert expected_on(book, "MAIN-2", "standing-order", day) == ()
    with refused("unknown_stream"):
        expected_on(book, "MAIN", "barter", day)


def test_what_was_reversed_never_came_and_what_is_keyed_has_come(opened: Opened) -> None:
    book = opened()
    day = monday(book)
    paid(book, day - WEEK * 2, (SMITH, 9820), (OSEI, 10475))
    number = paid(book, day - WEEK, (SMITH, 9820), (OSEI, 10475))
    reverse(book, number, 2, "keyed on the wrong account")
    due = expected_on(book, "MAIN", "standing-order", day)
    assert told(due) == [(OSEI, 10475, 1), (SMITH, 9820, 0)]
    batch = open_batch(book, Header("MAIN", "standing-order", day, control=Control(Pence(1), 1)))
    keep_line(book, batch, 1, KeptLine(resolve(book, SMITH), Pence(9820)), new_key())
    assert told(expected_on(book, "MAIN", "standing-order", day)) == [(OSEI, 10475, 1)]


def test_a_walk_is_filled_once_walked_by_ordinary_lines_and_remembers_who_missed(
    opened: Opened,
) -> None:
    book = opened()
    day = three_weeks(book)
    control = Control(Pence(9820 + 5000), 2)
    batch = open_walk(book, Header("MAIN", "standing-order", day, control=control), "a key")
    assert open_walk(book, Header("MAIN", "standing-order", day, control=control), "a key") == batch
    assert fill(book, batch) == items(book, batch)
    smith, kaur = resolve(book, SMITH), resolve(book, KAUR)
    keep_line(book, batch, 1, KeptLine(smith, Pence(9820)), new_key())
    keep_line(book, batch, 2, KeptLine(smith, Pence(9820), reason="a second one"), new_key())
    strike_line(book, batch, 2)
    keep_line(book, batch, 3, KeptLine(kaur, Pence(5000)), new_key())
    stands = walk(book, batch)
    assert [one.reference for one in stands.left] == [NOWAK, OSEI]
    pass_over(book, batch, 1, new_key())
    pass_over(book, batch, 3, new_key())
    pass_over(book, batch, 3, new_key(), passed=False)
    assert [one.reference for one in walk(book, batch).left] == [OSEI]
    pass_over(book, batch, 3, new_key())
    done = walk(book, batch)
    assert done.left == ()
    assert done.says == "2 missing 202.95, 1 new 50.00"
    assert [one.came for one in done.steps] == [
        Came.MISSING,
        Came.AS_EXPECTED,
        Came.MISSING,
        Came.NEW,
    ]
    post(book, batch)
    assert missing(book) == []
    assert {one.reference for one in missing(book, times=1)} == {NOWAK, OSEI}
    with book.session() as session:
        assert prove(session).faults == []


def missed_twice(book: Book) -> date:
    """Two posted walks that Nowak missed; Kaur may have rested. The Monday of the first."""
    first = monday(book) - WEEK
    for day in (first, first + WEEK):
        header = Header("MAIN", "standing-order", day, control=Control(Pence(5000), 1))
        batch = open_batch(book, header)
        item = [resolve(book, NOWAK), 9820, day.isoformat(), 0, False, "weekly"]
        rests = [resolve(book, KAUR), 9820, day.isoformat(), 0, True, "lump"]
        with book.session() as session:
            act(session, "fill_walk", new_key(), batch, {"items": [item, rests]})
        keep_line(book, batch, 1, KeptLine(resolve(book, "10230777"), Pence(5000)), new_key())
        post(book, batch)
    return first


def test_who_misses_two_walks_running_stands_in_the_list_until_something_comes(
    opened: Opened,
) -> None:
    book = opened()
    first = missed_twice(book)
    (one,) = missing(book)
    assert (one.reference, one.times, one.since, one.day) == (NOWAK, 2, first, first + WEEK)
    assert [line.count for line in waiting(book) if line.kind == "missing"] == [1]
    paid(book, first + WEEK, (NOWAK, 9820))
    assert missing(book) == []


def test_a_walk_begins_with_an_empty_batch_of_ones_own_and_its_own_landlord(
    opened: Opened,
) -> None:
    book, other = opened(), opened("assistant.2")
    day = three_weeks(book)
    with refused("nothing_expected"):
        open_walk(book, Header("MAIN", "cheque", day, control=Control(Pence(1), 1)))
    header = Header("MAIN", "standing-order", day, control=Control(Pence(9820), 1))
    batch = open_batch(book, header)
    with refused("not_your_batch"):
        fill(other, batch)
    with book.session() as session:
        pryce = resolve(book, "AVN:10234417")
        item = [pryce, 8800, day.isoformat(), 0, False, ""]
        with refused("wrong_landlord"):
            act(session, "fill_walk", new_key(), batch, {"items": [item]})
        for empty in ({"items": []}, {}, {"items": 1}):
            with refused("nothing_expected"):
                act(session, "fill_walk", new_key(), batch, empty)
    keep_line(book, batch, 1, KeptLine(resolve(book, SMITH), Pence(9820)), new_key())
    with refused("lines_kept"):
        fill(book, batch)
    with refused("unknown_item"):
        pass_over(book, batch, 1, new_key())
    with refused("not_walked"):
        walk(book, batch)
    abandon(book, batch, "keyed twice")
    walked = open_walk(book, header)
    assert items(other, walked) == ()
    with refused("not_your_batch"):
        pass_over(other, walked, 1, new_key())
    post_day = items(opened("supervisor.1"), walked)
    assert len(post_day) == 3
