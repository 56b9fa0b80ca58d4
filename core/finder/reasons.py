"""Reasons: why a tenancy was found, in words an assistant would use."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt
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
    former = (index.tenancies.mark.take(fit.rows) & CURRENT == 0).tolist()
    sorts = _sorts(index, found, fit).T.tolist()
    told = [_of_token(index, each, column) for each, column in zip(found, sorts, strict=True)]
    return map(_told, zip(*told, strict=True), former)


def _sorts(index: Index, found: list[Evidence], fit: Fit) -> npt.NDArray[np.int64]:
    """How each token was taken, in one number, a line a row: see _reason."""
    sort = _numbers(index, found, fit).astype(np.int64)
    sort <<= 7
    sort |= fit.taken << 5
    sort |= fit.slot << 1
    sort |= index.tenancies.old.take(fit.person)[:, None]
    return sort


def _of_token(index: Index, found: Evidence, sorts: list[int]) -> list[str]:
    """The reasons of one token; rows in which it was taken in the same way share the words."""
    known = found.told
    for sort in sorts:
        if sort not in known:
            known[sort] = _reason(index, found, sort)
    return [known[sort] for sort in sorts]


def _reason(index: Index, found: Evidence, sort: int) -> str:
    number, kind, slot, old = sort >> 7, sort >> 5 & 3, sort >> 1 & 15, sort & 1
    if kind == AS_NAME:
        label = _NAMES[slot >= SURNAME, old]
        return _likeness(label, found.token.text, index.vocabulary.word(number))
    if kind == AS_ADDRESS:
        return _of_address(found, slot, index.vocabulary.word(number))
    return _of_reference(index, found, number) if kind == AS_REFERENCE else ""


@lru_cache(4096)
def _told(parts: tuple[str, ...], former: bool) -> tuple[str, ...]:  # noqa: FBT001 - mapped
    told = _together(list(parts))
    if former:
        told = [*told, "former tenant"]
    return tuple(dict.fromkeys(filter(None, told)))


_NAMES = {(False, 0): "forename", (True, 0): "surname"}
_NAMES |= {(False, 1): "old forename", (True, 1): "old surname"}


def _numbers(index: Index, found: list[Evidence], fit: Fit) -> npt.NDArray[np.int32]:
    """The number of the word, or of the reference, each token was taken as, a line a row."""
    known, slot = index.tenancies, fit.slot
    number = known.address[fit.rows[:, None], slot]
    as_name, as_reference = fit.taken == AS_NAME, fit.taken == AS_REFERENCE
    if as_name.any():
        slot = np.minimum(slot, PERSON_SLOTS - 1)
        number = np.where(as_name, known.people[fit.person[:, None], slot], number)
    for token, each in enumerate(found):
        if len(each.rows):
            cited = as_reference[:, token]
            at = each.rows.searchsorted(fit.rows[cited])
            number[cited, token] = each.references.take(at, mode="clip")
    return number


@lru_cache(4096)
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
