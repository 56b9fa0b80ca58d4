"""Suspense on a real terminal: keys in one write, an Enter too soon, silence at rest."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.money import Pence
from db.batches import KeptLine, post
from db.book import open_book
from db.suspense.cases import cases
from tests.servers import Server
from tests.small_book import SmallBook, copied
from tests.terminal.harness import ROOT, Tty
from tests.tui.lived_in import batch_of

APP = str(ROOT / "tests" / "tui" / "desk_app.py")
# A candidate chosen, an owner, what happens next, marks set and taken off, views, and back.
WORK = "{^N}{Down}{Down}2{Down}{Up}o{Enter}nask the bank{Enter}{Home}  a {Down}vvv{End}{Home}"


def suspended(small: SmallBook) -> None:
    book = open_book(small.url("assistant.2"))
    lines = (("10238826", "P KOWALCZYK", 9820), ("10237710", "K OSEI", 10475),
             ("", "H J KAUR", 100), ("", "B GRANT", 12000))  # fmt: skip
    kept = [
        KeptLine(None, Pence(pence), quoted=quoted, payer=payer, reason="no reference")
        for quoted, payer, pence in lines
    ]
    post(book, batch_of(book, "standing-order", *kept))
    book.close()


@contextmanager
def at_desk(small: SmallBook) -> Iterator[Tty]:
    with Tty(sys.executable, APP, small.url("assistant.1")) as terminal:
        terminal.until("Receipts in ", 60)
        terminal.quiet()
        yield terminal


def left(small: SmallBook) -> list[tuple[str, int, str, str]]:
    book = open_book(small.url("assistant.1"))
    try:
        return [(c.words, c.item.left, c.item.owner, c.next_action) for c in cases(book)]
    finally:
        book.close()


def test_a_burst_from_the_desk_looks_after_cases_as_slow_keys_do(
    server: Server, template: Callable[..., str], fresh_database: Callable[..., str]
) -> None:
    ends = []
    for slow in (True, False):
        small = copied(server, template, fresh_database)
        suspended(small)
        with at_desk(small) as terminal:
            if slow:
                terminal.press(WORK, quiet_s=0.2)
            else:
                terminal.burst(WORK)
            terminal.until("Suspense · parked")
            terminal.quiet(0.5)
            ends.append((terminal.lines(), left(small)))
    assert ends[0] == ends[1]
    assert ends[0][1][2][2:] == ("assistant.1", "ask the bank")


def test_an_enter_typed_with_the_question_clears_nothing_and_one_after_it_clears_once(
    small_book: SmallBook,
) -> None:
    suspended(small_book)
    with at_desk(small_book) as terminal:
        terminal.burst("{^N}c{Enter}{Enter}{Down}")
        terminal.until("98.20 to 10238826 Kowalczyk, Ms P, 99 %? Enter clears")
        terminal.quiet(0.5)
        assert len(left(small_book)) == 4
        terminal.press("{Enter}")
        terminal.until("98.20 cleared to 10238826")
        assert [item[0] for item in left(small_book)] == [
            "10237710 K OSEI", "H J KAUR", "B GRANT"]  # fmt: skip


def test_the_list_is_silent_when_nothing_happens(small_book: SmallBook) -> None:
    suspended(small_book)
    with at_desk(small_book) as terminal:
        terminal.press("{^N}")
        terminal.until("none")
        terminal.quiet(0.5)
        assert terminal.read(2.5) == b""
