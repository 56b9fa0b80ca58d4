"""A file and its bank credit in words: tied, agreeing, or what is missing."""

from typing import TYPE_CHECKING

from core.money import Pence, pounds

if TYPE_CHECKING:
    from db.bank.ties import Credit, Tie


def tie_told(tie: "Tie") -> str:
    """One line; empty for a file that is reversed or abandoned."""
    total = f"£{pounds(Pence(abs(tie.pence)))}"
    named = ", ".join(map(_credit, tie.credits))
    match tie.state.value:
        case "own":
            return "no bank credit to wait for: its lines are the bank's own, or charges"
        case "tied":
            return f"tied to bank credit {named}"
        case "agrees":
            waits = ", waiting in the clearing," if tie.credits[0].waits else ""
            return f"bank credit {named}{waits} agrees, not tied yet"
        case "several":
            return f"{len(tie.credits)} bank credits are {total}: name the one that is its"
        case "ended":
            return ""
    return f"no bank credit of {total} yet"


def _credit(one: "Credit") -> str:
    return f"{one.day:%a %-d %b} £{pounds(Pence(abs(one.pence)))}"
