"""The real screens on a test's book: `python tests/tui/desk_app.py URL` opens the desk there."""

import sys
from functools import partial
from typing import Any

from tui.app import RentbookApp
from tui.pages import PAGES


def make(url: str) -> RentbookApp:
    """The app on the book at `url`, which is opened after the first paint."""
    return RentbookApp(PAGES, connect=partial(_connect, url), header_right=("DEMO",))


def _connect(url: str) -> Any:
    from db.book import open_book

    return open_book(url)


if __name__ == "__main__":
    app = make(sys.argv[1])
    app.run(mouse=False)
    sys.exit(app.return_code)
