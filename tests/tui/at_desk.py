"""A desk at work in a test: the app on a book, ready for keys."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import psycopg
from psycopg import sql
from textual.pilot import Pilot

from tests.small_book import SmallBook
from tests.tui.desk_app import make
from tests.tui.pressing import press
from tests.tui.seen import text
from tests.tui.waiting import until
from tui.app import RentbookApp
from tui.asking import Asking


class AtDesk:
    """Keys are pressed one at a time, each with all its effects."""

    def __init__(self, app: RentbookApp, pilot: Pilot[object]) -> None:
        self.app = app
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Named keys; a text of several words or signs in quotes is typed: `'kaur 5'`."""
        for key in keys:
            if key.startswith("'"):
                await press(self._pilot, *key.strip("'"))
            else:
                await press(self._pilot, key)
            await self.settled()

    async def settled(self) -> None:
        """Until no key has an effect to come and no question to the book is unanswered."""
        is_first = True  # an answer may open a page, which asks the book for what it shows
        while is_first or self._waits():
            is_first = False
            await self.app.gate.settled()
            await until(lambda: not self._waits(), 20)
            await self.app.gate.settled()
            await self._pilot.pause(0)

    async def until(self, what: str | Callable[[], bool]) -> None:
        """Until this text stands on the screen, or the condition holds."""
        holds = (lambda: what in self.text) if isinstance(what, str) else what
        try:
            await until(holds, 20)
        except AssertionError:
            raise AssertionError(f"never came: {what}\n{self.text}") from None
        await self.settled()

    @property
    def text(self) -> str:
        """The screen as text."""
        return text(self.app)

    def line(self, part: str) -> str:
        """The first line that holds `part`."""
        return next(line for line in self.text.splitlines() if part in line)

    def _waits(self) -> bool:
        return any(asking.is_waiting for asking in self._askings())

    def _askings(self) -> list[Asking[object]]:
        return [
            value
            for page in self.app.open_pages
            for value in vars(page).values()
            if isinstance(value, Asking)
        ]


@asynccontextmanager
async def at_desk(url: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[AtDesk]:
    """The desk opened on the book at `url`, its lines and its finder read."""
    app = make(url)
    async with app.run_test(size=size) as pilot:
        desk = AtDesk(app, pilot)
        await until(lambda: app.finder is not None, 30)
        await desk.settled()
        yield desk


@contextmanager
def gone(book: SmallBook) -> Iterator[None]:
    """The book's database lets nobody in and throws out who is there, while the block lasts."""
    _let_in(book, allowed="false")
    try:
        yield
    finally:
        _let_in(book, allowed="true")


def _let_in(book: SmallBook, *, allowed: str) -> None:
    change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(book.server.superuser_url, autocommit=True) as session:
        session.execute(change.format(sql.Identifier(book.database), sql.SQL(allowed)))
        session.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (book.database,),
        )
