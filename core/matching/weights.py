"""The weight of what a line says for or against one account, feature by feature.

Weights are decibans (Good 1950; Fellegi and Sunter 1969): +10 makes the account ten times
likelier, −10 ten times less likely. They add up; all start from one account out of the roll's.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from core.alias import Bound
from core.matching.address import NOWHERE, Door, Where, door, where
from core.matching.entry import Entry, Expected, KeyKind
from core.matching.person import Fit, NameFit, best_fit
from core.matching.roll import Roll
from core.matching.said import Quoted, Said
from core.money import pounds
from core.reference import one_slip_apart


class About(StrEnum):
    """What a feature is of."""

    ROLL = "roll"
    REFERENCE = "reference"
    SLIP = "a slip away"
    ALIAS = "alias"
    NAME = "name"
    NEAR_NAME = "name, nearly"
    FORENAME = "forename"
    PLACE = "address"
    DOOR = "house"
    AMOUNT = "amount"
    DUE = "due"
    STATUS = "status"


class Feature(NamedTuple):
    """One reason: what it is of, its weight in decibans, and its words; `person` where the words
    speak of a person or address, which not everybody may see of a restricted tenancy."""

    about: About
    weight: int
    words: str
    person: bool = False


# Of a hundred references written, about three name somebody else (+15); a text found in a
# narrative may be no reference at all. A tenancy's claim was told by the payer itself.
_WRITTEN: Final = {
    KeyKind.PAYMENT: 15,
    KeyKind.TENANCY: 14,
    KeyKind.FORMER: 13,
    KeyKind.CARD: 16,
    KeyKind.CLAIM: 16,
}
_FOUND_LESS: Final = 2
_ALIAS: Final = 20
_NAME_ALIAS: Final = 8
_OFTEN: Final = 3  # times, after which a binding is surer still
_OFTEN_MORE: Final = 3
_SLIP: Final = 18  # one of about sixty references a slip away
_SLIP_KNOWN: Final = 16  # the reference written is right 97 times of a hundred
_OTHERS: Final = 20
_SURNAME_NEAR: Final = 14
_OLD_NAME: Final = 4
_NAME_AGAINST: Final = {True: -17, False: -9}  # in a field for names; in a narrative
_GIVEN_MAX: Final = 18
_GIVEN: Final = {Fit.NEAR: 9, Fit.INITIAL: 8, Fit.SILENT: 0, Fit.DIFFERS: -9}
_STREET: Final = 20
_PLACE_NEAR: Final = 12
_ELSEWHERE: Final = -13
_DOOR: Final = {Door.SAME: 11, Door.SILENT: 0, Door.OTHER: -13}
_AMOUNT_MIN, _AMOUNT_MAX = 8, 24
_OTHER_STREAM: Final = 4
_AMOUNT_AGAINST: Final = -8
_MULTIPLE: Final = 4
MULTIPLES: Final = (2, 3, 4)
_DUE: Final = 3
_DUE_DAYS: Final = 3
_FORMER: Final = -8
_OLD_REFERENCE: Final = "old reference"
_LABEL: Final = {
    KeyKind.PAYMENT: "reference",
    KeyKind.TENANCY: "tenancy reference",
    KeyKind.FORMER: _OLD_REFERENCE,
    KeyKind.CARD: "card",
    KeyKind.CLAIM: "claim",
}


def weighed(
    said: Said, entry: Entry, roll: Roll, aliases: Sequence[Bound] = ()
) -> tuple[Feature, ...]:
    """Every feature of `said` for `entry`; `aliases` are the live bindings of the line's keys."""
    found = [Feature(About.ROLL, -roll.population, roll.size)]
    if said.quoted:
        found += _of_reference(said, entry, roll)
    bound = _of_aliases(entry, roll, aliases) if aliases else []
    found += bound
    if said.words and not any(each.person for each in bound):  # a bound name is no news twice
        # Who confirmed a binding saw what name the payer uses: it no longer speaks against.
        named = _of_name(said, entry, roll)
        found += [each for each in named if each.weight > 0] if bound else named
    if said.place is not NOWHERE:
        found += _of_place(said, entry, roll)
    if said.credit and entry.expected:
        found += _of_amount(said, entry, roll)
    if not entry.current and not said.debit:
        found.append(Feature(About.STATUS, _FORMER, "a former tenancy"))
    return tuple(found)


def _of_reference(said: Said, entry: Entry, roll: Roll) -> list[Feature]:
    if len(said.quoted) == 1:  # most lines: one reference, and it is this account's
        quoted = said.quoted[0]
        named = roll.named(quoted.text)
        if len(named) == 1 and named[0][0].account == entry.account and named[0][1] in quoted.names:
            return [_written(quoted, named[0][1], roll)]
    best: Feature | None = None
    others = False
    for quoted in said.quoted:
        named = roll.named(quoted.text)
        mine = [kind for one, kind in named if one.account == entry.account]
        if feature := _as_written(quoted, mine, roll):
            if best is None or feature.weight > best.weight:
                best = feature
            continue
        live = any(one.current and kind in quoted.names for one, kind in named)
        others |= live
        if best is None and one_slip_apart(quoted.text, entry.reference):
            less = _SLIP + _SLIP_KNOWN * live
            words = f"one slip from the reference written, {quoted.text}"
            best = Feature(About.SLIP, max(3, roll.population - less), words)
    if best is None and others:
        return [Feature(About.REFERENCE, -_OTHERS, "the reference written is another account's")]
    return [best] if best else []


def _as_written(quoted: Quoted, mine: Sequence[KeyKind], roll: Roll) -> Feature | None:
    kinds = [kind for kind in mine if kind in quoted.names]
    if not kinds:
        return None
    return _written(quoted, max(kinds, key=lambda each: (_WRITTEN[each], each)), roll)


def _written(quoted: Quoted, kind: KeyKind, roll: Roll) -> Feature:
    weight = roll.population + _WRITTEN[kind] - _FOUND_LESS * quoted.found
    where_found = " in the narrative" if quoted.found else ""
    words = f"{_LABEL[kind]} {quoted.text} is this account's{where_found}"
    return Feature(About.REFERENCE, weight, words)


def _of_aliases(entry: Entry, roll: Roll, aliases: Sequence[Bound]) -> list[Feature]:
    """The surest binding to this account; where a key is bound to several, to each of them."""
    mine = [bound for bound in aliases if bound.binding.account == entry.account]
    if not mine:
        return []
    bound = max(mine, key=lambda each: (not each.binding.of_name, each.binding.times))
    less = 0 if bound.claimants == 1 else 10
    weight = roll.population + (_NAME_ALIAS if bound.binding.of_name else _ALIAS) - less
    weight += _OFTEN_MORE * (bound.binding.times >= _OFTEN)
    return [Feature(About.ALIAS, weight, bound.words, person=bound.binding.of_name)]


def _of_name(said: Said, entry: Entry, roll: Roll) -> list[Feature]:
    fit = best_fit(said.words, roll.people(entry))
    if fit is None:
        return []
    if fit.family is Fit.DIFFERS:
        return _not_named(said, entry, fit, roll)
    bearers = roll.many_bearing(fit.person.family[0])
    rare = roll.rarity(bearers)
    old = "former surname" if fit.person.old else "surname"
    less = _OLD_NAME * fit.person.old
    if fit.family is Fit.SAME:
        found = [Feature(About.NAME, max(1, rare - less), f"{old} agrees", person=True)]
    else:
        weight = max(1, rare - _SURNAME_NEAR - less)
        found = [Feature(About.NEAR_NAME, weight, f"{old} is near", person=True)]
    return found + _of_given(fit, roll)


def _of_given(fit: NameFit, roll: Roll) -> list[Feature]:
    if fit.given is Fit.SILENT:
        return []
    if fit.given is Fit.SAME:
        count = roll.many_called(fit.person.given[0])
        weight = min(_GIVEN_MAX, max(9, roll.rarity(count)))
        return [Feature(About.FORENAME, weight, "forename agrees", person=True)]
    words = {
        Fit.NEAR: "forename is near",
        Fit.INITIAL: "initial agrees",
        Fit.DIFFERS: "forename or initial does not agree",
    }
    return [Feature(About.FORENAME, _GIVEN[fit.given], words[fit.given], person=True)]


def _not_named(said: Said, entry: Entry, fit: NameFit, roll: Roll) -> list[Feature]:
    """The surname is another; the words of a narrative speak only where they are a surname."""
    if not said.named:
        place = roll.place(entry).words
        telling = [word for word in said.words if word not in place and roll.many_bearing(word)]
        if not telling:
            return []
    weight = _NAME_AGAINST[said.named]
    if fit.given is Fit.SAME and said.named:
        return [Feature(About.NAME, weight + 6, "forename agrees, surname differs", person=True)]
    return [Feature(About.NAME, weight, "the name is another's", person=True)]


def _of_place(said: Said, entry: Entry, roll: Roll) -> list[Feature]:
    known = roll.place(entry)
    met = where(said.place, known)
    if met is Where.SILENT:
        return []
    if met is Where.ELSEWHERE:
        return [Feature(About.PLACE, _ELSEWHERE, "the address is another", person=True)]
    if met is Where.POSTCODE:
        weight = max(_STREET, roll.rarity(roll.many_at(known.postcode)))
        found = [Feature(About.PLACE, weight, "postcode agrees", person=True)]
    elif met is Where.STREET:
        found = [Feature(About.PLACE, _STREET, "street agrees", person=True)]
    else:
        found = [Feature(About.PLACE, _PLACE_NEAR, "postcode is one sign off", person=True)]
    return found + _of_door(said, entry, roll)


def _of_door(said: Said, entry: Entry, roll: Roll) -> list[Feature]:
    met = door(said.place, roll.place(entry))
    if met is Door.SILENT:
        return []
    words = "house number agrees" if met is Door.SAME else "house number differs"
    return [Feature(About.DOOR, _DOOR[met], words, person=True)]


def _of_amount(said: Said, entry: Entry, roll: Roll) -> list[Feature]:
    equal = [each for each in entry.expected if each.amount == said.amount]
    mine = [each for each in equal if each.stream == said.stream and said.stream]
    if equal:
        share = roll.rarity(roll.many_paying(said.amount))
        weight = min(_AMOUNT_MAX, max(_AMOUNT_MIN, share)) - _OTHER_STREAM * (not mine)
        words = f"{pounds(said.amount)} is what {_payer_of(entry)} {_pays(mine)}"
        return [Feature(About.AMOUNT, weight, words), *_of_due(said, mine or equal)]
    usual = _usual(said, entry)
    for times in MULTIPLES:
        if any(each.amount * times == said.amount for each in entry.expected):
            return [Feature(About.AMOUNT, _MULTIPLE, f"{times} times what is expected")]
    words = f"usually {pounds(usual.amount)}, not {pounds(said.amount)}"
    return [Feature(About.AMOUNT, _AMOUNT_AGAINST, words)]


def _payer_of(entry: Entry) -> str:
    return "this account" if entry.kind == "rent" else f"this {entry.kind} account"


def _pays(mine: Sequence[Expected]) -> str:
    return "usually pays" if mine else "is charged"


def _usual(said: Said, entry: Entry) -> Expected:
    mine = (each for each in entry.expected if each.stream == said.stream)
    return next(mine, entry.expected[0])


def _of_due(said: Said, expected: Sequence[Expected]) -> list[Feature]:
    if said.day is None:
        return []
    near = (each for each in expected if each.due and abs((said.day - each.due).days) <= _DUE_DAYS)
    found = next(near, None)
    return [] if found is None else [Feature(About.DUE, _DUE, "it is due about this day")]
