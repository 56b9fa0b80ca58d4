"""A book on a server of the office's own: founded or upgraded by who may make roles there."""

from collections.abc import Sequence

from core.refusal import Refusal
from db.book import connect
from db.errors import translated
from db.founding import Plan, found
from db.operators import Operator, add_operator

_MANAGERS_MIN = 2  # nobody decides on their own request


def init_server(where: str, keeper: str, managers: Sequence[str]) -> None:
    """Founds the book at `where` or upgrades it, and adds those managers it does not know yet.

    `where` names a superuser, or a CREATEROLE login that owns the database. Raises Refusal:
    two_managers (a new book begins with two), server_old, book_newer, not_permitted.
    """
    with connect(where) as session, translated():
        new = session.execute("SELECT to_regclass('rb.operator') IS NULL").fetchone() == (True,)
        if new and len(set(managers)) < _MANAGERS_MIN:
            words = "a book begins with two managers: --manager LOGIN --manager LOGIN"
            raise Refusal("two_managers", words)
        session.autocommit = False
        found(session, Plan("live", "server", keeper))
        session.commit()
        session.autocommit = True
        known = {row[0] for row in session.execute("SELECT login FROM rb.operator").fetchall()}
        for login in dict.fromkeys(managers):
            if login not in known:
                add_operator(session, Operator(login, login, "manager"))
