"""Several operators at once, each with a session of its own, who all start at the same moment."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg

from core.refusal import Refusal
from db.acting import act, new_key
from db.operators import Operator, add_operator
from tests.servers import LOGIN_PASSWORD
from tests.small_book import SmallBook

# Rounds of a race: all of them under RENTBOOK_PROVE, a tenth otherwise.
PROVE = "RENTBOOK_PROVE" in os.environ

Session = psycopg.Connection[Any]
Deed = Callable[[Session], Any]


def rounds(all_of_them: int) -> range:
    """How often a race is run here."""
    return range(all_of_them if PROVE else max(1, all_of_them // 10))


def assistants(book: SmallBook, count: int) -> list[str]:
    """That many assistants, made where they are missing."""
    logins = [f"assistant.{number}" for number in range(1, count + 1)]
    with book.open() as session:
        known = {str(login) for (login,) in session.execute("SELECT login FROM rb.operator")}
        for login in logins:
            if login not in known:
                add_operator(session, Operator(login, login, "assistant"), LOGIN_PASSWORD)
    return logins


def at_once(book: SmallBook, deeds: Sequence[tuple[str, Deed]]) -> list[Any]:
    """What each (login, deed) answered, or the refusal it met, all begun together."""
    gate = Barrier(len(deeds))

    def run(login: str, deed: Deed) -> Any:
        with book.open(login) as session:
            session.execute("SELECT 1")
            gate.wait()
            try:
                return deed(session)
            except Refusal as refusal:
                return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(run, *each) for each in deeds]]


def accounts(book: SmallBook, count: int) -> list[int]:
    """So many rent accounts of Clydeview."""
    with book.open() as session:
        rows = session.execute(
            "SELECT a.id FROM rb.account a JOIN rb.landlord l ON l.id = a.landlord_id"
            " WHERE l.code = 'CLY' AND a.status = 'current' ORDER BY a.id LIMIT %s",
            (count,),
        ).fetchall()
    return [int(account) for (account,) in rows]


def keyed(session: Session, lines: Sequence[tuple[int, int]], **header: object) -> int:
    """An open batch with these (account, pence) lines and the control that proves it."""
    control = {"control_pence": sum(pence for _, pence in lines), "control_count": len(lines)}
    head = {"cashbook": "MAIN", "stream": "cheque"} | control | header
    batch = int(act(session, "open_batch", new_key(), head)["batch"])
    for number, (account, pence) in enumerate(lines, 1):
        doc = {"account_id": account, "pence": pence, "reason": "a race"}
        act(session, "keep_line", new_key(), batch, number, doc)
    return batch


def balances(book: SmallBook) -> dict[int, int]:
    """Every account's balance as it is kept."""
    with book.open() as session:
        return dict(session.execute("SELECT account_id, pence FROM rb.balance").fetchall())


def one(session: Session, query: str, *values: object) -> Any:
    """The first column of the first row."""
    row = session.execute(query.encode(), values).fetchone()
    assert row is not None
    return row[0]
