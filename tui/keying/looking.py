"""What of a batch needs a look, told in one line, and where F7 goes from where one stands."""

from core.difference import COLUMNS, TO_THERE, usual_words
from core.money import pounds
from core.text import clean
from tui.keying.state import KeyingState

Look = tuple[str, int | None]  # the words, and the line they are about


def remark(state: KeyingState) -> Look:
    """What needs a look: of several likely lines the one being corrected, else the likeliest."""
    if state.outbox.away:
        waiting = len({change.number for change in state.outbox.changes})
        return f"{waiting} not kept yet: the book does not answer, they wait in memory only", None
    looks = _looks(state)
    if looks:
        at = _place(state, looks)
        return _counted(looks, 0 if at is None else at, there=at is not None)
    return _slip_of_the_hand(state) or _unproved(state) or (state.walk_words(), None)


def next_look(state: KeyingState) -> Look:
    """What F7 goes to: the first line that is named, and from one of several the next."""
    looks = [] if state.outbox.away else _looks(state)
    if not looks and not _slip_of_the_hand(state) and state.unproved():
        looks = _marked(state)
    at = _place(state, looks)
    after = 0 if at is None else at + 1
    for place in [*range(after, len(looks)), *range(after)]:
        if looks[place][1] is not None:
            return _counted(looks, place, there=True)
    return remark(state)


def _looks(state: KeyingState) -> list[Look]:
    """Lines the book refused, else what the difference doctor finds, likeliest first."""
    if state.refused:
        return [(f"line {line.number}: {line.says}", line.number) for line in state.refused]
    return [(found.says, found.line) for found in state.findings()]


def _place(state: KeyingState, looks: list[Look]) -> int | None:
    """Which of them is about the line being corrected."""
    if not state.slip.correcting:
        return None
    numbers = [number for _, number in looks]
    return numbers.index(state.slip.number) if state.slip.number in numbers else None


def _counted(looks: list[Look], at: int, *, there: bool) -> Look:
    """One of several says so, and what the key does now."""
    words, number = looks[at]
    short = words.removesuffix(TO_THERE)
    if len(looks) == 1:
        return (short if there else words), number
    key = f" {'F7 next' if there else 'F7'}: {at + 1} of {len(looks)}"
    return clean(short.removesuffix(" F7"), COLUMNS - len(key)) + key, number


def _unproved(state: KeyingState) -> Look | None:
    """That it does not prove and nothing explains why: the lines marked are the likeliest."""
    words = state.unproved()
    if not words:
        return None
    marked = _marked(state)
    if (at := _place(state, marked)) is not None:
        return _counted(marked, at, there=True)
    if not marked:
        return words, None
    short = words.partition(":")[0]  # both totals stand in the tally
    return f"{short}: no one line explains it. F7 goes to those marked", marked[0][1]


def _marked(state: KeyingState) -> list[Look]:
    return [
        (f"line {line.number}, {pounds(line.shown.amount)}: {line.receipt.look}", line.number)
        for line in state.lines
        if line.receipt.look and not line.is_struck
    ]


def _slip_of_the_hand(state: KeyingState) -> Look | None:
    for line in reversed(list(state.lines)):
        pays = state.facts.usual(line.shown.account)
        if not line.is_struck and (words := usual_words(line.shown, pays)):
            return words, line.number
    return None
