"""Reasons: why a tenancy was found, in words an assistant would use."""

from collections.abc import Iterator

import numpy as np
from jellyfish import metaphone
from rapidfuzz.distance import OSA

from core.finder.corrections import SOUND
from core.finder.evidence import Evidence
from core.finder.index import CURRENT, Index
from core.finder.ranking import AS_ADDRESS, AS_NAME, AS_REFERENCE, Fit
from core.finder.references import MISREAD, Kind
from core.finder.slots import (
    FLAT,
    HOUSE,
    HOUSE_DIGITS,
    OUTWARD,
    PERSON_SLOTS,
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


def reasons(index: Index, found: list[Evidence], fit: Fit) -> Iterator[tuple[str, ...]]:
    """Why each row of `fit` was found: a reason a token, each once."""
    known: dict[Sort, tuple[str, ...]] = {}
    former = (index.tenancies.mark[fit.rows] & CURRENT == 0).tolist()
    old = index.tenancies.old[fit.person].tolist() if len(index.tenancies.old) else former
    each = zip(
        map(tuple, fit.taken.tolist()),
        map(tuple, fit.slot.tolist()),
        map(tuple, _numbers(index, found, fit)),
        former,
        old,
        strict=True,
    )
    for sort in each:  # rows taken in the same way are told in the same words
        if sort not in known:
            known[sort] = _reasons(index, found, sort)
        yield known[sort]


Sort = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], bool, int]


def _reasons(index: Index, found: list[Evidence], sort: Sort) -> tuple[str, ...]:
    told: list[str] = []
    kinds, slots, numbers, gone, renamed = sort
    for each, kind, slot, number in zip(found, kinds, slots, numbers, strict=True):
        if kind == AS_NAME:
            label = "surname" if slot >= SURNAME else "forename"
            label = "old " + label if renamed else label
            told.append(_likeness(label, each.token.text, index.vocabulary.word(number)))
        elif kind == AS_ADDRESS:
            told.append(_of_address(each, slot, index.vocabulary.word(number)))
        elif kind == AS_REFERENCE:
            told.append(_of_reference(index, each, number))
    told = _together(told)
    if gone:
        told.append("former tenant")
    return tuple(dict.fromkeys(filter(None, told)))


def _numbers(index: Index, found: list[Evidence], fit: Fit) -> list[list[int]]:
    """The number of the word, or of the reference, each token was taken as, a line a row."""
    number = index.tenancies.address[fit.rows[:, None], fit.slot]
    as_name, as_reference = fit.taken == AS_NAME, fit.taken == AS_REFERENCE
    if as_name.any():
        slots = np.minimum(fit.slot, PERSON_SLOTS - 1)
        number = np.where(as_name, index.tenancies.people[fit.person[:, None], slots], number)
    for token in np.flatnonzero(as_reference.any(axis=0)).tolist():
        each = found[token]
        at = np.minimum(each.rows.searchsorted(fit.rows), len(each.rows) - 1)
        cited = as_reference[:, token]
        number[cited, token] = each.references[at[cited]]
    numbers: list[list[int]] = number.tolist()
    return numbers


def _likeness(label: str, typed: str, word: str) -> str:
    if typed == word:
        return label
    if len(typed) == 1 and label.endswith("name"):
        return f"initial {typed.upper()}"
    shown = word.upper() if label == "postcode" else word.capitalize()
    if word.startswith(typed):
        return f"{label} begins {shown[: len(typed)]}"
    edits = OSA.distance(typed, word, score_cutoff=2)
    if edits == 1:
        return f"{label} one letter from {shown}"
    if metaphone(typed)[:SOUND] == metaphone(word)[:SOUND]:
        return f"{label} sounds like {shown}"
    if edits == 2:
        return f"{label} two letters from {shown}"
    return f"{label} begins like {typed.capitalize()}"


def _of_address(found: Evidence, slot: int, word: str) -> str:
    label = _place_label(slot)
    if label in ("flat", "house number"):
        return label
    return _likeness(label, found.token.text, word)


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


def _of_reference(index: Index, found: Evidence, number: int) -> str:
    label = _KINDS[Kind(int(index.references.kind[number]))]
    fragment, text = compact(found.token.text), index.references.text(number)
    if fragment == text:
        return label
    if fragment in text:
        return f"{label} {_where(fragment, text)} {fragment}"
    return _slip(label, fragment, text)


def _where(fragment: str, text: str) -> str:
    if text.endswith(fragment):
        return "ends"
    return "begins" if text.startswith(fragment) else "contains"


def _slip(label: str, fragment: str, text: str) -> str:
    told = _told_slip(fragment, text)
    return told if label == "reference" else f"{label} {text}: {told}"


def _told_slip(fragment: str, text: str) -> str:
    """Which slip lies between them: a swap, a sign taken for its look-alike, or any digit."""
    for start in range(len(text) - len(fragment) + 1):
        part = text[start : start + len(fragment)]
        apart = [place for place in range(len(part)) if part[place] != fragment[place]]
        if len(apart) == 2 and part[apart[0]] == fragment[apart[1]]:
            return "two digits swapped"
        if len(apart) == 1:
            taken = part[apart[0]] in MISREAD.get(fragment[apart[0]], "")
            return "one digit misread" if taken else "one digit different"
    return "nearly this reference"
