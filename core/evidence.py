"""Evidence is what a decision rests on, in lines that say whether each speaks for it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from core.money import Pence, pounds


class Speaks(Enum):
    """Whether a line is fine, asks for a look, speaks against, or only tells."""

    FOR = "for"
    LOOK = "look"
    AGAINST = "against"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of evidence: what it is about, what it says, and whether it speaks for it."""

    about: str
    says: str
    speaks: Speaks = Speaks.TELLS


def pence_of(facts: dict[str, Any], name: str) -> Pence:
    """A figure of the facts; nil where they do not have it."""
    return Pence(facts.get(f"{name}_pence") or 0)


def day_of(facts: dict[str, Any], name: str) -> date | None:
    """A day of the facts."""
    told = facts.get(name)
    return date.fromisoformat(told) if told else None


def owed_words(debts: list[dict[str, Any]], side: str = "Dr") -> str:
    """`garage 10231190 Dr 12.00, former 10219921 Dr 80.00`."""
    return ", ".join(
        f"{_part(each)} {each['ref']} {side} {pounds(Pence(each['pence']))}" for each in debts
    )


def interest_line(facts: dict[str, Any]) -> Line:
    """Who declared the account their own or a relative's."""
    told = facts.get("interests") or []
    return Line(
        "interest declared", ", ".join(told) or "none", Speaks.LOOK if told else Speaks.TELLS
    )


def _part(each: dict[str, Any]) -> str:
    return "former" if each["status"] == "former" and each["kind"] == "rent" else str(each["kind"])
