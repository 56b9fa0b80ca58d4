"""A schedule and its credit, in either order: tied to the penny, undone, never in suspense."""

from collections.abc import Callable

from db.bank.matching import await_schedule, unmatch
from db.bank.ties import TieState, tie, tie_of
from db.batches import abandon, post
from db.book import Book
from db.desk import waiting
from db.files.reversing import reverse_file
from tests.db.bank_side import booked, faults, held, line
from tests.db.test_files import SMITH, loaded, refused, schedule

TOTAL = "392.80,0.00,392.80"


def test_a_schedule_after_its_credit_takes_the_lump_that_waits_and_nothing_is_posted_twice(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    (came,) = booked(book, line(39280, "COUNCIL HB"))
    await_schedule(book, "MAIN", (came,), "hb")
    done = loaded(book, schedule(SMITH, total=TOTAL))
    stands = tie_of(book, done.file)
    assert (stands.state, [one.waits for one in stands.credits]) == (TieState.AGREES, [True])
    tied = tie(book, done.file)
    assert (tied.posting, tie_of(book, done.file).state) == ("", TieState.TIED)
    assert (held(book, "hb-clearing"), held(book, "suspense")) == (-39280, 0)
    post(book, done.batch)
    assert (held(book, "hb-clearing"), held(book, "bank"), faults(book)) == (0, 39280, [])


def test_a_credit_after_its_schedule_is_posted_to_the_clearing_and_undone_by_its_reversal(
    opened: Callable[..., Book],
) -> None:
    book, colleague = opened("assistant.1"), opened("assistant.2")
    done = loaded(book, schedule(SMITH, total=TOTAL))
    post(book, done.batch)
    assert tie_of(book, done.file).state is TieState.MISSING
    with refused("no_credit"):
        tie(book, done.file)
    first, second, third = booked(
        book, line(20000, "COUNCIL 1"), line(19280, "COUNCIL 2"), line(39280, "DWP")
    )
    with refused("match_differs"):
        tie(book, done.file, (first,))
    tied = tie(book, done.file, (first, second))
    assert tie(book, done.file, (first, second)) == tied
    with refused("tied_already"):
        tie(colleague, done.file, (third,))
    assert (held(book, "hb-clearing"), held(book, "bank")) == (0, 39280)
    assert unmatch(colleague, tied.match, "it is the other council's")
    assert (held(book, "hb-clearing"), tie_of(book, done.file).credits[0].line) == (39280, third)
    again = tie(book, done.file, (first, second))
    assert again.match != tied.match
    assert (held(book, "hb-clearing"), faults(book)) == (0, [])


def test_a_file_tied_before_it_is_posted_leaves_its_credit_waiting_when_it_is_given_up(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = loaded(book, schedule(SMITH, total=TOTAL))
    booked(book, line(39280, "COUNCIL HB"))
    tie(book, first.file)
    assert held(book, "hb-clearing") == -39280
    abandon(book, first.batch, "wrong period")
    assert tie_of(book, first.file).state is TieState.ENDED
    again = loaded(book, schedule(SMITH, total=TOTAL))
    tie(book, again.file)
    post(book, again.batch)
    assert (held(book, "hb-clearing"), held(book, "bank"), faults(book)) == (0, 39280, [])


def test_a_tied_file_that_is_reversed_gives_its_credit_to_the_corrected_one(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    first = loaded(book, schedule(SMITH, total=TOTAL))
    post(book, first.batch)
    booked(book, line(39280, "COUNCIL HB"))
    tie(book, first.file)
    reverse_file(book, first.file, "wrong period")
    assert (held(book, "hb-clearing"), faults(book)) == (-39280, [])
    again = loaded(book, schedule(SMITH, total=TOTAL))
    tie(book, again.file)
    post(book, again.batch)
    assert (held(book, "hb-clearing"), held(book, "bank"), faults(book)) == (0, 39280, [])


def test_two_credits_as_great_as_the_file_are_not_chosen_between(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")
    done = loaded(book, schedule(SMITH, total=TOTAL))
    one, other = booked(book, line(39280, "COUNCIL HB"), line(39280, "COUNCIL HB 2"))
    assert tie_of(book, done.file).state is TieState.SEVERAL
    with refused("several_credits"):
        tie(book, done.file)
    await_schedule(book, "MAIN", (one,), "uc")
    tie(book, done.file)
    assert tie_of(book, done.file).credits[0].line == other
    assert faults(book) == []


def test_what_lacks_the_other_stands_on_the_desk_until_it_is_tied(
    opened: Callable[..., Book],
) -> None:
    book = opened("assistant.1")

    def waits() -> dict[str, tuple[int, int | None]]:
        kinds = ("schedules", "credits", "returned")
        return {one.kind: (one.count, one.pence) for one in waiting(book) if one.kind in kinds}

    done = loaded(book, schedule(SMITH, total=TOTAL))
    lump, _ = booked(book, line(500, "DWP"), line(39280, "COUNCIL HB"))
    await_schedule(book, "MAIN", (lump,), "uc")
    assert waits() == {"schedules": (1, 39280), "credits": (1, 500)}
    tie(book, done.file)
    assert waits() == {"credits": (1, 500)}
