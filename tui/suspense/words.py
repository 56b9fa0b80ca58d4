"""Cases in words: the list's rows, a case's facts, its candidates. No Textual widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.matching.choice import SUGGESTED_MIN
from core.money import pounds
from core.suspense import age_of, in_hand
from tui.addresses import short_address
from tui.terminal.signs import Sign, sign
from tui.theme import Tone
from tui.widgets.drawing import Part, cut, fit
from tui.widgets.grid import Column, Row

if TYPE_CHECKING:
    from core.suspense import Ranked
    from db.suspense.cases import Case
    from tui.suspense.likely import Likely

VIEWS = ("in hand", "mine", "all", "parked", "past limit")
COLUMNS = (
    Column("", 1),
    Column("came", 9, "right"),
    Column("days", 5, "right"),
    Column("left", 10, "right"),
    Column("written", 18, grows=True),
    Column("owner", 11),
    Column("likely", 6, "right"),
    Column("", 10),
    Column("next action", 16, grows=True, from_width=100),
    Column("stream", 14, from_width=140),
    Column("item", 6, "right", from_width=120),
)
CASE_LINES = 3
CANDIDATE_LINES = 6  # four accounts at most, why the marked one, what stands against it
_YEAR = 300  # days, after which a day alone does not tell which
_WIDE = 120  # from here on addresses are shown whole


@dataclass(frozen=True, slots=True)
class Seen:
    """How cases are looked at: the day, the limit in days, and the operator."""

    today: date
    days_max: int
    login: str

    def days(self, case: "Case") -> int:
        """How many days ago the money came."""
        return (self.today - case.item.came).days

    def is_late(self, case: "Case") -> bool:
        """Whether it has stayed longer than the office allows."""
        return self.days(case) > self.days_max

    def is_parked(self, case: "Case") -> bool:
        """Whether it rests until a day to come."""
        return not in_hand([case.item], self.today)


def in_view(cases: Sequence["Case"], view: str, seen: Seen) -> list["Case"]:
    """The cases of one of VIEWS, oldest first as they were."""
    wanted = {
        "in hand": lambda case: not seen.is_parked(case),
        "mine": lambda case: case.item.owner == seen.login,
        "parked": seen.is_parked,
        "past limit": seen.is_late,
    }.get(view, lambda _: True)
    return [case for case in cases if wanted(case)]


def case_row(case: "Case", seen: Seen, mark: str, likely: str, *, refused: str) -> Row:
    """One case of the list; `mark` is what Space put there, `refused` how a clearing ended."""
    late = seen.is_late(case)
    state = "past limit" if late else ""
    if refused:
        state = f"{sign(Sign.UNUSUAL)} {refused}"
    elif not late and seen.is_parked(case):
        state = f"to {case.item.parked:%-d %b}"
    return Row(
        (
            mark,
            _day(case.item.came, seen.today),
            age_of(case.item, seen.today).value,
            pounds(case.item.left),
            case.words or "nothing written",
            "me" if case.item.owner == seen.login else case.item.owner or "nobody",
            likely,
            state,
            case.next_action,
            case.stream,
            str(case.item.item),
        ),
        Tone.DIM if seen.is_parked(case) else Tone.PLAIN,
        tones=((0, Tone.ACCENT), *(((7, Tone.WARN),) if late or refused else ())),
    )


def case_lines(case: "Case", seen: Seen, refused: str) -> list[tuple[Part, ...]]:
    """Where the case's money came from, what was written, how it is looked after."""
    item, days = case.item, seen.days(case)
    left = f", {pounds(item.left)} left" if item.left != case.pence else ""
    came = f"{item.item} · {pounds(case.pence)} of {item.came:%a} {_day(item.came, seen.today)}"
    age = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days"
    late = f", past the limit of {seen.days_max}" if seen.is_late(case) else ""
    first = (f"{came}{left} · {age}", Tone.STRONG), (late, Tone.WARN)
    place = " ".join(filter(None, (case.cashbook, case.stream)))
    written: tuple[Part, ...] = (
        ("written  ", Tone.DIM),
        (case.words or "nothing written", Tone.PLAIN),
        (f"   {place} {case.of}", Tone.DIM),
    )
    if refused:
        return [first, written, ((f"{sign(Sign.UNUSUAL)} {refused}", Tone.BAD),)]
    return [first, written, _kept(case)]


def likely_word(ranked: "Ranked | None", chosen: "Likely | None", *, picked: bool) -> str:
    """A case's best candidate in one word: its score, or that one must be chosen."""
    if picked and chosen is not None:
        return "chosen"
    if ranked is None:
        return sign(Sign.KEEPING)
    if chosen is not None:
        return f"{chosen.score} %"
    return "choose" if ranked.match.score >= SUGGESTED_MIN else "none"


def candidate_lines(
    likely: Sequence["Likely"], chosen: "Likely | None", width: int
) -> list[tuple[Part, ...]]:
    """Each candidate with number, score and reasons, those of the marked (else first) one whole."""
    named, placed = (20, 16) if width < _WIDE else (26, 40)
    rows: list[tuple[Part, ...]] = [
        (
            (f"{sign(Sign.HERE) if one == chosen else ' '} ", Tone.ACCENT),
            (f"{number} {fit(one.reference, 9)} ", Tone.STRONG if one == chosen else Tone.PLAIN),
            (f"{fit(one.name, named)} ", Tone.STRONG if one == chosen else Tone.PLAIN),
            (f"{fit(one.address if width >= _WIDE else short_address(one.address), placed)} ",
             Tone.PLAIN),
            (fit("" if one.score is None else f"{one.score} %", 5, "right"), Tone.STRONG),
            (fit("  " + ", ".join(one.reasons), max(0, width - named - placed - 24)), Tone.DIM),
        )
        for number, one in enumerate(likely, 1)
    ]  # fmt: skip
    told = chosen or next(iter(likely), None)
    if told is None:
        return rows
    return [
        *rows,
        (("    why  ", Tone.DIM), (cut(", ".join(told.reasons), width - 12), Tone.PLAIN)),
    ]


def remark(ranked: "Ranked | None", chosen: "Likely | None", *, picked: bool) -> tuple[Part, ...]:
    """What stands against clearing at once, and what to press."""
    if ranked is None:
        return (("looking for candidates…", Tone.DIM),)
    holds = [f"{sign(Sign.UNUSUAL)} {hold.value}. " for hold in ranked.match.holds]
    warns: Part = ("".join(holds), Tone.WARN)
    if chosen is not None:
        return ((warns,) if not picked else ()) + (("C Enter clears to it", Tone.DIM),)
    if ranked.match.score >= SUGGESTED_MIN:
        return warns, ("too close: choose by number, no default", Tone.WARN)
    if any(each.score for each in ranked.candidates):
        return (("nobody is close enough: choose by number, or / finds another", Tone.DIM),)
    return (("nobody is near: / finds the account", Tone.DIM),)


def _kept(case: "Case") -> tuple[Part, ...]:
    parked = f"until {case.item.parked:%-d %b %Y}" if case.item.parked else ""
    told = (
        ("parked  ", parked),
        ("next  ", case.next_action),
        ("reason  ", case.reason or "not said"),
        ("owner  ", case.item.owner or "nobody"),
    )
    parts: list[Part] = []
    for label, words in told:
        if words:
            parts += [(label, Tone.DIM), (f"{words}   ", Tone.PLAIN)]
    return tuple(parts)


def _day(day: date, today: date) -> str:
    return f"{day:%-d %b}" if 0 <= (today - day).days < _YEAR else f"{day:%-d %b %y}"
