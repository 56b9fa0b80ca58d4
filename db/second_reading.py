"""The second keying of a blind batch: its lines without amounts, a reading kept, then compared."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from core.money import Pence
from core.names import parse_name, short_names
from db.acting import act, derived_key, new_key
from db.book import Book
from db.errors import translated


class Answer(StrEnum):
    """How far a line has come; a comparison answers one of the last three."""

    WAITING = "waiting"
    KEYED = "keyed"  # and not compared yet
    EQUAL = "equal"
    READ_AGAIN = "read again"  # by the document, a third time
    DIFFERS = "differs"  # whoever keyed the batch corrects it

    @property
    def next_pass(self) -> int | None:
        """The reading that is asked for, if one is."""
        return {Answer.WAITING: 2, Answer.READ_AGAIN: 3}.get(self)


@dataclass(frozen=True, slots=True)
class BlindLine:
    """A line as its second reader sees it; of restricted people only the reference."""

    line: int
    standing: Answer
    reference: str
    name: str
    address: str
    quoted: str
    drawer: str
    cheque_number: str
    effective: date


def blind_lines(book: Book, batch: int) -> tuple[BlindLine, ...]:
    """The kept lines, without amounts. Raises Refusal to whoever may not read them again."""
    with book.session() as session, translated():
        rows = session.execute("SELECT * FROM rb.blind_lines(%s)", (batch,)).fetchall()
    return tuple(_line(row) for row in rows)


def standings(book: Book, batch: int) -> dict[int, Answer]:
    """How far each line has come, by its number: for the first keyer and who looks after them.

    Empty for a batch that is not blind, and for whoever may only key it again.
    """
    with book.session() as session, translated():
        rows = session.execute("SELECT * FROM rb.blind_standing(%s)", (batch,)).fetchall()
    return {line: Answer(standing) for line, standing in rows}


def read_line(book: Book, batch: int, line: int, reading: int, amount: Pence) -> Answer:
    """Keeps a reading (2 or 3), then compares it; sent again the answer is the same.

    Raises Refusal: second_person_needed, pass_not_asked, …
    """
    key = derived_key("reading", batch, line, reading, amount)
    with book.session() as session:
        act(session, "key_pass", key, batch, line, reading, amount)
        return _compared(session, batch, line, derived_key("compare", key))


def compare(book: Book, batch: int, line: int) -> Answer:
    """Compares the reading that was kept last, and no more than that."""
    with book.session() as session:
        return _compared(session, batch, line, new_key())


def _compared(session: Any, batch: int, line: int, key: str) -> Answer:
    return Answer(act(session, "compare_line", key, batch, line)["answer"])


def _line(row: tuple[Any, ...]) -> BlindLine:
    line, standing, told, quoted, drawer, cheque, effective = row
    known = told or {}
    names = tuple(parse_name(name) for name in known.get("names") or ())
    return BlindLine(
        line,
        Answer(standing),
        known.get("reference") or "",
        short_names(names) if names else "",
        known.get("address") or "",
        quoted,
        drawer,
        cheque,
        effective,
    )
