"""The keeper: opens the book to look after it, adds its operators, and never works in it."""

from db.book import Book, Progress, default_where, embedded_folder, open_book
from db.operators import Operator, add_operator, regroup

LOGIN = "keeper"


def open_as_keeper(
    where: str | None = None, role: str | None = None, *, progress: Progress | None = None
) -> Book:
    """The book as its keeper: of an embedded one by the passfile, else as the address says."""
    place = where or default_where()
    embedded = embedded_folder(place) is not None
    return open_book(place, LOGIN if embedded else role, progress=progress)


def add(book: Book, operator: Operator) -> None:
    """Adds an operator to a book opened as its keeper; embedded, with a password in the passfile.

    On a server the login's password is the server's business (peer, SCRAM, GSSAPI). Raises
    Refusal: operator_known, unknown_group, unknown_landlord, not_permitted.
    """
    with book.session() as session:
        add_operator(session, operator, _password(book, operator.login))


def move(book: Book, login: str, group: str) -> None:
    """Moves an operator to another group, as two people said. Raises Refusal as `regroup`."""
    with book.session() as session:
        regroup(session, login, group)


def _password(book: Book, login: str) -> str | None:
    """A new password for a login of an embedded book; a known login keeps its own."""
    folder = embedded_folder(book.where)
    if folder is None:
        return None
    from db.embedded import ensure

    server = ensure(folder)
    return server.password(login) or server.keep_password(login)
