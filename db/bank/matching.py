"""Bank lines matched to the cashbook by an operator's word, undone, explained, left waiting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.money import NIL, Pence
from db.acting import act, new_key
from db.book import Book

Entry = tuple[int, int]  # entry, line; line 0 is the entry whole


@dataclass(frozen=True, slots=True)
class OwnDifference:
    """What the balances and lines of a statement, by its number, are apart."""

    statement: int


@dataclass(frozen=True, slots=True)
class Matched:
    """A match, the posting that it made (empty where it is only a link), what the bank has.

    `apart` is how much more that is than the cashbook's side, posted to bank differences.
    """

    match: int
    posting: str
    pence: Pence
    apart: Pence = NIL


@dataclass(frozen=True, slots=True)
class Sides:
    """What is said to be the same money: bank lines by id, entries of the cashbook.

    `how` is exact, proposed or hand: whether the program found it or the operator.
    """

    lines: Sequence[int]
    entries: Sequence[Entry]
    how: str = "hand"
    why: str = ""


def match(book: Book, cashbook: str, sides: Sides, key: str | None = None) -> Matched:
    """Matches them; what stood on a clearing, or is apart within the tolerance, is posted.

    Raises Refusal: match_differs (subject: how many pence apart), matched_already,
    receipt_already, unknown_line, not_of_cashbook, before_cut_off, nothing_to_match.
    """
    document = {
        "cashbook": cashbook,
        "lines": list(sides.lines),
        "entries": [list(one) for one in sides.entries],
        "how": sides.how,
        "why": sides.why,
    }
    return matched_of(_act(book, "match_bank", key, document))


def unmatch(book: Book, match_: int, why: str = "", key: str | None = None) -> str:
    """Undoes a match; answers the reversal of what it had posted, empty where that was nothing.

    Raises Refusal: match_signed, undone_already, receipt_already, returned_already, unknown_match.
    """
    return str(_act(book, "unmatch_bank", key, match_, why)["posting"] or "")


def explain(
    book: Book,
    cashbook: str,
    about: int | Entry | OwnDifference,
    told: "Explanation",
    key: str | None = None,
) -> Matched | None:
    """Says why a bank line (by id), an entry, or what a statement lacks in itself stands open.

    A fee or a transfer is posted.
    Raises Refusal: reason_needed, fee_comes_in, unknown_operator, unknown_statement,
    no_difference, and those of `match`.
    """
    if isinstance(about, OwnDifference):
        side: dict[str, Any] = {"statement": about.statement}
    else:
        side = {"line_id": about} if isinstance(about, int) else {"entry": list(about)}
    document = {"cashbook": cashbook, "reason": told.reason, "words": told.words, **side}
    if told.owner:
        document["owner"] = told.owner
    answer = _act(book, "explain_bank_line", key, document)
    return matched_of(answer | {"pence": 0}) if "match" in answer else None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a line or an entry stands open; reasons: fee, transfer, and those of rb.bank_explained.

    `owner` is the login that sees to it, oneself when empty.
    """

    reason: str
    words: str = ""
    owner: str = ""


def await_schedule(
    book: Book, cashbook: str, lines: Sequence[int], stream: str, key: str | None = None
) -> Matched:
    """Puts credits that came before their schedule into the clearing of that stream.

    Raises Refusal: no_clearing, unknown_stream, and those of `match`.
    """
    document = {"cashbook": cashbook, "lines": list(lines), "stream": stream}
    return matched_of(_act(book, "await_schedule", key, document))


def _act(book: Book, name: str, key: str | None, *arguments: object) -> dict[str, Any]:
    with book.session() as session:
        return act(session, name, key or new_key(), *arguments)


def matched_of(answer: dict[str, Any]) -> Matched:
    """The match that an act answered."""
    return Matched(answer["match"], answer["posting"] or "", Pence(answer["pence"]),
                   Pence(answer.get("apart", 0)))  # fmt: skip
