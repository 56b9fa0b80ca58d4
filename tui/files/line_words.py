"""A line of a payment file in words: its row, its candidates with their reasons, what it lacks."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from core.matching.choice import TOO_CLOSE
from core.money import balance_words, pounds
from core.names import parse_names, short_names
from tui.addresses import short_address
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut, fit
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from db.files.lists import LineAtHand, Proposal

COLUMNS = (
    Column("row", 6, "right"),
    Column("they wrote", 23, grows=True),
    Column("we think", 22, grows=True),
    Column("", 11),
    Column("amount", 11, "right"),
    Column("day", 6, from_width=100),
    Column("why", 40, from_width=140),
)
_KINDS = {
    "RECOVER_SELF": "recovery: ",
    "RECOVER_OTHER": "recovery: ",
    "RETURN": "return: ",
    "ARREARS_PAY": "arrears: ",
    "DHP": "DHP: ",
    "UNKNOWN": "untyped: ",
}
_STANDS_MAX = 30  # columns of an account in a sentence that names two
_WHO = 30  # columns of a candidate's reference and name
_NO_ROLL = "roll"  # what every candidate starts from says nothing of this one

Picked = Mapping[int, int]  # by item, the place among its candidates that was chosen


def default_place(line: "LineAtHand") -> int | None:
    """Which candidate stands as the default, None where the operator must choose."""
    places = (place for place, one in enumerate(line.proposals) if one.account == line.default)
    return next(places, None)


def near(line: "LineAtHand") -> "tuple[Proposal, ...]":
    """The candidates worth choosing among; `?` shows the others too."""
    return tuple(one for one in line.proposals if one.score or one.account == line.default)


def place_of(line: "LineAtHand", picked: Picked) -> int | None:
    """Which candidate is chosen: by the operator, else where it stands, else the default."""
    if line.item in picked:
        return picked[line.item]
    if line.kept:
        places = (n for n, one in enumerate(line.proposals) if one.account == line.account)
        return next(places, None)
    return default_place(line)


def row(line: "LineAtHand", picked: Picked) -> Row:
    """The line's row; what is done is dim, and what has no default says so."""
    place = place_of(line, picked)
    why = "" if place is None else _reasons(line.proposals[place])
    cells = (line.row, wrote(line), _thought(line, picked), _state(line, picked), _sum(line),
             f"{line.day:%-d %b}", why)  # fmt: skip
    if not line.waits:
        return Row(cells, Tone.DIM)
    open_tone = Tone.PLAIN if place is not None else Tone.WARN
    return Row(cells, Tone.PLAIN, ((3, open_tone),))


def wrote(line: "LineAtHand") -> str:
    """What the payer wrote: a key, the name, the address, or else the narrative."""
    key = line.keys[0][1] if line.keys else line.payer_key[1] if line.payer_key else ""
    said = [part for part in (key, line.name, line.address, line.postcode) if part]
    if not line.name:
        said.append(line.narrative)
    return _KINDS.get(line.type, "") + " ".join(said)


def who(one: "Proposal") -> str:
    """`10234471 Kaur, Ms J`: of a restricted person the reference alone."""
    name = short_names(parse_names(one.name)) if one.name else ""
    return f"{one.reference} {name}".strip()


def candidate_lines(
    line: "LineAtHand", picked: Picked, width: int, rows: int
) -> list[tuple[Part, ...]]:
    """The candidates, numbered, and why the chosen one; where none is, why the first two."""
    chosen = place_of(line, picked)
    shown = list(enumerate(near(line)))[:rows]
    if chosen is not None and chosen >= len(shown):
        shown[-1:] = [(chosen, line.proposals[chosen])]
    why = shown[:2] if chosen is None else [(chosen, line.proposals[chosen])]
    return [
        *(_candidate(place, one, Tone.STRONG if place == chosen else Tone.PLAIN)
          for place, one in shown),
        *(((cut(_why(one), width), Tone.PLAIN if chosen is not None else Tone.WARN),)
          for _, one in why),
    ]  # fmt: skip


def features(one: "Proposal") -> list[tuple[int, str]]:
    """(weight, words) of what speaks for and against, the heaviest first."""
    told = [(weight, words) for about, weight, words, _ in one.features if about != _NO_ROLL]
    return sorted(told, key=lambda each: -abs(each[0]))


def remark(line: "LineAtHand", picked: Picked) -> tuple[str, Tone]:
    """What the line waits for, or how it was settled, in one line."""
    if line.outcome == "duplicate":
        return "posted or loaded already by another file: it is not in the batch", Tone.DIM
    if line.kept:
        return _settled(line), Tone.DIM
    lacks = _lacks(line) if place_of(line, picked) is None else ""
    held = (*line.holds, line.doubt) if near(line) else ()  # what holds is said of a candidate
    says = "; ".join(part for part in dict.fromkeys((lacks, *held)) if part)
    if says:
        return says, Tone.WARN
    return _bound(line), Tone.DIM


def explained(line: "LineAtHand", picked: Picked) -> Sequence[str]:
    """The whole explanation: what they wrote, every candidate's features, what holds the line."""
    keys = ", ".join(f"{kind} {value}" for kind, value in line.keys)
    told = [f"row {line.row}  {_sum(line)}  {line.day:%-d %b %Y}  {line.type}", "they wrote"]
    said = (keys, line.name, line.address, line.postcode, line.narrative)
    told += [f"  {part}" for part in said if part]
    told += [f"  as it came: {line.raw}"]
    for place, one in enumerate(line.proposals):
        told += ["", f"{place + 1}  {who(one)}  {one.address}  {one.score} %"]
        told += [f"  {weight:+4d}  {words}" for weight, words in features(one)]
        told += [f"  {weight:+4d}  {words}" for about, weight, words, _ in one.features
                 if about == _NO_ROLL]  # fmt: skip
    told += ["", *(f"waits for you: {hold}" for hold in line.holds)]
    return (*told, remark(line, picked)[0], "+10 means ten times likelier, +20 a hundred times")


def _lacks(line: "LineAtHand") -> str:
    ends = "suspense cannot owe it" if line.debit else "F8 suspends it"
    if not near(line):
        return f"nothing close: / finds the account, {ends}"
    scores = [one.score for one in line.proposals[:2]]
    close = len(scores) > 1 and scores[0] - scores[1] <= TOO_CLOSE
    if line.outcome == "suggested" and close:
        return "too close, no default: choose by its number or ←→"
    if line.outcome == "suggested":
        return "no default: choose by its number or ←→"
    return f"not close enough: a number chooses, / finds another, {ends}"


def _bound(line: "LineAtHand") -> str:
    if line.payer_key is None:
        return "Enter takes it"
    kind, value = line.payer_key
    return f"Enter takes it and binds {kind.replace('_', ' ')} {value} to the account"


def stands(line: "LineAtHand") -> str:
    """Where a line of the batch stands: `10234471 Kaur, Ms J`, or suspense."""
    if line.account is None:
        return "suspense"
    name = short_names(parse_names(line.stands_as)) if line.stands_as else ""
    return cut(f"{line.reference} {name}".strip(), _STANDS_MAX)


def moved(before: "LineAtHand", now: "LineAtHand") -> str:
    """What stood elsewhere before, told with both places; of a first settlement nothing."""
    if not before.kept:
        return ""
    if not now.kept:
        return f"row {now.row} waits again: it stood at {stands(before)}"
    return f"row {now.row}: now {stands(now)}, was {stands(before)}"


def _settled(line: "LineAtHand") -> str:
    if not line.settled_by:
        return f"matched for certain to {stands(line)}"
    why = f": {line.reason}" if line.reason else ""
    was = f", not {line.proposals[0].reference}" if line.is_certain and line.proposals else ""
    return f"to {stands(line)}{was} by {line.settled_by}{why}"


def _thought(line: "LineAtHand", picked: Picked) -> str:
    place = place_of(line, picked)
    if line.kept and line.account is None and line.item not in picked:
        return f"to suspense: {line.reason}"
    if place is not None:
        return who(line.proposals[place])
    if line.kept:
        return stands(line)
    if not line.proposals or line.outcome == "unmatched":
        return "nothing close"
    return who(line.proposals[0])


def _state(line: "LineAtHand", picked: Picked) -> str:
    if line.outcome == "duplicate":
        return f"{sign(Sign.DUPLICATE)} duplicate"
    if line.kept and line.item not in picked:
        if line.account is None:
            return f"{sign(Sign.SUSPENSE)} suspense"
        return f"{sign(Sign.KEPT)} {'taken' if line.settled_by else 'matched'}"
    place = place_of(line, picked)
    if place is not None:
        return f"{line.proposals[place].score} %"
    near = line.proposals and line.outcome != "unmatched"
    return f"{line.proposals[0].score} % choose" if near else "unknown"


def _sum(line: "LineAtHand") -> str:
    return f"Dr {pounds(line.pence)}" if line.debit else pounds(line.pence)


def _candidate(place: int, one: "Proposal", tone: Tone) -> tuple[Part, ...]:
    mark = f"{sign(Sign.HERE)} " if tone is Tone.STRONG else "  "
    owes = balance_words(one.balance)  # before the address: of a figure nothing may be cut off
    head = f"{place + 1} {fit(who(one), _WHO)} {one.score:>3} %  "
    where = f"{owes:>11}  {short_address(one.address)}"
    return (mark, Tone.ACCENT), (head, tone), (where, Tone.DIM)


def _why(one: "Proposal") -> str:
    return f"why {one.score} %: {_reasons(one) or 'nothing but the roll'}"


def _reasons(one: "Proposal") -> str:
    return ", ".join(f"{weight:+d} {words}" for weight, words in features(one))
