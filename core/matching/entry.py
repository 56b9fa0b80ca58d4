"""An entry of the rent roll: one account that money may belong to, and what it should pay."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from core.money import Pence
from core.stream import SubAccountKind


class KeyKind(StrEnum):
    """What a text is to the account it names; the values are those of the book's account_ref."""

    PAYMENT = "payment"
    TENANCY = "tenancy"
    FORMER = "former"
    CARD = "card"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Expected:
    """An amount the account is expected to pay: by one stream, or (no stream) its charge; `due`
    is the day nearest to the file's on which it falls due, where that is known."""

    amount: Pence
    stream: str = ""
    due: date | None = None


class Entry(NamedTuple):
    """One account of the roll. Of a restricted one the caller may leave names and address out.

    `refs` are its other names: tenancy, former, card and claim references.
    """

    account: int
    landlord: str
    reference: str
    refs: tuple[tuple[KeyKind, str], ...] = ()
    names: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    expected: tuple[Expected, ...] = ()
    kind: SubAccountKind = SubAccountKind.RENT
    current: bool = True
    closed: bool = False
    deceased: bool = False
    restricted: bool = False
