"""`open`: the desk in this terminal; it paints before it looks for the book."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from core.refusal import Refusal
from tui.command.answer import Answer
from tui.command.call import Call, pass_call
from tui.command.root import BookCommand, example

if TYPE_CHECKING:
    from db.book import Book


@click.command("open", cls=BookCommand, epilog=example("rentbook open"))
@pass_call
def command(call: Call) -> Answer:
    """Open the desk."""
    return open_desk(call.where, call.role)


def open_desk(where: str | None, role: str | None) -> Answer:
    """The desk on a book, until its operator leaves. Raises Refusal without a terminal."""
    if not at_terminal():
        raise Refusal("no_terminal", "the desk needs a terminal: rentbook --help lists commands")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise Refusal("no_terminal", "this terminal can show no screens (TERM): try another one")
    from tui.app import RentbookApp
    from tui.pages import PAGES

    app = RentbookApp(PAGES, connect=partial(_connect, where, role))
    app.run(mouse=False)
    return Answer(exit_code=app.return_code or 0)


def _connect(where: str | None, role: str | None) -> Book:
    from db.book import open_book

    return open_book(where, role)


def at_terminal() -> bool:
    """Whether somebody sits before this process."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
