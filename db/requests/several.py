"""Several requests approved at once: each an act of its own, of what stood when it was marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.refusal import Refusal
from db.acting import derived_key
from db.book import Book
from db.errors import translated
from db.requests.deciding import approve


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them; `says` why it stays open, empty where it was decided."""

    request: int
    state: str
    says: str = ""


def marks_of(book: Book, numbers: Sequence[int]) -> dict[int, str]:
    """The mark of each request's evidence as it stands; an approval repeats it."""
    with book.session() as session, translated():
        rows = session.execute(_MARKS, (list(numbers),)).fetchall()
    return dict(rows)


def approve_each(book: Book, seen: Mapping[int, str], key: str) -> tuple[Outcome, ...]:
    """Approves each of what was seen of it; what one is refused for stays with it alone.

    The same key asks again for the same ones. Raises Unknown, Unreached.
    """
    return tuple(_approved(book, number, mark, key) for number, mark in sorted(seen.items()))


def _approved(book: Book, number: int, mark: str, key: str) -> Outcome:
    try:
        told = approve(book, number, mark, key=derived_key(key, number))
    except Refusal as refusal:
        return Outcome(number, "submitted", refusal.says)
    return Outcome(number, told.state)


_MARKS = """
SELECT r.id, rb.request_facts(r.id) ->> 'seen' FROM rb.request r
WHERE r.id = ANY (%s::bigint[]) AND r.state = 'submitted'
"""
