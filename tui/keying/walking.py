"""The keys of a schedule walk: Enter as expected, ↓ did not come, a letter begins a new payer."""

from core.corroboration import Asks, Colour, Corroboration
from tui.keying import correcting, finishing
from tui.keying.slip import Mode, Slip
from tui.keying.state import DONE, KeyingState, Kind, Step


def is_expected(state: KeyingState) -> bool:
    """Whether the line holds an expected payment that nothing was typed over."""
    slip = state.slip
    return slip.expected is not None and slip.fresh and slip.mode is Mode.LINE


def press(state: KeyingState, key: str, text: str) -> Step | None:
    """A key on an expected payment; None where it is a key as on any other line.

    A letter, or Shift+Tab, leaves it for later and begins a line of somebody else's.
    """
    if key in ("enter", "down") and state.why_blocked:
        return Step(Kind.REFUSED, state.why_blocked)
    if key == "enter":
        return keep_expected(state)
    if key == "down":
        return pass_over(state)
    if key == "shift+tab" or (text.isalpha() and key != "<paste>"):
        aside(state)
        return DONE if key == "shift+tab" else None
    return None


def keep_expected(state: KeyingState) -> Step:
    """It came as expected: the schedule vouches for account and amount."""
    item = state.slip.expected
    assert item is not None, "an expected payment stands in the line"
    if refused := finishing.not_ready(state):
        return refused
    return finishing.keep(
        state, Corroboration(Colour.GREEN, Asks.NOTHING, item.account, item.amount)
    )


def pass_over(state: KeyingState) -> Step:
    """It did not come: remembered in the book, and the next one stands in the line."""
    walk, item = state.walk, state.slip.expected
    assert walk is not None and item is not None, "an expected payment stands in the line"
    walk.pass_over(item.number, state.new_key(), passed=True)
    walk.undoing.append((item.number, len(state.lines.undoing)))
    state.begin()
    return Step(Kind.KEPT, f"{item.reference} did not come: ^Z takes it up again")


def take_up(state: KeyingState, item: int) -> Step:
    """An expected payment that was passed over stands in the line again."""
    walk = state.walk
    assert walk is not None, "something is expected"
    walk.pass_over(item, state.new_key(), passed=False)
    if is_expected(state) or state.slip.is_empty:
        state.begin()
    return Step(Kind.KEPT)


def undo(state: KeyingState) -> Step:
    """Ctrl+Z: what was passed over last, or as anywhere."""
    walk = state.walk
    if walk is None:
        return correcting.undo(state)
    last = walk.undoing[-1] if walk.undoing else None
    if last is not None and last[1] == len(state.lines.undoing) and not state.slip.correcting:
        walk.undoing.pop()
        return take_up(state, last[0])
    step = correcting.undo(state)
    walk.stale = True
    if is_expected(state) or (state.slip.is_empty and not state.slip.correcting):
        state.begin()
    return step


def aside(state: KeyingState) -> None:
    """A line of somebody else's before the expected payment, which waits."""
    state.slip = Slip(state.slip.number, state.stream)
    state.facts.forget_answer()


def back(state: KeyingState) -> bool | None:
    """Esc on an expected payment leaves the screen, on an empty line goes back to it.

    None where Esc is as anywhere.
    """
    if is_expected(state):
        return False
    slip = state.slip
    waits = state.walk is not None and state.walk.next() is not None
    if waits and slip.mode is Mode.LINE and slip.is_empty and not slip.correcting:
        state.begin()
        return True
    return None
