"""Cashbooks and streams as they are typed in a header: the beginning of a name will do."""

from collections.abc import Sequence

from core.stream import Stream
from db.keying_batch import CashbookChoice, Choices


def cashbook_typed(choices: Choices | None, typed: str) -> CashbookChoice | None:
    """The one cashbook that is meant."""
    books = choices.cashbooks if choices is not None else ()
    exact = [one for one in books if one.code == typed.upper()]
    begun = [one for one in books if typed and one.code.startswith(typed.upper())]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def streams_typed(choices: Choices | None, typed: str) -> list[Stream]:
    """Every stream that may be meant."""
    streams = choices.streams if choices is not None else ()
    exact = [one for one in streams if one.name == typed.lower()]
    return exact or [one for one in streams if typed and one.name.startswith(typed.lower())]


def stream_typed(choices: Choices | None, typed: str) -> Stream | None:
    """The one stream that is meant."""
    found = streams_typed(choices, typed)
    return found[0] if len(found) == 1 else None


def cashbook_fault(choices: Choices | None, typed: str) -> str | None:
    """What is wrong with a cashbook as typed."""
    if cashbook_typed(choices, typed) is not None:
        return None
    known = choices.cashbooks if choices is not None else ()
    return f"no such cashbook: {' '.join(one.code for one in known)}"


def stream_fault(choices: Choices | None, typed: str) -> str | None:
    """What is wrong with a stream as typed."""
    found = [one.name for one in streams_typed(choices, typed)]
    if not found:
        return "no such stream: the beginning of one below will do"
    return None if len(found) == 1 else f"type more: {' '.join(found)}"


def cashbooks_told(cashbooks: Sequence[CashbookChoice]) -> str:
    """`MAIN BENEFIT of CLY   MAIN-2 of AVN`; of one landlord the codes alone."""
    by_landlord: dict[str, list[str]] = {}
    for one in cashbooks:
        by_landlord.setdefault(one.landlord, []).append(one.code)
    if len(by_landlord) == 1:
        return " ".join(one.code for one in cashbooks)
    return "   ".join(f"{' '.join(codes)} of {whose}" for whose, codes in by_landlord.items())
