"""An explanation: the lines that `?` shows of a match, each at most seventy-six columns."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from core.matching.choice import TOO_CLOSE, Chosen, LineMatch, Outcome
from core.matching.weights import About, Feature
from core.names import parse_names, short_names
from core.text import clean

WIDTH: Final = 76
_HEADED: Final = {
    Outcome.MATCHED: "matched",
    Outcome.SUGGESTED: "suggested",
    Outcome.UNMATCHED: "unmatched: nothing is close enough",
    Outcome.DUPLICATE: "duplicate",
}


def explained(match: LineMatch, *, may_see: bool = False) -> tuple[str, ...]:
    """Outcome, features with their weights, runner-up and what holds the line, line by line.

    Of restricted tenancies names, addresses and what agrees with them are told only to those who
    `may_see` them (docs/decisions/0023).
    """
    told = [line for text in _told(match, may_see=may_see) for line in _wrapped(text)]
    return tuple(told)


def _told(match: LineMatch, *, may_see: bool) -> Iterator[str]:
    yield _HEADED[match.outcome] + (
        f": stands already, {clean(match.where)}" if match.where else ""
    )
    if match.first is None:
        yield "no account was near"
    else:
        yield from _of(match.first, may_see=may_see)
    if match.second is not None:
        yield "runner-up"
        yield from _of(match.second, may_see=may_see)
    elif match.first is not None:
        yield "runner-up: none"
    for hold in match.holds:
        yield f"waits for you: {hold.value}"
    if _close(match):
        yield f"too close: within {TOO_CLOSE} points of the runner-up, choose, no default"


def _close(match: LineMatch) -> bool:
    second = match.second
    return (
        match.outcome is not Outcome.UNMATCHED
        and second is not None
        and (match.score - second.score <= TOO_CLOSE)
    )


def _of(chosen: Chosen, *, may_see: bool) -> Iterator[str]:
    entry = chosen.candidate.entry
    hidden = entry.restricted and not may_see
    name = "" if hidden or not entry.names else short_names(parse_names(" & ".join(entry.names)))
    who = f"{entry.reference} {clean(name)}".strip()
    yield f"{who}  {chosen.score} %"
    shown = [each for each in chosen.candidate.features if not (hidden and each.person)]
    for feature in sorted(shown, key=_order):
        yield f"  {feature.weight:+4d}  {feature.words}"
    if len(shown) < len(chosen.candidate.features):
        yield "        restricted: what else agrees is not shown"
    yield f"  {sum(each.weight for each in chosen.candidate.features):+4d}  in all"


def _order(feature: Feature) -> tuple[bool, int, str]:
    return (feature.about is About.ROLL, -feature.weight, feature.words)


def _wrapped(text: str) -> list[str]:
    indent = len(text) - len(text.lstrip()) + 6 if text.startswith("  ") else 2
    return wrap(text, WIDTH, subsequent_indent=" " * indent, drop_whitespace=True) or [""]
