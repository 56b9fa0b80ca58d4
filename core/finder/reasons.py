"""Reasons: why a tenancy was found, in words an assistant would use."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from core.finder.evidence import Evidence, by_word
from core.finder.index import CURRENT, Index
from core.finder.ranking import Fit
from core.finder.references import Kind
from core.finder.slots import (
    FLAT,
    HOUSE,
    HOUSE_DIGITS,
    OUTWARD,
    PLACE,
    STREET,
    SURNAME,
)
from core.finder.words import compact

_KINDS = {
    Kind.PAYMENT: "reference",
    Kind.TENANCY: "tenancy reference",
    Kind.FORMER: "old reference",
    Kind.CLAIM: "claim number",
    Kind.PHONE: "phone",
}
_AS_NAME, _AS_ADDRESS = 0, 1


def reasons(index: Index, found: list[Evidence], fit: Fit, place: int) -> tuple[str, ...]:
    """Why the candidate at `place` of `fit` was found, a reason a token, the same one once."""
    row = int(fit.rows[place])
    told: list[str] = []
    for number, each in enumerate(found):
        taken = int(fit.taken[number, place])
        if taken == _AS_NAME:
            told += _of_name(index, each, int(fit.person[place]))
        elif taken == _AS_ADDRESS:
            slot = _address_slot(index, each, row)
            if slot >= 0:
                told += _of_address(index, each, row, slot)
        else:
            told += _of_reference(index, each, row)
    told = _together(told)
    if not index.tenancies.mark[row] & CURRENT:
        told.append("former tenant")
    return tuple(dict.fromkeys(told))


def _of_name(index: Index, found: Evidence, person: int) -> Iterator[str]:
    worth = by_word(index, found)
    slots = index.tenancies.people[person].tolist()
    best = max(range(len(slots)), key=lambda slot: worth[slots[slot]])
    if worth[slots[best]] > 0:
        old = "old " if index.tenancies.old[person] else ""
        label = old + ("surname" if best >= SURNAME else "forename")
        yield _likeness(label, found.token.text, index.vocabulary.word(slots[best]))


def _likeness(label: str, typed: str, word: str) -> str:
    if typed == word:
        return label
    if len(typed) == 1:
        return f"initial {typed.upper()}"
    if word.startswith(typed):
        return f"{label} begins {typed.capitalize()}"
    edits = OSA.distance(typed, word, score_cutoff=2)
    if edits == 1:
        return f"{label} one letter from {word.capitalize()}"
    if edits == 2:
        return f"{label} two letters from {word.capitalize()}"
    return f"{label} sounds like {word.capitalize()}"


def _address_slot(index: Index, found: Evidence, row: int) -> int:
    worth = by_word(index, found)[index.tenancies.address[row]]
    best = int(worth.argmax())
    return best if worth[best] > 0 else -1


def _of_address(index: Index, found: Evidence, row: int, slot: int) -> Iterator[str]:
    label = _place_label(slot)
    if label in ("flat", "house number"):
        yield label
    else:
        word = index.vocabulary.word(int(index.tenancies.address[row, slot]))
        yield _likeness(label, found.token.text, word)


def _place_label(slot: int) -> str:
    if slot == FLAT:
        return "flat"
    if slot in (HOUSE, HOUSE_DIGITS):
        return "house number"
    if STREET <= slot < PLACE:
        return "street"
    return "place" if slot < OUTWARD else "postcode"


def _together(told: list[str]) -> list[str]:
    """House number and street told as one reason."""
    if "house number" in told and "street" in told:
        told = [each for each in told if each not in ("house number", "street")]
        return [*told, "house number and street"]
    return told


def _of_reference(index: Index, found: Evidence, row: int) -> Iterator[str]:
    references = index.references
    mine = [
        (int(worth), int(number))
        for worth, number in zip(found.rows_worth[found.rows == row],
                                 found.references[found.rows == row], strict=True)
    ]  # fmt: skip
    if not mine:
        return
    _, number = max(mine)
    label = _KINDS[Kind(int(references.kind[number]))]
    fragment, text = compact(found.token.text), references.text(number)
    if fragment == text:
        yield label
    elif fragment in text:
        yield f"{label} {_where(fragment, text)} {fragment}"
    else:
        yield _slip(label, fragment, text)


def _where(fragment: str, text: str) -> str:
    if text.endswith(fragment):
        return "ends"
    return "begins" if text.startswith(fragment) else "contains"


def _slip(label: str, fragment: str, text: str) -> str:
    swapped = any(
        fragment[:place] + fragment[place + 1] + fragment[place] + fragment[place + 2 :] in text
        for place in range(len(fragment) - 1)
    )
    slip = "two digits swapped" if swapped else "one digit misread"
    return f"{label} {text}: {slip}" if label != "reference" else slip
