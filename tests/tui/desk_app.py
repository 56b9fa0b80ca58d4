"""The desk on a small book, with a finder over its rows: what tests of the screens run.

    python tests/tui/desk_app.py URL [PAGE] [--estate N]

opens it on the terminal; `--estate` has the finder know N made-up tenancies instead.
"""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from tui.app import RentbookApp

PAGES = {
    "desk": "tui.screens.desk:Desk",
    "batches": "tui.screens.batches:OpenBatches",
    "find": "tui.screens.find:Find",
    "account": "tui.screens.account:AccountPage",
    "form": "tui.screens.form:FormPage",
}


class SmallFinder:
    """A finder over the rows an operator may read, read again at every look."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.rows: list[Any] = []
        self.freshen()

    def freshen(self) -> bool:
        from core.finder import Finder
        from core.finder.build import build

        rows = _rows(self.book)
        changed = rows != self.rows
        if changed:
            self.rows, self.finder = rows, Finder(build(rows))
        return changed

    def search(self, text: str, limit: int = 20) -> Any:
        return self.finder.search(text, limit)


class EstateFinder:
    """A finder over a made-up estate, to see what many rows cost."""

    def __init__(self, count: int, _book: Any) -> None:
        from core.estate import Estate
        from core.estate.search_rows import finder_row
        from core.finder import Finder
        from core.finder.build import build

        estate = Estate(1, count)
        rows = [finder_row(estate[i], 1_000_000 + i) for i in range(count)]
        self.finder = Finder(build(rows))
        self.search = self.finder.search

    def freshen(self) -> bool:
        return False


class DeskApp(RentbookApp):
    """The app with one of these finders."""

    finds: Callable[[Any], Any] = SmallFinder

    def finder_of(self, book: Any) -> Any:
        return self.finds(book)


def make(url: str, first: str = "desk", estate: int = 0) -> DeskApp:
    """The app on the book at `url`, which is opened after the first paint."""
    app = DeskApp(PAGES, first=first, connect=partial(_connect, url), header_right=("DEMO",))
    if estate:
        app.finds = partial(EstateFinder, estate)
    return app


def _connect(url: str) -> Any:
    from db.book import open_book

    return open_book(url)


def _rows(book: Any) -> list[Any]:
    from core.finder import FinderRow

    with book.session() as session:
        found = session.execute(_FOUND).fetchall()
    return [
        FinderRow(*row[:4], (), *map(tuple, row[4:6]), *row[6:8], (), (), *row[8:]) for row in found
    ]


_FOUND = """
SELECT a.id, l.code, a.ref, coalesce(t.ref, ''),
  ARRAY(SELECT c.name::text FROM rb.tenant n JOIN rb.customer c ON c.id = n.customer_id
    WHERE n.tenancy_id = t.id ORDER BY n.position),
  ARRAY[]::text[], coalesce(p.address, ''), coalesce(p.postcode, ''), a.status = 'current', a.restricted
FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id LEFT JOIN rb.property p ON p.id = t.property_id
WHERE a.id >= 10000 AND a.parent_id IS NULL ORDER BY a.id
"""  # noqa: E501


if __name__ == "__main__":
    asked = sys.argv[1:]
    estate = int(asked[asked.index("--estate") + 1]) if "--estate" in asked else 0
    app = make(asked[0], estate=estate)
    app.run(mouse=False)
    sys.exit(app.return_code)
