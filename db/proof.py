"""The proof of a book: every balance, control, chain and key recomputed from the postings."""

from dataclasses import dataclass
from typing import Any

import psycopg

from db.errors import translated


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: `check` names the rule, `where` the place, `what` the facts."""

    check: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof found; `unsealed` entries were made since the last seal."""

    proved: bool
    postings: int
    unsealed: int
    faults: list[Fault]


def prove(session: psycopg.Connection[Any]) -> Proof:
    """Proves the whole book in one snapshot that writes nothing; any operator may, or the keeper.

    The session is in autocommit with no transaction open.
    """
    with translated(), session.transaction():
        session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        faults = session.execute("SELECT rule, place, what FROM rb.prove()").fetchall()
        row = session.execute("SELECT postings, unsealed FROM rb.proof_figures()").fetchone()
    assert row is not None, "figures are one row"
    return Proof(not faults, row[0], row[1], [Fault(*fault) for fault in faults])
