"""The finder as matching asks it: opened only when a line needs it."""

from collections.abc import Iterable

from core.finder.row import Hit
from db.book import Book
from db.finder_store import BookFinder, open_finder


class LateFinder:
    """A finder of one book that costs nothing until it is asked."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._finder: BookFinder | None = None

    def search_many(self, texts: Iterable[str], limit: int = 5) -> list[list[Hit]]:
        """The hits of every text, whole words."""
        if self._finder is None:
            self._finder = open_finder(self._book)
        return self._finder.search_many(list(texts), limit)
