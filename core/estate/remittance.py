"""A remittance: a made-up payer's file about made-up tenancies, with whose each line truly is.

Names, addresses and references are written as councils, the DWP, card agencies and banks write
them; of every hundred references five are wrong or missing, unless asked otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from core.estate.draw import Draw, mixed
from core.estate.paying import Flow, Paying
from core.estate.people import Person
from core.estate.slips import misheard, misread, mistyped
from core.estate.tenancies import Estate, Tenancy
from core.money import NIL, Pence
from core.payment_file import FileLine, LineKey, LineType

STREAMS: Final = ("hb", "uc", "card-agency", "standing-order")
WRONG: Final = 50  # of a thousand references


@dataclass(frozen=True, slots=True)
class Remitted:
    """One line, and the number of the tenancy it is truly for."""

    line: FileLine
    number: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of a stream's payments to a landlord; `wrong` of a thousand references are."""

    stream: str
    landlord: str
    day: date
    wrong: int = WRONG


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment as its payer's computer holds it, before anybody writes it down."""

    tenancy: Tenancy
    flow: Flow
    pence: int
    payer: Person
    bits: int


def remittance(estate: Estate, paying: Paying, cycle: Cycle) -> Iterator[Remitted]:
    """The payments of one cycle, a line each, in the estate's order."""
    draw = Draw(len(estate) + cycle.day.toordinal(), "remitted " + cycle.stream)
    place = 0
    for tenancy in estate:
        if tenancy.landlord.code != cycle.landlord or not tenancy.current:
            continue
        bits = draw.at(tenancy.number)
        for flow in paying.terms(tenancy).flows:
            if flow.run != cycle.stream or flow.part or bits % 1000 < flow.missed:
                continue
            place += 1
            line = _written(_paid(tenancy, flow, bits), cycle, estate)
            yield Remitted(replace(line, line=place), tenancy.number)


def _paid(tenancy: Tenancy, flow: Flow, bits: int) -> Paid:
    people = tenancy.people
    payer = people[0] if bits >> 10 & 3 else people[-1]
    odd = (bits >> 12) % 1000 < (flow.other or 8)
    pence = flow.pence * (50 + (bits >> 22) % 140) // 100 if odd else flow.pence
    return Paid(tenancy, flow, pence, payer, mixed(bits))


def _written(paid: Paid, cycle: Cycle, estate: Estate) -> FileLine:
    reference = _reference(paid, cycle.wrong, estate)
    if paid.flow.run == "hb":
        line = _council(paid, reference)
    elif paid.flow.run == "uc":
        line = _dwp(paid, reference)
    elif paid.flow.run == "card-agency":
        line = _line(paid, _keys("card", reference))
    else:
        line = _bank(paid, reference)
    return replace(line, day=cycle.day, stream=cycle.stream)


def _reference(paid: Paid, wrong: int, estate: Estate) -> str:
    """The reference as the payer holds it: right, missing, misread, or another tenancy's."""
    right, bits = paid.tenancy.payment_ref, mixed(paid.bits ^ 0x5EF)
    if bits % 1000 >= wrong:
        old = paid.tenancy.former_refs
        return old[0] if old and bits >> 20 & 63 == 0 else right
    kind = bits >> 10 & 7
    if kind < 3:
        return ""
    if kind < 7:
        return misread(right, bits >> 14)
    return estate[(bits >> 16) % len(estate)].payment_ref


def _council(paid: Paid, reference: str) -> FileLine:
    bits, home = paid.bits, paid.tenancy.home
    address = home.address.split(", ")
    street = _shortened(", ".join(address[:-1]) if bits >> 9 & 1 else home.address)
    return replace(
        _claimed(paid, paid.tenancy.hb_claim_ref, reference),
        name=_misspelt(_name(paid.payer, bits >> 4), bits >> 20, 8),
        address=street.upper(),
        postcode=home.postcode if bits >> 12 & 1 else "",
    )


def _dwp(paid: Paid, reference: str) -> FileLine:
    bits, home = paid.bits, paid.tenancy.home
    return replace(
        _claimed(paid, paid.tenancy.uc_customer_ref, reference),
        name=_misspelt(f"{paid.payer.forename} {paid.payer.surname}", bits >> 20, 6),
        postcode=home.postcode if bits >> 12 & 7 else "",
    )


def _claimed(paid: Paid, claim: str, reference: str) -> FileLine:
    key = LineKey("claim", claim)
    return replace(_line(paid, (key, *_keys("reference", reference))), payer_key=key)


def _bank(paid: Paid, reference: str) -> FileLine:
    """A standing order or faster payment: all it says stands in one narrative, cut as banks do."""
    bits = paid.bits
    name = _name(paid.payer, bits >> 4).upper()[:18]
    if bits >> 30 & 31 == 0:  # somebody else of the family pays
        name = f"{paid.payer.forename[:1]} {paid.payer.former_surname or 'Lomax'}".upper()
    how = ("STO", "FPI", "BGC", "")[bits >> 14 & 3]
    said = (reference, f"RENT {reference}", reference, f"{reference} RENT")[bits >> 16 & 3]
    narrative = " ".join(part for part in (how, name, said.strip()) if part)
    account = f"08{bits >> 33 & 9999:04d} {bits >> 40 & 0xFFFFFF:08d}"
    key = LineKey("payer_account", account)
    return replace(_line(paid, (key,)), narrative=narrative, payer_key=key)


def _line(paid: Paid, keys: tuple[LineKey, ...]) -> FileLine:
    pence = Pence(paid.pence)
    return FileLine(0, "", LineType.PAY, pence, NIL, pence, keys)


def _keys(kind: str, text: str) -> tuple[LineKey, ...]:
    return (LineKey(kind, text),) if text else ()


def _name(person: Person, bits: int) -> str:
    """A name in one of the ways payers write it."""
    initial, family = person.forename[:1], person.surname
    return (
        f"{family} {initial}",
        f"{family}, {person.forename}",
        f"{person.title} {initial} {family}",
        f"{person.forename} {family}",
        f"{initial} {family}",
        f"{family} {person.forename}",
        f"{family} {initial} {person.title}",
        f"{person.title} {person.forename} {family}",
    )[bits & 7].upper()


def _misspelt(name: str, bits: int, of_hundred: int) -> str:
    if bits % 100 >= of_hundred:
        return name
    slip = misheard if bits >> 8 & 1 else mistyped
    return slip(name.lower(), bits >> 9).upper()


_SHORT: Final = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Court": "Ct", "Drive": "Dr"}


def _shortened(address: str) -> str:
    words: Sequence[str] = address.replace(",", "").split()
    return " ".join(_SHORT.get(word, word) for word in words)
