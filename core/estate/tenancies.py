"""A tenancy of the made-up estate, with its home, its people, its references old and new.

An estate is a pure function of (seed, count): tenancy i does not depend on how many there are.
In every twenty-seven tenancies twenty-three hold dwellings today, three are former tenants of
those dwellings, one holds a garage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.estate.draw import Draw
from core.estate.homes import CLYDEVIEW, LANDLORDS, MERSEY, Home, Homes, Landlord
from core.estate.people import Households, Person

BLOCK: Final = 27  # divides no power of ten: references that look alike differ in kind
_DWELLINGS: Final = 23
_GARAGE: Final = 26
_MIGRATED_AFTER: Final = 2200  # days: older tenancies have a reference from the system before


@dataclass(frozen=True, slots=True)
class Tenancy:
    """One tenancy; `began` and `ended` are days before the estate's own day (ended None: lives
    there now). References are text. `people` has the lead tenant first."""

    number: int
    landlord: Landlord
    tenancy_ref: str
    payment_ref: str
    former_refs: tuple[str, ...]
    home: Home
    people: tuple[Person, ...]
    began: int
    ended: int | None
    hb_claim_ref: str
    uc_customer_ref: str
    restricted: bool

    @property
    def current(self) -> bool:
        """Whether somebody lives there under it today."""
        return self.ended is None


class Estate:
    """`count` made-up tenancies of `seed`, each makeable alone: `estate[i]`, or in order."""

    __slots__ = ("_count", "_draw", "_homes", "_households")

    def __init__(self, seed: int, count: int) -> None:
        self._count = count
        self._draw = Draw(seed, "tenancy")
        self._homes = {landlord.code: Homes(seed, landlord) for landlord in LANDLORDS}
        self._households = Households(seed)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Tenancy]:
        return map(self.__getitem__, range(self._count))

    def __getitem__(self, number: int) -> Tenancy:
        """Tenancy `number`, 0 to count - 1."""
        if not 0 <= number < self._count:
            raise IndexError(number)
        bits = self._draw.at(number)
        block, slot = divmod(number, BLOCK)
        landlord, first_home = _owner(block)
        home = self._home(landlord, first_home, slot, bits)
        began, ended = _days(slot, bits)
        return Tenancy(
            number,
            landlord,
            f"{landlord.tenancy_letter}{number:05d}",
            str(landlord.first_payment_ref + number),
            _former_refs(home, began, bits),
            home,
            self._households.people(_household(number, slot, bits)),
            began,
            ended,
            f"6{(bits >> 17) % 10**8:08d}" if bits >> 44 & 15 < 5 else "",
            f"{(bits >> 11) % 10**12:012d}" if bits >> 48 & 15 < 6 else "",
            bits >> 52 & 511 == 7,
        )

    def _home(self, landlord: Landlord, first_home: int, slot: int, bits: int) -> Home:
        homes = self._homes[landlord.code]
        if slot == _GARAGE:
            return homes.garage(first_home + bits % _DWELLINGS)
        if slot >= _DWELLINGS:
            return homes.dwelling(first_home + bits % _DWELLINGS)
        return homes.dwelling(first_home + slot)


def _owner(block: int) -> tuple[Landlord, int]:
    """The landlord of a block (seven in ten are Clydeview's) and the number of its first home."""
    ten, place = divmod(block, 10)
    if place < 7:
        return CLYDEVIEW, (ten * 7 + place) * _DWELLINGS
    return MERSEY, (ten * 3 + place - 7) * _DWELLINGS


def _household(number: int, slot: int, bits: int) -> int:
    """Whose tenancy it is: mostly its own people's; a garage is often a neighbour's, and a former
    tenant often lives in another of our homes now."""
    start = number - slot
    if slot == _GARAGE and bits >> 30 & 3:
        return start + (bits >> 33) % _DWELLINGS
    if slot >= _DWELLINGS and start and bits >> 30 & 3 == 0:
        return start - BLOCK + (bits >> 33) % _DWELLINGS
    return number


def _days(slot: int, bits: int) -> tuple[int, int | None]:
    """Days since it began, and since it ended if it did; tenancies last longer than two years."""
    began = 800 + (bits >> 5) % 8200 if bits >> 40 & 7 else 30 + (bits >> 5) % 700
    if slot < _DWELLINGS or slot == _GARAGE:
        return began, None
    ended = 20 + (bits >> 9) % 1500
    return ended + began, ended


def _former_refs(home: Home, began: int, bits: int) -> tuple[str, ...]:
    """What the account was called before the migration: home by home, and sometimes before that."""
    if began < _MIGRATED_AFTER:
        return ()
    older = f"{home.number // 32 + 101:04d}-{home.number % 32 + 1:03d}-{bits >> 20 & 7:02d}"
    if bits >> 56 & 7:
        return (older,)
    return (older, f"R/{(bits >> 13) % 90000 + 10000}/{(bits >> 3) % 90 + 10}")
