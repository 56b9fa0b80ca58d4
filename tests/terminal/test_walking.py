"""A schedule walk on a real terminal: sixty keys in one write, and a kill in the middle."""

import os
import signal
from collections.abc import Callable

from core.batch import Control
from core.money import Pence
from db.acting import act, new_key
from db.batches import Header, open_batch
from db.book import Book
from db.walk.batch import walk
from tests.small_book import TENANCIES, SmallBook
from tests.terminal.test_keying import kept, tty


def test_sixty_keys_in_one_write_walk_sixty_payments_and_a_kill_loses_no_kept_line(
    small_book: SmallBook, opened: Callable[..., Book]
) -> None:
    """Twenty as expected, one that did not come, one of another amount, and on to the sixtieth."""
    book = opened()
    batch, due = walked(book, 80)
    with tty(small_book, batch) as terminal:
        terminal.until("1 of 80, weekly")
        terminal.burst("{Enter*20}{Down}7{Enter*39}")
        terminal.until("usually ")  # the amount 7 is unusual: asked about, and the rest waits
        terminal.quiet(0.35)
        terminal.press("{Enter}")
        terminal.until("61 of 80, weekly", 30)
        terminal.until(" / 59 ", 30)
        os.kill(terminal.pid, signal.SIGKILL)
        while terminal.read(0.2):
            pass
    expected = [*due[:20], 700, *due[22:60]]
    assert [amount for _, amount, _ in kept(book, batch)] == expected
    assert [item.number for item in walk(book, batch).left][:1] == [61]
    with tty(small_book, batch) as terminal:
        terminal.until("61 of 80, weekly")
        terminal.burst("{Enter*20}")
        terminal.until("walked: 1 missing", 30)
        terminal.until(" / 79 ", 30)
    assert [amount for _, amount, _ in kept(book, batch)] == [*expected, *due[60:]]


def walked(book: Book, count: int) -> tuple[int, list[int]]:
    """A walk of so many payments, each account's amounts its own; the pence expected."""
    day = book.about.today
    control = Control(Pence(1_000_000), 200)
    batch = open_batch(book, Header("MAIN", "standing-order", day, control=control))
    with book.session() as session:
        rows = session.execute(
            "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
            " WHERE l.code = 'CLY' AND a.status = 'current' ORDER BY a.id"
        ).fetchall()
        accounts = [row[0] for row in rows]
        assert len(accounts) == sum(one[0] == "CLY" and one[-1] == "current" for one in TENANCIES)
        items = [
            [accounts[n % len(accounts)], 5000 + n, day.isoformat(), 0, False, "weekly"]
            for n in range(count)
        ]
        act(session, "fill_walk", new_key(), batch, {"items": items})
    return batch, [item[1] for item in items]
