"""A call is one run of the command line: which book, as whom, and how to answer."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from db.book import Book

_SILENT = 1.0  # seconds until work is long
_BAR = 20  # columns


class Call:
    """What the options before and behind a command say; `sent` is the key of a write under way."""

    def __init__(self) -> None:
        self.where: str | None = None
        self.role: str | None = None
        self.as_json = False
        self.sent: str | None = None
        self.progress = Progress()
        self._kept = ExitStack()

    @property
    def names_book(self) -> bool:
        """Whether a book was named, and not only the user's own is meant."""
        return bool(self.where or os.environ.get("RENTBOOK_BOOK"))

    def place(self, folder: str) -> str:
        """Where a book is to be made: BOOK as given, else that folder of the user's own."""
        from db.book import data_folder

        return self.where or os.environ.get("RENTBOOK_BOOK") or f"embedded:{data_folder() / folder}"

    @contextmanager
    def book(self) -> Iterator[Book]:
        """The book, opened for one command."""
        from db.book import open_book

        with self._open(open_book) as book:
            yield book

    @contextmanager
    def keeper_book(self) -> Iterator[Book]:
        """The book as its keeper."""
        from db.keeper import open_as_keeper

        with self._open(open_as_keeper) as book:
            yield book

    @contextmanager
    def _open(self, opening: Callable[..., Book]) -> Iterator[Book]:
        from db.errors import translated

        book = opening(self.where, self.role, progress=self.progress.say)
        try:
            with translated():  # a session may end in the middle of any reading
                yield book
        finally:
            book.close()
            self.progress.clear()

    def keep_book(self) -> Book:
        """The book, open until the last answer is given."""
        return self._kept.enter_context(self.book())

    def close(self) -> None:
        """Closes what was kept open."""
        self._kept.close()

    def key(self, given: str | None, *derived: object) -> str:
        """The key to write with: the one given, one derived from parts, else a fresh one."""
        from db.acting import derived_key, new_key

        self.sent = given or (derived_key(*derived) if derived else new_key())
        return self.sent

    def expect(self, key: str | None, *derived: object) -> str | None:
        """Remembers the key that a function of db will derive by itself; gives the one given."""
        from db.acting import derived_key

        self.sent = key or derived_key(*derived)
        return key


class Progress:
    """What long work is at, on the last line of a terminal; elsewhere nothing."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = False

    def say(self, words: str) -> None:
        """Shows the words once a second has gone by, in place of the last ones."""
        if time.monotonic() - self._began < _SILENT or not _is_terminal():
            return
        from core.text import clean

        click.echo(f"\r\x1b[K{clean(words, 79)}", err=True, nl=False)
        self._shown = True

    def count(self, words: str, done: int, of: int) -> None:
        """Shows how far work on many rows has come; `of` nil where nobody knows."""
        if not of:
            self.say(f"{words} {done:,}" if done else words)
            return
        full = _BAR * min(done, of) // of
        self.say(f"[{'#' * full}{'.' * (_BAR - full)}] {words}, {done:,} of {of:,}")

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


pass_call = click.make_pass_decorator(Call)
