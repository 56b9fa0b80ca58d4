"""What a key of Reconcile asks of the book, however many items are open."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from db.proof import prove
from tests.db.large_day import book_orders, post_orders
from tests.servers import Server
from tests.small_book import SmallBook, copied
from tests.tui.at_desk import at_desk
from tests.tui.test_reconcile_screen import at

KEYS = "down pagedown end home tab space up space tab"
SIZES = (520, 1_560)


def large(book: SmallBook, count: int) -> SmallBook:
    """A day of that many bank lines and as many entries."""
    with psycopg.connect(book.url("postgres"), autocommit=True) as session:
        post_orders(session, count)
    with at(book) as desk:
        book_orders(desk, count)
    return book


async def test_a_key_asks_the_book_nothing_and_a_match_a_few_things_however_large_the_day(
    server: Server,
    template: Callable[..., str],
    fresh_database: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    execute = psycopg.Connection.execute

    def counted(session: Any, query: Any, *more: Any, **others: Any) -> Any:
        asked.append(str(query))
        return execute(session, query, *more, **others)

    told = []
    for size in SIZES:
        book = large(copied(server, template, fresh_database), size)
        counts = {}
        async with at_desk(book.url("assistant.1")) as desk:
            await desk.press("f5")
            await desk.until(f"{size} exact: A accepts them all")
            with monkeypatch.context() as patched:
                patched.setattr(psycopg.Connection, "execute", counted)
                for key in KEYS.split():
                    await desk.press(key)
                    counts[f"{len(counts)} {key}"] = len(asked)
                await desk.press("slash", "'1030000'", "enter")
                await desk.until("seen 10 and 10")
                counts["seek"] = len(asked)
                await desk.press("slash", "backspace", "backspace", "backspace", "enter")
                await desk.press("home", "enter")
                await desk.until("Ctrl+Z undoes it")
                counts["match"] = len(asked)
            assert f"open {size - 1}/{size - 1}" in desk.text or f"open {size - 1} and" in desk.text
        told.append(counts)
        asked.clear()
    assert told[0] == told[1]
    assert [one for name, one in told[0].items() if name != "match"] == [0] * 10
    assert told[0]["match"] <= 4, "the act, the figures, one's own batch"
    with at(book) as desk_book, desk_book.session() as session:
        assert prove(session).faults == []
