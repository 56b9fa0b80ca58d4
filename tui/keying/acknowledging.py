"""What the book answered to a change: acknowledged, refused, or lost on the way."""

from dataclasses import replace
from typing import Any

from core.batch import Line, LineState
from core.names import parse_name, short_names
from core.outcome import Outcome
from core.refusal import Refusal
from db.batches import KeptLine
from db.batches import Keyed as Answer
from tui.keying.outbox import Doing
from tui.keying.state import KeyingState

_OVER = {Outcome.NOT_YOUR_BATCH, Outcome.BATCH_NOT_OPEN, Outcome.SUSPENDED, Outcome.NOT_PERMITTED}
_ELSEWHERE = {Outcome.LINE_TAKEN, Outcome.LINE_NOT_KEPT}


def acknowledge(state: KeyingState, answer: Answer) -> bool:
    """The first change in the outbox is on disk; False where the book's tally is not ours.

    Then somebody else keys into this batch under the same login: read it again.
    """
    change = state.outbox.done()
    line = state.lines.by_number[change.number]
    last = all(one.number != change.number for one in state.outbox.changes)
    if change.doing is Doing.STRIKE:
        was = line.in_book or line.shown
        words, receipt = replace(was, state=LineState.STRUCK), line.receipt_in_book or line.receipt
    else:
        assert change.receipt is not None
        receipt = change.receipt
        words = _words(line.shown, receipt, answer.account)
    state.lines.acknowledged(words, receipt, last=last)
    tally = state.lines.tally
    return (tally.total, tally.count) == (answer.total, answer.count)


def refuse(state: KeyingState, refusal: Refusal) -> bool:
    """The first change was refused; True where the batch must be read again."""
    change = state.outbox.refused()[0]
    says = refusal.says
    if refusal.code in _OVER:
        state.stopped = f"{says}. Esc goes back"
    state.lines.refused(change.number, says)
    state.lines.by_number[change.number].is_taken = refusal.code == Outcome.LINE_TAKEN
    return refusal.code in _ELSEWHERE


def renumber(state: KeyingState) -> None:
    """Lines whose number another session took stand behind the last one, still refused."""
    for line in state.refused:
        if line.is_taken and line.in_book is not None and line.receipt_in_book is not None:
            number, book, receipt = line.number, line.in_book, line.receipt_in_book
            state.lines.move(number, state.lines.next_number)
            state.lines.loaded(book, receipt)
            line.says = f"line {number} was keyed in another session: F7 and Enter keep it here"
    if not state.slip.correcting:
        state.slip.number = state.lines.next_number


def _words(shown: Line, receipt: KeptLine, account: dict[str, Any] | None) -> Line:
    """The line as the book has it: name and address are its own, whatever the finder said."""
    told = account or {}
    names = tuple(parse_name(name) for name in told.get("names") or ())
    return Line(
        shown.number,
        receipt.amount,
        receipt.account,
        told.get("reference") or "",
        LineState.KEPT,
        max(1, len(receipt.parts)),
        _colour(receipt),
        receipt.reason,
        receipt.quoted,
        short_names(names),
        told.get("address") or "",
        receipt.effective,
    )


def _colour(receipt: KeptLine) -> str:
    if not receipt.look:
        return "green"
    return "red" if receipt.reason else "amber"
