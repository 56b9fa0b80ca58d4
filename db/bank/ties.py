"""A schedule and its bank credit, which comes days before or after it: found, tied, undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.money import Pence
from core.refusal import Refusal
from db.acting import act, derived_key
from db.bank.matching import Matched
from db.book import Book, Session
from db.errors import translated


class TieState(StrEnum):
    """How a file stands to its bank credit."""

    OWN = "own"  # the bank's own file, or charges: there is no credit to wait for
    TIED = "tied"
    AGREES = "agrees"  # one open credit is the file's to the penny
    SEVERAL = "several"  # more than one is: the operator names which
    MISSING = "missing"
    ENDED = "ended"  # reversed or abandoned


@dataclass(frozen=True, slots=True)
class Credit:
    """A bank credit: `waits` where it is a lump in the payer's clearing already."""

    line: int
    day: date
    pence: Pence
    words: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A file, what its batch comes to, and the credits that are it, tied or not yet.

    `match` is the one that ties it; undoing that is db.bank.matching.unmatch.
    """

    file: int
    state: TieState
    pence: Pence
    credits: tuple[Credit, ...] = ()
    match: int | None = None


def tie_of(book: Book, file: int) -> Tie:
    """How the file stands to its bank credit. Raises Refusal: unknown_file."""
    with book.session() as session, translated():
        return _tie(session, file)


def tie(book: Book, file: int, lines: Sequence[int] = (), key: str | None = None) -> Matched:
    """Ties a file to its bank credits, by default to the one that agrees.

    Raises Refusal: no_credit, several_credits, tied_already, match_differs, lump_elsewhere,
    no_clearing, unknown_file, and those of matching.
    """
    with book.session() as session:
        with translated():
            stands = _tie(session, file)
        named = list(lines) or [_only(stands).line]
        ended = _ties_before(session, file)
        document = {"file": file, "lines": named}
        told = act(session, "tie_file", key or derived_key("tie", file, *named, ended), document)
    return Matched(told["match"], told["posting"] or "", Pence(told["pence"]))


def _only(stands: Tie) -> Credit:
    if stands.state is TieState.AGREES:
        return stands.credits[0]
    if stands.state is TieState.SEVERAL:
        numbers = ", ".join(str(one.line) for one in stands.credits)
        says = f"several bank credits are as much as file {stands.file}: name one of {numbers}"
        raise Refusal("several_credits", says, [one.line for one in stands.credits])
    if stands.state is TieState.TIED and stands.credits:
        return stands.credits[0]  # the act answers what stands, or says who tied it
    says = f"no open bank credit is as much as file {stands.file}: name those that make it up"
    raise Refusal("no_credit", says, stands.pence)


def _tie(session: Session, file: int) -> Tie:
    row = session.execute(_FILE, {"file": file}).fetchone()
    if row is None:
        raise Refusal("unknown_file", f"there is no file {file}: the Files screen lists them", file)
    live, clears, pence, cashbook, clearing, match = row
    given = {"match": match, "cashbook": cashbook, "pence": pence, "clearing": clearing}
    if not live or not clears:
        return Tie(file, TieState.OWN if live else TieState.ENDED, Pence(pence))
    if match is not None:
        tied = _credits(session.execute(_TIED, given).fetchall())
        return Tie(file, TieState.TIED, Pence(pence), tied, match)
    found = _credits(session.execute(_OPEN, given).fetchall())
    states = {0: TieState.MISSING, 1: TieState.AGREES}
    return Tie(file, states.get(len(found), TieState.SEVERAL), Pence(pence), found)


def _ties_before(session: Session, file: int) -> int:
    with translated():
        row = session.execute(
            "SELECT count(*) FROM rb.audit WHERE subject = %s AND act = 'tie_file'",
            (f"file {file}",),
        ).fetchone()
        undone = session.execute(
            "SELECT count(*) FROM rb.bank_match WHERE file_id = %s AND live", (file,)
        ).fetchone()
    assert row is not None and undone is not None
    return int(row[0]) - int(undone[0])


def _credits(rows: list[Any]) -> tuple[Credit, ...]:
    return tuple(Credit(line, day, Pence(pence), *rest) for line, day, pence, *rest in rows)


_FILE = """
SELECT f.live, s.debits LIKE '%%-clearing', b.control_pence, f.cashbook_id, a.id, coalesce(
  (SELECT m.id FROM rb.bank_match m WHERE m.file_id = f.id AND m.live AND m.kind <> 'receipts'),
  (SELECT e.match_id FROM rb.bank_match_entry e WHERE e.entry_id = b.entry_id AND e.live LIMIT 1))
FROM rb.payment_file f JOIN rb.batch b ON b.id = f.batch_id JOIN rb.stream s ON s.id = b.stream_id
LEFT JOIN rb.account a ON a.status = 'control' AND a.cashbook_id = f.cashbook_id
  AND a.kind = s.debits
WHERE f.id = %(file)s
"""
_TIED = """
SELECT l.id, l.day, l.pence, coalesce(w.narrative::text, ''), false
FROM rb.bank_match_line x JOIN rb.bank_line l ON l.id = x.line_id
LEFT JOIN rb.bank_words w ON w.line_id = l.id
WHERE x.match_id = %(match)s AND x.live ORDER BY l.day, l.id
"""
# Lines that nothing is matched to, and lumps of one line that wait in this clearing for a schedule.
_OPEN = """
SELECT l.id, l.day, l.pence, coalesce(w.narrative::text, ''), m.id IS NOT NULL
FROM rb.bank_line l LEFT JOIN rb.bank_words w ON w.line_id = l.id
LEFT JOIN rb.bank_match_line x ON x.line_id = l.id AND x.live
LEFT JOIN rb.bank_match m ON m.id = x.match_id AND m.kind = 'lump' AND m.file_id IS NULL
  AND m.clearing_id = %(clearing)s AND m.pence = l.pence
WHERE l.cashbook_id = %(cashbook)s AND l.pence = %(pence)s
  AND (x.line_id IS NULL OR m.id IS NOT NULL)
  AND NOT EXISTS (SELECT FROM rb.bank_receipt r WHERE r.line_id = l.id AND r.live)
  AND NOT EXISTS (SELECT FROM rb.cashbook_opening o
    WHERE o.cashbook_id = l.cashbook_id AND l.day <= o.day)
ORDER BY l.day, l.id
"""
