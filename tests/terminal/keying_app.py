"""Keying on a real book: `keying_app.py URL [BATCH]`; its finder is built from the book's rows."""

import sys
from functools import partial

from core.finder.build import build
from core.finder.row import FinderRow
from core.finder.search import Finder
from db.book import Book, open_book
from tui.app import RentbookApp
from tui.keymap import Action
from tui.page import Page

ROWS = """
SELECT a.id, l.code, a.ref, coalesce(t.ref, ''), ARRAY(SELECT u.name::text FROM rb.tenant n
    JOIN rb.customer u ON u.id = n.customer_id WHERE n.tenancy_id = t.id AND n.ended IS NULL
    ORDER BY n.position),
  coalesce(p.address, ''), coalesce(p.postcode, ''), a.status = 'current', a.restricted
FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id
LEFT JOIN rb.tenancy t ON t.id = a.tenancy_id LEFT JOIN rb.property p ON p.id = t.property_id
WHERE a.id >= 10000 AND a.parent_id IS NULL
"""


class BookFinder:
    """Answers like the session's finder, and never changes."""

    def __init__(self, book: Book) -> None:
        with book.session() as session:
            rows = session.execute(ROWS).fetchall()
        self.finder = Finder(
            build(
                FinderRow(account, landlord, payment, tenancy, names=tuple(names), address=address,
                          postcode=postcode, current=current, restricted=restricted)
                for account, landlord, payment, tenancy, names, address, postcode, current,
                restricted in rows
            )
        )  # fmt: skip

    def search(self, text: str, limit: int = 20):
        return self.finder.search(text, limit)

    def freshen(self) -> bool:
        return False


class Front(Page):
    """Where keying is opened from."""

    ACTIONS = (Action("key", "k", "key", "Key a batch"),)

    def __init__(self, batch: int | None = None) -> None:
        super().__init__()
        self.batch_number = batch
        self.left: object = None

    def header_left(self):
        return ("Front",)

    def book_ready(self) -> None:
        if self.batch_number is not None:
            self.open("keying", batch=self.batch_number)

    def act_key(self) -> None:
        self.open("keying", self.came_back)

    def came_back(self, result: object) -> None:
        self.left = result
        self.say(f"back with {result}")


class KeyingApp(RentbookApp):
    """The app on a book given by its address."""

    def finder_of(self, book: Book) -> BookFinder:
        return BookFinder(book)


def make(url: str, batch: int | None = None) -> KeyingApp:
    """The app; with a batch it opens it at once."""
    return KeyingApp(
        {
            "front": partial(Front, batch),
            "keying": "tui.screens.keying:Keying",
            "find": "tui.screens.find:Find",
        },
        first="front",
        connect=partial(open_book, url),
        header_right=("DEMO", "assistant.1"),
    )


if __name__ == "__main__":
    app = make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
    app.run(mouse=False)
    sys.exit(app.return_code)
