"""Going back: an earlier line corrected, struck out or restored, and what Ctrl+Z undoes."""

from dataclasses import replace

from core.batch import LineState
from core.finder.row import Hit
from core.money import pounds
from tui.keying.lines import Keyed, Standing
from tui.keying.looking import next_look
from tui.keying.outbox import Change, Doing
from tui.keying.slip import Mode, Slip
from tui.keying.split import Share, Split
from tui.keying.state import DONE, KeyingState, Kind, Step


def correct(state: KeyingState, number: int) -> None:
    """Open a line for correction, at its amount; what was being typed waits as a draft."""
    if not state.slip.correcting and not state.slip.is_empty:
        state.draft = state.slip
    line = state.lines.by_number[number]
    state.slip = slip_of(state, line)
    state.pending = None
    state.facts.forget_answer()


def step_line(state: KeyingState, step: int) -> bool:
    """↑ or ↓ from an empty cell or an untouched correction; False where it is not that."""
    slip = state.slip
    if slip.mode is not Mode.LINE or not (slip.fresh or (slip.is_empty and not slip.correcting)):
        return False
    if not slip.correcting and step > 0:
        return False
    number = state.lines.neighbour(slip.number, step)
    if number is not None:
        correct(state, number)
    elif step > 0:
        state.begin()
    return True


def look(state: KeyingState) -> Step:
    """F7: to the line that needs a look, with the reason; from there to the next."""
    words, number = next_look(state)
    if number is None:
        return Step(Kind.DONE, words or "nothing needs a look here")
    correct(state, number)
    return Step(Kind.DONE, words)


def undo(state: KeyingState) -> Step:
    """Ctrl+Z: on a line being corrected strikes or restores it, else undoes what came last."""
    if state.slip.correcting:
        number = state.slip.number
        line = state.lines.by_number[number]
        state.begin()
        return _restore(state, line) if line.is_struck else _strike(state, number)
    if not state.lines.undoing:
        return Step(Kind.DONE, "nothing is left to undo")
    number, was, receipt = state.lines.undoing.pop()
    line = state.lines.by_number[number]
    if was is None or receipt is None or was.state is LineState.STRUCK:
        return DONE if line.is_struck else _strike(state, number, undoable=False)
    line.shown, line.receipt, line.standing = was, receipt, Standing.KEEPING
    state.put(Doing.AMEND if state.is_known_to_book(number) else Doing.KEEP, number)
    return Step(Kind.KEPT, f"line {number} is as it was")


def _strike(state: KeyingState, number: int, *, undoable: bool = True) -> Step:
    line = state.lines.by_number[number]
    if undoable:
        state.lines.undoing.append((number, line.shown, line.receipt))
    known = state.is_known_to_book(number)
    state.lines.struck(number)
    if known:
        line.standing = Standing.KEEPING
        state.outbox.put(Change(number, Doing.STRIKE, state.new_key()))
    return Step(Kind.KEPT, f"line {number} is struck out: ↑ to it and ^Z bring it back")


def _restore(state: KeyingState, line: Keyed) -> Step:
    state.lines.undoing.append((line.number, line.shown, line.receipt))
    known = state.is_known_to_book(line.number)
    line.shown = replace(line.shown, state=LineState.KEPT)
    line.standing = Standing.KEEPING
    state.put(Doing.AMEND if known else Doing.KEEP, line.number)
    return Step(Kind.KEPT, f"line {line.number} stands again")


def slip_of(state: KeyingState, line: Keyed) -> Slip:
    """A line as it is opened for correction: its cells, its account, at the amount."""
    receipt, shown = line.receipt, line.shown
    slip = Slip(line.number, state.stream, correcting=True)
    slip.line.set("who", receipt.quoted or shown.reference)
    slip.line.set("amount", pounds(receipt.amount))
    for name, text in receipt.extra:
        if name != "match":
            slip.more.set(name, text)
    if receipt.effective and receipt.effective != state.batch.value_date:
        slip.more.set("date", receipt.effective.isoformat())
    if receipt.account is None:
        slip.to_suspense = True
        slip.reason.set("reason", receipt.reason)
    else:
        slip.found((_hit_of(state, line),))
        slip.chosen = receipt.account
    if receipt.parts:
        shares = [Share(account, "part", amount) for account, amount in receipt.parts]
        slip.split = Split(receipt.amount, (), shares)
    slip.go(Mode.LINE, "amount")
    return slip


def _hit_of(state: KeyingState, line: Keyed) -> Hit:
    shown = line.shown
    payer = state.facts.payers.get(shown.account or 0)
    return Hit(
        shown.account or 0,
        100.0,
        ("as it was keyed",),
        state.batch.landlord,
        shown.reference,
        "",
        shown.name,
        shown.address,
        payer.postcode if payer else "",
        "",
        payer is None or payer.status == "current",
        payer is not None and payer.restricted,
    )
