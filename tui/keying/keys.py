"""Every key of the entry line: what it does to the slip, and what follows."""

from core.dates import BadDate
from core.money import BadAmount
from tui.keying import correcting, finishing, splitting, walking
from tui.keying.more import go_more
from tui.keying.slip import Mode
from tui.keying.state import DONE, KeyingState, Kind, Step
from tui.widgets.entry_state import Outcome

_BELL = Step(Kind.BELL)


def press(state: KeyingState, key: str, text: str) -> Step | None:
    """One key, and the printable text it types; None for a key the line has no use for."""
    if walking.is_expected(state) and (step := walking.press(state, key, text)) is not None:
        return step
    slip = state.slip
    if key == "enter":
        return finish(state)
    if key in ("up", "down"):
        return _arrow(state, -1 if key == "up" else 1)
    if key in ("tab", "shift+tab"):
        return _tab(state, key)
    if text and state.why_blocked:
        return Step(Kind.REFUSED, state.why_blocked)
    if text == "+" and not slip.entry.text and slip.mode is not Mode.PART:
        return _repeat_above(state)
    if text == "/" and slip.cell == "amount":
        return splitting.begin_split(state) if slip.mode is Mode.LINE else _BELL
    return _edit(state, key, text)


def finish(state: KeyingState) -> Step:
    """Enter, whatever is being asked; also after the book has told what was needed."""
    if state.slip.mode is Mode.PART:
        return splitting.finish_part(state)
    return finishing.finish(state)


def suspense(state: KeyingState) -> Step:
    """F8: the line goes to suspense; pressed again before its amount is finished, it does not."""
    if walking.is_expected(state):
        walking.aside(state)
    slip = state.slip
    if slip.mode is Mode.PART or state.why_blocked:
        return Step(Kind.REFUSED, state.why_blocked or "Esc gives the split up first")
    if slip.mode is Mode.REASON and slip.red is None:
        return DONE
    slip.to_suspense = slip.mode is Mode.REASON or not slip.to_suspense
    slip.red = None
    slip.go(Mode.LINE, "amount")
    slip.fresh = False
    if not slip.to_suspense:
        return DONE
    return finishing.finish_amount(state) if slip.typed_amount else DONE


def back(state: KeyingState) -> bool:
    """Esc: one step back; False where there is none and the screen is to be left."""
    if (walked := walking.back(state)) is not None:
        return walked
    slip = state.slip
    if slip.mode is Mode.PART:
        splitting.back_from_part(state)
    elif slip.mode is not Mode.LINE:
        slip.red = None
        slip.go(Mode.LINE, "amount")
    elif slip.correcting:
        state.begin()
    elif slip.cell == "amount":
        slip.to_suspense = False
        slip.go(Mode.LINE, "who")
    elif not slip.is_empty or slip.to_suspense:
        state.begin()
    else:
        return False
    return True


def pasted(state: KeyingState) -> Step:
    """The next of the receipts that were pasted, keyed as if by hand."""
    fragment, amount = state.pasted.pop(0)
    slip = state.slip
    slip.line.set("who", fragment)
    slip.go(Mode.LINE, "who")
    state.refresh_hits()
    first = finish(state)
    if first.kind is not Kind.DONE or slip.cell != "amount":
        return first
    slip.line.set("amount", amount)
    return finish(state)


def _arrow(state: KeyingState, step: int) -> Step | None:
    if correcting.step_line(state, step):
        return DONE
    return DONE if state.slip.choose(step) else None


def _tab(state: KeyingState, key: str) -> Step | None:
    slip = state.slip
    if go_more(state, key):
        return DONE
    if slip.mode is Mode.LINE and slip.cell == "who" and key == "tab":
        return finish(state)
    if slip.entry.press(key, "") is Outcome.UNUSED:
        return _BELL
    slip.fresh = slip.correcting and slip.mode is Mode.LINE
    return DONE


def _repeat_above(state: KeyingState) -> Step:
    slip, above = state.slip, state.above
    if above is None:
        return Step(Kind.BELL, "no line stands above")
    fresh = correcting.slip_of(state, above)
    if slip.mode is Mode.REASON:
        slip.reason.set(slip.cell, above.receipt.reason)
        return DONE
    if slip.mode is Mode.MORE:
        slip.more.set(slip.cell, fresh.more.texts()[slip.cell])
        return DONE
    text = fresh.line.texts()[slip.cell]
    slip.line.set(slip.cell, above.shown.reference or text if slip.cell == "who" else text)
    if slip.cell == "amount":
        _mean(state)
        return DONE
    if above.receipt.account is None:
        slip.to_suspense = True
        return DONE
    state.refresh_hits()
    if above.receipt.account in {hit.account for hit in slip.hits}:
        slip.chosen = above.receipt.account
    return DONE


def _edit(state: KeyingState, key: str, text: str) -> Step | None:
    slip = state.slip
    if (slip.fresh or slip.retyped) and text:
        slip.entry.set(slip.cell, "")
    before = slip.fresh
    outcome = slip.entry.press(key, text)
    if outcome is Outcome.UNUSED:
        return None
    slip.fresh = slip.retyped = False
    if outcome is Outcome.FULL:
        return _BELL
    if outcome is Outcome.EDITED or before:
        _edited(state)
    return DONE


def _edited(state: KeyingState) -> None:
    slip = state.slip
    if slip.is_asking_who:
        if slip.correcting:
            slip.to_suspense = False
        state.refresh_hits()
    elif slip.mode is Mode.LINE:
        _mean(state)


def _mean(state: KeyingState) -> None:
    """Point at the hit which the amount typed so far means."""
    slip = state.slip
    slip.meant = None
    if slip.to_suspense or not slip.hits:
        return
    try:
        amount = finishing.amount_typed(state)
        slip.meant = None if amount is None else finishing.decide(state, amount).account
    except (BadAmount, BadDate):
        return
